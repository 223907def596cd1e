"""Rules about the kinds of data a segmentation needs, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.mix import (
    mix001_demographic_only_basis,
    mix002_no_behaviour,
    mix003_no_needs,
    mix004_no_value,
    mix005_no_attitude,
    mix006_demographics_as_basis,
    mix007_basis_one_construct,
    mix008_no_link_key,
    mix009_siloed,
    mix010_no_qual,
    mix011_no_occasion,
    mix012_stated_only,
    mix013_no_holdout_criterion,
    mix014_no_competitor,
    mix015_no_media_or_channel,
)

RULES: tuple[Rule, ...] = (
    mix001_demographic_only_basis.RULE,
    mix002_no_behaviour.RULE,
    mix003_no_needs.RULE,
    mix004_no_value.RULE,
    mix005_no_attitude.RULE,
    mix006_demographics_as_basis.RULE,
    mix007_basis_one_construct.RULE,
    mix008_no_link_key.RULE,
    mix009_siloed.RULE,
    mix010_no_qual.RULE,
    mix011_no_occasion.RULE,
    mix012_stated_only.RULE,
    mix013_no_holdout_criterion.RULE,
    mix014_no_competitor.RULE,
    mix015_no_media_or_channel.RULE,
)
