"""Answers in workbooks: sheets, dates, booleans, and files that were made to hurt."""

import datetime
import io
import time
import zipfile

import openpyxl
import pytest

from survey_seg.errors import InputRefused
from survey_seg.responses.read import read_responses
from survey_seg.responses.readers import from_xlsx

HEADER = ["id", "q1", "q2", "age", "why"]
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def book(**sheets) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def rewritten(content: bytes, sheet: str) -> bytes:
    """The workbook with its first sheet replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            replaced = part.filename == "xl/worksheets/sheet1.xml"
            new.writestr(part.filename, sheet if replaced else old.read(part))
    return target.getvalue()


GOOD = book(Data=[HEADER, ["01", 1, "Agree", 30.0, "fine"], ["02", "5 - Strongly agree", 98, 40, None]])


def test_cells_of_a_workbook_are_answers(read, small):
    responses = read(GOOD, small, "answers.xlsx")
    assert list(responses.answers.index) == ["01", "02"]
    assert responses.answers["q1"].tolist() == [1.0, 5.0]
    assert responses.answers["q2"].iloc[0] == 4.0
    assert responses.declared_missing["q2"].tolist() == [False, True]
    assert responses.answers["why"].tolist() == ["fine", None]


def test_whole_numbers_are_ids_without_a_decimal_point_and_dates_are_iso(read, small):
    rows = [HEADER, [7, 1, 2, 30, datetime.datetime(2026, 1, 2)], [8, 1, 2, 30, True]]
    responses = read(book(Data=rows), small, "answers.xlsx")
    assert list(responses.answers.index) == ["7", "8"]
    assert responses.answers["why"].tolist() == ["2026-01-02", "TRUE"]


def test_the_sheet_with_the_questions_is_read_and_the_others_are_named(read, small, noticed):
    content = book(About=[["Field work in May"]], Empty=[], Data=[HEADER, ["1", 1, 2, 30, ""]], Old=[HEADER])
    responses = read(content, small, "answers.xlsx")
    assert responses.n == 1
    assert "'Data'; not read: 'About', 'Old'" in noticed(responses)["DATA_SHEET"]


def test_sheets_without_any_question_are_refused_and_listed(refused, small):
    (problem,) = refused(book(A=[["x", "y"], [1, 2]], B=[["z"], [1]]), small, "answers.xlsx")
    assert problem.code == "DATA_WHICH_SHEET"
    assert "A (x, y), B (z)" in problem.what


def test_rows_are_numbered_as_the_workbook_numbers_them(refused, small):
    content = book(Data=[[], [], HEADER, ["1", 1, 2, 30, ""], ["2", 7, 2, 30, ""]])
    (problem,) = refused(content, small, "answers.xlsx")
    assert (problem.code, problem.row, problem.column) == ("DATA_UNKNOWN_CODE", 5, "q1")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "DATA_EMPTY"),
        (book(Data=[]), "DATA_EMPTY"),
        (book(Data=[HEADER]), "DATA_NO_ROWS"),
        (book(Data=[["id", "q1", "q1"], ["1", 1, 2]]), "DATA_DUPLICATE_COLUMN"),
        (book(Data=[["id", None, "q1", "q2"], ["1", 1, 2, 3]]), "DATA_BLANK_HEADER"),
        (b"id,q1,q2\n1,2,3\n", "DATA_NOT_WORKBOOK"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or encrypted", "DATA_NOT_WORKBOOK"),
        (GOOD[:-400], "DATA_NOT_WORKBOOK"),
        (rewritten(GOOD, "<worksheet><sheetData><row>"), "DATA_DAMAGED"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_no_workbook_of_answers_is_refused(refused, small, content, code):
    assert refused(content, small, "answers.xlsx")[0].code == code


@pytest.mark.parametrize(
    "sheet",
    [
        SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        SHEET.format("<row><c r='xfd1048576'><v>1</v></c></row>"),
        SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row>' * 300_000),
        '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + SHEET.format(""),
    ],
    ids=["far corner", "far corner in small letters", "packed a hundred times", "entities"],
)
def test_a_workbook_that_would_fill_the_memory_is_refused_before_it_is_parsed(refused, small, sheet, monkeypatch):
    monkeypatch.setattr(from_xlsx, "sheets", lambda *_: pytest.fail("the workbook was parsed"))
    assert refused(rewritten(GOOD, sheet), small, "answers.xlsx")[0].code == "DATA_TOO_LARGE"


def test_more_cells_than_a_study_has_are_refused(refused, small, monkeypatch):
    monkeypatch.setattr(from_xlsx, "MOST_CELLS", 9)
    assert refused(GOOD, small, "answers.xlsx")[0].code == "DATA_TOO_LARGE"
    monkeypatch.setattr(from_xlsx, "MOST_BYTES", 9)
    assert "unpacks to" in refused(GOOD, small, "answers.xlsx")[0].what


@pytest.mark.parametrize("name", ["bomb.xlsx", "dim.xlsx"])
def test_hostile_workbooks_are_refused_within_two_seconds(shared, small, name):
    start = time.perf_counter()
    with pytest.raises(InputRefused) as caught:
        read_responses(shared / "hostile" / name, small)
    assert time.perf_counter() - start < 2
    assert caught.value.problems[0].code == "DATA_TOO_LARGE"
