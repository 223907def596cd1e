"""Delimited text: what is read, what is said about it, and what is refused where."""

import codecs
from pathlib import Path

import pytest

from survey_seg.errors import EnvironmentProblem, InputRefused
from survey_seg.responses.read import read_responses

HEADER = "id,q1,q2,age,why\n"
GOOD = HEADER + "01,1,5,30,fine\n02,2,98,40,\n"


def test_answers_are_codes_and_ids_keep_their_zeros(read, small):
    responses = read(GOOD, small)
    assert list(responses.answers.index) == ["01", "02"]
    assert responses.answers["q1"].tolist() == [1.0, 2.0]
    assert responses.answers["why"].tolist() == ["fine", None]
    assert responses.notices == ()


def test_dont_know_is_no_answer_but_is_told_from_a_blank(read, small):
    responses = read(GOOD + "03,1,,50,\n", small)
    assert responses.answers["q2"].isna().tolist() == [False, True, True]
    assert responses.declared_missing["q2"].tolist() == [False, True, False]
    assert responses.declared_missing.shape == responses.answers.shape


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_any_separator_and_quote_give_the_same_answers(read, small, noticed, delimiter, quote):
    text = GOOD.replace("fine", f"{quote}a{delimiter} b{quote}").replace("01", f"{quote}01{quote}", 1)
    responses = read(text.replace(",", delimiter) if delimiter != "," else text, small)
    assert responses.answers["q2"].iloc[0] == 5
    assert responses.answers["why"].iloc[0] == f"a{delimiter} b"
    assert ("DATA_DIALECT" in noticed(responses)) == ((delimiter, quote) != (",", '"'))


def test_an_apostrophe_in_an_answer_is_no_quote(read, small):
    responses = read(HEADER + "01,1,5,30,'s Gravenhage\n02,1,4,30,don't\n", small)
    assert responses.answers["why"].tolist() == ["'s Gravenhage", "don't"]


def test_line_breaks_in_an_answer_are_part_of_it_and_rows_count_lines(read, refused, small):
    text = HEADER + '01,1,5,30,"one\ntwo ""three"""\n02,7,5,30,\n'
    assert read(text.replace("02,7", "02,1"), small).answers["why"].iloc[0] == 'one\ntwo "three"'
    assert refused(text, small)[0].row == 4


@pytest.mark.parametrize(
    ("encoding", "mark", "code"),
    [
        ("utf-8", codecs.BOM_UTF8, None),
        ("utf-16-le", codecs.BOM_UTF16_LE, "DATA_ENCODING"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "DATA_ENCODING"),
        ("cp1252", b"", "DATA_ENCODING"),
    ],
)
def test_every_common_encoding_is_read_and_a_guess_is_stated(read, small, noticed, encoding, mark, code):
    responses = read(mark + GOOD.replace("fine", "café – 5 €").encode(encoding), small)
    assert responses.answers["why"].iloc[0] == "café – 5 €"
    assert list(noticed(responses)) == ([code] if code else [])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(read, small, ending):
    assert read(GOOD.replace("\n", ending), small).n == 2


