"""Who will do what with which answer: the matrix that a steering group signs."""

from __future__ import annotations

from dataclasses import dataclass

from survey_seg.questionnaire.minutes import question_minutes
from survey_seg.questionnaire.model import Action, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Covered:
    """One question and one of its actions; a question without an action has a row with empty cells.

    `minutes` is the time the question takes a person who is asked it; it stands in the question's first row only, so
    that the column adds up.
    """

    question: str
    text: str
    role: str
    data_type: str
    construct: str
    verb: str
    owner: str
    decision: str
    action: str
    reach: str
    minutes: float


def coverage(questionnaire: Questionnaire) -> tuple[Covered, ...]:
    """Every question x action x owner x reach x role x minutes, in the order asked; pages that only show are left out.

    >>> from survey_seg.questionnaire.brief import Study
    >>> asked = Question(id="pets", text="How many pets?", type="number", role=("basis",))
    >>> [(row.question, row.verb) for row in coverage(Questionnaire(study=Study(title="T"), questions=(asked,)))]
    [('pets', '')]
    """
    asked = (question for question in questionnaire.questions if question.type != "info")
    nothing = Action(verb="")
    return tuple(
        _row(question, action, first=at == 0)
        for question in asked
        for at, action in enumerate(question.action or (nothing,))
    )


def _row(question: Question, action: Action, *, first: bool) -> Covered:
    ways = (f"{way.via}: {way.field or way.note}" if way.field or way.note else way.via for way in question.reach)
    return Covered(
        question=question.id,
        text=question.text,
        role=", ".join(question.role),
        data_type=question.data_type or "",
        construct=question.construct or "",
        verb=action.verb,
        owner=action.owner or "",
        decision=action.decision or "",
        action=action.text,
        reach="; ".join(ways),
        minutes=question_minutes(question) if first else 0.0,
    )
