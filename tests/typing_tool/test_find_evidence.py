"""The figures of a find tool: by hand, and under the laws of weights."""

import numpy as np
import pytest

from survey_seg.typing_tool.finding.choice import FoldMoments, choose_fields, fold_moments
from survey_seg.typing_tool.finding.evidence import HeldOut, accuracy, places, segment_rows, share_explained
from survey_seg.typing_tool.making.candidates import Design

FLAGS = np.ndarray


def held(n: int = 600, seed: int = 1, *, tells: bool = True) -> HeldOut:
    rng = np.random.default_rng(seed)
    truth = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    scores = np.rint(1000 * (np.eye(3)[truth] * tells + rng.normal(0, 1, (n, 3)) * tells)).astype(np.int64)
    alone = np.tile([0.5, 0.3, 0.2], (n, 1))
    odds = np.log(alone) + scores / 1000 * tells
    chances = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    return HeldOut(truth, scores, chances, alone, rng.integers(0, 10, n), rng.choice([1.0, 2.0, 0.5], n))


def of(one: HeldOut, people: FLAGS) -> HeldOut:
    parts = (one.truth, one.scores, one.chances, one.alone, one.folds, one.weights)
    return HeldOut(*(part[people] for part in parts))


def weighted(one: HeldOut, weights: np.ndarray) -> HeldOut:
    return HeldOut(one.truth, one.scores, one.chances, one.alone, one.folds, weights)


def test_share_explained_is_that_of_the_log_likelihood() -> None:
    one = held()
    rows = np.arange(600)
    told = one.weights @ np.log(one.chances[rows, one.truth])
    alone = one.weights @ np.log(one.alone[rows, one.truth])
    found = share_explained(one)
    assert found.share == pytest.approx(1 - told / alone)
    assert found.low < found.share < found.high


def test_scores_that_tell_nothing_come_out_as_nothing() -> None:
    one = held(tells=False)
    assert share_explained(one).share == 0
    for row in segment_rows(one):
        for found in (*row["deciles"], *row["campaigns"]):
            assert found["lift"] == pytest.approx(1)
        assert [campaign["reached"] for campaign in row["campaigns"]] == pytest.approx([0.01, 0.05, 0.1, 0.2, 0.3, 0.5])
        assert [row["to_reach"][i]["size"] for i in (0, 1)] == pytest.approx([0.5, 0.8])


def test_the_best_tenth_is_the_best_tenth_of_every_fold() -> None:
    truth = np.tile(np.repeat([0, 1], [1, 9]), 2)
    scores = np.column_stack([np.tile(np.arange(10, 0, -1), 2) + np.repeat([0, 100], 10), np.zeros(20)]).astype(
        np.int64
    )
    half = np.full((20, 2), 0.5)
    row = segment_rows(HeldOut(truth, scores, half, half, np.repeat([0, 1], 10), np.ones(20)))[0]
    assert row["deciles"][0]["precision"] == 1
    assert row["deciles"][0]["lift"] == pytest.approx(10)
    assert row["deciles"][1]["precision"] == 0
    assert row["campaigns"][2] | {"low": 0, "high": 0} == {
        "size": 0.1, "precision": 1, "low": 0, "high": 0, "lift": pytest.approx(10), "n_eff": pytest.approx(2),
        "reached": pytest.approx(1),
    }  # fmt: skip
    assert row["to_reach"][0]["size"] == pytest.approx(0.05)


def test_people_with_the_same_score_share_their_places() -> None:
    found = places(np.array([5, 5, 5, 1]), np.zeros(4, dtype=np.int64), np.array([1.0, 1.0, 2.0, 4.0]))
    assert found.above.tolist() == [0, 0, 0, 0.5]
    assert found.inside(0, 0.25).tolist() == [0.5, 0.5, 0.5, 0]
    assert found.inside(0.25, 0.75).tolist() == [0.5, 0.5, 0.5, 0.5]


def test_tenths_add_up_to_everybody() -> None:
    for row in segment_rows(held()):
        assert np.mean([tenth["precision"] for tenth in row["deciles"]]) == pytest.approx(row["share"], abs=1e-9)
        assert row["deciles"][0]["lift"] > 1.3 > row["deciles"][-1]["lift"]
        reached = [campaign["reached"] for campaign in row["campaigns"]]
        assert reached == sorted(reached)
        assert row["to_reach"][0]["size"] < row["to_reach"][1]["size"] < 0.8


