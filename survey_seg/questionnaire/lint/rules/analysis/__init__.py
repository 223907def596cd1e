"""Rules about fitness for the analysis, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.analysis import (
    ana401_few_items_per_construct,
    ana404_n_vs_variables,
    ana411_role_untyped,
    ana420_wave_incompatible,
)

RULES: tuple[Rule, ...] = (
    ana401_few_items_per_construct.RULE,
    ana404_n_vs_variables.RULE,
    ana411_role_untyped.RULE,
    ana420_wave_incompatible.RULE,
)
