"""Who is flagged, and who is kept."""

import json

import numpy as np
import pandas as pd
import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row
from survey_seg.responses.model import Responses
from survey_seg.responses.quality import CHECKS
from survey_seg.responses.quality.screen import screen
from survey_seg.responses.quality.straightlining import longest_run
from survey_seg.responses.read import read_responses
from survey_seg.responses.readers import READERS
from survey_seg.stats.seeds import stream

FIVE = tuple(Option(code=code, label=f"label {code}") for code in range(1, 6))
ITEMS = tuple(f"i{number}" for number in range(12))


def questionnaire(options=FIVE) -> Questionnaire:
    rows = tuple(Row(id=name, text=name, reverse=name == "i3") for name in ITEMS)
    grid = Question(id="grid", text="G", type="grid", role=("basis",), options=options, rows=rows)
    return Questionnaire(Study(title="Screen"), (grid,))


def people(codes, *, seconds=None, weights=None, options=FIVE) -> Responses:
    codes = np.array(codes, dtype=float)
    answers = pd.DataFrame(codes, columns=list(ITEMS), index=[f"p{place}" for place in range(len(codes))])
    return Responses(
        questionnaire=questionnaire(options),
        answers=answers,
        declared_missing=answers.isna() & False,
        weights=np.ones(len(codes)) if weights is None else np.array(weights, dtype=float),
        seconds=None if seconds is None else np.array(seconds, dtype=float),
        weighted=weights is not None,
        file="test",
        sha256="",
    )


@pytest.fixture
def codes() -> np.ndarray:
    """Forty people with answers of their own."""
    return stream(1, "screen test").integers(1, 6, (40, 12)).astype(float)


def flagged(responses: Responses, check: str) -> list[int]:
    return np.flatnonzero(screen(responses).flags[check]).tolist()


def test_honest_people_are_kept_and_the_rule_is_stated(codes):
    report = screen(people(codes))
    assert report.kept.all()
    assert sum(report.counts.values()) == 0
    assert "two independent checks" in report.rule


def test_less_than_half_the_median_is_too_fast(codes):
    seconds = [200.0] * 38 + [99.0, np.nan]
    assert flagged(people(codes, seconds=seconds), "speeding") == [38]
    assert flagged(people(codes, seconds=[200.0] * 38 + [100.0, np.nan]), "speeding") == []


def test_speeding_needs_lengths_and_enough_of_them(codes):
    assert "QUALITY_NO_DURATION" in {notice.code for notice in screen(people(codes)).not_run}
    few = screen(people(codes, seconds=[100.0] * 29 + [np.nan] * 11))
    assert "QUALITY_FEW_DURATIONS" in {notice.code for notice in few.not_run}
    assert "speeding" not in few.flags


def test_one_answer_all_the_way_down_is_a_straight_line(codes):
    codes[3] = 4
    codes[5] = [*[2] * 11, 3]
    codes[7] = [np.nan] * 5 + [1] * 7
    codes[8] = [np.nan] * 7 + [1] * 5
    responses = people(codes)
    assert flagged(responses, "straight-lining") == [3, 7]
    assert "1 of them worded the other way" in screen(responses).reasons["reason"].iloc[-1]


def test_yes_no_batteries_have_no_straight_lines(codes):
    options = (Option(code=1, label="Yes"), Option(code=0, label="No"))
    report = screen(people(np.zeros_like(codes), options=options))
    assert "QUALITY_NO_BATTERY" in {notice.code for notice in report.not_run}


def test_a_copy_is_flagged_and_its_original_is_not(codes):
    codes[30] = codes[4]
    report = screen(people(codes))
    assert np.flatnonzero(report.flags["duplicates"]).tolist() == [30]
    assert report.reasons.iloc[0].tolist() == ["p30", "duplicates", report.reasons["reason"].iloc[0]]
    assert "those of p4" in report.reasons["reason"].iloc[0]


