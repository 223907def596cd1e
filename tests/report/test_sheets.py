"""Sheets for people: text stays text, the header stays in sight, columns offer what they take."""

from pathlib import Path

import openpyxl
import pytest

from survey_seg.errors import InputRefused
from survey_seg.report.sheets import MAX_CELL, write_sheets

ROWS = (("id", "role", "share"), ("q1", "=1+1", 0.5), ("q2", "http://a.example", None), ("q3", "", 3))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sheets.xlsx"


def test_texts_are_texts_and_numbers_numbers(file: Path) -> None:
    write_sheets({"tags": ROWS}, file)
    sheet = openpyxl.load_workbook(file)["tags"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["id", "role", "share"],
        ["q1", "=1+1", 0.5],
        ["q2", "http://a.example", None],
        ["q3", None, 3],
    ]
    assert sheet["B2"].data_type == "s"
    assert sheet["B3"].hyperlink is None


def test_the_header_is_bold_and_stays_in_sight(file: Path) -> None:
    write_sheets({"tags": ROWS}, file)
    sheet = openpyxl.load_workbook(file)["tags"]
    assert sheet.freeze_panes == "A2"
    assert [cell.font.bold for cell in sheet[1]] == [True] * 3
    assert not sheet["A2"].font.bold


def test_every_column_is_on_the_printed_page_and_the_header_on_each(file: Path) -> None:
    write_sheets({"tags": (ROWS[0] * 5, *(("x" * 50,) * 15 for _ in range(200)))}, file)
    sheet = openpyxl.load_workbook(file)["tags"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page across is what a file means that does not say how many.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A2"].alignment.wrap_text


def test_a_column_offers_the_values_it_takes(file: Path) -> None:
    long = [f"value {number}" for number in range(60)]
    write_sheets({"tags": ROWS}, file, choices={("tags", "role"): ("basis", "value"), ("tags", "share"): long})
    book = openpyxl.load_workbook(file)
    short_rule, long_rule = book["tags"].data_validations.dataValidation
    assert (short_rule.formula1, str(short_rule.sqref)) == ('"basis,value"', "B2:B1048576")
    assert long_rule.formula1 == "lists!$A$1:$A$60"
    assert [cell.value for (cell,) in book["lists"].iter_rows()] == long
    assert book["lists"].sheet_state == "hidden"


def test_a_text_too_long_for_a_cell_is_refused_and_the_old_file_stays(file: Path) -> None:
    file.write_text("old", encoding="utf-8")
    with pytest.raises(InputRefused, match=r"EXPORT_CELL sheets\.xlsx:2"):
        write_sheets({"tags": (("id",), ("x" * (MAX_CELL + 1),))}, file)
    assert file.read_text(encoding="utf-8") == "old"
