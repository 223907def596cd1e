"""Cells as answers: every common way to write a code is read, and nothing else is."""

import math

import numpy as np
import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row
from survey_seg.responses.codes import Codebook, number_of, uses_decimal_comma

SCALE = Codebook.of(
    (
        Option(code=1, label="Strongly disagree"),
        Option(code=2, label="Neither"),
        Option(code=3, label="Strongly agree", also=("top!+3", 30)),
        Option(code=99, label="Not applicable", missing=True),
    )
)
YES_NO = (Option(code=1, label="Yes"), Option(code=0, label="No", also=(2,)))


def asked(*questions: Question) -> Questionnaire:
    return Questionnaire(Study(title="Test"), questions)


def one(kind: str, **more) -> Questionnaire:
    return asked(Question(id="q", text="Q?", type=kind, role=("basis",), **more))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3", 3),
        (3.0, 3),
        ("3.0", 3),
        (" 3 ", 3),
        ("+3", 3),
        ("03", 3),
        ("strongly  AGREE", 3),
        ("3 - Strongly agree", 3),
        ("3 = top of the scale", 3),
        ("3 Strongly agree", 3),
        ("Strongly agree (3)", 3),
        ("top!+3", 3),
        ("30", 3),
        (30.0, 3),
        ("not applicable", 99),
        ("3.5", None),
        ("4", None),
        ("3 of them", None),
        ("1 - Strongly agree", None),
        ("Strongly agree (1)", None),
        ("TOP!+3", None),
        ("yes", None),
        ("٣", None),
        ("1_0", None),
    ],
)
def test_a_code_its_words_or_another_way_to_write_it(cell, code):
    assert SCALE.code(cell) == code


@pytest.mark.parametrize(
    ("yes", "no"),
    [("1", "0"), ("Yes", "No"), ("TRUE", "FALSE"), ("ja", "Nein"), ("Oui", "non"), ("y", "n"), (1.0, 2.0), ("1", "2")],
)
def test_yes_and_no_are_known_where_the_answers_are_a_yes_and_a_no(yes, no):
    assert [Codebook.of(YES_NO).code(cell) for cell in (yes, no)] == [1, 0]


def test_a_code_goes_before_another_way_to_write_one():
    book = Codebook.of((Option(code=1, label="No"), Option(code=2, label="Yes", also=(1,))))
    assert book.code("1") == 1


def test_words_that_two_answers_share_mean_neither():
    book = Codebook.of((Option(code=1, label="Other"), Option(code=2, label="other ")))
    assert book.code("Other") is None


def test_words_that_are_numbers_are_read_only_where_no_code_is_meant():
    ages = Codebook.of((Option(code=1, label="18"), Option(code=2, label="25")))
    assert [ages.code(cell) for cell in ("18", 25.0)] == [1, 2]
    shifted = Codebook.of(tuple(Option(code=code, label=str(code - 1)) for code in range(1, 12)))
    assert shifted.code("0") is None


def test_infinity_and_numbers_in_other_dress_are_no_numbers():
    assert [number_of(cell) for cell in ("1e400", "inf", "nan", "0x10", "1,5", math.inf)] == [None] * 6


def test_a_comma_is_decimal_only_where_it_can_be_nothing_else():
    assert uses_decimal_comma(["0,5", "12"])
    assert not uses_decimal_comma(["1,234", "12"])
    assert not uses_decimal_comma(["0,5", "1.5"])


@pytest.mark.parametrize("blank", ["", " ", "NA", "n/a", "#N/A", ".", "NaN", "NULL"])
def test_blanks_and_their_usual_marks_are_no_answer(read, blank):
    responses = read(f"q,x\n1,a\n{blank},b\n", one("scale", options=YES_NO))
    assert responses.answers["q"].isna().tolist() == [False, True]
    assert not responses.declared_missing["q"].any()


def test_na_is_a_word_in_an_open_end(read):
    responses = read("q,t\n1,NA\n0,None\n", asked(*one("scale", options=YES_NO).questions, text_question()))
    assert responses.answers["t"].tolist() == ["NA", "None"]


def text_question() -> Question:
    return Question(id="t", text="Why?", type="text")


