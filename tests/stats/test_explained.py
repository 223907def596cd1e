"""How much a split explains of what it has not seen."""

from typing import Any

import numpy as np
import pytest

from survey_seg.stats.explained import (
    Feature,
    best_split,
    explained,
    explains_more,
    groups_of,
    held_out_error,
    held_out_split,
    share_explained,
    split,
)


def outcome(n: int, rng: np.random.Generator, *, size: float = 1.0) -> tuple[Any, list[Feature], Any]:
    """An outcome that depends on age over 3 and on region 1, three features, and weights."""
    age, region, hair = rng.integers(0, 6, n), rng.integers(0, 4, n), rng.integers(0, 3, n)
    y = size * (2.0 * (age > 3) + 1.0 * (region == 1)) + rng.normal(0, 1, n)
    features = [Feature(age, 6, True), Feature(region, 4, False), Feature(hair, 3, False)]
    return y[:, None], features, rng.uniform(0.5, 2, n)


def errors(y: Any, features: list[Feature], weights: Any, folds: Any, k: int = 4) -> tuple[Any, Any]:
    forecast = held_out_split(y, [features], weights, folds, k)
    return np.square(y - forecast).sum(1), held_out_error(y, np.zeros(len(y), dtype=np.int64), weights, folds)


def test_a_split_finds_the_cuts_that_made_the_outcome() -> None:
    y, features, weights = outcome(4000, np.random.default_rng(1))
    cuts = split(y, features, weights, 2)
    assert cuts[0].feature == 0
    assert cuts[0].stay.tolist() == [True] * 4 + [False] * 2
    by_hand = {
        (feature, cut): share_explained(y, (features[0].bins > cut).astype(np.int64), weights)
        for feature, cut in ((0, place) for place in range(5))
    }
    assert share_explained(y, groups_of(cuts, features), weights) == pytest.approx(max(by_hand.values()))
    four = groups_of(split(y, features, weights, 4), features)
    assert four.max() == 3
    assert share_explained(y, four, weights) > 0.4


def test_categories_without_an_order_are_cut_as_well_as_any_cut_of_them() -> None:
    rng = np.random.default_rng(2)
    bins = rng.integers(0, 5, 500)
    y = np.array([3.0, 0, 4, 1, 2])[bins][:, None] + rng.normal(0, 2, (500, 1))
    weights = rng.uniform(0.5, 2, 500)
    found = groups_of(split(y, [Feature(bins, 5, False)], weights, 2), [Feature(bins, 5, False)])
    every = [np.isin(bins, [code for code in range(5) if mask >> code & 1]).astype(np.int64) for mask in range(1, 31)]
    assert share_explained(y, found, weights) == pytest.approx(max(share_explained(y, one, weights) for one in every))


def test_share_explained_is_eta_squared_and_for_two_categories_the_square_of_v() -> None:
    rng = np.random.default_rng(3)
    groups, answer = rng.integers(0, 3, 300), rng.integers(0, 2, 300)
    table = np.array([[((groups == g) & (answer == a)).sum() for a in range(2)] for g in range(3)], dtype=float)
    expected = np.outer(table.sum(1), table.sum(0)) / 300
    v2 = ((table - expected) ** 2 / expected).sum() / 300
    both = np.column_stack([answer == 0, answer == 1]).astype(float)
    assert share_explained(both, groups, np.ones(300)) == pytest.approx(v2)
    assert np.isnan(share_explained(np.full((5, 1), 0.1), np.arange(5), np.ones(5)))


def test_the_best_of_several_features_is_chosen_where_it_is_not_judged() -> None:
    rng = np.random.default_rng(10)
    y, weights, folds = rng.normal(0, 1, (200, 1)), np.ones(200), np.arange(200) % 10
    noise = [[Feature(rng.integers(0, 5, 200), 5, ordered=True)] for _ in range(30)]
    alone = held_out_error(y, np.zeros(200, dtype=np.int64), weights, folds)
    forecast = held_out_split(y, noise, weights, folds, 4)
    assert explained(np.square(y - forecast).sum(1), alone, weights).share < 0.03
    place, found = best_split(y, noise, weights, 4)
    shares = [share_explained(y, groups_of(split(y, one, weights, 4), one), weights) for one in noise]
    assert place == int(np.argmax(shares))
    assert [(cut.group, cut.stay.tolist()) for cut in found] == [
        (cut.group, cut.stay.tolist()) for cut in split(y, noise[place], weights, 4)
    ]
    assert max(shares) > 0.05


