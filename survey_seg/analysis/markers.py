"""What marks a segment: the basis items on which it differs most from everybody else, and short names made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Basis
from survey_seg.stats.association import standardised_difference

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SMALLEST_DIFFERENCE = 0.25
"""Standard deviations; between small (.2) and medium (.5)."""

LONGEST = 32


def find_markers(labels: Ints, basis: Basis) -> pd.DataFrame:
    """Per segment the items on which it stands at least a quarter of a standard deviation from the rest.

    Columns: segment, variable, text, mean (codes as asked, people who answered), total_mean, difference (segment
    against the rest, in pooled standard deviations; + is above), rank (1 is the strongest). There is no p-value: the
    items made the segments, so they differ by construction.
    """
    rows = []
    for segment in range(1, int(labels.max()) + 1):
        found = [_compared(segment, item, labels, basis) for item in range(len(basis.items))]
        found = [row for row in found if abs(row["difference"]) >= SMALLEST_DIFFERENCE]
        found.sort(key=lambda row: (-round(abs(row["difference"]), 9), row["variable"]))
        rows += [row | {"rank": rank} for rank, row in enumerate(found, start=1)]
    return pd.DataFrame(rows, columns=["segment", "variable", "text", "mean", "total_mean", "difference", "rank"])


def _compared(segment: int, item: int, labels: Ints, basis: Basis) -> dict[str, Any]:
    there = ~np.isnan(basis.raw[:, item]) & (basis.weights > 0)
    codes, weights, inside = basis.raw[there, item], basis.weights[there], labels[there] == segment
    known = bool(inside.any())
    return {
        "segment": segment,
        "variable": basis.items[item],
        "text": basis.texts[item],
        "mean": float(np.average(codes[inside], weights=weights[inside])) if known else float("nan"),
        "total_mean": float(np.average(codes, weights=weights)),
        "difference": standardised_difference(codes, inside, weights),
    }


def segment_names(markers: pd.DataFrame, basis: Basis, k: int) -> tuple[str, ...]:
    """A short name per segment from its two strongest markers, to be replaced by people.

    "More: yummy, cheap" is above the others on both, "Less: ..." below, "More: ...; less: ..." one of each.
    """
    if k == 1:
        return ("Everybody",)
    short = dict(zip(basis.items, short_texts(basis.texts), strict=True))
    names: list[str] = []
    for segment in range(1, k + 1):
        two = markers[markers["segment"] == segment].sort_values("rank").head(2)
        more = ", ".join(short[name] for name in two.loc[two["difference"] > 0, "variable"])
        less = ", ".join(short[name] for name in two.loc[two["difference"] < 0, "variable"])
        parts = [f"more: {more}"] * bool(more) + [f"less: {less}"] * bool(less)
        name = "; ".join(parts) or "average on everything"
        name = name[0].upper() + name[1:]
        names.append(name if name not in names else f"{name} ({segment})")
    return tuple(names)


def short_texts(texts: Sequence[str]) -> list[str]:
    """Item texts without the words that other items begin with as well, cut at a word.

    >>> short_texts(["How much do you like tea?", "How much do you like cold milk?", "Age"])
    ['tea', 'cold milk', 'Age']
    """
    words = [text.split() for text in texts]
    return [_short(words[j], [other for i, other in enumerate(words) if i != j]) for j in range(len(words))]


def _short(words: list[str], others: list[list[str]]) -> str:
    shared = max((_same_start(words, other) for other in others), default=0)
    own = " ".join(words[shared:] if shared < len(words) else words).strip(" .?!:;,…")
    if len(own) <= LONGEST:
        return own or " ".join(words)
    cut = own[: LONGEST - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"


def _same_start(one: list[str], other: list[str]) -> int:
    return next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