def test_numbers_with_a_decimal_comma_are_read_and_it_is_said(read, noticed):
    responses = read("q;x\n0,75;1\n12;2\n", one("number", min=0, max=100))
    assert responses.answers["q"].tolist() == [0.75, 12.0]
    assert "DATA_DECIMAL_COMMA" in noticed(responses)


def rows_of(codes) -> str:
    return "q,x\n" + "".join(f"{code},.\n" for code in codes)


def test_a_few_unknown_codes_are_set_blank_and_counted(read, noticed):
    responses = read(rows_of([1, 0] * 100 + ["55"]), one("scale", options=YES_NO))
    assert math.isnan(responses.answers["q"].iloc[200])
    text = noticed(responses)["DATA_CODES_BLANKED"]
    assert "Column q: 1 of 201 answers" in text
    assert "'55'; rows 202" in text


def test_more_than_one_in_a_hundred_is_refused_with_rows_value_and_codes(refused):
    (problem,) = refused(rows_of([1, 0] * 40 + ["55", "56", "55"]), one("scale", options=YES_NO))
    assert (problem.code, problem.row, problem.column, problem.respondent) == ("DATA_UNKNOWN_CODE", 82, "q", "82")
    assert "'55'" in problem.what
    assert "rows 82, 83, 84" in problem.what
    assert problem.expected == "1 (Yes), 0 (No)"


def test_codes_that_usually_mean_no_answer_get_the_hint_to_declare_them(refused):
    (problem,) = refused(rows_of([1, 0, 99, 1]), one("scale", options=YES_NO))
    assert "99 means no answer" in problem.hint
    assert "missing: true" in problem.hint


def test_a_scale_that_starts_one_lower_in_the_file_gets_the_hint_to_recode_it(refused):
    options = tuple(Option(code=code, label=f"l{code}") for code in range(1, 6))
    (problem,) = refused(rows_of([0, 1, 2, 3, 4]), one("scale", options=options))
    assert "count from 0" in problem.hint


@pytest.mark.parametrize(
    ("cells", "code", "expected"),
    [
        (["5", "150"], "DATA_UNKNOWN_CODE", "a number from 16 to 99"),
        (["20", "abc"], "DATA_NOT_A_NUMBER", "a number from 16 to 99"),
        (["20", "1e400"], "DATA_NOT_A_NUMBER", "a number from 16 to 99"),
        (['"1,234"'], "DATA_NOT_A_NUMBER", "a number from 16 to 99"),
    ],
)
def test_numbers_keep_to_their_range(refused, cells, code, expected):
    (problem,) = refused(rows_of(cells), one("number", min=16, max=99))
    assert (problem.code, problem.expected) == (code, expected)


def test_a_number_without_bounds_may_be_any_and_one_bound_is_enough(read, refused):
    assert read(rows_of([-5, "1e3"]), one("number")).answers["q"].tolist() == [-5.0, 1000.0]
    assert refused(rows_of([-5]), one("number", min=0))[0].expected == "a number of at least 0"
    assert refused(rows_of([5]), one("number", max=0))[0].expected == "a number of at most 0"
    assert refused(rows_of(["x"]), one("number"))[0].expected == "a number"


def test_every_column_with_unknown_codes_is_a_problem_of_one_pass(refused, small):
    problems = refused("id,q1,q2,age,why\n1,7,1,20,\n2,1,x,20,\n3,1,1,5,\n", small)
    assert [(one.column, one.row, one.respondent) for one in problems] == [
        ("q1", 2, "1"),
        ("q2", 3, "2"),
        ("age", 4, "3"),
    ]


def test_a_basis_item_without_an_answer_is_refused(refused, small):
    (problem,) = refused("id,q1,q2,age\n1,,3,20\n2,,4,20\n", small)
    assert (problem.code, problem.column, problem.row) == ("DATA_ALL_MISSING", "q1", 2)


def test_a_missing_basis_column_is_refused_with_the_name_that_comes_closest(refused, small):
    (problem,) = refused("id,q1,q_2,age\n1,1,3,20\n", small)
    assert (problem.code, problem.column, problem.row) == ("DATA_MISSING_COLUMN", "q2", 1)
    assert problem.hint == "did you mean 'q_2'?"


