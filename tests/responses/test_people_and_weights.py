"""Who the rows are, how much they count, and how long they took."""

import numpy as np
import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Question, Questionnaire

HEADER = "id,q1,q2,age,w\n"


def rows_with(weights) -> str:
    return HEADER + "".join(f"{number},1,2,30,{weight}\n" for number, weight in enumerate(weights, start=1))


def test_ids_in_several_rows_and_blank_ids_are_refused_with_all_rows(refused, small):
    problems = refused("id,q1,q2\n7,1,1\n8,1,1\n7,1,1\n,1,1\n7,1,1\n", small)
    assert [(one.code, one.row, one.respondent) for one in problems] == [
        ("DATA_BLANK_ID", 5, ""),
        ("DATA_DUPLICATE_ID", 4, "7"),
    ]
    assert "2, 4, 6" in problems[1].what


def test_without_a_link_people_are_known_by_their_row(read, small):
    nobody = Questionnaire(small.study, small.questions[1:])
    assert list(read("q1,q2\n1,1\n2,2\n", nobody).answers.index) == ["2", "3"]


def test_ids_that_a_spreadsheet_rounded_are_noticed(read, small, noticed):
    assert "1.2E+10" in noticed(read("id,q1,q2\n1.2E+10,1,1\n8,1,1\n", small))["DATA_ROUNDED_IDS"]


def test_more_than_a_thousand_problems_are_counted(refused, small):
    text = "id,q1,q2\n" + "".join(f"{number},1,1\n" for number in [*range(1005), *range(1005)])
    problems = refused(text, small)
    assert len(problems) == 1001
    assert problems[-1].what == "and 5 more problems"


def test_weights_have_mean_one_and_the_loss_of_precision_is_said(read, small, noticed):
    responses = read(rows_with([1, 1, 1, 3]), small, weights="w")
    assert responses.weighted
    assert responses.weights.tolist() == [2 / 3, 2 / 3, 2 / 3, 2.0]
    assert "precision of 3 unweighted" in noticed(responses)["DATA_WEIGHTS_SCALED"]
    assert "DATA_EXTRA_COLUMNS" not in noticed(responses)


def test_people_of_weight_zero_are_left_out_and_counted(read, small, noticed):
    responses = read(rows_with([1, 0, 2]), small, weights="w")
    assert list(responses.answers.index) == ["1", "3"]
    assert "left out: 1." in noticed(responses)["DATA_ZERO_WEIGHT"]


def test_the_questionnaires_weight_is_used_without_being_asked_for(read, small):
    weight = Question(id="w", text="Weight", type="number", role=("weight",))
    weighted = Questionnaire(small.study, (*small.questions, weight))
    assert read(rows_with([1, 3]), weighted).weights.tolist() == [0.5, 1.5]


def test_a_weight_the_questionnaire_names_must_be_there(refused, read, small):
    weight = Question(id="w", text="Weight", type="number", role=("weight",))
    weighted = Questionnaire(small.study, (*small.questions, weight))
    (problem,) = refused("id,q1,q2\n1,1,1\n", weighted)
    assert (problem.code, problem.column) == ("DATA_MISSING_COLUMN", "w")
    assert read("id,q1,q2,v\n1,1,1,2\n", weighted, weights="v").weighted


@pytest.mark.parametrize("weight", ["-1", "", "abc", "NA", "1e400"])
def test_what_is_no_weight_is_refused_with_its_row(refused, small, weight):
    (problem,) = refused(rows_with([1, weight, 1]), small, weights="w")
    assert (problem.code, problem.row, problem.column, problem.respondent) == ("DATA_BAD_WEIGHT", 3, "w", "2")


def test_nobody_who_counts_is_refused(refused, small):
    assert refused(rows_with([0, 0]), small, weights="w")[0].what == "every weight is 0"


def test_a_column_of_weights_that_is_not_there_is_refused(refused, small):
    (problem,) = refused(rows_with([1]), small, weights="W")
    assert (problem.code, problem.hint) == ("DATA_NO_WEIGHTS", "did you mean 'w'?")


def test_weights_with_a_decimal_comma_are_read_and_it_is_said(read, small, noticed):
    responses = read(
        rows_with(["0,5", "1,5"]).replace(",1,2,30,", ";1;2;30;").replace(HEADER, HEADER.replace(",", ";")),
        small,
        weights="w",
    )
    assert responses.weights.tolist() == [0.5, 1.5]
    assert "DATA_DECIMAL_COMMA" in noticed(responses)


def test_extreme_weights_are_noticed(read, small, noticed):
    assert "DATA_EXTREME_WEIGHTS" in noticed(read(rows_with([1] * 20 + [21]), small, weights="w"))
    assert "DATA_EXTREME_WEIGHTS" not in noticed(read(rows_with([1] * 20 + [19]), small, weights="w"))


def test_bad_weights_ids_and_codes_come_in_one_pass(refused, small):
    problems = refused(HEADER + "1,7,1,30,-1\n1,1,1,30,1\n", small, weights="w")
    assert {one.code for one in problems} == {"DATA_BAD_WEIGHT", "DATA_DUPLICATE_ID", "DATA_UNKNOWN_CODE"}


def test_the_length_of_the_interview_is_in_seconds_and_may_be_blank(read, small):
    length = Question(id="secs", text="Length", type="number", role=("duration",))
    timed = Questionnaire(Study(title="Timed"), (*small.questions, length))
    responses = read("id,q1,q2,secs\n1,1,1,300\n2,1,1,\n", timed)
    assert responses.seconds is not None
    assert np.nan_to_num(responses.seconds, nan=-1).tolist() == [300.0, -1.0]
    assert read("id,q1,q2\n1,1,1\n", small).seconds is None


def test_the_wave_and_the_files_digest_are_kept(read, small):
    responses = read("id,q1,q2\n1,1,1\n", small, wave="2027")
    assert (responses.wave, responses.file, len(responses.sha256)) == ("2027", "answers.csv", 64)
