"""Which tools may name one person's segment."""

from __future__ import annotations

from survey_seg.errors import CannotCompute, Problem
from survey_seg.typing_tool.spec import TypingSpec


def refuse_scores_only(spec: TypingSpec, form: str) -> None:
    """Nothing for a tool that may name a person's segment; raises CannotCompute (TYPING_SCORES_ONLY) for another.

    A tool whose answers say too little (`hard_labels` is False) ranks people; a form made to name the segment of the
    person at hand would be wrong too often.
    """
    if not spec.hard_labels:
        problem = Problem(
            "TYPING_SCORES_ONLY",
            f"{form} names one person's segment, and the answers of this tool say too little for that",
            hint="rank people by its scores: survey-seg type",
        )
        raise CannotCompute(problem)
