"""Weights of responses: two is two people, zero is nobody, a common factor and ones change nothing."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row
from survey_seg.responses.model import Responses
from survey_seg.responses.quality.screen import screen
from survey_seg.responses.read import read_responses
from survey_seg.stats.seeds import stream

FIVE = tuple(Option(code=code, label=str(code)) for code in range(1, 6))
QUESTIONNAIRE = Questionnaire(
    Study(title="Laws"),
    (
        Question(
            id="grid",
            text="?",
            type="grid",
            role=("basis",),
            options=FIVE,
            rows=tuple(Row(id=f"i{number}", text="?") for number in range(12)),
        ),
        Question(id="seconds", text="?", type="number", role=("duration",)),
    ),
)


def frame(n: int = 60) -> pd.DataFrame:
    random = stream(5, "laws")
    answers = pd.DataFrame(random.integers(1, 6, (n, 12)), columns=[f"i{number}" for number in range(12)])
    answers["seconds"] = np.rint(np.exp(random.normal(5, 0.8, n)))
    answers["w"] = random.integers(1, 4, n).astype(float)
    answers.loc[:2, "i0":"i11"] = 3
    return answers


def reading(data: pd.DataFrame, tmp_path, weights: str | None = "w") -> Responses:
    data.to_csv(tmp_path / "laws.csv", index=False)
    return read_responses(tmp_path / "laws.csv", QUESTIONNAIRE, weights=weights)


def reasons(responses: Responses) -> list[tuple[str, str]]:
    report = screen(responses)
    return list(zip(report.reasons["check"], report.reasons["reason"], strict=True))


def test_scaling_all_weights_changes_nothing(tmp_path):
    data = frame()
    first = reading(data, tmp_path)
    second = reading(data.assign(w=data["w"] * 1000), tmp_path)
    np.testing.assert_allclose(first.weights, second.weights)
    assert first.weights.mean() == pytest.approx(1)
    assert reasons(first) == reasons(second)


def test_unit_weights_are_no_weights(tmp_path):
    data = frame().assign(w=1.0)
    with_ones, without = reading(data, tmp_path), reading(data, tmp_path, None)
    assert with_ones.weights.tolist() == without.weights.tolist()
    assert reasons(with_ones) == reasons(without)
    assert screen(with_ones).kept.tolist() == screen(without).kept.tolist()


def test_weight_of_zero_is_absence(tmp_path):
    data = frame()
    data.loc[40:, "w"] = 0.0
    present, zeros = reading(data[:40], tmp_path), reading(data, tmp_path)
    pd.testing.assert_frame_equal(present.answers, zeros.answers)
    assert present.weights.tolist() == zeros.weights.tolist()
    assert reasons(present) == reasons(zeros)


def test_weight_of_two_equals_two_people_where_lengths_are_judged(tmp_path):
    data = frame()
    twice = data.loc[data.index.repeat(data["w"].astype(int))].assign(w=1.0)
    weighted, repeated = screen(reading(data, tmp_path)), screen(reading(twice, tmp_path))
    too_fast = weighted.flags["speeding"].to_numpy()
    assert too_fast.any()
    assert np.repeat(too_fast, data["w"].astype(int)).tolist() == repeated.flags["speeding"].tolist()


def test_what_is_kept_is_weighted_to_mean_one_again(tmp_path):
    responses = reading(frame(), tmp_path)
    kept = responses.kept(np.arange(responses.n) < 30)
    assert kept.weights.mean() == pytest.approx(1)
    np.testing.assert_allclose(kept.weights, responses.weights[:30] / responses.weights[:30].mean())
    assert replace(responses, wave="2").wave == "2"
