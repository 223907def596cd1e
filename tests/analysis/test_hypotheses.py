"""Hypotheses are supported, refuted or left open by their figures, and risk that was none is said."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis.expected_answers import codes_by_name, held
from survey_seg.analysis.hypotheses import Hypotheses, decided, score_hypotheses
from survey_seg.analysis.model import Segmentation
from survey_seg.questionnaire.brief import Hypothesis, Study
from survey_seg.questionnaire.conditions import read_condition
from survey_seg.responses.model import Responses
from survey_seg.stats.differences import Difference, difference

Floats = npt.NDArray[np.float64]
Score = Callable[..., Hypotheses]


def expected(**keys: Any) -> Hypothesis:
    return Hypothesis(**({"id": "H1", "text": "What is believed"} | keys))


def with_hypotheses(responses: Responses, *hypotheses: Hypothesis) -> Responses:
    study = Study(title="t", hypotheses=hypotheses)
    return replace(responses, questionnaire=replace(responses.questionnaire, study=study))


@pytest.fixture(scope="module")
def study(small_study: Callable[..., Any], divided: Callable[..., Segmentation]) -> tuple[Responses, Segmentation]:
    responses, basis, truth = small_study(n=900, seed=3)
    return responses, divided(truth + 1, basis.weights)


@pytest.fixture(scope="module")
def score(study: tuple[Responses, Segmentation]) -> Score:
    responses, segmentation = study
    return lambda *hypotheses: score_hypotheses(segmentation, with_hypotheses(responses, *hypotheses))


WEB = expected(expects="media contains 2", more_where="region == 2")
PAPER = expected(id="H2", expects="media_1 == 1", more_where="region == 2", matters_from=0.1)
SPEND = expected(id="H3", expects="spend", less_where="region == 2")
TRUST = expected(id="H4", expects="trust", rises_with="spend")
WORDS = expected(id="H5")
PERSONA = expected(id="P1", persona="Web Wes", traits=("media contains 2", "spend >= 250", "trust >= 5"))


def test_each_form_has_its_verdict_figures_and_words(score: Score) -> None:
    found = {row["id"]: row for row in score(WEB, PAPER, SPEND, TRUST, WORDS, PERSONA).rows}
    verdicts = {name: row["verdict"] for name, row in found.items()}
    assert verdicts == {
        "H1": "supported",
        "H2": "refuted",
        "H3": "refuted",
        "H4": "supported",
        "H5": "not testable",
        "P1": "supported",
    }
    assert [found[name]["unit"] for name in ("H1", "H3", "H4", "H5")] == ["points", "sd", "correlation", ""]
    assert (found["H1"]["claim"], found["H1"]["against"]) == (
        "Which do you read?: “Web”",
        "Where do you live?: “South”",
    )
    assert found["H3"]["high"] < 0
    assert found["H5"]["reason"] == "it says in words only what is expected"
    assert found["P1"]["estimate"] > found["P1"]["smallest"] == 5


def test_figures_are_those_of_the_comparison_itself(study: tuple[Responses, Segmentation], score: Score) -> None:
    answers = study[0].answers
    south = (answers["region"] == 2).to_numpy()
    plain = difference(answers["media_2"].to_numpy(float), south, np.ones(900))
    row = score(WEB).rows[0]
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx(
        (100 * plain.estimate, 100 * plain.low, 100 * plain.high)
    )
    assert (row["p"], row["p_adjusted"], row["inside"]) == pytest.approx((plain.p, plain.p, plain.inside))
    assert (row["base_inside"], row["base_outside"]) == (south.sum(), (~south).sum())
    spend = answers["spend"].to_numpy(float)
    within = np.where(south, spend - spend[south].mean(), spend - spend[~south].mean())
    apart = (spend[~south].mean() - spend[south].mean()) / np.sqrt((within**2).mean())
    assert score(SPEND).rows[0]["estimate"] == pytest.approx(apart)


def test_a_mean_in_standard_deviations_is_that_of_r(
    bind_codes: Callable[..., Responses], divided: Callable[..., Segmentation], shared: Path
) -> None:
    # R 4.2.2, survey 4.1: coefficient and interval of svyglm(heures.tv ~ women), over the weighted sd of its residuals
    people = pd.read_csv(shared / "data" / "hdv2003_weights.csv")
    people = people[people["heures.tv"].notna()]
    codes = np.full((len(people), 11), 4.0)
    codes[:, 6] = np.where(people["sexe"] == "Femme", 1, 2)
    codes[:, 9] = people["heures.tv"]
    responses = bind_codes(codes, people["poids"].to_numpy())
    segmentation = divided(np.arange(len(people)) % 2 + 1, responses.weights)
    wanted = expected(expects="spend", more_where="region == 1")
    row = score_hypotheses(segmentation, with_hypotheses(responses, wanted)).rows[0]
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx(
        (0.0562502642678, -0.0553969078278, 0.1678974363634), rel=1e-9
    )
    assert row["verdict"] == "refuted"


def test_p_values_are_adjusted_over_the_tested_hypotheses(score: Score) -> None:
    rows = score(WEB, PAPER, SPEND, WORDS).rows
    p = np.array([row["p"] for row in rows[:3]])
    order = np.argsort(p)
    by_hand = np.minimum.accumulate((np.sort(p) * 3 / np.arange(1, 4))[::-1])[::-1]
    assert [rows[i]["p_adjusted"] for i in order] == pytest.approx(np.minimum(by_hand, 1))
    assert np.isnan(rows[3]["p_adjusted"])


def test_a_weight_of_zero_is_absence_and_scale_changes_nothing(
    study: tuple[Responses, Segmentation],
) -> None:
    responses, segmentation = study
    weights = np.exp(np.random.default_rng(5).normal(0, 0.5, 900))
    weights[::4] = 0
    there = weights > 0
    hypotheses = (WEB, SPEND, TRUST, PERSONA)
    full = with_hypotheses(replace(responses, weights=weights), *hypotheses)
    fewer = replace(segmentation, labels=segmentation.labels[there])
    for found in (
        score_hypotheses(segmentation, replace(full, weights=5 * weights)),
        score_hypotheses(fewer, full.kept(there)),
    ):
        for one, other in zip(found.rows, score_hypotheses(segmentation, full).rows, strict=True):
            keys = [key for key, value in one.items() if isinstance(value, float)]
            assert [one[key] for key in keys] == pytest.approx([other[key] for key in keys], nan_ok=True)
            assert one["verdict"] == other["verdict"]


@pytest.mark.parametrize(
    ("figures", "p", "verdict"),
    [
        ((6.0, 0.5, 11.5), 0.03, "supported"),
        ((6.0, 0.5, 11.5), 0.07, "can't tell"),
        ((6.0, 0.5, 11.5), float("nan"), "supported"),
        ((4.0, 0.5, 7.5), 0.03, "can't tell"),
        ((3.0, 1.5, 4.5), 0.001, "refuted"),
        ((-9.0, -14.0, -4.0), 0.001, "refuted"),
        ((1.0, -9.0, 11.0), 0.8, "can't tell"),
        ((float("nan"),) * 3, float("nan"), "can't tell"),
    ],
)
def test_the_verdict_follows_from_the_interval_and_what_matters(figures: tuple, p: float, verdict: str) -> None:
    assert decided(Difference(*figures, p), 5.0, p) == verdict


def test_wrong_verdicts_are_as_rare_as_announced() -> None:
    # At no difference at most 2.5 % are supported; at exactly the difference that matters 2.5 % are refuted.
    inside, verdicts = np.arange(600) < 200, {0.0: [], 0.15: []}
    for truth, found in verdicts.items():
        for seed in range(1500):
            rng = np.random.default_rng(seed)
            values = (rng.random(600) < 0.4 + truth * inside).astype(float)
            figures = difference(values, inside, np.ones(600))
            found.append(decided(figures, 0.15, figures.p))
    assert verdicts[0.0].count("supported") / 1500 <= 0.025
    assert verdicts[0.15].count("refuted") / 1500 == pytest.approx(0.025, abs=0.012)


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9, 0.95])
def test_a_small_group_is_seldom_called_different_where_nothing_differs(share: float) -> None:
    # 30 people against 1,000; 2.5 % are announced, and 1,000 draws miss that by up to a point
    inside, wrong = np.arange(1030) < 30, 0
    for seed in range(1000):
        values = (np.random.default_rng(seed).random(1030) < share).astype(float)
        figures = difference(values, inside, np.ones(1030))
        wrong += decided(figures, 0.05, figures.p) == "supported"
    assert wrong <= 35


def test_blanks_are_neither_yes_nor_no(bind_codes: Callable[..., Responses]) -> None:
    codes = np.full((4, 11), 4.0)
    codes[:, 7:9] = [[1, 0], [np.nan, np.nan], [0, np.nan], [0, 0]]
    codes[:, 9] = [np.nan, 1, 2, 3]
    known = codes_by_name(bind_codes(codes))
    blank = np.nan
    for text, wanted in (
        ("media contains 1", [1, blank, 0, 0]),
        ("not media contains 1", [0, blank, 1, 1]),
        ("spend >= 2", [blank, 0, 1, 1]),
        ("spend >= 2 and media_1 == 1", [blank, 0, 0, 0]),
        ("spend >= 2 or media_1 == 1", [1, blank, 1, 1]),
        ("spend not in [2, 9]", [blank, 1, 0, 1]),
        ("spend == 'x'", [blank, 0, 0, 0]),
    ):
        np.testing.assert_array_equal(held(read_condition(text), known, 4), wanted)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"expects": "nothing", "more_where": "region == 1"}, "no question is called 'nothing'"),
        ({"expects": "region", "rises_with": "spend"}, "no answers of which one is higher"),
        ({"expects": "spend", "more_where": "media == 1"}, "compared the wrong way"),
        ({"persona": "Bea", "traits": ("kids == 1",)}, "no question is called 'kids'"),
    ],
)
def test_what_the_questionnaire_cannot_test_is_said_with_its_reason(score: Score, keys: dict, said: str) -> None:
    row = score(expected(**keys)).rows[0]
    assert row["verdict"] == "not testable"
    assert said in row["reason"]
    assert np.isnan(row["estimate"])


def test_a_question_without_answers_in_the_file_is_not_tested(study: tuple[Responses, Segmentation]) -> None:
    responses = with_hypotheses(study[0], SPEND)
    without = replace(responses, answers=responses.answers.drop(columns="spend"))
    row = score_hypotheses(study[1], without).rows[0]
    assert (row["verdict"], row["reason"]) == ("not testable", "the response file holds no answers to spend")


def test_few_people_tell_nothing_and_show_no_figure(score: Score) -> None:
    row = score(expected(expects="trust >= 4", more_where="spend >= 3000")).rows[0]
    assert (row["verdict"], row["base_inside"]) == ("can't tell", None)
    assert row["reason"] == "fewer than 30 people stand on one side"
    assert np.isnan([row["estimate"], row["inside"]]).all()


@pytest.mark.parametrize("weighted", [False, True])
def test_where_each_group_agrees_there_is_no_standard_deviation_to_count_in(
    study: tuple[Responses, Segmentation], weighted: bool
) -> None:
    responses, segmentation = study
    answers = responses.answers.assign(trust=np.where(responses.answers["region"] == 1, 6.0, 3.0))
    weights = np.random.default_rng(1).gamma(1, 1, responses.n) if weighted else np.ones(responses.n)
    wanted = expected(expects="trust", more_where="region == 1")
    told = with_hypotheses(replace(responses, answers=answers, weights=weights), wanted)
    row = score_hypotheses(segmentation, told).rows[0]
    assert np.isnan([row["estimate"], row["low"], row["high"], row["p"], row["p_adjusted"]]).all()
    assert (row["inside"], row["outside"]) == pytest.approx((6, 3))
    assert (row["verdict"], row["reason"]) == ("can't tell", "nobody differs within the two groups")


def test_hypotheses_that_could_hardly_fail_are_named_and_warned_about(score: Score) -> None:
    itself = score(expected(expects="b0 >= 5", more_where="b0 >= 4"), expected(id="H2", expects="b0", falls_with="b2"))
    assert ["basis" in row["by_construction"] for row in itself.rows] == [True, True]
    assert [notice.code for notice in itself.notices] == ["HYPOTHESES_BY_CONSTRUCTION", "HYPOTHESES_NOTHING_RISKED"]
    outside = score(expected(expects="spend >= 300", more_where="spend >= 200"), PAPER)
    assert outside.rows[0]["by_construction"] == "a question is compared with itself"
    assert [notice.code for notice in outside.notices] == ["HYPOTHESES_BY_CONSTRUCTION"]
    assert [notice.code for notice in score(WEB, TRUST).notices] == ["HYPOTHESES_NOTHING_RISKED"]
    assert [notice.code for notice in score(WORDS).notices] == ["HYPOTHESES_NOT_TESTABLE"]
    assert score(WEB, PAPER).notices == score().notices == ()
