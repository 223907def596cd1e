"""Rules about the kinds of data a segmentation needs, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.mix import (
    mix001_demographic_only_basis,
    mix002_no_behaviour,
    mix003_no_needs,
    mix004_no_value,
    mix008_no_link_key,
)

RULES: tuple[Rule, ...] = (
    mix001_demographic_only_basis.RULE,
    mix002_no_behaviour.RULE,
    mix003_no_needs.RULE,
    mix004_no_value.RULE,
    mix008_no_link_key.RULE,
)
