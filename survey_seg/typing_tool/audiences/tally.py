"""Counts while people are read: who is written, who is left out, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from survey_seg.typing_tool.audiences.consent import ConsentRecord

SHOWN: Final = 100
"""Rows with something that cannot be used are named up to so many; all are counted."""


@dataclass(frozen=True, slots=True)
class RowNote:
    """A row with something that cannot be used: its line, why, and the column. Never what stands in it."""

    row: int
    reason: str
    column: str = ""


@dataclass(slots=True)
class Tally:
    """`left_out` counts people by reason, `blank` values that could not be used by field."""

    read: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    blank: Counter[str] = field(default_factory=Counter)
    unknown_answers: int = 0
    rows: list[RowNote] = field(default_factory=list)
    consent: ConsentRecord = field(default_factory=ConsentRecord)

    def note(self, row: int, reason: str, column: str = "") -> None:
        """Name a row, the first hundred times."""
        if len(self.rows) < SHOWN:
            self.rows.append(RowNote(row, reason, column))
