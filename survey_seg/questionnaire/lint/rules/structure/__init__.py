"""Rules about structure, routing and order, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.structure import (
    str301_skip_target_missing,
    str302_reference_unknown,
    str303_reference_later,
    str304_unknown_answer_code,
    str305_unreachable,
    str306_contradiction,
    str307_branch_backwards,
    str308_rarely_reached,
    str309_no_default_route,
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
    str301_skip_target_missing.RULE,
    str302_reference_unknown.RULE,
    str303_reference_later.RULE,
    str304_unknown_answer_code.RULE,
    str305_unreachable.RULE,
    str306_contradiction.RULE,
    str307_branch_backwards.RULE,
    str308_rarely_reached.RULE,
    str309_no_default_route.RULE,
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
