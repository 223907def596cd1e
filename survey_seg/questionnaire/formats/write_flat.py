"""The flat form of a questionnaire, as lines and as a CSV file; read again, it is the same questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from survey_seg.artifact import write_csv
from survey_seg.questionnaire.brief import Ignore, Study
from survey_seg.questionnaire.formats import cells
from survey_seg.questionnaire.formats.flat import COLUMNS, STUDY
from survey_seg.questionnaire.model import Action, Loop, Option, Question, Questionnaire, Reach, Row, Skip


def write_flat_csv(questionnaire: Questionnaire, path: str | Path) -> None:
    """Write a questionnaire as a flat CSV file: the brief, then a line per question and per line of a grid.

    Everything the questionnaire holds is in the file. Cells that a spreadsheet would run get a quote in front.

    >>> from tempfile import TemporaryDirectory
    >>> from survey_seg.questionnaire.read import read_questionnaire
    >>> from survey_seg.resources import folder
    >>> starter = read_questionnaire(folder("questionnaires") / "starter.yaml")
    >>> with TemporaryDirectory() as place:
    ...     write_flat_csv(starter, f"{place}/starter.csv")
    ...     read_questionnaire(f"{place}/starter.csv").questions == starter.questions
    True
    """
    lines: list[Sequence[str]] = [(STUDY + key, value) for key, value in brief_lines(questionnaire.study)]
    lines += [COLUMNS, *question_lines(questionnaire)]
    safe = [[cells.defused(cell) for cell in line] for line in lines]
    write_csv(Path(path), safe[0], safe[1:])


def brief_lines(study: Study) -> list[tuple[str, str]]:
    """The lines of the brief: dotted key and value.

    >>> brief_lines(Study(title="Coffee", levers=("price", "message")))[0]
    ('title', 'Coffee')
    """
    return list(_entries(study))


def question_lines(questionnaire: Questionnaire) -> list[list[str]]:
    """A line per question and per line of a grid, in the columns of the flat form."""
    lines = []
    for question in questionnaire.questions:
        lines.append(question_cells(question))
        lines.extend(_row(row) for row in question.rows)
    return lines


def _entries(element: Any, before: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any part of the brief
    """The lines of the brief: dotted key and value; what was not given has no line."""
    for key, value in _given(element).items():
        if is_dataclass(value) or isinstance(value, Mapping):
            yield from _entries(value, f"{before}{key}.")
        elif not isinstance(value, tuple):
            yield before + key, cells.scalar_cell(value)
        elif any(is_dataclass(item) for item in value):
            yield from ((before + key, cells.record_cell(_given(item))) for item in value)
        else:
            yield before + key, "; ".join(cells.escaped(cells.scalar_cell(item), ";") for item in value)


def _given(element: Any) -> dict[str, object]:  # noqa: ANN401
    """The fields of a model object, or the entries of a mapping, that differ from "not given"."""
    held = isinstance(element, Mapping)
    found = element if held else {part.name: getattr(element, part.name) for part in fields(element)}
    return {name: value for name, value in found.items() if value not in (None, (), "")}


def question_cells(question: Question) -> list[str]:
    """The cells of a question, in the columns of the flat form."""
    held = {
        "options": "|".join(_option(option) for option in question.options),
        "role": ", ".join(question.role),
        "reverse": "yes" if question.reverse else "",
        "action": " | ".join(_action(action) for action in question.action),
        "reach": "; ".join(_reach(reach) for reach in question.reach),
        "randomise": "yes" if question.randomise else "",
        "skip": " | ".join(_skip(skip) for skip in question.skip),
        "loop": _loop(question.loop),
        "ignore": " | ".join(_ignore(ignore) for ignore in question.ignore),
    }
    return [held[name] if name in held else cells.scalar_cell(getattr(question, name)) for name in COLUMNS]


def _row(row: Row) -> list[str]:
    held = {"type": "row", "reverse": "yes" if row.reverse else ""}
    return [held[name] if name in held else cells.scalar_cell(getattr(row, name, None)) for name in COLUMNS]


def _option(option: Option) -> str:
    label = cells.escaped(option.label, "|~")
    also = "".join("~" + cells.code_or_text_cell(other, "|~") for other in option.also)
    column = f"~{cells.COLUMN}{cells.escaped(option.column, '|~')}" if option.column else ""
    written = f"{option.code}={label}{also}{column}"
    if written.endswith(tuple(cells.MARKS)):
        written = f"{written[:-1]}\\{written[-1]}"
    return written + "".join(mark for mark, name in cells.MARKS.items() if getattr(option, name))


def _action(action: Action) -> str:
    head = [cells.escaped(value or "", "|;") for value in (action.verb, action.owner, action.decision)]
    when = ",".join(cells.code_or_text_cell(entry, "|;,") for entry in action.when or ())
    return cells.joined([*head, when, cells.escaped(action.text, "|")], "; ")


def _reach(reach: Reach) -> str:
    head = [cells.escaped(value or "", ";:") for value in (reach.via, reach.field)]
    coverage = "" if reach.coverage is None else str(reach.coverage)
    return cells.joined([*head, coverage, cells.escaped(reach.note, ";")], ":")


def _skip(skip: Skip) -> str:
    when = ",".join(cells.code_or_text_cell(entry, "|;,") for entry in skip.when or ())
    return f"{when}; {skip.to}" if when else skip.to


def _loop(loop: Loop | None) -> str:
    return "" if loop is None else cells.joined([loop.over, cells.scalar_cell(loop.most)], "; ")


def _ignore(ignore: Ignore) -> str:
    return cells.joined([cells.escaped(ignore.rule, "|:"), cells.escaped(ignore.reason, "|")], ": ")
