"""Answers in SPSS files: labels, declared missings, and files that crash their parser."""

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from survey_seg.errors import InputRefused
from survey_seg.responses import binary_child, isolated
from survey_seg.responses.read import read_responses

FRAME = pd.DataFrame({"id": ["01", "02", "03"], "q1": [1.0, 5.0, 9.0], "q2": [98.0, 2.0, None], "age": [30.0, 40, 50]})
WORDS = {1: "Strongly disagree", 2: "Disagree", 3: "Neither", 4: "Agree", 5: "Strongly agree"}


@pytest.fixture
def spss(tmp_path: Path):
    def written(**about) -> Path:
        path = tmp_path / "answers.sav"
        pyreadstat.write_sav(FRAME, str(path), **about)
        return path

    return written


def test_declared_missings_are_no_answers_and_are_told_from_blanks(spss, small, noticed):
    responses = read_responses(spss(missing_ranges={"q1": [9], "q2": [98]}), small)
    assert list(responses.answers.index) == ["01", "02", "03"]
    assert responses.answers["q1"].isna().tolist() == [False, False, True]
    assert responses.declared_missing["q1"].tolist() == [False, False, True]
    assert responses.declared_missing["q2"].tolist() == [True, False, False]
    assert "declares 9 as missing (1 answers)" in noticed(responses)["DATA_FILE_MISSING_CODES"]


def test_ranges_of_missings_are_honoured_even_against_the_questionnaire(spss, small, noticed):
    responses = read_responses(spss(missing_ranges={"q1": [{"lo": 5, "hi": 9}]}), small)
    assert responses.answers["q1"].isna().tolist() == [False, True, True]
    assert "the file was followed" in noticed(responses)["DATA_FILE_MISSING_CODES"]


def test_an_undeclared_nine_is_an_unknown_code_of_the_person_in_spss_row_three(spss, small):
    with pytest.raises(InputRefused) as caught:
        read_responses(spss(), small)
    problem = caught.value.problems[0]
    assert (problem.code, problem.row, problem.respondent) == ("DATA_UNKNOWN_CODE", 3, "03")


def test_labels_of_the_file_that_contradict_the_questionnaire_are_noticed(spss, small, noticed):
    missing = {"q1": [9]}
    same = read_responses(spss(missing_ranges=missing, variable_value_labels={"q1": WORDS}), small)
    assert set(noticed(same)) == {"DATA_FILE_MISSING_CODES", "DATA_ABSENT_VARIABLES"}
    other = read_responses(spss(missing_ranges=missing, variable_value_labels={"q1": {1: "Not at all"}}), small)
    assert "'Not at all' in the file and 'Strongly disagree'" in noticed(other)["DATA_LABELS_DIFFER"]
    turned = dict(zip(WORDS, reversed(WORDS.values()), strict=True))
    swapped = read_responses(spss(missing_ranges=missing, variable_value_labels={"q1": turned}), small)
    assert "DATA_LABELS_SWAPPED" in noticed(swapped)


def test_codes_the_questionnaire_does_not_know_are_read_by_the_files_words_for_them(spss, small, noticed):
    responses = read_responses(spss(variable_value_labels={"q1": {9: "Neither"}}), small)
    assert responses.answers["q1"].tolist() == [1.0, 5.0, 3.0]
    assert "9 were read by" in noticed(responses)["DATA_READ_BY_LABEL"]


def test_what_is_no_spss_file_is_refused(refused, small):
    for content in (b"", b"id,q1\n1,2\n", b"$FL2 and nothing else"):
        assert refused(content, small, "answers.sav")[0].code == "DATA_DAMAGED"


def test_a_cut_file_is_refused(spss, small, refused):
    content = spss(missing_ranges={"q1": [9]}).read_bytes()
    assert refused(content[: len(content) // 2], small, "cut.sav")[0].code == "DATA_DAMAGED"


def test_a_parser_that_does_not_come_back_is_stopped(spss, small, monkeypatch):
    monkeypatch.setattr(isolated, "PATIENCE", 0.001)
    with pytest.raises(InputRefused, match="took more than"):
        read_responses(spss(), small)


def test_a_parser_that_dies_silently_is_a_damaged_file(spss, small, monkeypatch):
    monkeypatch.setattr(isolated.sys, "executable", "/bin/true")
    with pytest.raises(InputRefused, match="its parser gave up"):
        read_responses(spss(), small)


def crashers(shared: Path) -> list[Path]:
    return sorted((shared / "hostile" / "sav_crashers").glob("crash*.sav"))


def assert_refused(path: Path, questionnaire) -> None:
    with pytest.raises(InputRefused) as caught:
        read_responses(path, questionnaire)
    assert caught.value.problems[0].code == "DATA_DAMAGED"


def test_a_file_that_crashes_its_parser_is_refused_and_we_live_on(shared, small):
    for path in crashers(shared)[:2]:
        assert_refused(path, small)


@pytest.mark.slow
def test_every_file_known_to_crash_its_parser_is_refused(shared, small):
    assert crashers(shared)
    for path in crashers(shared):
        assert_refused(path, small)


def test_the_child_reports_errors_as_text(tmp_path):
    missing = str(tmp_path / "nothing.sav")
    assert "error" in binary_child.main("sav", missing)
    assert "error" in binary_child.main("xlsx", missing)
