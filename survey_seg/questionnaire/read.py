"""A questionnaire from its file: YAML, the flat form of the same columns (workbook, CSV), or another tool's format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from survey_seg.errors import EnvironmentProblem, InputRefused, Problem
from survey_seg.questionnaire import coherence, schema
from survey_seg.questionnaire.importers.documents import decoded
from survey_seg.questionnaire.model import Path as Place
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.yaml_file import read_yaml
from survey_seg.questionnaire.yaml_lines import Value

MAX_BYTES = 5_000_000
MAX_IMPORTED_BYTES = 50_000_000
"""Files of other tools may carry pictures and translations."""

Plain = tuple[Value, dict[Place, int]]


def read_questionnaire(path: str | Path) -> Questionnaire:
    """The questionnaire in a file: YAML, flat CSV or workbook with the line of everything, or a file of another tool.

    What comes from another tool has the cell or element of everything instead (`anchor`), no tags, and a list of what
    did not fit (`lost`); it may be broken in ways that the lint tells. A file of an unknown tool is refused in one line
    that says what it is (QUEST_FORMAT).

    Answers "can this file be taken as it is?": InputRefused carries every problem of one pass, each with its line,
    what is there, what was expected and what to write instead. What may be unwise but can be read is left to the lint.

    >>> from survey_seg.resources import folder
    >>> starter = read_questionnaire(folder("questionnaires") / "starter.yaml")
    >>> starter.questions[0].id
    'consent'
    """
    path = Path(path)
    ending = path.suffix.lower()
    content = _bytes(path, MAX_BYTES if ending in YAML else MAX_IMPORTED_BYTES)
    if ending not in YAML:
        imported = _imported(content, path.name)
        if imported is not None:
            return imported
        _check_own(content, ending, path.name)
    plain, lines = READERS[ending](content, path.name)
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


def _imported(content: bytes, file: str) -> Questionnaire | None:
    """The questionnaire in a file of another tool; nothing when it is none that is known."""
    # Imported here: most questionnaires are files of our own.
    from survey_seg.questionnaire.importers.draft import finish
    from survey_seg.questionnaire.importers.recognition import importer_of

    importer = importer_of(content, file, own_endings=READERS)
    return None if importer is None else finish(importer.read(content, file), file=file)


def _column(path: Place) -> str:
    """The column of the flat form that holds a path."""
    if path[:1] == ("study",):
        return "value"
    own = path[4:5] if path[2:3] == ("rows",) else path[2:3]
    return str(own[0]) if own else ""


def _from_yaml(content: bytes, file: str) -> Plain:
    return read_yaml(decoded(content, file), file=file)


def _from_csv(content: bytes, file: str) -> Plain:
    from survey_seg.questionnaire.formats import flat

    plain, lines = flat.read_csv(decoded(content, file), file=file)
    return dict(plain), lines


def _from_workbook(content: bytes, file: str) -> Plain:
    # Imported here: most questionnaires are text, and the reader of workbooks is a compiled package.
    from survey_seg.questionnaire.formats import flat
    from survey_seg.questionnaire.formats.workbook import read_sheets

    sheets = read_sheets(content, file=file)
    brief = [(row, cells) for row, cells in sheets["study"] if cells[0].strip().lower() != "key"]
    plain, lines = flat.read_lines(brief, sheets["questions"], file=file)
    return dict(plain), lines


YAML: Final = (".yaml", ".yml")
READERS: Final[Mapping[str, Callable[[bytes, str], Plain]]] = {
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
    ".csv": _from_csv,
    ".xlsx": _from_workbook,
}


def _check_own(content: bytes, ending: str, file: str) -> None:
    """Refuse what is neither another tool's format nor one of ours by its ending."""
    from survey_seg.questionnaire.importers import unknown

    if ending not in READERS or (ending == ".csv" and unknown.foreign_table(content)):
        raise unknown.refusal(content, file, endings=unknown.endings(tuple(READERS)))
    if len(content) > MAX_BYTES:
        raise _too_large(MAX_BYTES, file)


def _too_large(limit: int, file: str) -> InputRefused:
    what = f"the file has more than {limit // 1_000_000} MB"
    return InputRefused(Problem("QUEST_TOO_LARGE", what, "a questionnaire", file=file))


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if path.stat().st_size > limit:
            raise _too_large(limit, path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputRefused(Problem("QUEST_NO_FILE", "there is no such file", file=path.name)) from None
    except IsADirectoryError:
        raise InputRefused(Problem("QUEST_NO_FILE", "this is a folder", "a file", file=path.name)) from None
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise EnvironmentProblem(Problem("QUEST_UNREADABLE", what, file=path.name)) from None
