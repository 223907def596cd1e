"""Rules about whom nobody can find, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.reach import (
    rch001_reach_missing,
    rch002_reach_unknown_type,
    rch003_crm_field_unknown,
    rch004_crm_field_low_fill,
    rch005_ad_attribute_sensitive,
    rch006_attitude_without_proxy,
    rch007_basis_reach_coverage,
    rch008_cue_not_observable,
    rch009_no_media_question,
    rch010_too_many_targeting_attributes,
    rch011_link_without_consent,
    rch012_typing_candidates_few,
    rch013_typing_candidate_unaskable,
    rch014_coverage_missing,
    rch015_demographics_as_proxy,
    rch016_list_not_owned,
)

RULES: tuple[Rule, ...] = (
    rch001_reach_missing.RULE,
    rch002_reach_unknown_type.RULE,
    rch003_crm_field_unknown.RULE,
    rch004_crm_field_low_fill.RULE,
    rch005_ad_attribute_sensitive.RULE,
    rch006_attitude_without_proxy.RULE,
    rch007_basis_reach_coverage.RULE,
    rch008_cue_not_observable.RULE,
    rch009_no_media_question.RULE,
    rch010_too_many_targeting_attributes.RULE,
    rch011_link_without_consent.RULE,
    rch012_typing_candidates_few.RULE,
    rch013_typing_candidate_unaskable.RULE,
    rch014_coverage_missing.RULE,
    rch015_demographics_as_proxy.RULE,
    rch016_list_not_owned.RULE,
)
