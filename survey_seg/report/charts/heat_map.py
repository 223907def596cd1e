"""A table of differences as a heat map: each cell with its number, a shade for its size, a triangle where it marks."""

from __future__ import annotations

STEPS = (0.2, 0.5, 0.8)
"""Standardised differences from which a cell is shaded: small, medium, large (Cohen)."""


def shade(difference: float | None) -> str:
    """The class of a cell: "up" or "down", with 1 to 3 for small, medium and large; "" where there is next to nothing.

    >>> shade(0.1), shade(0.55), shade(-1.2), shade(None)
    ('', 'up2', 'down3', '')
    """
    size = sum(abs(difference or 0.0) >= step for step in STEPS)
    return f"{'up' if (difference or 0) > 0 else 'down'}{size}" if size else ""


def sign(difference: float | None, *, marker: bool) -> str:
    """What stands before the number of a cell that marks a segment, so that colour does not speak alone.

    >>> sign(0.7, marker=True), sign(-0.7, marker=True), sign(0.7, marker=False)
    ('▲', '▼', '')
    """
    return ("▲" if (difference or 0) > 0 else "▼") if marker else ""
