"""Rules about structure, routing and order, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.structure import (
    str302_reference_unknown,
    str310_type_mismatch,
    str311_duplicate_id,
    str312_duplicate_text,
    str314_question_without_number_rule,
    str315_required_open,
    str320_sensitive_early,
    str321_demographics_first,
    str322_specific_before_general,
    str323_aided_before_unaided,
    str324_basis_late,
)

RULES: tuple[Rule, ...] = (
    str302_reference_unknown.RULE,
    str310_type_mismatch.RULE,
    str311_duplicate_id.RULE,
    str312_duplicate_text.RULE,
    str314_question_without_number_rule.RULE,
    str315_required_open.RULE,
    str320_sensitive_early.RULE,
    str321_demographics_first.RULE,
    str322_specific_before_general.RULE,
    str323_aided_before_unaided.RULE,
    str324_basis_late.RULE,
)
