"""Rules about whom nobody can find, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.reach import (
    rch001_reach_missing,
    rch002_reach_unknown_type,
    rch003_crm_field_unknown,
    rch006_attitude_without_proxy,
    rch007_basis_reach_coverage,
)

RULES: tuple[Rule, ...] = (
    rch001_reach_missing.RULE,
    rch002_reach_unknown_type.RULE,
    rch003_crm_field_unknown.RULE,
    rch006_attitude_without_proxy.RULE,
    rch007_basis_reach_coverage.RULE,
)
