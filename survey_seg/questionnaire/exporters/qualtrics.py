"""Qualtrics: the text that its "Import from a file" takes (advanced format). It holds no routing: that is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from survey_seg.questionnaire.exporters.asked import Asked, Kind, Losses, asked, blocks
from survey_seg.questionnaire.exporters.exported import Exported, Exporter
from survey_seg.questionnaire.exporters.texts import as_html
from survey_seg.questionnaire.model import Option, Questionnaire

HELD: Final = ("id", "text", "type", "options", "rows", "show_if", "skip", "block")
TYPES: Final[Mapping[Kind, str]] = {
    "single": "MC:SingleAnswer:Vertical",
    "multi": "MC:MultipleAnswer:Vertical",
    "scale": "MC:SingleAnswer:Horizontal",
    "range": "TE:SingleLine",
    "grid": "Matrix",
    "rank": "RO",
    "number": "TE:SingleLine",
    "text": "TE:Essay",
    "date": "TE:SingleLine",
    "info": "DB",
}
"""The type of each kind of question."""
_OF_LINES: Final = "TE:Form"
_NUMBERED = re.compile(r"^(\d+)\.")


def export(questionnaire: Questionnaire) -> Exported:
    """The text of a survey in the advanced format.

    >>> from survey_seg.questionnaire.read import read_questionnaire
    >>> from survey_seg.resources import folder
    >>> text = export(read_questionnaire(folder("questionnaires") / "starter.yaml")).content
    >>> text.splitlines()[2:9]
    ['[[Question:MC:SingleAnswer:Vertical]]', '[[ID:consent]]', 'May we use your answers for market research?', \
'[[AdvancedChoices]]', '[[Choice:1]]', 'Yes', '[[Choice:2]]']
    """
    losses = Losses()
    found = asked(questionnaire, losses)
    for one in found:
        _note(one, losses)
    losses.keys(questionnaire.study, ("title",), "study", "study.")
    losses.note("the title is given when the file is imported", "study")
    return Exported("\n".join(_lines(found)) + "\n", losses.all())


EXPORTER: Final = Exporter("qualtrics", ".txt", export)


def _lines(found: Sequence[Asked]) -> Iterator[str]:
    yield from ("[[AdvancedFormat]]", "")
    runs = list(blocks(found))
    for number, (block, run) in enumerate(runs, start=1):
        if block or len(runs) > 1:
            yield from (f"[[Block:{_line(block) or f'Questions {number}'}]]", "")
        for one in run:
            yield from (*_question(one), "")


def _question(one: Asked) -> Iterator[str]:
    question = one.question
    yield f"[[Question:{_OF_LINES if one.rows and one.kind != 'grid' else TYPES[one.kind]}]]"
    yield f"[[ID:{question.id}]]"
    text = _line(question.text)
    yield f"{text}<br/><em>{_line(question.instruction)}</em>" if question.instruction else text
    if one.rows:
        yield "[[Choices]]"
        yield from (_line(row.text) for row in one.rows)
    if one.options:
        head, each = ("[[AdvancedAnswers]]", "Answer") if one.rows else ("[[AdvancedChoices]]", "Choice")
        yield head
        for option in one.options:
            yield from (f"[[{each}:{option.code}]]", _line(option.label) or str(option.code))


def _line(text: str) -> str:
    """One line of words that cannot begin a tag, a numbered question or a comment of the format."""
    held = as_html(text).replace("[[", "&#91;&#91;").replace("]]", "&#93;&#93;")
    return _NUMBERED.sub(r"\1&#46;", held)


def _note(one: Asked, losses: Losses) -> None:
    """Note what the text does not hold: all routing, and whatever Qualtrics sets in its editor."""
    question = one.question
    if question.show_if:
        losses.note(f"the filter {question.show_if}", question.id)
    for skip in question.skip:
        losses.note(f"the skip to {skip.to}", question.id)
    losses.keys(question, (*HELD, "instruction", *(("min", "max") if one.kind == "scale" else ())), question.id)
    if one.kind in {"range", "number", "date"}:
        losses.note("numbers and dates stand as a line to write on, unchecked", question.id)
    for option in one.options:
        losses.keys(option, ("code", "label"), question.id, "options.")
        _note_unlabelled(option, question.id, losses)
    for row in one.rows:
        losses.keys(row, ("text",), question.id, "rows.")


def _note_unlabelled(option: Option, anchor: str, losses: Losses) -> None:
    if not option.label:
        losses.note("answers without words show their code", anchor)
