"""Answers from SPSS."""

from __future__ import annotations

from pathlib import Path

from survey_seg.responses.isolated import sheets
from survey_seg.responses.table import Table


def read(path: Path) -> tuple[Table, ...]:
    """The one table of an SPSS file, with the labels of its codes and the codes that its author declared missing.

    Declared missings keep their code, so that a refusal can be told from a blank. Rows are numbered as in SPSS: the
    first person is row 1. Raises InputRefused DATA_DAMAGED.
    """
    found = sheets("sav", path)[0]
    header, *records = found["rows"]
    return (
        Table(
            columns=tuple(header),
            records=tuple(map(tuple, records)),
            rows=tuple(range(1, len(records) + 1)),
            labels={name: dict(pairs) for name, pairs in found["labels"].items()},
            missing={name: tuple((low, high) for low, high in pairs) for name, pairs in found["missing"].items()},
        ),
    )