@pytest.mark.parametrize(
    ("content", "code", "row", "column"),
    [
        (b"", "DATA_EMPTY", None, ""),
        (b"\n \n\r\n", "DATA_EMPTY", None, ""),
        (b",,\n", "DATA_EMPTY", None, ""),
        (HEADER.encode(), "DATA_NO_ROWS", None, ""),
        (b"<!DOCTYPE html><html><body>Please log in</body></html>", "DATA_NOT_TEXT", None, ""),
        (b"PK\x03\x04rest of a workbook", "DATA_NOT_TEXT", None, ""),
        (b"$FL2@(#) SPSS DATA FILE", "DATA_NOT_TEXT", None, ""),
        (b"\x1f\x8b\x08\x00compressed", "DATA_NOT_TEXT", None, ""),
        (GOOD.encode().replace(b"fine", b"fi\0ne"), "DATA_NUL_BYTES", 2, ""),
        (GOOD.encode("utf-16-le"), "DATA_NUL_BYTES", 1, ""),
        (codecs.BOM_UTF16_LE + (GOOD + "x").encode("utf-16-le")[:-1], "DATA_FILE_CUT", 4, ""),
        ((GOOD + "03,1,1,20,é and é").encode()[:-1], "DATA_FILE_CUT", 4, ""),
        (GOOD.encode() + b"03,1,1,20,\x81\x8d", "DATA_NOT_TEXT", 4, ""),
        ((GOOD + '03,1,1,20,"never closed\n04,1,1,20,\n').encode(), "DATA_QUOTE", 4, ""),
        ((GOOD + '03,1,1,20,"closed" early\n').encode(), "DATA_QUOTE", 4, ""),
        ((GOOD + "03,1,1,20,a,b\n").encode(), "DATA_EXTRA_CELL", 4, ""),
        ((GOOD + "03,1\n").encode(), "DATA_MISSING_CELL", 4, ""),
        ((HEADER + "1,01,1,5,30,x\n2,02,1,5,30,y\n").encode(), "DATA_SHIFTED_ROWS", 2, ""),
        ((GOOD + HEADER).encode(), "DATA_REPEATED_HEADER", 4, ""),
        (b"id,q1,q2,q1,why\n01,1,1,2,x\n", "DATA_DUPLICATE_COLUMN", 1, "q1"),
        (b"id,q1,q2,,why\n01,1,1,2,x\n", "DATA_BLANK_HEADER", 1, ""),
    ],
    ids=lambda value: value if isinstance(value, str) and value else None,
)
def test_what_is_no_table_is_refused_with_its_place(refused, small, content, code, row, column):
    problem = refused(content, small)[0]
    assert (problem.code, problem.row, problem.column) == (code, row, column)
    assert problem.file == "answers.csv"


def test_all_structural_problems_come_in_one_pass(refused, small):
    problems = refused(HEADER + "01,1\n02,1,1,20,x\n03,1\n04,1,1,20,x,y\n", small)
    assert [(one.code, one.row) for one in problems] == [("DATA_MISSING_CELL", 2), ("DATA_EXTRA_CELL", 5)]
    assert "2 such rows: 2, 4" in problems[0].what


def test_what_can_be_left_out_without_loss_is_left_out_and_counted(read, small, noticed):
    text = "id , q1\u200b,q2,age,why,\n01,1,5,30,,\n\n,,,,,\n02,1,5,30,,\n"
    responses = read(text, small)
    assert responses.n == 2
    assert set(noticed(responses)) == {"DATA_HEADER_CLEANED", "DATA_BLANK_ROWS", "DATA_BLANK_COLUMNS"}
    assert list(noticed(read(GOOD.replace("fine\n", "fine,\n").replace("40,\n", "40,,\n"), small))) == [
        "DATA_TRAILING_SEPARATOR"
    ]


def test_the_extra_header_rows_of_qualtrics_are_left_out(read, small, noticed):
    extra = 'Number,One,Two,Age,Why?\n"{""ImportId"":""a""}","{""ImportId"":""b""}",x,y,z\n'
    responses = read(GOOD.replace(HEADER, HEADER + extra), small)
    assert responses.n == 2
    assert "2, 3" in noticed(responses)["DATA_EXPORT_HEADER"]


def test_a_very_long_answer_is_read_whole(read, small):
    assert len(read(GOOD.replace("fine", "é" * 1_000_000), small).answers["why"].iloc[0]) == 1_000_000


def test_hostile_text_is_text(read, small):
    payloads = ["<img src=x onerror=alert(1)>", "=1+1", "{{7*7}}", "'; DROP TABLE people; --", "\u202eabc"]
    rows = "".join(f'{number},1,1,20,"{text}"\n' for number, text in enumerate(payloads))
    assert read(HEADER + rows, small).answers["why"].tolist() == payloads


def test_a_file_that_is_not_there_is_refused_with_the_name_that_comes_closest(tmp_path, small):
    (tmp_path / "answers_2026.csv").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputRefused, match=r"did you mean 'answers_2026\.csv'") as caught:
        read_responses(tmp_path / "answer_2026.csv", small)
    assert caught.value.problems[0].code == "DATA_NO_FILE"


def test_a_kind_of_file_nobody_reads_is_refused_with_those_that_are(refused, small):
    problem = refused(GOOD, small, "answers.dta")[0]
    assert problem.code == "DATA_FORMAT"
    assert ".csv" in problem.expected


def test_a_file_that_may_not_be_read_is_the_machines_fault(tmp_path, small, monkeypatch):
    (tmp_path / "answers.csv").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    with pytest.raises(EnvironmentProblem, match="Permission denied"):
        read_responses(tmp_path / "answers.csv", small)
