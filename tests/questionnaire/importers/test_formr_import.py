"""Item tables of formr arrive with their pages, ratings and filters."""

import csv
import io
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers import formr
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

FILES = (
    "broken_PANAS.xls",
    "contraception.xls",
    "imperfect_items.csv",
    "satisfaction.xlsx",
    "test_skipifs.xlsx",
    "workingTime.xlsx",
)
TABLE = """type,name,label,optional,showif,choice1,choice2,choice3,class
note,intro,## Welcome,,,,,,
mc,tea,Do you drink tea?,,,Yes,No,,wide
mc_multiple,kinds,Which kinds?,*,tea == 1,Green,Black,Fruit,
submit,on,Next,,,,,,
"rating_button 1,5,1",like,How do you like it?,!,"tea == 1 & !(kinds %contains% 2)",not at all,very much,,
"range 1,100,1",much,How much?,,other$tea %in% c(1),a little,a lot,,
"number 18, 99,1",age,How old are you?,,is.na(tea),,,,
text 40,why,Why?,,"//js_only",,,,
select_or_add_one,where,Where?,,,Shop,,,
sex,sex,Your sex,,,,,,
calculate,sum,tea + 1,,,,,,
timezone,zone,Where are you?,,,,,,
"""


def imported(table: str) -> Questionnaire:
    content = table.encode()
    assert formr.recognise(content, "items.csv")
    return finish(formr.read(content, "items.csv"), file="items.csv")


def test_types_answers_and_pages_are_those_of_the_table() -> None:
    form = imported(TABLE)
    assert [(each.id, each.type, len(each.options), each.block) for each in form.questions] == [
        ("intro", "info", 0, "Page 1"),
        ("tea", "single", 2, "Page 1"),
        ("kinds", "multi", 3, "Page 1"),
        ("like", "scale", 5, "Page 2"),
        ("much", "scale", 0, "Page 2"),
        ("age", "number", 0, "Page 2"),
        ("why", "text", 0, "Page 2"),
        ("where", "single", 2, "Page 2"),
        ("sex", "single", 2, "Page 2"),
        ("zone", "text", 0, "Page 2"),
    ]
    assert (form.imported, form.study.language) == ("formr", "en")
    assert [each.required for each in form.questions[2:4]] == [False, True]
    assert (form.question("age").min, form.question("age").max) == (18, 99)
    assert [option.label for option in form.question("like").options] == ["not at all", "", "", "", "very much"]
    assert form.question("where").options[1].open


def test_filters_that_compare_answers_become_conditions_and_others_stay_words() -> None:
    form = imported(TABLE)
    assert form.question("kinds").show_if == "tea == 1"
    assert form.question("like").show_if == "tea == 1 and not kinds contains 2"
    assert form.question("much").show_if == "tea == 1"
    assert form.question("age").routing_note == "is.na(tea)"
    assert form.question("why").routing_note == "//js_only"


def test_everything_has_its_cell_and_what_is_left_out_is_listed() -> None:
    form = imported(TABLE)
    assert form.anchor("questions", 1) == "B3"
    assert form.anchor("questions", 3, "show_if") == "E6"
    said = {one.what: one.anchor for one in form.lost}
    assert said["'sum' (calculate) is no question"] == "A12"
    assert said["the words at the ends are left out: a little | a lot"] == "F7"
    assert said["column 'class' is left out"] == "I3"
    assert said["an item of the kind 'timezone' is taken for an open question"] == "A13"


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "=1+1", "{{7*7}}", "\u202eabc", "(" * 3000, "!" * 3000]
)
def test_hostile_text_is_text(text: str) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["type", "name", "label", "showif", "choice1"], ["mc", text, text, text, text]])
    assert len(imported(file.getvalue()).questions) == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 cut", b"\xff\xfe\xff", b"a\0b"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    assert not formr.recognise(content, "items.csv")
    with pytest.raises(InputRefused):
        finish(formr.read(content, "items.csv"), file="items.csv")


def test_our_own_flat_file_is_no_item_table() -> None:
    assert not formr.recognise(b"id,text,type\nq1,Why?,text\n", "own.csv")


def raw(path: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of the items and of the choices, read without the importer."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file)), []
    book = CalamineWorkbook.from_path(path)
    sheets = []
    for wanted in ("survey", "choices"):
        name = next((each for each in book.sheet_names if each.lower() == wanted), None)
        if name is None and wanted == "survey":
            name = book.sheet_names[0]
        rows = book.get_sheet_by_name(name).to_python() if name else []
        header = [str(cell).strip() for cell in rows[0]] if rows else []
        sheets.append([dict(zip(header, map(str, row), strict=False)) for row in rows[1:]])
    return sheets[0], sheets[1]


@pytest.mark.parametrize("name", FILES)
def test_counts_are_those_of_the_rows(shared: Path, name: str) -> None:
    path = shared / "questionnaires" / "formr" / name
    items, choices = raw(path)
    form = read_questionnaire(path)
    asked = [row for row in items if row.get("type", "").strip() and row["type"].strip() != "submit"]
    assert [each.column or each.id for each in form.questions] == [row["name"].strip() for row in asked]
    routed = [row["name"] for row in asked if row.get("showif", "").strip()]
    assert [each.id for each in form.questions if each.show_if or each.routing_note] == routed
    sizes: dict[str, int] = {}
    current = ""
    for row in choices:
        current = row.get("list_name", "").strip() or current
        if row.get("name", "").strip():
            sizes[current] = sizes.get(current, 0) + 1
    for row, each in zip(asked, form.questions, strict=True):
        words = re.split(r"[\s,]+", row["type"].strip())
        inline = sum(bool(row.get(f"choice{at}", "").strip()) for at in range(1, 15))
        added = words[0].startswith("select_or_add")
        offered = next((sizes[word] for word in words if word in sizes), inline) + added
        if each.type in {"single", "multi"} and words[0] != "sex":
            assert len(each.options) == offered
        elif words[0] == "rating_button":
            assert len(each.options) == int(words[2]) - int(words[1]) + 1


@pytest.mark.parametrize("name", FILES)
def test_pages_are_parted_by_submit_buttons_and_every_finding_has_a_cell(shared: Path, name: str) -> None:
    path = shared / "questionnaires" / "formr" / name
    pages = 1
    filled = set()
    for row in raw(path)[0]:
        if row.get("type", "").strip() == "submit":
            pages += 1
        elif row.get("type", "").strip():
            filled.add(pages)
    form = read_questionnaire(path)
    assert len({each.block for each in form.questions}) == len(filled)
    assert [found.rule for found in lint(form).findings if not found.anchor] == []
