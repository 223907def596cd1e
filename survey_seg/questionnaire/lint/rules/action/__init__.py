"""Rules about what nobody can act on, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.action import (
    act001_action_missing,
    act002_action_vague,
    act003_action_verb_unknown,
    act004_action_no_owner,
    act005_action_not_answer_dependent,
    act007_action_lever_unavailable,
    act010_decision_without_question,
    act011_role_missing,
    act013_non_actionable_share,
)

RULES: tuple[Rule, ...] = (
    act001_action_missing.RULE,
    act002_action_vague.RULE,
    act003_action_verb_unknown.RULE,
    act004_action_no_owner.RULE,
    act005_action_not_answer_dependent.RULE,
    act007_action_lever_unavailable.RULE,
    act010_decision_without_question.RULE,
    act011_role_missing.RULE,
    act013_non_actionable_share.RULE,
)