def figures(one: HeldOut) -> list[float]:
    rows = segment_rows(one)
    flat = [found["precision"] for row in rows for found in (*row["deciles"], *row["campaigns"])]
    return [*flat, *(part["size"] for row in rows for part in row["to_reach"]), share_explained(one).share,
            accuracy(one)["value"]]  # fmt: skip


def test_a_weight_of_two_is_two_people_and_zero_is_absence() -> None:
    one = held()
    whole = np.random.default_rng(3).choice([0.0, 1.0, 2.0], 600)
    again = np.repeat(np.arange(600), whole.astype(int))
    repeated = weighted(of(one, again), np.ones(len(again)))
    assert figures(weighted(one, whole)) == pytest.approx(figures(repeated))
    assert figures(weighted(one, 7 * one.weights)) == pytest.approx(figures(one))


def test_intervals_are_wilson_on_the_effective_people() -> None:
    row = segment_rows(weighted(held(), np.ones(600)))[0]
    half = row["campaigns"][-1]
    assert half["n_eff"] == pytest.approx(300, abs=5)
    p, n, z = half["precision"], half["n_eff"], 1.959964
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert (half["low"], half["high"]) == (pytest.approx(middle - reach), pytest.approx(middle + reach))


def moments_of(fields: list[np.ndarray], soft: np.ndarray, weights: np.ndarray, folds: np.ndarray) -> FoldMoments:
    groups = np.repeat(np.arange(len(fields)), [field.shape[1] for field in fields])
    design = Design(tuple(range(len(fields))), np.concatenate(fields, axis=1), groups)  # type: ignore[arg-type]
    return fold_moments(design, soft, weights, folds)


def made(n: int, seed: int) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Fifteen fields, of which the first two tell something: a number and three categories."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 4, n)
    plan = np.where(rng.random(n) < 0.3, truth % 3, rng.integers(0, 3, n))
    fields = [truth[:, None] + rng.normal(0, 3, (n, 1)), np.eye(3)[plan]]
    fields += [rng.normal(0, 1, (n, 1)) for _ in range(8)]
    fields += [np.eye(levels)[rng.integers(0, levels, n)] for levels in (2, 3, 5, 8, 20)]
    return fields, 0.8 * np.eye(4)[truth] + 0.05, rng.integers(0, 10, n)


def test_fields_that_tell_something_are_taken_and_few_others() -> None:
    taken = []
    for seed in range(12):
        fields, soft, folds = made(800, seed)
        taken.append(choose_fields(moments_of(fields, soft, np.ones(800), folds), range(10)).fields)
    assert all({0, 1} <= set(fields) for fields in taken)
    assert np.mean([len(fields) - 2 for fields in taken]) < 1.5


def test_nothing_is_taken_where_nothing_is_told() -> None:
    taken = []
    for seed in range(12):
        fields, soft, folds = made(800, seed)
        shuffled = np.random.default_rng(100 + seed).permutation(800)
        taken.append(len(choose_fields(moments_of(fields, soft[shuffled], np.ones(800), folds), range(10)).fields))
    assert np.median(taken) <= 1


def test_the_choice_keeps_the_laws_of_weights() -> None:
    fields, soft, folds = made(500, 3)
    whole = np.random.default_rng(4).choice([0.0, 1.0, 2.0], 500)
    again = np.repeat(np.arange(500), whole.astype(int))
    repeated = moments_of([field[again] for field in fields], soft[again], np.ones(len(again)), folds[again])
    by_weight = moments_of(fields, soft, 3 * whole, folds)
    assert np.allclose(by_weight.sums, repeated.sums)
    assert choose_fields(by_weight, range(10)) == choose_fields(repeated, range(10))


def test_the_units_of_fields_do_not_matter() -> None:
    fields, soft, folds = made(500, 5)
    scaled = [1000 * fields[0] + 7, *fields[1:]]
    first = choose_fields(moments_of(fields, soft, np.ones(500), folds), range(10))
    assert choose_fields(moments_of(scaled, soft, np.ones(500), folds), range(10)) == first
