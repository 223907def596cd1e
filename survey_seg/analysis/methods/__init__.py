"""The ways of finding segments, one file each; this table is the list of them."""

from __future__ import annotations

from typing import Final

from survey_seg.analysis.methods import (
    common_factors,
    factor_scores,
    kmeans_items,
    latent_class,
    ordinal_latent_class,
    profile_level,
    random_intercept,
    row_centred,
    soft_items,
    ward,
)
from survey_seg.analysis.methods.method import Method

METHODS: Final[tuple[Method, ...]] = (
    profile_level.METHOD,
    soft_items.METHOD,
    random_intercept.METHOD,
    common_factors.METHOD,
    row_centred.METHOD,
    latent_class.METHOD,
    ordinal_latent_class.METHOD,
    kmeans_items.METHOD,
    ward.METHOD,
    factor_scores.METHOD,
)
