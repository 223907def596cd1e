"""LibreOffice computes from the workbook's formulas what the program computes, on thousands of hard cases."""

import re
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.workbook.many_sheet import FIRST, RESULTS, ROWS

pytestmark = pytest.mark.slow

Answers = list[Any]
SAID = ("segment", "margin", "how_sure", "answered", "not_understood")


def cell(name: str, style: str, value: object) -> str:
    """A cell as a spreadsheet stores what somebody pasted: numbers as numbers, text as text."""
    if value is None or value != value:
        return f'<c r="{name}" s="{style}"/>'
    if isinstance(value, str):
        text = f'<is><t xml:space="preserve">{escape(value, quote=False)}</t></is>'
        return f'<c r="{name}" s="{style}" t="inlineStr">{text}</c>'
    return f'<c r="{name}" s="{style}"><v>{value}</v></c>'


def filled(tool: Path, cases: list[Answers], out: Path) -> Path:
    """The workbook with a person per row of "Many", and without a single stored result."""
    columns = {chr(ord("B") + place): place for place in range(len(cases[0]))}

    def answer(found: re.Match[str]) -> str:
        column, row, style = found.groups()
        number = int(row) - FIRST - 1
        if column not in columns or not 0 <= number < len(cases):
            return found[0]
        return cell(column + row, style, cases[number][columns[column]])

    with zipfile.ZipFile(tool) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode("utf-8")
            if name == "xl/worksheets/sheet2.xml":
                text = re.sub(r'<c r="([A-Z]+)(\d+)" s="(\d+)"/>', answer, text)
            target.writestr(name, re.sub(r"</f><v>[^<]*</v>", "</f>", text))
    return out


def said(file: Path, m: int, count: int) -> list[dict[str, object]]:
    """What LibreOffice put into the rows of results."""
    book = openpyxl.load_workbook(file, data_only=True, read_only=True)
    rows = book["Many"].iter_rows(FIRST + 1, FIRST + count, 2 + m, 1 + m + len(RESULTS), values_only=True)
    found = [dict(zip(RESULTS, (None if value == "" else value for value in row), strict=True)) for row in rows]
    book.close()
    return [{name: row[name] for name in SAID} for row in found]


def expected(spec: TypingSpec, answers: Answers) -> dict[str, object]:
    typed = classify(spec, dict(zip((question.id for question in spec.questions), answers, strict=True)))
    counts = {"answered": typed.answered, "not_understood": len(typed.invalid)}
    if typed.segment is None:
        return {"segment": None, "margin": None, "how_sure": None, **counts}
    return {"segment": typed.segment, "margin": typed.margin, "how_sure": typed.band, **counts}


@pytest.mark.parametrize("tool", ["small", "eight_by_six"])
def test_libreoffice_agrees_on_every_hard_case(
    tool: str,
    small: TypingSpec,
    typing_cases: ModuleType,
    office: Callable[[list[Path]], list[Path]],
    tmp_path: Path,
) -> None:
    spec = small if tool == "small" else typing_cases.eight_by_six()
    cases = typing_cases.hard_cases(spec)
    assert len(cases) >= 4000
    exporter("xlsx")(spec, tmp_path / "tool.xlsx")
    parts = [cases[at : at + ROWS] for at in range(0, len(cases), ROWS)]
    files = [filled(tmp_path / "tool.xlsx", part, tmp_path / f"part{at}.xlsx") for at, part in enumerate(parts)]
    wrong = []
    for part, file in zip(parts, office(files), strict=True):
        pairs = zip(part, said(file, len(spec.questions), len(part)), strict=True)
        wrong += [(case, found) for case, found in pairs if found != expected(spec, case)]
    assert wrong == []
