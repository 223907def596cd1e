"""Results to plain JSON and CSV, the same bytes for the same numbers.

Floats are written with ten significant digits: the last digits of a sum depend on the machine's arithmetic library,
the first ten do not.
"""

from __future__ import annotations

import dataclasses
import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from survey_seg.errors import EnvironmentProblem, Problem

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

DIGITS = 10


def rounded(value: float) -> float | None:
    """A float with ten significant digits; what is not a finite number becomes None.

    >>> rounded(1 / 3), rounded(float("nan"))
    (0.3333333333, None)
    """
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def plain(value: Any) -> Plain:  # noqa: ANN401 - takes whatever a result holds
    """Any result as JSON types: dataclasses to objects, tables to lists of rows, arrays to lists.

    >>> plain({"share": 1 / 3, "codes": (1, 2)})
    {'share': 0.3333333333, 'codes': [1, 2]}
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return rounded(value)
    return _plain_container(value)


def _plain_container(value: Any) -> Plain:  # noqa: ANN401
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        return [plain(row) for row in value.to_dict("records")]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no place in a result file")


def json_text(value: Any) -> str:  # noqa: ANN401
    """A result as indented JSON text that ends in a newline."""
    return json.dumps(plain(value), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401
    """Write a result as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json_text(value), encoding="utf-8", newline="\n")


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, whole or not at all."""
    with whole_file(path) as place:
        place.write_text(text, encoding="utf-8", newline="\n")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table a person may open in a spreadsheet: text that looks like a formula is defused with a quote."""
    import csv

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([spreadsheet_safe(name) for name in columns])
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> str | int | float:  # noqa: ANN401
    simple = plain(value)
    if simple is None:
        return ""
    return simple if isinstance(simple, int | float) else spreadsheet_safe(str(simple))


def spreadsheet_safe(text: str) -> str:
    r"""Text that no spreadsheet takes for a formula.

    A lone carriage return, which would begin a new row of a CSV file, becomes a line break within the cell.

    >>> spreadsheet_safe("=1+1"), spreadsheet_safe("one"), spreadsheet_safe("one\r=1+1")
    ("'=1+1", 'one', 'one\n=1+1')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} else text


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A draft beside `target` that takes its place when the block ends well; otherwise an earlier file stays.

    Raises EnvironmentProblem when the disk refuses.
    """
    # Imported here: a lint that only prints needs no archives, which come with it.
    import tempfile

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise EnvironmentProblem(disk_problem(error, target)) from error
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(target)
    except OSError as error:
        raise EnvironmentProblem(disk_problem(error, target)) from error
    finally:
        draft.unlink(missing_ok=True)


def disk_problem(error: OSError, target: Path) -> Problem:
    """What the disk said, as a problem with a place and a hint."""
    what = error.strerror or str(error)
    where = str(error.filename) if error.filename else str(target)
    return Problem("DISK_REFUSED", what, file=where, hint="free some space or check the permissions, then run it again")


def sha256(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