def test_a_file_of_another_study_is_one_problem(refused, small):
    (problem,) = refused("respondent,a,b\n1,1,3\n", small)
    assert problem.code == "DATA_WRONG_FILE"
    assert "2 of 2 basis variables" in problem.what


def test_columns_are_found_without_case_and_spaces_and_it_is_said(read, small, noticed):
    responses = read("ID,Q 1,q2,Age\n1,1,3,20\n", small)
    assert list(responses.answers.index) == ["1"]
    assert "Q 1 as q1" in noticed(responses)["DATA_LOOSE_NAMES"]
    assert "why" in noticed(responses)["DATA_ABSENT_VARIABLES"]


def test_the_declared_column_goes_before_the_id_and_is_nobody_elses(read):
    first = Question(id="a", text="A", type="scale", role=("basis",), options=YES_NO, column="b")
    second = Question(id="b", text="B", type="scale", role=("basis",), options=YES_NO, column="c")
    responses = read("b,c\n1,0\n", asked(first, second))
    assert responses.answers.iloc[0].tolist() == [1.0, 0.0]


def test_columns_nobody_asked_for_are_listed(read, small, noticed):
    responses = read("id,q1,q2,ip,device\n1,1,2,x,y\n", small)
    assert noticed(responses)["DATA_EXTRA_COLUMNS"].endswith("(2): ip, device.")


MULTI = Question(
    id="media",
    text="Which?",
    type="multi",
    options=(
        Option(code=1, label="TV, radio"),
        Option(code=2, label="Press"),
        Option(code=9, label="Don't know", missing=True, exclusive=True),
    ),
)


def media(responses) -> list[list[float]]:
    return np.nan_to_num(responses.answers[["media_1", "media_2", "media_9"]].to_numpy(), nan=-1).tolist()


def test_several_answers_stand_in_a_column_each_or_in_one_cell(read):
    columns = read("id,media_1,media_2,media_9\n1,1,0,0\n2,1,1,0\n3,,,\n", asked(MULTI))
    expected = [[1, 0, 0], [1, 1, 0], [-1, -1, -1]]
    assert media(columns) == expected
    for cells in (("1", "1;2", ""), ("TV, radio", "TV, radio;Press", ""), ("1", "1 2", "NA"), ("1.0", "1|2", "")):
        joined = read("id;media\n" + "".join(f'{row};"{cell}"\n' for row, cell in enumerate(cells)), asked(MULTI))
        assert media(joined) == expected


@pytest.mark.parametrize(("yes", "no"), [("TRUE", "FALSE"), ("Yes", "No"), ("x", "0"), ("Selected", "Not selected")])
def test_a_chosen_answer_is_marked_in_many_ways(read, yes, no):
    assert media(read(f"id,media_1,media_2,media_9\n1,{yes},{no},{no}\n", asked(MULTI))) == [[1, 0, 0]]


def test_where_only_chosen_answers_are_marked_a_blank_is_a_no_and_it_is_said(read, noticed):
    responses = read('id,media_1,media_2,media_9\n1,"TV, radio",,\n2,,Press,\n3,,,\n', asked(MULTI))
    assert media(responses) == [[1, 0, 0], [0, 1, 0], [-1, -1, -1]]
    assert "DATA_BLANK_IS_NO" in noticed(responses)


def test_dont_know_among_several_answers_is_no_answer_to_the_others(read):
    responses = read("id,media\n1,9\n2,1\n", asked(MULTI))
    assert media(responses) == [[-1, -1, 1], [1, 0, 0]]
    assert responses.declared_missing.iloc[0].tolist() == [True, True, False]


def test_an_unknown_part_of_a_cell_makes_the_cell_unknown(refused):
    (problem,) = refused("id,media\n1,1;7\n2,1\n", asked(MULTI))
    assert (problem.code, problem.column, problem.row) == ("DATA_UNKNOWN_CODE", "media", 2)


def test_every_line_of_a_grid_is_a_column(read):
    rows = (Row(id="g1", text="one"), Row(id="g2", text="two", column="second"))
    grid = Question(id="g", text="G", type="grid", role=("basis",), options=YES_NO, rows=rows)
    assert read("g1,second\n1,0\n", asked(grid)).answers.iloc[0].to_dict() == {"g1": 1.0, "g2": 0.0}
