"""Whether an action follows whatever is answered."""

from __future__ import annotations

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.conditions import read_when, triggered
from survey_seg.questionnaire.model import Action, Question

STEP = 1e-6


def covers_every_answer(action: Action, question: Question) -> bool:
    """Whether an action is triggered by all answers; False where that cannot be known.

    >>> from survey_seg.questionnaire.model import Option
    >>> answers = (Option(code=1, label="No"), Option(code=2, label="Yes"))
    >>> asked = Question(id="q", text="?", type="scale", options=answers)
    >>> covers_every_answer(Action(verb="price", when=(1, 2)), asked)
    True
    >>> covers_every_answer(Action(verb="price", when=(">= 2",)), asked)
    False
    """
    when = action.when or ()
    try:
        answers = _answers(when, question)
        return bool(answers) and all(triggered(when, answer) for answer in answers)
    except InputRefused:
        return False


def _answers(when: tuple[int | str, ...], question: Question) -> tuple[float, ...]:
    """The answers that can be given; on a bounded number line one on each side of every threshold."""
    if question.options:
        return tuple(option.code for option in question.options if not option.missing)
    if question.min is None or question.max is None:
        return ()
    low, high = float(question.min), float(question.max)
    around = [read_when(entry)[1] + step for entry in when for step in (-STEP, 0.0, STEP)]
    return (low, high, *(point for point in around if low <= point <= high))
