"""What a condition's names stand for: a question, a line of a grid, or one answer of a question with several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from survey_seg.questionnaire.memory import once
from survey_seg.questionnaire.model import Question


class Named(NamedTuple):
    """The question a name belongs to, by its place; `row` is a line of its grid, `tick` the code of one answer."""

    question: int
    row: int | None = None
    tick: int | None = None


@once
def named(questions: Sequence[Question]) -> Mapping[str, Named | None]:
    """Every name conditions may use; None for those that stand for two questions at once.

    >>> sorted(named((Question(id="q1", text="?", type="number", column="Q_1"),)))
    ['Q_1', 'q1']
    """
    found: dict[str, Named | None] = {}
    for index, question in enumerate(questions):
        for name, what in _names(index, question):
            if found.setdefault(name, what) != what:
                found[name] = None
    return found


def _names(index: int, question: Question) -> Iterator[tuple[str, Named]]:
    yield question.id, Named(index)
    if question.type == "multi":
        for option in question.options:
            for stem in {question.id: 0, question.column or question.id: 0}:
                yield f"{stem}_{option.code}", Named(index, tick=option.code)
    elif question.rows:
        for at, row in enumerate(question.rows):
            yield row.id, Named(index, row=at)
            yield row.column or row.id, Named(index, row=at)
    elif question.type != "info":
        yield question.column or question.id, Named(index)
