"""Rules about what nobody can act on, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.action import (
    act001_action_missing,
    act002_action_vague,
    act003_action_verb_unknown,
    act004_action_no_owner,
    act005_action_not_answer_dependent,
    act006_action_copy_paste,
    act007_action_lever_unavailable,
    act008_lever_without_question,
    act009_action_without_decision,
    act010_decision_without_question,
    act011_role_missing,
    act012_action_confirms_decision,
    act013_non_actionable_share,
    act014_outcome_without_value_link,
    act015_nice_to_have_open_end,
    act016_duplicate_information,
    act017_action_verb_role_mismatch,
)

RULES: tuple[Rule, ...] = (
    act001_action_missing.RULE,
    act002_action_vague.RULE,
    act003_action_verb_unknown.RULE,
    act004_action_no_owner.RULE,
    act005_action_not_answer_dependent.RULE,
    act006_action_copy_paste.RULE,
    act007_action_lever_unavailable.RULE,
    act008_lever_without_question.RULE,
    act009_action_without_decision.RULE,
    act010_decision_without_question.RULE,
    act011_role_missing.RULE,
    act012_action_confirms_decision.RULE,
    act013_non_actionable_share.RULE,
    act014_outcome_without_value_link.RULE,
    act015_nice_to_have_open_end.RULE,
    act016_duplicate_information.RULE,
    act017_action_verb_role_mismatch.RULE,
)
