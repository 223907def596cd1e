"""Rules about fitness for the analysis, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.analysis import (
    ana401_few_items_per_construct,
    ana402_scale_points_low,
    ana403_mixed_scales_in_basis,
    ana404_n_vs_variables,
    ana405_n_vs_k,
    ana406_basis_missing_by_design,
    ana407_basis_open_or_rank,
    ana408_multi_as_basis,
    ana409_redundant_items,
    ana410_noisy_items,
    ana411_role_untyped,
    ana412_no_weight_vars,
    ana413_outcome_in_basis,
    ana415_no_timing,
    ana416_response_style_risk,
    ana417_variance_risk,
    ana419_typing_not_in_basis_or_descriptor,
    ana420_wave_incompatible,
)

RULES: tuple[Rule, ...] = (
    ana401_few_items_per_construct.RULE,
    ana402_scale_points_low.RULE,
    ana403_mixed_scales_in_basis.RULE,
    ana404_n_vs_variables.RULE,
    ana405_n_vs_k.RULE,
    ana406_basis_missing_by_design.RULE,
    ana407_basis_open_or_rank.RULE,
    ana408_multi_as_basis.RULE,
    ana409_redundant_items.RULE,
    ana410_noisy_items.RULE,
    ana411_role_untyped.RULE,
    ana412_no_weight_vars.RULE,
    ana413_outcome_in_basis.RULE,
    ana415_no_timing.RULE,
    ana416_response_style_risk.RULE,
    ana417_variance_risk.RULE,
    ana419_typing_not_in_basis_or_descriptor.RULE,
    ana420_wave_incompatible.RULE,
)
