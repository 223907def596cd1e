"""A questionnaire from its file: YAML, or the flat form of the same columns in a workbook or a CSV file."""

from __future__ import annotations

from pathlib import Path

from survey_seg.errors import EnvironmentProblem, InputRefused, Problem
from survey_seg.questionnaire import schema, yaml_file
from survey_seg.questionnaire.model import Path as Place
from survey_seg.questionnaire.model import Questionnaire

MAX_BYTES = 5_000_000

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
    readers = {".yaml": _from_yaml, ".yml": _from_yaml}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        known = "a file that ends in " + ", ".join(readers)
        raise InputRefused(Problem("QUEST_FORMAT", "the file's ending is not known", known, file=path.name))
    return reader(path)


def _from_yaml(path: Path) -> Questionnaire:
    name = path.name
    value, lines = yaml_file.read_yaml(_text(_bytes(path), name), file=name)
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else "a single value"
        expected = "a mapping with the keys study and questions"
        raise InputRefused(Problem("QUEST_NOT_A_MAPPING", f"the file holds {kind}", expected, file=name, row=1))

    def place(path: Place) -> tuple[int | None, str]:
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1), ""

    whole = schema.validate(value, file=name, place=place)
    return Questionnaire(study=whole.study, questions=whole.questions, file=name, lines=lines)


def _bytes(path: Path) -> bytes:
    name = path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            what = f"the file has more than {MAX_BYTES // 1_000_000} MB"
            raise InputRefused(Problem("QUEST_TOO_LARGE", what, "a questionnaire", file=name))
        return path.read_bytes()
    except FileNotFoundError:
        raise InputRefused(Problem("QUEST_NO_FILE", "there is no such file", file=name)) from None
    except IsADirectoryError:
        raise InputRefused(Problem("QUEST_NO_FILE", "this is a folder", "a file", file=name)) from None
    except OSError as error:
        raise EnvironmentProblem(Problem("QUEST_UNREADABLE", f"cannot be read: {error.strerror}", file=name)) from None


def _text(content: bytes, name: str) -> str:
    """The file's text: UTF-8, or UTF-16 where a byte-order mark says so."""
    encoding = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start + 1} is no {encoding.upper()} text"
        problem = Problem("QUEST_ENCODING", what, "UTF-8", "save the file as UTF-8", file=name, row=row)
        raise InputRefused(problem) from None
    if "\0" in text:
        what = "the file holds zero bytes: it is binary, or UTF-16 without a byte-order mark"
        raise InputRefused(Problem("QUEST_ENCODING", what, "UTF-8", "save the file as UTF-8", file=name, row=1))
    return text
