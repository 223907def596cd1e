"""Personas are looked for among segments that never saw them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.hypotheses import Hypotheses, score_hypotheses
from survey_seg.analysis.model import Segmentation
from survey_seg.analysis.personas import shows_persona
from survey_seg.analysis.segments import compare_segments
from survey_seg.questionnaire.brief import Hypothesis, Study
from survey_seg.responses.model import Responses

Labels = npt.NDArray[np.int64]
N = 900
TRAITS = ("region == 1", "media contains 2", "spend >= 100")


@pytest.fixture(scope="module")
def look(bind_codes: Callable[..., Responses], divided: Callable[..., Segmentation]) -> Callable[..., Hypotheses]:
    """`look(share of the persona's people by segment, traits=)`: three segments of 300, the rest without any trait."""

    def found(*shares: float, traits: tuple[str, ...] = TRAITS, more: tuple[Hypothesis, ...] = ()) -> Hypotheses:
        labels = np.repeat([1, 2, 3], N // 3)
        place = np.tile(np.arange(N // 3), 3) / (N // 3)
        them = place < np.array(shares)[labels - 1]
        codes = np.full((N, 11), 4.0)
        codes[:, 6] = np.where(them, 1, 2)
        codes[:, 7], codes[:, 8] = 0, them
        codes[:, 9] = np.where(them, 150, 50)
        responses = bind_codes(codes)
        study = Study(title="t", hypotheses=(Hypothesis(id="P1", text="t", persona="Bea", traits=traits), *more))
        responses = replace(responses, questionnaire=replace(responses.questionnaire, study=study))
        return score_hypotheses(divided(labels, responses.weights), responses)

    return found


@pytest.mark.parametrize(
    ("shares", "outcome", "verdict", "segment", "clear"),
    [
        ((0.9, 0.05, 0.05), "matched", "supported", 1, [1]),
        ((1.0, 0.0, 0.0), "matched", "supported", 1, [1]),
        ((0.3, 0.02, 0.0), "part", "refuted", 1, [1]),
        ((0.6, 0.6, 0.05), "split", "can't tell", None, [1, 2]),
        ((0.4, 0.4, 0.2), "split", "refuted", None, [1, 2]),
        ((0.12, 0.1, 0.1), "unclear", "can't tell", None, []),
    ],
)
def test_a_persona_is_matched_split_or_orphaned(
    look: Callable[..., Hypotheses], shares: tuple, outcome: str, verdict: str, segment: int | None, clear: list
) -> None:
    found = look(*shares)
    assert (found.personas[0]["outcome"], found.personas[0]["segment"]) == (outcome, segment)
    assert found.rows[0]["verdict"] == verdict
    assert [row["segment"] for row in found.segments if row["clearly_more"]] == clear
    assert found.surprises == tuple(number for number in (1, 2, 3) if number not in clear)


def test_a_persona_that_nobody_shows_is_orphaned(look: Callable[..., Hypotheses]) -> None:
    found = look(0.0, 0.0, 0.0)
    assert (found.personas[0]["outcome"], found.rows[0]["verdict"]) == ("orphaned", "refuted")
    assert found.segments == ()


@pytest.mark.parametrize("shares", [(0.0, 0.0, 0.0), (0.02, 0.03, 0.02), (0.08, 0.0, 0.0)])
def test_segments_are_no_surprise_where_a_persona_was_not_held_against_them(
    look: Callable[..., Hypotheses], shares: tuple
) -> None:
    assert look(*shares).surprises == ()


def test_no_segment_is_a_surprise_beside_a_persona_that_could_not_be_looked_for(
    look: Callable[..., Hypotheses],
) -> None:
    assert look(0.9, 0.05, 0.05).surprises == (2, 3)
    assert look(0.9, 0.05, 0.05, more=(Hypothesis(id="H2", text="t"),)).surprises == (2, 3)
    for other in ({"traits": ("kids == 1",)}, {"traits": ("spend >= 4000",)}, {}):
        assert look(0.9, 0.05, 0.05, more=(Hypothesis(id="P2", text="t", persona="Cy", **other),)).surprises == ()


def test_a_segment_of_few_people_neither_is_a_persona_nor_a_surprise(
    bind_codes: Callable[..., Responses], divided: Callable[..., Segmentation]
) -> None:
    labels = np.repeat([1, 2, 3], [448, 449, 3])
    them = (np.arange(N) % 6 == 0) | (labels == 3)
    codes = np.full((N, 11), 4.0)
    codes[:, 6] = np.where(them, 1, 2)
    responses = bind_codes(codes)
    study = Study(title="t", hypotheses=(Hypothesis(id="P1", text="t", persona="Bea", traits=("region == 1",)),))
    responses = replace(responses, questionnaire=replace(responses.questionnaire, study=study))
    found = score_hypotheses(divided(labels, responses.weights), responses)
    assert (found.segments[2]["base"], found.segments[2]["share"], found.segments[2]["clearly_more"]) == (3, 1.0, False)
    assert (found.personas[0]["outcome"], found.rows[0]["verdict"]) == ("unclear", "can't tell")
    assert found.surprises == (1, 2)


def test_precision_and_recall_are_shares_of_people(look: Callable[..., Hypotheses]) -> None:
    found = look(0.8, 0.1, 0.1)
    first = found.segments[0]
    assert (first["share"], first["recall"], first["rest"]) == pytest.approx((0.8, 0.8, 0.1))
    assert (found.personas[0]["precision"], found.personas[0]["share"]) == pytest.approx((0.8, 1 / 3))
    assert found.personas[0]["people"] == 300
    assert sum(row["recall"] for row in found.segments) == pytest.approx(1)


def test_a_segment_that_lacks_a_trait_is_not_the_persona(look: Callable[..., Hypotheses]) -> None:
    traits = ("media contains 2", "region == 1", "spend >= 100", "b0 == 4", "not spend >= 100")
    found = look(0.9, 0.05, 0.05, traits=traits)
    assert (found.personas[0]["outcome"], found.rows[0]["verdict"]) == ("unlike", "refuted")
    assert found.traits[4]["high"] < 0


def test_evenly_spread_people_are_orphaned_when_there_are_many(
    bind_codes: Callable[..., Responses], divided: Callable[..., Segmentation]
) -> None:
    n = 12_000
    codes = np.full((n, 11), 4.0)
    codes[:, 6] = np.tile([1, 2], n // 2)
    responses = bind_codes(codes)
    study = Study(title="t", hypotheses=(Hypothesis(id="P1", text="t", persona="Bea", traits=("region == 1",)),))
    responses = replace(responses, questionnaire=replace(responses.questionnaire, study=study))
    found = score_hypotheses(divided(np.repeat([1, 2, 3], n // 3), responses.weights), responses)
    assert (found.personas[0]["outcome"], found.rows[0]["verdict"]) == ("orphaned", "refuted")


def test_personas_on_basis_questions_have_no_p_and_say_so(look: Callable[..., Hypotheses]) -> None:
    free, mixed = look(0.9, 0.05, 0.05), look(0.9, 0.05, 0.05, traits=(*TRAITS, "b0 == 4"))
    assert free.rows[0]["p"] < 1e-6
    assert np.isnan(mixed.rows[0]["p"])
    assert mixed.personas[0]["basis_traits"] == 1
    assert (mixed.rows[0]["by_construction"], [row["basis"] for row in mixed.traits]) == ("", [False] * 3 + [True])
    only = look(0.9, 0.05, 0.05, traits=("b0 == 4", "b1 == 4"))
    assert only.rows[0]["by_construction"].startswith("all its traits are basis questions")


def test_few_people_of_a_persona_show_no_figure(look: Callable[..., Hypotheses]) -> None:
    found = look(0.08, 0.0, 0.0)
    row = found.personas[0]
    assert (row["outcome"], row["people"], found.segments, found.traits) == ("unclear", None, (), ())
    assert np.isnan(row["share"])
    assert found.rows[0]["reason"] == "fewer than 30 people show more than half of the traits"


def test_more_than_half_of_the_traits_make_a_person() -> None:
    yes, no, blank = 1.0, 0.0, np.nan
    shown = shows_persona(
        np.array([[yes, yes, blank, blank], [yes, no, yes, no], [no, no, yes, no], [blank, no, no, no]])
    )
    np.testing.assert_array_equal(shown, [blank, 0, blank, 0])


def test_without_segments_a_persona_cannot_be_told(
    bind_codes: Callable[..., Responses], divided: Callable[..., Segmentation]
) -> None:
    responses = bind_codes(np.full((90, 11), 4.0))
    study = Study(title="t", hypotheses=(Hypothesis(id="P1", text="t", persona="Bea", traits=TRAITS),))
    responses = replace(responses, questionnaire=replace(responses.questionnaire, study=study))
    two = divided(np.repeat([1, 2], 45), responses.weights)
    found = score_hypotheses(replace(two, k=1, labels=np.ones(90, dtype=np.int64)), responses)
    assert (found.rows[0]["verdict"], found.personas, found.surprises) == ("can't tell", (), ())
    assert found.rows[0]["reason"] == "there are no segments that a persona could be"


@pytest.mark.usefixtures("fewer_samples")
def test_personas_have_no_part_in_making_segments(small_study: Callable[..., Any]) -> None:
    responses, basis, _ = small_study(n=200)
    study = Study(title="t", hypotheses=(Hypothesis(id="P1", text="t", persona="Bea", traits=("b0 >= 5",)),))
    told = replace(responses, questionnaire=replace(responses.questionnaire, study=study))
    assert np.array_equal(build_basis(told).matrix, basis.matrix)
    one, other = (compare_segments(made, seed=1, k_max=8) for made in (basis, build_basis(told)))
    assert all(np.array_equal(one.labels[k], other.labels[k]) for k in one.labels)