def test_what_nothing_explains_is_not_explained_on_people_not_seen() -> None:
    rng = np.random.default_rng(4)
    found = []
    for _ in range(20):
        y, features, weights = outcome(300, rng, size=0.0)
        error, alone = errors(y, features, weights, rng.integers(0, 10, 300))
        found.append(explained(error, alone, weights).share)
        assert share_explained(y, groups_of(split(y, features, weights, 4), features), weights) > 0
    assert np.mean(found) < 0
    assert max(found) < 0.05


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    rng, hits, truth = np.random.default_rng(5), 0, 0.25 / 1.25
    for _ in range(200):
        groups, weights = rng.integers(0, 2, 400), rng.uniform(0.5, 2, 400)
        y = (groups + rng.normal(0, 1, 400))[:, None]
        error = held_out_error(y, groups, weights, np.arange(400) % 10)
        alone = held_out_error(y, np.zeros(400, dtype=np.int64), weights, np.arange(400) % 10)
        found = explained(error, alone, weights)
        hits += found.low <= truth <= found.high
    assert 0.9 <= hits / 200 <= 0.99


def test_who_is_foretold_is_not_among_those_the_forecast_was_learnt_from() -> None:
    y, features, weights = outcome(90, np.random.default_rng(11))
    groups, folds = features[0].bins * 9 + np.arange(90) % 9, np.random.default_rng(12).integers(0, 5, 90)
    for person, error in enumerate(held_out_error(y, groups, weights, folds)):
        others = folds != folds[person]
        own = others & (groups == groups[person])
        learnt = own if own.any() else others
        expected = np.average(y[learnt, 0], weights=weights[learnt])
        assert error == pytest.approx((y[person, 0] - expected) ** 2)


def test_a_difference_of_two_splits_is_that_of_their_shares() -> None:
    y, features, weights = outcome(500, np.random.default_rng(6))
    folds = np.arange(500) % 10
    error, alone = errors(y, features, weights, folds)
    other, _ = errors(y, features[2:], weights, folds)
    more = explains_more(error, other, alone, weights)
    assert more.share == pytest.approx(explained(error, alone, weights).share - explained(other, alone, weights).share)
    assert more.low > 0
    same = explains_more(error, error, alone, weights)
    assert (same.share, same.low, same.high) == (0, 0, 0)


def test_weights_scale_absence_and_order_change_nothing() -> None:
    rng = np.random.default_rng(7)
    y, features, weights = outcome(300, rng)
    weights[:60] = 0
    folds, order, there = np.arange(300) % 7, rng.permutation(300), np.arange(60, 300)

    def share(y: Any, features: list[Feature], weights: Any, folds: Any) -> Any:
        error, alone = errors(y, features, weights, folds)
        found = explained(error, alone, weights)
        return [found.share, found.low, found.high, share_explained(y, features[0].bins, weights)]

    expected = share(y, features, weights, folds)
    assert share(y, features, 3.7 * weights, folds) == pytest.approx(expected, rel=1e-9)
    for people in (order, there):
        some = [one.of(people) for one in features]
        assert share(y[people], some, weights[people], folds[people]) == pytest.approx(expected, rel=1e-9)
    assert share(y, features[:1] + features[:0:-1], weights, folds) == pytest.approx(expected, rel=1e-9)


def test_weight_of_two_is_two_people_in_the_split_and_in_its_share() -> None:
    y, features, _ = outcome(200, np.random.default_rng(8))
    copies = np.random.default_rng(9).integers(0, 4, 200)
    people = np.repeat(np.arange(200), copies)
    once = split(y, features, copies.astype(float), 4)
    twice = split(y[people], [one.of(people) for one in features], np.ones(len(people)), 4)
    assert [(cut.group, cut.feature, cut.stay.tolist()) for cut in once] == [
        (cut.group, cut.feature, cut.stay.tolist()) for cut in twice
    ]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_too_few_people_are_not_judged(n: int) -> None:
    y = np.zeros((n, 1))
    found = explained(np.zeros(n), np.zeros(n), np.ones(n))
    assert np.isnan(found.share)
    feature = Feature(np.zeros(n, dtype=np.int64), 1, ordered=True)
    assert split(y, [feature], np.ones(n), 3) == ()
