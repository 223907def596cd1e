"""Reads one binary file in a process of its own: `python binary_child.py xlsx|sav|codebook PATH` writes JSON.

The parsers are compiled code that damaged or hostile files can crash; here only this process dies. It imports
nothing of the project, so that it can be started as a file.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import math
import sys
from collections.abc import Iterable
from typing import Any

MEMORY = 4 * 2**30
"""Bytes of address space the parser may ask for."""


def main(kind: str, path: str) -> dict[str, Any]:
    """The sheets of a file, or what is wrong with it."""
    try:
        return {"sheets": {"xlsx": workbook, "sav": spss, "codebook": codebook}[kind](path)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def limit_memory() -> None:
    """Let this process ask for no more than `MEMORY`, where the system can be told so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def cell(value: Any) -> str | float:  # noqa: ANN401 - whatever a parser returns
    """A cell as text or number; nothing is the empty text."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def workbook(path: str) -> list[dict[str, Any]]:
    """Every sheet of a workbook, rows counted from the top of the sheet."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    sheets = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        sheets.append({"name": name, "rows": [[cell(value) for value in row] for row in rows]})
    return sheets


def spss(path: str) -> list[dict[str, Any]]:
    """The one table of an SPSS file, with value labels and the values its user declared missing."""
    import pyreadstat

    about: Any
    columns, about = pyreadstat.read_sav(path, user_missing=True, output_format="dict")
    names = list(columns)
    rows = zip(*(map(cell, columns[name]) for name in names), strict=True)
    labels = {name: numbers(words.items()) for name, words in about.variable_value_labels.items()}
    missing = {name: numbers((one["lo"], one["hi"]) for one in spans) for name, spans in about.missing_ranges.items()}
    return [{"name": "", "rows": [names, *rows], "labels": labels, "missing": missing}]


def codebook(path: str) -> list[dict[str, Any]]:
    """The variables of an SPSS file without its answers: labels, codes, missing values, sets of multiple responses."""
    import pyreadstat

    about: Any
    _, about = pyreadstat.read_sav(path, metadataonly=True, user_missing=True, output_format="dict")
    variables = [
        {
            "name": name,
            "label": about.column_names_to_labels.get(name) or "",
            "codes": list(about.variable_value_labels.get(name, {}).items()),
            "missing": [(one["lo"], one["hi"]) for one in about.missing_ranges.get(name, ())],
            "measure": about.variable_measure.get(name) or "unknown",
            "format": about.original_variable_types.get(name) or "",
        }
        for name in about.column_names
    ]
    sets = [{"name": name, **about} for name, about in about.mr_sets.items()]
    return [{"name": about.file_label or "", "variables": variables, "sets": sets}]


def numbers(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[float, Any]]:
    """The pairs whose first part is a number: codes of text variables have no place here."""
    return [(float(first), second) for first, second in pairs if isinstance(first, int | float)]


if __name__ == "__main__":
    limit_memory()
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2])))
