"""The four laws of weights for evidence, sizes, profiles and priorities.

Points (shares, means, effects, ratings) follow all four. Intervals and p-values follow the effective base, which by
definition gives a person of weight two less than two people; and bootstrap draws are of people, not of weights.
"""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis import evidence, segments
from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.choice import choose_segments, segment_sizes
from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.model import Basis, Priorities, Profiles, Segmentation
from survey_seg.analysis.priorities import rank
from survey_seg.analysis.profiles import describe
from survey_seg.analysis.rule import rule_of
from survey_seg.analysis.segments import compare_segments
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Reach
from survey_seg.responses.model import Responses

SEVEN = tuple(Option(code=code, label=str(code)) for code in range(1, 8))
ASKED = (
    *(Question(id=f"b{j}", text=f"Item {j}", type="scale", role=("basis",), options=SEVEN) for j in range(4)),
    Question(
        id="region", text="Region?", type="single", role=("descriptor",), options=SEVEN[:3], reach=(Reach(via="crm"),)
    ),
    Question(id="spend", text="Spend?", type="number", role=("value",)),
)
RNG = np.random.default_rng(12)
N = 240
TRUTH = RNG.integers(0, 3, N)
CODES = np.column_stack(
    [
        np.clip(np.round(RNG.normal(np.array([[6, 6, 2, 4], [2, 2, 6, 4], [4, 2, 2, 6]])[TRUTH], 1)), 1, 7),
        RNG.integers(1, 4, N),
        np.round(np.exp(RNG.normal(5 + TRUTH / 2, 0.5))),
    ]
).astype(np.float64)
WEIGHTS = RNG.integers(0, 4, N).astype(np.float64)
THERE = WEIGHTS > 0
COPIES = WEIGHTS.astype(int)
SIMILAR = np.array([0.8, 0.7, 0.9])


@pytest.fixture(autouse=True)
def _fewer_replicates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "stability", partial(evidence.stability, samples=4))
    monkeypatch.setattr(segments, "null_stability", partial(evidence.null_stability, studies=3))


def responses(codes: Any, weights: Any) -> Responses:
    questionnaire = Questionnaire(Study(title="t"), ASKED)
    names = [variable.name for variable in questionnaire.variables()]
    answers = pd.DataFrame(codes, columns=names, index=[f"p{i}" for i in range(len(codes))])
    return Responses(questionnaire, answers, answers.isna(), weights, None, True, "", "")


def described(codes: Any, weights: Any, labels: Any) -> tuple[Segmentation, Profiles, Priorities, Basis]:
    given = responses(codes, weights)
    basis = build_basis(given)
    found = Segmentation(
        k=3,
        verdict="natural",
        reason="",
        chosen_by="evidence",
        labels=labels,
        memberships=np.eye(3)[labels - 1],
        centroids=np.zeros((3, 1)),
        rule=rule_of(frame_of(np.eye(3), np.ones(3)), np.arange(3), 3),
        names=("a", "b", "c"),
        sizes=segment_sizes(labels, weights, 3),
        stability_global=0.9,
        stability=SIMILAR,
        neighbours=pd.DataFrame(),
    )
    profiles = describe(found, given, basis)
    return found, profiles, rank(found, profiles, given), basis


def same(one: pd.DataFrame, other: pd.DataFrame, *columns: str) -> None:
    pd.testing.assert_frame_equal(one[list(columns)], other[list(columns)], rtol=1e-9, atol=1e-12)


def test_weight_of_two_equals_two_people() -> None:
    weighted = described(CODES, WEIGHTS, TRUTH + 1)
    repeated = described(np.repeat(CODES, COPIES, axis=0), np.ones(COPIES.sum()), np.repeat(TRUTH + 1, COPIES))
    same(weighted[0].sizes, repeated[0].sizes, "segment", "share")
    same(weighted[1].answers, repeated[1].answers, "variable", "answer", "segment", "share", "total_share", "index")
    same(weighted[1].means, repeated[1].means, "variable", "segment", "mean", "total_mean", "difference")
    same(weighted[1].tests, repeated[1].tests, "variable", "effect")
    same(weighted[1].markers, repeated[1].markers, "segment", "variable", "mean", "difference", "rank")
    measured = [found[2].ratings[found[2].ratings["criterion"] != "reach"] for found in (weighted, repeated)]
    same(measured[0], measured[1], "segment", "criterion", "value", "rating")


def test_scaling_all_weights_changes_nothing() -> None:
    one, other = described(CODES, WEIGHTS, TRUTH + 1), described(CODES, 3.7 * WEIGHTS, TRUTH + 1)
    same(one[0].sizes, other[0].sizes, *one[0].sizes.columns)
    same(one[1].answers, other[1].answers, *one[1].answers.columns)
    same(one[1].means, other[1].means, *one[1].means.columns)
    same(one[1].tests, other[1].tests, *one[1].tests.columns)
    same(one[2].table, other[2].table, *one[2].table.columns)


def test_weight_of_zero_is_absence() -> None:
    one = described(CODES, WEIGHTS, TRUTH + 1)
    other = described(CODES[THERE], WEIGHTS[THERE], (TRUTH + 1)[THERE])
    same(one[0].sizes, other[0].sizes, *one[0].sizes.columns)
    same(one[1].answers, other[1].answers, *one[1].answers.columns)
    same(one[1].means, other[1].means, *one[1].means.columns)
    same(one[1].tests, other[1].tests, *one[1].tests.columns)
    same(one[2].table, other[2].table, *one[2].table.columns)


def test_unit_weights_are_no_weights() -> None:
    found, profiles, _, _ = described(CODES, np.ones(N), TRUTH + 1)
    assert found.sizes["share"].to_numpy() == pytest.approx(np.bincount(TRUTH) / N)
    spend = profiles.means[profiles.means["variable"] == "spend"]["mean"].to_numpy()
    assert spend == pytest.approx([CODES[j == TRUTH, 5].mean() for j in range(3)])


def compared(codes: Any, weights: Any) -> tuple[pd.DataFrame, Any]:
    basis = build_basis(responses(codes, weights))
    candidates = compare_segments(basis, seed=1, k_max=3)
    return candidates.table, choose_segments(candidates, basis)


def test_evidence_does_not_change_when_weights_are_scaled_or_absent_people_are_added() -> None:
    table, found = compared(CODES[THERE], WEIGHTS[THERE])
    for codes, weights in ((CODES[THERE], 2 * WEIGHTS[THERE]), (CODES, WEIGHTS)):
        other, again = compared(codes, weights)
        pd.testing.assert_frame_equal(table, other, rtol=1e-6)
        assert (again.k, again.verdict) == (found.k, found.verdict)


def test_weight_of_two_is_two_people_in_the_partition_behind_the_evidence() -> None:
    table, _ = compared(CODES, WEIGHTS)
    other, _ = compared(np.repeat(CODES, COPIES, axis=0), np.ones(COPIES.sum()))
    same(table, other, "k", "explained", "share_min")
