"""What the analysis hands on, stage by stage: basis, factors, candidates, segmentation, profiles, priorities.

Facts only: no plotting, no pages. Arrays over people are in the order of `Basis.ids`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.rule import Rule
from survey_seg.analysis.segment_nature import AnswerLevel, Recovered
from survey_seg.errors import Notice

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Verdict = Literal["natural", "reproducible", "constructive", "none"]


@dataclass(frozen=True, slots=True)
class ItemMoments:
    """What the answers of everybody in a long table add up to, where a basis holds only people drawn from it.

    `people`: how many gave an answer; `base`: their effective number. `mean`, `spread` (p), `correlation` (p x p): of
    the answers on 0..1, reversed items turned, each pair from those who answered both.
    """

    people: int
    base: float
    mean: Floats
    spread: Floats
    correlation: Floats


@dataclass(frozen=True, slots=True)
class Basis:
    """The numeric matrix that segments are built on, and how to make it again for new people.

    Configuration: `items` (variable names), `texts` (their short texts), `low` and `high` (declared range of each
    item), `reverse` (turned so that all items of a construct point one way). State: `mean` and `covariance` of the
    scaled items (weighted; used to fill blanks by their conditional mean). `matrix`: people x items, each item on 0..1
    by its declared range, no blanks. `raw`: people x items, codes as asked, NaN where blank. `imputed`: blanks filled
    per item. `constructs`: what each item is meant to measure, "" where the questionnaire does not say. `everybody`:
    moments of all rows of a long table from which these people were drawn.
    """

    items: tuple[str, ...]
    texts: tuple[str, ...]
    ids: tuple[str, ...]
    low: Floats
    high: Floats
    reverse: npt.NDArray[np.bool_]
    mean: Floats
    covariance: Floats
    matrix: Floats
    raw: Floats
    weights: Floats
    imputed: Ints
    notices: tuple[Notice, ...] = ()
    constructs: tuple[str, ...] = ()
    everybody: ItemMoments | None = None


@dataclass(frozen=True, slots=True)
class FactorSolution:
    """How many dimensions the items have, and which.

    `loadings`: item x factor (pattern matrix, columns F1.. by variance explained). `phi`: factor correlations
    (identity for varimax). `votes`: a row per retention method: method, suggests. `scores`: people x factors
    (regression method). `correlation`: the weighted matrix everything was computed from, of the kind `matrix`.
    `structure`: correlations of items with factors. `determinacy`: per factor the share that the answers determine.
    `scales`: reliability of each construct; `items`: difficulty and item-rest correlation of each item
    (`analysis.scales`). `omega_hierarchical`, `omega_total`: of all items together; the first is NaN for one factor.
    """

    n_factors: int
    rotation: Literal["none", "varimax", "promax", "oblimin", "geomin"]
    kmo: float
    kmo_items: Floats
    bartlett_chi2: float
    bartlett_df: int
    bartlett_p: float
    eigenvalues: Floats
    random_eigenvalues: Floats
    votes: pd.DataFrame
    loadings: pd.DataFrame
    phi: Floats
    communalities: Floats
    uniquenesses: Floats
    variance: Floats
    scores: Floats
    correlation: Floats
    method: Literal["minres", "ml"]
    matrix: Literal["pearson", "polychoric"]
    structure: Floats
    determinacy: Floats
    scales: pd.DataFrame
    items: pd.DataFrame
    omega_hierarchical: float
    omega_total: float
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every number of segments that was tried, with the evidence.

    `table`: a row per k: k, stability (mean adjusted Rand index over bootstrap pairs and witnessing methods),
    stability_low, stability_high (5th and 95th percentile over pairs), null_stability (what 95 of 100 studies with
    the same margins and correlations but one population stay below), explained (share of the items' variance
    between segments), jaccard_min, share_min, separated (share of the segments with a gap to every other),
    agreement (mean adjusted Rand index of the models, two by two), support (`verdict.support`),
    silhouette (in the space of profile and level), prediction_strength, bic (of the first model whose stability
    counts), slsa_min (how purely the segments come from single ones of k - 1: the least pure; NaN up to k = 2).
    `methods`: a row per k and method: k, method, stability (NaN where not measured), agreement (with the
    consensus), moved (share of people whom it puts elsewhere), bic (NaN for methods without a likelihood).
    `model_pairs`: a row per k and pair of methods: k, method, other, agreement (adjusted Rand index of the two).
    `null`: simulated studies x (k = 2, 3, ...), their stability. `labels[k]`: 0-based segment of each person.
    `centroids[k]`: k x items. `jaccard[k]`: bootstrap Jaccard similarity of each segment. `separated[k]`: whether a gap
    runs to every other segment. `keeps[k]`: for each person the share of bootstrap solutions that leave the person in
    the segment. `rules[k]`: how answers become a segment. `samples`: bootstrap samples of the study.
    """

    table: pd.DataFrame
    methods: pd.DataFrame
    model_pairs: pd.DataFrame
    null: Floats
    labels: Mapping[int, Ints]
    centroids: Mapping[int, Floats]
    jaccard: Mapping[int, Floats]
    separated: Mapping[int, npt.NDArray[np.bool_]]
    keeps: Mapping[int, Floats]
    rules: Mapping[int, Rule]
    samples: int
    seed: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The chosen solution. Segments are numbered 1..k by weighted size, largest first.

    `labels`: 1-based segment per person. `memberships`: people x k, soft memberships that sum to 1 (for the typing
    tool). `rule`: how answers become a segment. `sizes`: a row per segment: segment, share, low, high, base, n_eff,
    core and swing (shares of its people whom nearly all bootstrap solutions leave in it, and whom few do), separated
    (a gap runs to every other segment). `stability`: bootstrap Jaccard per segment. `neighbours`: a row per k - 1 and
    k + 1: k, stability, verdict, agreement, change (what would merge or split, in words). When the verdict is "none", k
    is 1 and everybody is in segment 1.
    """

    k: int
    verdict: Verdict
    reason: str
    chosen_by: Literal["evidence", "person"]
    labels: Ints
    memberships: Floats
    centroids: Floats
    rule: Rule
    names: tuple[str, ...]
    sizes: pd.DataFrame
    stability_global: float
    stability: Floats
    neighbours: pd.DataFrame
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Profiles:
    """How segments differ, one row per variable, answer and segment.

    `answers`: variable, text, role, answer, label, segment, share, low, high, base, n_eff, total_share, index
    (100 is average). `means`: variable, segment, mean, low, high, base, difference (standardised, segment against
    the rest). `tests`: variable, text, effect, effect_name ("cramers_v" or "eta_squared"), statistic, df, p,
    p_adjusted; basis items have no test, because they made the segments: a p-value would be circular.
    `markers`: per segment the items that mark it most: segment, variable, text, mean, total_mean, difference, rank.
    `criteria`: a row per outcome or value that is not in the basis, with how much of it the segments explain beside
    the best demographic split (see `criterion.criteria_table`), and `criteria_sentence` says it; `recovered` and
    `answer_level` are None where there is nothing to measure them by.
    """

    answers: pd.DataFrame
    means: pd.DataFrame
    tests: pd.DataFrame
    markers: pd.DataFrame
    criteria: pd.DataFrame
    criteria_sentence: str
    recovered: Recovered | None
    answer_level: AnswerLevel | None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Priorities:
    """Which segments to win.

    `table`: a row per segment: segment, score (1..10), rank, p_top2 (share of bootstrap and weight draws in which it
    ranks first or second, or first where no more than two are not knocked out), rank_low and rank_high (95 % of the
    draws; NaN where knocked out), knocked_out (reason or ""), decision ("win" or "serve").
    `ratings`: a row per segment and criterion: segment, criterion, axis ("attractiveness" or "ability"), value with low
    and high, one and ten (the values that rate 1 and 10), rating (1..10), weight (of 100, as given), used (what counts
    after criteria that were not measured gave theirs away), source ("measured" or "not measured").
    `axes`: a row per segment: attractiveness and ability, each 1..10 with _low and _high (95 % of the draws), NaN where
    nothing on an axis was measured.
    """

    table: pd.DataFrame
    ratings: pd.DataFrame
    axes: pd.DataFrame
    pursue: tuple[int, ...]
    separable: bool
    notices: tuple[Notice, ...] = ()
