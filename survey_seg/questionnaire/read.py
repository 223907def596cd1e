"""A questionnaire from its file: YAML, or the flat form of the same columns in a workbook or a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from survey_seg.errors import EnvironmentProblem, InputRefused, Problem
from survey_seg.questionnaire import coherence, schema
from survey_seg.questionnaire.formats import flat
from survey_seg.questionnaire.model import Path as Place
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.yaml_file import Value, read_yaml

MAX_BYTES = 5_000_000

Plain = tuple[Value, dict[Place, int]]

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_questionnaire(path: str | Path) -> Questionnaire:
    """The questionnaire in a .yaml, .yml, .xlsx or .csv file, with the line of everything in it.

    Answers "can this file be taken as it is?": InputRefused carries every problem of one pass, each with its line,
    what is there, what was expected and what to write instead. What may be unwise but can be read is left to the lint.

    >>> from survey_seg.resources import folder
    >>> starter = read_questionnaire(folder("questionnaires") / "starter.yaml")
    >>> starter.questions[0].id
    'consent'
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in READERS:
        known = "a file that ends in " + ", ".join(READERS)
        raise InputRefused(Problem("QUEST_FORMAT", "the ending of the file's name is not known", known, file=path.name))
    plain, lines = READERS[ending](_bytes(path), path.name)
    if not isinstance(plain, dict):
        kind = "a list" if isinstance(plain, list) else "a single value"
        expected = "a mapping with the keys study and questions"
        raise InputRefused(Problem("QUEST_NOT_A_MAPPING", f"the file holds {kind}", expected, file=path.name, row=1))
    by_cell = ending in {".csv", ".xlsx"}

    def place(at: Place) -> tuple[int | None, str]:
        column = _column(at) if by_cell else ""
        while at and at not in lines:
            at = at[:-1]
        return lines.get(at, 1), column

    whole = schema.validate(plain, file=path.name, place=place)
    coherence.check(whole, file=path.name, place=place)
    return Questionnaire(study=whole.study, questions=whole.questions, file=path.name, lines=lines)


def _column(path: Place) -> str:
    """The column of the flat form that holds a path."""
    if path[:1] == ("study",):
        return "value"
    own = path[4:5] if path[2:3] == ("rows",) else path[2:3]
    return str(own[0]) if own else ""


def _from_yaml(content: bytes, file: str) -> Plain:
    return read_yaml(_text(content, file), file=file)


def _from_csv(content: bytes, file: str) -> Plain:
    plain, lines = flat.read_csv(_text(content, file), file=file)
    return dict(plain), lines


def _from_workbook(content: bytes, file: str) -> Plain:
    # Imported here: most questionnaires are text, and the reader of workbooks is a compiled package.
    from survey_seg.questionnaire.formats.workbook import read_sheets

    sheets = read_sheets(content, file=file)
    brief = [(row, cells) for row, cells in sheets["study"] if cells[0].strip().lower() != "key"]
    plain, lines = flat.read_lines(brief, sheets["questions"], file=file)
    return dict(plain), lines


READERS: Final[Mapping[str, Callable[[bytes, str], Plain]]] = {
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
    ".csv": _from_csv,
    ".xlsx": _from_workbook,
}


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            what = f"the file has more than {MAX_BYTES // 1_000_000} MB"
            raise InputRefused(Problem("QUEST_TOO_LARGE", what, "a questionnaire", file=path.name))
        return path.read_bytes()
    except FileNotFoundError:
        raise InputRefused(Problem("QUEST_NO_FILE", "there is no such file", file=path.name)) from None
    except IsADirectoryError:
        raise InputRefused(Problem("QUEST_NO_FILE", "this is a folder", "a file", file=path.name)) from None
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise EnvironmentProblem(Problem("QUEST_UNREADABLE", what, file=path.name)) from None


def _text(content: bytes, file: str) -> str:
    """The file's text: UTF-8, or UTF-16 where a byte-order mark says so."""
    encoding = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start + 1} is no {encoding.upper()} text"
        problem = Problem("QUEST_ENCODING", what, "UTF-8", "save the file as UTF-8", file=file, row=row)
        raise InputRefused(problem) from None
    if "\0" in text:
        what = "the file holds zero bytes: it is binary, or UTF-16 without a byte-order mark"
        raise InputRefused(Problem("QUEST_ENCODING", what, "UTF-8", "save the file as UTF-8", file=file, row=1))
    return text
