"""Where a questionnaire can be broken, and the questionnaire broken there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from survey_seg.questionnaire.model import Path, Question, Questionnaire


@dataclass(frozen=True)
class Mutant:
    """A questionnaire broken at a place, and who should find it."""

    questionnaire: Questionnaire
    place: Path
    rules: tuple[str, ...]


Mutator = Callable[[Questionnaire], Iterator[Mutant]]


def changed(questionnaire: Questionnaire, index: int, **values: Any) -> Questionnaire:  # noqa: ANN401 - any key
    """The questionnaire with some keys of one question changed."""
    questions = list(questionnaire.questions)
    questions[index] = replace(questions[index], **values)
    return replace(questionnaire, questions=tuple(questions))


def added(questionnaire: Questionnaire, *questions: Question) -> Questionnaire:
    """The questionnaire with questions at its end."""
    return replace(questionnaire, questions=(*questionnaire.questions, *questions))


def single(question: Question) -> bool:
    """Whether a question has one answer out of two or more, and is asked of everybody."""
    return (
        question.type in {"single", "scale"} and len(question.options) > 1 and not question.rows and everybody(question)
    )


def everybody(question: Question) -> bool:
    """Whether everybody is asked, as far as the question itself says."""
    return not (question.show_if or question.routing_note or question.loop or question.asked_of is not None)


def open_places(questionnaire: Questionnaire) -> Iterator[tuple[int, Question]]:
    """Questions without a condition of their own."""
    for index, question in enumerate(questionnaire.questions):
        if everybody(question) and question.type != "info" and "basis" not in question.role:
            yield index, question


def before(questionnaire: Questionnaire, index: int) -> Question | None:
    """The nearest earlier question with one answer that everybody is asked and whose name is its own."""
    names = [question.id for question in questionnaire.questions]
    skips = any(question.skip for question in questionnaire.questions)
    for question in reversed(questionnaire.questions[:index]):
        if (
            single(question)
            and names.count(question.id) == 1
            and not skips
            and codes(question) == len(question.options)
        ):
            return question
    return None


def codes(question: Question) -> int:
    """How many different codes a question has."""
    return len({option.code for option in question.options})
