"""Rules about structure, routing and order, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.structure import (
    str302_reference_unknown,
    str311_duplicate_id,
)

RULES: tuple[Rule, ...] = (
    str302_reference_unknown.RULE,
    str311_duplicate_id.RULE,
)
