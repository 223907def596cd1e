"""Rules about response options, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.options import (
    opt207_opt_out_not_missing,
    opt214_duplicate_answer,
)

RULES: tuple[Rule, ...] = (
    opt207_opt_out_not_missing.RULE,
    opt214_duplicate_answer.RULE,
)
