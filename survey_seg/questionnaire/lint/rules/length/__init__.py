"""Rules about length and burden, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.length import (
    len001_too_long,
)

RULES: tuple[Rule, ...] = (len001_too_long.RULE,)
