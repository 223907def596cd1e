"""Two halves of the people, what leaving people out did, and who holds the value."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis import validation
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.validation import removals, split_half, value_map
from survey_seg.errors import CannotCompute

Make = Callable[..., Any]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models that take time are left to the real studies."""

    def simple(matrix: Any, weights: Any, k: int, *, seed: int, reverse: Any) -> Any:
        return fit_partition(matrix, weights, k, seed=seed, reverse=reverse, method="kmeans")

    monkeypatch.setattr(validation, "fit_partition", simple)


@pytest.mark.usefixtures("quick")
def test_halves_of_a_study_with_segments_agree_and_those_of_one_population_less(
    small_study: Make, divided: Make
) -> None:
    _, basis, truth = small_study()
    found = split_half(divided(truth + 1, basis.weights), basis, seed=1)
    assert found.agreement > 0.8
    assert found.same > 0.9
    assert found.null_agreement < found.agreement
    assert found.null_highest >= found.null_agreement
    assert (found.segments["jaccard"] > 0.7).all()
    assert len(found.splits) == 2
    assert found.agreement == pytest.approx(found.splits["agreement"].mean())


@pytest.mark.usefixtures("quick")
def test_neither_row_order_nor_people_of_weight_zero_move_the_halves(small_study: Make, divided: Make) -> None:
    _, basis, truth = small_study()
    order = np.random.default_rng(1).permutation(len(truth))

    def part(rows: Any, weights: Any) -> Any:
        moved = replace(
            basis,
            ids=tuple(basis.ids[i] for i in rows),
            matrix=basis.matrix[rows],
            raw=basis.raw[rows],
            weights=weights,
        )
        return split_half(divided(truth[rows] + 1, weights), moved, seed=1)

    whole = part(np.arange(len(truth)), np.ones(len(truth)))
    again = part(order, np.ones(len(truth)))
    some = np.sort(order[:250])
    few, absent = part(some, np.ones(250)), part(np.arange(len(truth)), np.isin(np.arange(len(truth)), some) * 1.0)
    assert again.agreement == pytest.approx(whole.agreement)
    assert absent.agreement == pytest.approx(few.agreement)
    assert absent.people == 250


def test_few_people_and_no_segments_are_not_halved(small_study: Make, divided: Make) -> None:
    _, basis, truth = small_study()
    thin = replace(basis, weights=np.where(np.arange(len(truth)) < 99, 1.0, 0.0))
    with pytest.raises(CannotCompute, match="99 people are too few"):
        split_half(divided(truth + 1, thin.weights), thin, seed=1)
    with pytest.raises(CannotCompute, match="no segments"):
        split_half(SimpleNamespace(k=1), basis, seed=1)


def ruled(divided: Make, basis: Any, labels: Any) -> Any:
    fitted = fit_partition(basis.matrix, basis.weights, 3, seed=1, method="kmeans")
    made = divided(fitted.labels + 1, basis.weights)
    return replace(made, rule=fitted.rule)


def test_those_who_were_left_out_are_sorted_by_the_same_rule(small_study: Make, divided: Make) -> None:
    responses, basis, _ = small_study()
    n = len(basis.ids)
    kept = np.ones(n, dtype=bool)
    kept[:60] = False
    inner = replace(basis, ids=basis.ids[60:], matrix=basis.matrix[60:], raw=basis.raw[60:], weights=np.ones(n - 60))
    segmentation = ruled(divided, inner, None)
    whole = ruled(divided, basis, None)
    found = removals(segmentation, inner, responses, kept)
    labels = segmentation.labels
    assert found["kept"].tolist() == pytest.approx([(labels == s).mean() for s in (1, 2, 3)])
    assert found["removed"].sum() == pytest.approx(1)
    assert found["everybody"].to_numpy() == pytest.approx(
        (found["kept"].to_numpy() * (n - 60) + found["removed"].to_numpy() * 60) / n
    )
    assert (found["change"] == found["kept"] - found["everybody"]).all()
    nobody = removals(whole, basis, responses, np.ones(n, dtype=bool))
    assert nobody["removed"].isna().all()
    assert (nobody["change"] == 0).all()


def test_people_without_answers_are_not_sorted(small_study: Make, divided: Make) -> None:
    responses, basis, _ = small_study()
    kept = np.ones(len(basis.ids), dtype=bool)
    kept[:4] = False
    answers = responses.answers.copy()
    answers.loc[answers.index[:4], list(basis.items)] = np.nan
    inner = replace(basis, ids=basis.ids[4:], matrix=basis.matrix[4:], raw=basis.raw[4:], weights=basis.weights[4:])
    found = removals(ruled(divided, inner, None), inner, replace(responses, answers=answers), kept)
    assert found["removed"].isna().all()


def test_value_is_shared_out_completely(small_study: Make, divided: Make) -> None:
    responses, basis, truth = small_study()
    found = value_map(divided(truth + 1, basis.weights), responses, basis)
    spend = responses.answers["spend"].to_numpy()
    assert set(found["variable"]) == {"spend"}
    assert found["value_share"].sum() == pytest.approx(1)
    assert found["people"].sum() == pytest.approx(1)
    row = found.iloc[1]
    assert row["mean"] == pytest.approx(spend[truth == 1].mean())
    assert row["index"] == pytest.approx(100 * spend[truth == 1].mean() / spend.mean())
    assert row["low"] < row["mean"] < row["high"]


def test_amounts_below_zero_are_not_summed(small_study: Make, divided: Make) -> None:
    responses, basis, truth = small_study()
    answers = responses.answers.assign(spend=responses.answers["spend"] - 500)
    assert value_map(divided(truth + 1, basis.weights), replace(responses, answers=answers), basis).empty


@pytest.mark.parametrize(("known", "told"), [(9, False), (10, True)])
def test_no_segment_tells_of_amounts_where_one_has_fewer_than_ten(
    small_study: Make, divided: Make, known: int, told: bool
) -> None:
    responses, basis, truth = small_study()
    last = np.flatnonzero(truth == 2)
    answers = responses.answers.copy()
    answers.loc[answers.index[last[known:]], "spend"] = np.nan
    found = value_map(divided(truth + 1, basis.weights), replace(responses, answers=answers), basis)
    assert found["base"].tolist()[-1] == known
    figures = found[["mean", "low", "high", "people", "value_share", "index"]]
    assert figures.notna().to_numpy().all() == told
    assert figures.isna().to_numpy().all() != told