def test_what_chance_repeats_is_no_copy():
    options = (Option(code=1, label="Yes"), Option(code=0, label="No"))
    common = (stream(1, "common").random((400, 12)) < 0.1).astype(float)
    assert pd.DataFrame(common).duplicated().sum() > 100
    assert flagged(people(common, options=options), "duplicates") == []


def test_a_few_questions_cannot_tell_copies(codes):
    responses = people(codes)
    short = screen(
        Responses(
            questionnaire=responses.questionnaire,
            answers=responses.answers[list(ITEMS[:9])],
            declared_missing=responses.declared_missing[list(ITEMS[:9])],
            weights=responses.weights,
            seconds=None,
            weighted=False,
            file="",
            sha256="",
        )
    )
    assert "QUALITY_FEW_QUESTIONS" in {notice.code for notice in short.not_run}


def test_too_few_basis_answers_leave_a_person_out(codes):
    codes[1] = np.nan
    codes[2, :7] = np.nan
    codes[3, :6] = np.nan
    report = screen(people(codes))
    assert np.flatnonzero(~report.kept).tolist() == [1, 2]
    assert np.flatnonzero(report.flags["unit missing"]).tolist() == [1]
    assert np.flatnonzero(report.flags["item missing"]).tolist() == [2]


def test_one_flag_keeps_a_person_and_two_do_not(codes):
    codes[3] = codes[4] = 4
    seconds = np.full(40, 200.0)
    seconds[[4, 5]] = 20
    report = screen(people(codes, seconds=seconds))
    assert report.flags.loc["p3"].sum() == report.flags.loc["p5"].sum() == 1
    assert np.flatnonzero(~report.kept).tolist() == [4]


def test_without_a_basis_missing_answers_are_not_checked(codes):
    responses = people(codes)
    question = Question(id="i0", text="?", type="scale", options=FIVE)
    bare = Responses(
        questionnaire=Questionnaire(Study(title="Bare"), (question,)),
        answers=responses.answers[["i0"]],
        declared_missing=responses.declared_missing[["i0"]],
        weights=responses.weights,
        seconds=None,
        weighted=False,
        file="",
        sha256="",
    )
    report = screen(bare)
    assert len(report.not_run) == len(CHECKS)
    assert report.kept.all()


@pytest.mark.parametrize("name", ["careless_sim200", "careless_sim1000"])
def test_longest_runs_equal_those_of_the_careless_package(shared, name):
    codes = pd.read_csv(shared / "data" / f"{name}.csv").to_numpy(dtype=float)
    reference = json.loads((shared / "reference" / "weights_quality_rfm.json").read_text())[name]["longstring"]
    assert longest_run(codes).tolist() == reference


def test_real_straight_liners_of_the_personality_study_are_found(real_study, shared):
    report = screen(read_responses(real_study("bfi")[1], real_study("bfi")[0]))
    reference = json.loads((shared / "reference" / "weights_quality_rfm.json").read_text())["bfi"]
    assert report.counts["straight-lining"] == reference["n_all_same"] == 5


def test_a_short_yes_no_study_is_not_gutted(real_study):
    questionnaire, path = real_study("mcdonalds")
    responses = read_responses(path, questionnaire)
    assert responses.answers[[one.name for one in questionnaire.having("basis")]].duplicated().sum() > 1000
    assert screen(responses).kept.all()


def test_every_check_stands_in_the_list(root):
    folder = root / "survey_seg" / "responses" / "quality"
    with_check = {path.stem for path in folder.glob("*.py") if "\nCHECK: Final" in path.read_text(encoding="utf-8")}
    assert with_check == {check.run.__module__.rsplit(".", 1)[1] for check in CHECKS}
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_every_reader_stands_in_the_list(root):
    folder = root / "survey_seg" / "responses" / "readers"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {reader.__module__.rsplit(".", 1)[1] for reader in READERS.values()}
