"""A spreadsheet that opens a list of people finds no formula in it, whatever stood in the table of contacts."""

import random
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from survey_seg.typing_tool.audiences import DESTINATIONS
from survey_seg.typing_tool.audiences.destination import NotAllowed
from survey_seg.typing_tool.audiences.people import Assigned, contact_reader

FIELDS = ("person_id", "email", "phone", "first_name", "last_name", "city", "state", "zip", "country", "ga_client_id")
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "＝",
    "'=",
    '"=',
    '","=',
    ",=",
    ";=",
    "x\n=",
    "\u200b=",
    "A",
    "",
)
CORES = ("1+1", "SUM(1;2)", 'HYPERLINK("http://example.invalid";"x")', "cmd|' /C calc'!A0", "1+1@example.com",
         "14155552671", "x@example.com", "{=1+1}", "T(1)&T(2)", "-2+3")  # fmt: skip
ENDS = ("", "@example.com", "\n=1+1", ",=1+1", '"', "\t=1+1")


def test_a_spreadsheet_finds_no_formula_in_any_list(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    every = [start + core + end for start in STARTS for core in CORES for end in ENDS]
    hostile = random.Random(5).sample(every, 1000)
    tables = {name: one for name, one in DESTINATIONS.items() if one.layout.suffix == ".csv"}
    written = 0
    for name, destination in tables.items():
        read, lines = contact_reader(destination, model_id="tool-1", country="US"), []
        for place, text in enumerate(hostile):
            usual = {"person_id": f"c{place}", "email": f"p{place}@example.com", "phone": f"+1415555{place:04d}"}
            cells = {**usual, "sms_consent": "yes", FIELDS[place % len(FIELDS)]: text}
            for given in (cells, dict.fromkeys(FIELDS, text)):
                try:
                    lines.append(destination.layout.line(read(given, Assigned(1, "clear"))[0]))
                except NotAllowed:
                    continue
        written += len(lines)
        (tmp_path / f"{name}.csv").write_text(destination.layout.head + "".join(lines), encoding="utf-8")
    (tmp_path / "control.csv").write_text("email\n=1+1\n", encoding="utf-8")
    files = [str(path) for path in sorted(tmp_path.glob("*.csv"))]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    formulas = {path.stem: formulas_in(path) for path in tmp_path.glob("*.xlsx")}
    assert formulas.pop("control") == 1
    assert formulas == dict.fromkeys(tables, 0)
    assert written > 10_000


def formulas_in(path: Path) -> int:
    sheet = openpyxl.load_workbook(path).active
    return sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
