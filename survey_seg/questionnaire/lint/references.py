"""Where a question refers to other questions: in its condition, its loop, and pipes in its texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.conditions import names, read_condition
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Path, Question

PIPE = Late(r"\$\{\s*([A-Za-z]\w*)\s*\}")


class Reference(NamedTuple):
    """A name, where it stands, and in what: a condition, a loop or a text."""

    place: Path
    name: str
    what: str


def references(path: Path, question: Question) -> Iterator[Reference]:
    """Every name a question uses, in the order condition, loop, text, rows, options.

    >>> asked = Question(id="q2", text="You said ${q1}. Why?", type="text", show_if="q1 == 1")
    >>> [(found.what, found.name) for found in references(("questions", 1), asked)]
    [('condition', 'q1'), ('text', 'q1')]
    """
    for name in _condition_names(question.show_if):
        yield Reference((*path, "show_if"), name, "condition")
    if question.loop:
        yield Reference((*path, "loop", "over"), question.loop.over, "loop")
    for name in PIPE.findall(question.text):
        yield Reference((*path, "text"), name, "text")
    texts = [("rows", at, row.text) for at, row in enumerate(question.rows)]
    texts += [("options", at, option.label) for at, option in enumerate(question.options)]
    for kind, at, text in texts:
        for name in PIPE.findall(text):
            yield Reference((*path, kind, at), name, "text")


def _condition_names(condition: str | None) -> tuple[str, ...]:
    try:
        return names(read_condition(condition)) if condition else ()
    except InputRefused:
        return ()
