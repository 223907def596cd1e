"""Who was asked a question: what tells "not asked" from "no answer" in the base of a table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from survey_seg.questionnaire.model import Question
from survey_seg.responses.model import Responses
from survey_seg.responses.routing import Walk

Flags = npt.NDArray[np.bool_]


def asked(responses: Responses) -> Mapping[str, Flags]:
    """For each question, by id, whether each person was asked it, as far as the questionnaire tells.

    Filters and skips are followed with the answers given. Who got a question of a random block, a repeated one, or one
    whose filter stands in words only, the answers alone can tell: everybody counts as asked here, see `chance`.
    """
    names = {variable.name for variable in responses.questionnaire.variables() if variable.kind not in {"text", "date"}}
    columns = [str(name) for name in responses.answers.columns if name in names]
    answers = {name: responses.answers[name].to_numpy(dtype=np.float64) for name in columns}
    walk = Walk(responses.n, lambda _: np.zeros(responses.n))
    found: dict[str, Flags] = {}
    for question in responses.questionnaire.questions:
        found[question.id] = walk.asked(question, answers)
        walk.follow(question, answers)
    return found


def chance(question: Question) -> bool:
    """Whether people without an answer count as not asked: what decides who is asked is not among the answers.

    >>> chance(Question(id="q1", text="?", type="number", asked_of=0.5))
    True
    """
    return question.asked_of is not None or question.loop is not None or question.routing_note is not None
