"""What stands beside the chosen solution: merges, splits, divisions supported as well, small segments worth much."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis.alternatives import merges, near_equals, small_but_valuable, splits
from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.model import Candidates
from survey_seg.analysis.rule import rule_of

Ints = npt.NDArray[np.int64]

N = 1000
TWO = np.repeat([0, 1], [600, 400])
THREE = np.repeat([0, 2, 1], [300, 300, 400])
FOUR = np.repeat([1, 3, 2, 0], [300, 60, 240, 400])  # a small segment out of the last three hundred of the first
FIVE = np.repeat([1, 3, 2, 4, 0], [300, 60, 240, 150, 250])
ONES = np.ones(N)
SUPPORT = {2: 0.86, 3: 0.9, 4: 0.87, 5: 0.5}
RULE = rule_of(frame_of(np.eye(3), np.ones(3)), np.arange(3), 3)
NOTHING = {"k": 1, "stability": np.nan, "null_stability": np.nan, "share_min": 1.0, "support": np.nan}


def candidates(**changed: dict[int, float]) -> Candidates:
    labels = {1: np.zeros(N, dtype=np.int64), 2: TWO, 3: THREE, 4: FOUR, 5: FIVE}
    support = SUPPORT | changed.get("support", {})
    null = dict.fromkeys(SUPPORT, 0.4) | changed.get("null", {})
    rows = [
        {"k": k, "stability": support[k], "null_stability": null[k], "share_min": np.bincount(labels[k]).min() / N,
         "support": support[k]}
        for k in SUPPORT
    ]  # fmt: skip
    models = [("one", 0.89, 0.8, 0.12), ("same", 0.9, 0.99, 0.01), ("shaky", 0.5, 0.7, 0.2), ("slow", np.nan, 0.5, 0.4)]
    methods = [
        {"k": 3, "method": name, "stability": stability, "agreement": agreement, "moved": moved, "bic": np.nan}
        for name, stability, agreement, moved in models
    ]
    recovery = {k: np.full(k, 0.8) for k in labels}
    recovery[4][3] = changed.get("small", {}).get(4, 0.8)
    per_segment: dict[int, Any] = dict.fromkeys(labels, np.zeros(1))
    return Candidates(
        table=pd.DataFrame([NOTHING, *rows]),
        methods=pd.DataFrame(methods),
        model_pairs=pd.DataFrame(),
        null=np.zeros((1, 4)),
        labels=labels,
        centroids=per_segment,
        jaccard=recovery,
        separated=per_segment,
        keeps=per_segment,
        rules=dict.fromkeys(labels, RULE),
        samples=20,
        seed=1,
    )


def spent(n: int = 60, factor: float = 3.0) -> dict[str, npt.NDArray[np.float64]]:
    amounts = np.random.default_rng(1).gamma(4.0, 25.0, N)
    amounts[300 : 300 + n] *= factor
    return {"noise": np.random.default_rng(2).gamma(4.0, 25.0, N), "spend": amounts}


def test_segments_that_are_one_with_a_segment_less_are_told() -> None:
    found = merges(candidates(), ONES, 3)
    assert found.to_dict("records") == [{"segment": 1, "other": 3, "into": 1, "share": 1.0, "recovery": 0.8}]
    assert merges(candidates(), ONES, 2).empty
    assert merges(candidates(), ONES, 1).empty


def test_a_segment_that_is_two_with_a_segment_more_is_told() -> None:
    found = splits(candidates(), ONES, 2)
    assert found.to_dict("records") == [{"segment": 1, "one": 1, "other": 3, "share": 0.5, "recovery": 0.8}]
    assert splits(candidates(), ONES, 5).empty
    assert splits(candidates(), ONES, 1).empty


def test_other_divisions_that_are_supported_as_well_come_best_first() -> None:
    found = near_equals(candidates(), ONES, 3)
    assert list(zip(found["k"], found["method"], strict=True)) == [(4, ""), (2, ""), (3, "one")]
    assert found["moved"].tolist() == pytest.approx([0.06, 0.3, 0.12])
    assert found["agreement"].between(0, 1).all()
    assert np.isnan(found["support"].iloc[-1])


def test_what_one_population_gives_too_or_has_a_splinter_is_no_equal() -> None:
    assert set(near_equals(candidates(null={4: 0.95}), ONES, 3)["k"]) == {2, 3}
    light = np.where(FOUR == 3, 0.1, 1.0)
    table = candidates()
    table.table.loc[table.table["k"] == 4, "share_min"] = 0.04
    assert set(near_equals(table, light, 3)["k"]) == {2, 3}
    assert near_equals(candidates(), ONES, 1).empty


def test_a_small_segment_that_is_worth_much_is_shown_once_though_the_solution_has_it_not() -> None:
    (row,) = small_but_valuable(candidates(), ONES, 3, spent()).to_dict("records")
    assert (row["k"], row["segment"], row["share"], row["variable"]) == (4, 4, 0.06, "spend")
    assert (row["origin"], row["origin_share"]) == (3, 1.0)
    assert row["index"] > row["low"] > 100
    assert row["index"] > 200


def test_a_small_segment_is_left_out_where_it_is_known_not_found_again_or_worth_no_more() -> None:
    assert small_but_valuable(candidates(), ONES, 4, spent()).empty
    assert small_but_valuable(candidates(), ONES, 1, spent()).empty
    assert small_but_valuable(candidates(), ONES, 3, spent(factor=1.1)).empty
    assert small_but_valuable(candidates(), ONES, 3, {}).empty
    (row,) = small_but_valuable(candidates(small={4: 0.3}), ONES, 3, spent()).to_dict("records")
    assert row["k"] == 5
    few = spent()
    few["spend"][315:360] = np.nan
    assert small_but_valuable(candidates(), ONES, 3, few).empty


def test_weights_keep_their_laws() -> None:
    weights = np.random.default_rng(3).integers(0, 3, N).astype(np.float64)
    order = np.random.default_rng(4).permutation(N)
    there, copies = np.flatnonzero(weights), np.repeat(np.arange(N), weights.astype(int))
    for find in (merges, splits, near_equals):
        one = find(candidates(), weights, 3)
        for people, mass in ((order, weights[order]), (there, 2 * weights[there]), (copies, np.ones(len(copies)))):
            pd.testing.assert_frame_equal(one, find(of(people), mass, 3), atol=0.01 if people is copies else 1e-9)
    values = spent()
    one = small_but_valuable(candidates(), weights, 3, values)
    for people, mass in ((order, weights[order]), (there, 2 * weights[there])):
        some = {name: amounts[people] for name, amounts in values.items()}
        pd.testing.assert_frame_equal(one, small_but_valuable(of(people), mass, 3, some))


def of(people: Ints) -> Candidates:
    found = candidates()
    for k in found.labels:
        found.labels[k] = found.labels[k][people]  # type: ignore[index]
    return found
