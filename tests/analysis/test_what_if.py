"""What changes with other items, people, weights, seeds and methods, beside the chosen segments."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis import what_if
from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.partition import fit_members, partition_of
from survey_seg.analysis.what_if import (
    Chosen,
    Outcome,
    Variation,
    factor_against_items,
    fit_variation,
    fit_variations,
    other_seed,
    standard_variations,
    unweighted,
    variations_table,
)
from survey_seg.analysis.what_if_words import what_if_sentences
from survey_seg.errors import CannotCompute
from survey_seg.responses.model import QualityReport, Responses

K = 3


def chosen_of(responses: Responses) -> Chosen:
    """The segments that the study itself would choose with three."""
    basis = build_basis(responses)
    frame = frame_of(basis.matrix, basis.weights, reverse=basis.reverse, raw=basis.raw)
    members = fit_members(frame, K, seed=1, methods=[one for one in METHODS if one.votes_on(frame)])
    found = partition_of(frame, members, K, people=(basis.matrix, basis.weights), seed=1)
    return Chosen(responses, basis, found.labels + 1, K, 1)


def unchanged(chosen: Chosen) -> Variation:
    return Variation("own", "own", "nothing", chosen.responses, chosen.items, chosen.k, chosen.seed)


@pytest.fixture(scope="module")
def weighted(small_study: Callable[..., Any]) -> Chosen:
    weights = np.random.default_rng(5).uniform(0.3, 2.0, 160)
    weights[:3] = 0
    return chosen_of(small_study(n=160, seed=4, weights=weights)[0])


@pytest.fixture(scope="module")
def carried(small_study: Callable[..., Any], bind_codes: Callable[..., Responses]) -> Chosen:
    """A study in which b2 alone tells the second segment from the third, and b4 and b5 tell nothing."""
    codes = small_study(n=240, seed=2)[0].answers.to_numpy(dtype=np.float64).copy()
    truth = np.arange(240) % 3
    first = np.where(truth == 0, 2.0, 6.0)
    centre = np.column_stack([first, first, np.array([4, 1.5, 6.5])[truth], first, np.full((240, 2), 4.0)])
    codes[:, :6] = np.clip(np.round(np.random.default_rng(3).normal(centre, 0.8)), 1, 7)
    return chosen_of(bind_codes(codes))


def test_when_nothing_changes_everybody_stays(weighted: Chosen) -> None:
    found = fit_variation(unchanged(weighted), weighted)
    assert (found.agreement, found.keeps, found.n) == (1.0, 1.0, 157)
    assert found.labels.tolist() == (weighted.labels - 1).tolist()
    shares = np.bincount(weighted.labels - 1, weighted.basis.weights, K) / weighted.basis.weights.sum()
    assert found.sizes == pytest.approx(shares)


def test_an_item_that_carries_moves_more_people_than_one_that_does_not(carried: Chosen) -> None:
    def moved(item: str) -> float:
        items = tuple(one for one in carried.items if one.name != item)
        return 1 - fit_variation(replace(unchanged(carried), items=items), carried).keeps

    assert moved("b2") > moved("b5") + 0.1


def test_the_order_of_people_does_not_matter(weighted: Chosen) -> None:
    order = np.random.default_rng(1).permutation(160)
    people = weighted.responses
    shuffled = replace(
        people,
        answers=people.answers.iloc[order],
        declared_missing=people.declared_missing.iloc[order],
        weights=people.weights[order],
    )
    items = weighted.items[:-1]
    found = fit_variation(replace(unchanged(weighted), items=items, responses=shuffled), weighted)
    straight = fit_variation(replace(unchanged(weighted), items=items), weighted)
    assert found.labels[np.argsort(order)].tolist() == straight.labels.tolist()
    assert (found.keeps, found.agreement) == pytest.approx((straight.keeps, straight.agreement), abs=1e-12)


def test_a_segment_more_gets_the_next_number_and_a_segment_less_leaves_a_gap(weighted: Chosen) -> None:
    more = fit_variation(replace(unchanged(weighted), k=4), weighted)
    less = fit_variation(replace(unchanged(weighted), k=2), weighted)
    assert len(more.sizes) == 4
    assert sorted(less.sizes > 0) == [False, True, True]
    assert more.sizes.sum() == pytest.approx(1)
    assert 0 < less.keeps < 1


def test_only_people_who_are_in_both_are_compared(weighted: Chosen) -> None:
    half = np.arange(160) % 2 == 0
    found = fit_variation(replace(unchanged(weighted), responses=weighted.responses.kept(half)), weighted)
    assert found.n == int((weighted.basis.weights[half] > 0).sum())
    assert found.keeps > 0.8
    strangers = weighted.responses.answers.set_axis([f"new{i}" for i in range(160)])
    with pytest.raises(CannotCompute, match="nobody of the chosen segments"):
        fit_variation(replace(unchanged(weighted), responses=replace(weighted.responses, answers=strangers)), weighted)


def test_without_weights_everybody_counts_once(weighted: Chosen) -> None:
    found = fit_variation(replace(unchanged(weighted), responses=unweighted(weighted.responses)), weighted)
    assert found.n == 160
    assert (found.sizes * 160) == pytest.approx(np.round(found.sizes * 160))


def test_a_method_that_leaves_people_of_weight_zero_unsorted_says_so(weighted: Chosen) -> None:
    found = fit_variation(replace(unchanged(weighted), method="ward"), weighted)
    assert found.labels[:3].tolist() == [-1, -1, -1]
    assert (found.labels[3:] >= 0).all()


def test_the_standard_set_changes_one_thing_after_the_other(weighted: Chosen) -> None:
    flags = np.zeros((160, 2), dtype=bool)
    flags[:10, 0], flags[8:14, 1] = True, True
    kept = ~flags.all(axis=1)
    quality = QualityReport(pd.DataFrame(flags, columns=["speeding", "duplicates"]), pd.DataFrame(), kept, (), "")
    tried = standard_variations(weighted, everybody=weighted.responses, quality=quality)
    names = {kind: [one.name for one in tried if one.kind == kind] for kind in dict.fromkeys(one.kind for one in tried)}
    assert names == {
        "item": [f"b{j}" for j in range(6)],
        "seed": ["2", "3", "4", "5", "6"],
        "weights": ["none"],
        "people": ["left_out", "speeding", "duplicates", "flagged"],
        "method": [one.name for one in METHODS],
    }
    assert [one.responses.n for one in tried if one.kind == "people"] == [160, 150, 154, 146]
    assert {one.k for one in tried} == {K}


def test_a_variation_that_cannot_be_computed_is_said_beside_the_others(bind_codes: Callable[..., Responses]) -> None:
    rng = np.random.default_rng(1)
    codes = np.column_stack([rng.permutation(60) % 7 + 1.0 for _ in range(11)])
    whole = bind_codes(codes)
    two = tuple(one for one in whole.questionnaire.variables() if one.name in {"b0", "b1"})
    basis = build_basis(whole, variables=two)
    chosen = Chosen(whole, basis, np.arange(60) % 2 + 1, 2, 1)
    tried = [replace(unchanged(chosen), items=two[:1], what="leaving out b1"), other_seed(chosen, 2)]
    table = variations_table(tried, fit_variations(tried, chosen))
    assert "BASIS_TOO_FEW_ITEMS" in table["problem"][0]
    assert table["words"][0] == "leaving out b1: not computed"
    assert table["problem"][1] == ""
    assert what_if_sentences(table.iloc[:1], np.nan) == ()


def test_factor_cluster_is_compared_with_item_cluster(weighted: Chosen) -> None:
    tried = [replace(unchanged(weighted), kind="method", name=one, method=one) for one in ("kmeans", "factor_scores")]
    found = fit_variations(tried, weighted)
    assert np.isnan(factor_against_items(found[:1]))
    alike = factor_against_items(found)
    assert 0.5 < alike <= 1
    (sentence,) = what_if_sentences(variations_table(tried, found), alike)
    assert sentence.startswith("Factor-cluster (k-means on factor scores) agrees with k-means on the items")
    assert f"index of {alike:.2f}" in sentence


def row(kind: str, name: str, keeps: float) -> dict[str, object]:
    words = f"leaving out {name} moves {what_if.percent(1 - keeps)} of the people"
    return {"kind": kind, "name": name, "keeps": keeps, "agreement": keeps, "words": words, "problem": ""}


def test_sentences_measure_items_by_what_chance_moves() -> None:
    rows = [row("item", "q1", 0.69), row("item", "q2", 0.9), row("item", "q3", 0.99), row("seed", "2", 0.92)]
    chance, carried, spare = what_if_sentences(pd.DataFrame(rows), np.nan)
    assert "moves 8 % of the people" in chance
    assert "q1 (31 %) and q2 (10 %)" in carried
    assert spare.endswith("with 8 % moved at most: q3.")


def test_sentences_say_when_nothing_carries_and_when_nothing_can_go() -> None:
    assert "No single item carries" in what_if_sentences(pd.DataFrame([row("item", "q1", 1.0)]), np.nan)[0]
    assert "No item can be left out" in what_if_sentences(pd.DataFrame([row("item", "q1", 0.5)]), np.nan)[1]
    assert what_if_sentences(pd.DataFrame([row("people", "speeding", 0.5)]), np.nan) == (
        "Leaving out speeding moves 50 % of the people: look at who they are.",
    )
    assert "no difference" in what_if_sentences(pd.DataFrame([row("weights", "none", 0.99)]), np.nan)[0]


def test_where_segments_hang_on_the_seed_no_item_is_judged() -> None:
    rows = [row("item", "q1", 0.3), row("seed", "2", 0.95), row("seed", "3", 0.6), row("people", "speeding", 0.7)]
    (sentence,) = what_if_sentences(pd.DataFrame(rows), np.nan)
    assert sentence.startswith("Of 2 other seeds the worst moves 40 % of the people: these segments hang on the seed")


def test_words_are_a_sentence(weighted: Chosen) -> None:
    found = Outcome(other_seed(weighted, 7), (), np.zeros(0, dtype=np.int64), 160, np.array([0.5, 0.5]), 0.4, 0.69)
    (words,) = variations_table([found.variation], [found])["words"]
    assert words == "another seed (7) moves 31 % of the people"
