"""What is known of the chosen questions themselves, and of asking them again."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.model import Basis
from survey_seg.questionnaire.model import Variable
from survey_seg.typing_tool.making.candidates import Design
from survey_seg.typing_tool.making.question_choice import QuestionChoice
from survey_seg.typing_tool.making.question_stability import Stability, question_stability
from survey_seg.typing_tool.making.retest import ASSUMPTION, expected_agreement
from survey_seg.typing_tool.making.weigh import Weights

Floats = npt.NDArray[np.float64]


def question_evidence(
    tool: Weights, design: Design, soft: Floats, basis: Basis, choice: QuestionChoice, *, seed: int
) -> dict[str, Any]:
    """`each_question` (in the tool's order) and `retest`, in plain types, for the evidence of a tool.

    Of each question: its `id`, whether it was `asked_in_any_case`, its `cost`, how people who answer so can be reached
    (`reach`), the share of bootstrap samples that choose it again (`stability`), and `substitutes` (id, text, reach,
    share of the samples without this question that choose them). `retest`: the expected agreement and its assumption.
    """
    found = question_stability(design, soft, basis, tool.chosen, choice, seed=seed)
    agreement = expected_agreement(tool, design, basis, seed=seed)
    return {
        "each_question": [_question(design, one, choice) for one in found],
        "retest": {"value": agreement, "assumption": ASSUMPTION},
    }


def _question(design: Design, found: Stability, choice: QuestionChoice) -> dict[str, Any]:
    variable = design.variables[found.question]
    return {
        "id": variable.name,
        "asked_in_any_case": variable.name in choice.ask,
        "cost": choice.cost_of(variable.name),
        "reach": _routes(variable),
        "stability": found.share,
        "substitutes": [
            {
                "id": design.variables[other.question].name,
                "text": design.variables[other.question].text,
                "reach": _routes(design.variables[other.question]),
                "share": other.share,
            }
            for other in found.substitutes
        ],
    }


def _routes(variable: Variable) -> list[str]:
    """How people with this answer can be found, as the questionnaire declares it."""
    return list(dict.fromkeys(reach.via for reach in variable.question.reach))
