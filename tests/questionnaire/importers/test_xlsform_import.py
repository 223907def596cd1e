"""XLSForms arrive with everything they hold, each thing with its cell."""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers import formr, xlsform
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

Rows = Sequence[Sequence[Any]]
FILES = (
    "correlaid_all_types.xlsx",
    "correlaid_testB.xlsx",
    "mitwirken_umfrage.xlsx",
    "pyxform_choice_filter.xlsx",
    "pyxform_duplicate_columns.xlsx",
    "pyxform_ict_survey_fails.xls",
    "pyxform_odkvalidate_warnings.xlsx",
    "s4sd_template.xlsx",
)
REFUSED_BY_PYXFORM = ("pyxform_duplicate_columns.xlsx", "s4sd_template.xlsx")
RECORDED = frozenset(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "calculate",
        "hidden",
        "audit",
        "simserial",
        "phonenumber",
        "imei",
    ]
)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, line in enumerate(rows, start=1):
            for column, value in enumerate(line, start=1):
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def imported(survey: Rows, choices: Rows = (), settings: Rows = (), **more: Rows) -> Questionnaire:
    sheets = {"survey": survey, "choices": choices, "settings": settings, **more}
    content = workbook({name: rows for name, rows in sheets.items() if rows})
    return finish(xlsform.read(content, "form.xlsx"), file="form.xlsx")


def lost(form: Questionnaire) -> dict[str, str]:
    return {one.what: one.anchor for one in form.lost}


CHOICES = [
    ["list name", "name", "label::English (en)", "label::Deutsch (de)"],
    ["yn", "yes", "Yes", "Ja"],
    ["yn", "no", "No", "Nein"],
    ["tea", "green", "Green", "Grün"],
    ["tea", "black", "Black", "Schwarz"],
    ["agree", 1, "Disagree", "Nein"],
    ["agree", 2, "Neither", "Weder"],
    ["agree", 3, "Agree", "Ja"],
]
HEADER = ["type", "name", "label::English (en)", "label::Deutsch (de)", "relevant", "appearance", "required",
          "constraint", "parameters", "hint::English (en)", "seg::action", "seg::role"]  # fmt: skip
WHOLE = [
    HEADER,
    ["start", "start"],
    ["begin group", "habits", "Habits", "Gewohnheiten", "${drinks} = 'yes'"],
    ["select_one yn", "drinks", "Do you drink **tea**?", "Trinken Sie Tee?", None, None, "yes"],
    ["select_multiple tea or_other", "kinds", "Which kinds?", "Welche?", "${drinks}='yes'", None, None, None,
     "randomize=true", None, "message; cmo; D1; 1,2", "basis, descriptor"],
    ["integer", "cups", "How many cups?", None, "selected(${kinds}, 'green') and not(${drinks} = 'no')", None, None,
     ". >= 0 and . <= 20"],
    ["end group"],
    ["begin group", "views", "Views", None, None, "table-list"],
    ["select_one agree", "calms", "Tea calms me"],
    ["select_one agree", "dear", "Tea is dear"],
    ["end group"],
    ["begin group", "more", "More"],
    ["select_one agree", "head", "How much do you agree?", None, None, "label"],
    ["select_one agree", "m1", "I like tea", None, None, "list-nolabel"],
    ["select_one agree", "m2", "I love tea", None, None, "list-nolabel"],
    ["select_one agree", "m3", "I am tea", None, None, "likert"],
    ["end group"],
    ["begin repeat", "each", "Each cup", None, None, None, None, None, None],
    ["text", "why", "Why?", None, "string-length(${drinks}) > 2", None, None, None, None, "In your words"],
    ["end repeat"],
    ["range", "nps", "How likely?", None, None, None, None, None, "start=0 end=10 step=1"],
    ["geopoint", "where", "Where?"],
    ["note", "thanks", "Thank you"],
]  # fmt: skip
SETTINGS = [["form_title", "default_language"], ["Tea 2026", "English (en)"]]


def test_types_answers_and_blocks_are_those_of_the_form() -> None:
    form = imported(WHOLE, CHOICES, SETTINGS)
    assert [(each.id, each.type, len(each.options), len(each.rows)) for each in form.questions] == [
        ("drinks", "single", 2, 0),
        ("kinds", "multi", 3, 0),
        ("cups", "number", 0, 0),
        ("views", "grid", 3, 2),
        ("head", "grid", 3, 2),
        ("m3", "scale", 3, 0),
        ("why", "text", 0, 0),
        ("nps", "scale", 0, 0),
        ("where", "text", 0, 0),
        ("thanks", "info", 0, 0),
    ]
    assert [each.block for each in form.questions][:7] == [*["Habits"] * 3, None, "More", "More", "Each cup"]
    assert (form.study.title, form.study.language, form.imported) == ("Tea 2026", "en", "XLSForm")
    assert form.question("drinks").text == "Do you drink tea?"
    assert form.question("drinks").required
    assert form.question("why").instruction == "In your words"
    assert (form.question("nps").min, form.question("nps").max) == (0, 10)


def test_answers_keep_their_names_and_conditions_use_our_codes() -> None:
    form = imported(WHOLE, CHOICES, SETTINGS)
    assert [(option.code, option.also) for option in form.question("drinks").options] == [(1, ("yes",)), (2, ("no",))]
    kinds = form.question("kinds")
    assert kinds.randomise
    assert kinds.options[2].open
    assert kinds.show_if == "drinks == 1"
    cups = form.question("cups")
    assert cups.show_if == "drinks == 1 and kinds contains 1 and not drinks == 2"
    assert (cups.min, cups.max) == (0, 20)


def test_what_cannot_be_held_is_listed_with_its_cell() -> None:
    form = imported(WHOLE, CHOICES, SETTINGS)
    assert form.question("why").routing_note == "string-length(drinks) > 2"
    said = lost(form)
    assert said["'start' (recorded by the device) is no question"] == "survey!A2"
    assert said["column 'label::Deutsch (de)' is left out"] == "survey!D4"
    assert said["a question of the kind 'geopoint' is taken for an open one"] == "survey!A22"
    assert any("asked as often as people want" in what for what in said)


def test_every_thing_has_its_cell() -> None:
    form = imported(WHOLE, CHOICES, SETTINGS)
    assert form.anchor("questions", 0) == "survey!B4"
    assert form.anchor("questions", 0, "text") == "survey!C4"
    assert form.anchor("questions", 1, "options", 1) == "choices!B5"
    assert form.anchor("questions", 2, "show_if") == "survey!E6"
    assert form.anchor("questions", 3, "rows", 1) == "survey!B10"


def test_our_tags_are_read_back() -> None:
    kinds = imported(WHOLE, CHOICES, SETTINGS).question("kinds")
    assert kinds.role == ("basis", "descriptor")
    assert [(action.verb, action.owner, action.decision, action.when) for action in kinds.action] == [
        ("message", "cmo", "D1", (1, 2))
    ]


def test_the_other_language_is_read_when_the_form_says_so() -> None:
    form = imported(WHOLE, CHOICES, [["default_language"], ["Deutsch (de)"]])
    assert form.study.language == "de"
    assert form.question("drinks").text == "Trinken Sie Tee?"
    assert form.question("drinks").options[0].label == "Ja"


def test_a_table_with_lines_for_different_people_is_questions() -> None:
    rows = [["type", "name", "label", "appearance", "relevant"],
            ["select_one yn", "drinks", "Tea?", None, None],
            ["select_one agree", "head", "Agree?", "label", None],
            ["select_one agree", "m1", "Like", "list-nolabel", "${drinks} = 'yes'"],
            ["select_one agree", "m2", "Love", "list-nolabel", "${drinks} = 'no'"]]  # fmt: skip
    choices = [["list_name", "name", "label"], *([*row[:2], row[2]] for row in CHOICES[1:])]
    form = imported(rows, choices)
    assert [each.type for each in form.questions] == ["single", "info", "single", "single"]
    assert [each.show_if for each in form.questions] == [None, None, "drinks == 1", "drinks == 2"]


def test_a_repeat_that_counts_an_answer_is_a_loop() -> None:
    rows = [["type", "name", "label", "repeat_count"], ["integer", "n", "How many children?"],
            ["begin_repeat", "child", "Child", "${n}"], ["integer", "age", "How old?"], ["end_repeat"]]  # fmt: skip
    found = imported(rows).question("age").loop
    assert found is not None
    assert found.over == "n"


def test_broken_forms_are_read_and_their_faults_named() -> None:
    rows = [["type", "name", "label", "label", None], ["text", None, "Why?", "Wozu?", "lonely"],
            ["select_one nothing", "q", "Which?"], [None, "x", "No type"], ["begin group", None, "Open"],
            ["end group"], ["end group"], ["begin group", "never"], ["strange kind", "s", "Strange?"]]  # fmt: skip
    said = lost(imported(rows))
    assert said["column 'label' is here for the second time; the first one counts"] == "survey!D1"
    assert said["a question has no name; its row stands instead"] == "survey!A2"
    assert said["'lonely' stands in a column without a name"] == "survey!E2"
    assert said["list 'nothing' is not on the sheet choices"] == "survey!A3"
    assert said["a row has no type"] == "survey!B4"
    assert said["a group has no name"] == "survey!A5"
    assert said["a group ends that never began"] == "survey!A7"
    assert said["group 'never' never ends"] == "survey!A8"
    assert said["a question of the kind 'strange kind' is taken for an open one"] == "survey!A9"


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "=1+1", "{{7*7}}", "\u202eabc", "${" * 2000, "(" * 3000, "*" * 3000]
)
def test_hostile_text_is_text(text: str) -> None:
    rows = [["type", "name", "label", "relevant", "constraint"], ["text", text, text, text, text], ["note", "n", text]]
    assert len(imported(rows).questions) == 2


def test_what_is_no_form_is_refused(shared: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        xlsform.read(workbook({"data": [["a"], ["b"]]}), "form.xlsx")
    assert refused.value.problems[0].code == "QUEST_NO_SHEET"
    with pytest.raises(InputRefused) as refused:
        imported([["type", "name", "label"], ["start", "start", None]])
    assert refused.value.problems[0].code == "QUEST_EMPTY"
    for name in ("bomb.xlsx", "dim.xlsx"):
        content = (shared / "hostile" / name).read_bytes()
        assert not xlsform.recognise(content, name)
        with pytest.raises(InputRefused):
            xlsform.read(content, name)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"\xd0\xcf\x11\xe0 cut"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert not xlsform.recognise(content, "form.xls")
    with pytest.raises(InputRefused) as refused:
        xlsform.read(content, "form.xls")
    assert refused.value.problems[0].code == "QUEST_NOT_A_WORKBOOK"


@pytest.mark.parametrize("name", FILES)
def test_real_forms_are_recognised_and_every_finding_has_a_cell(shared: Path, name: str) -> None:
    path = shared / "questionnaires" / "xlsform" / name
    form = read_questionnaire(path)
    assert form.imported == "XLSForm"
    assert form == read_questionnaire(path)
    assert [found.rule for found in lint(form).findings if not found.anchor] == []
    assert not (shared / "questionnaires" / "formr" / name).exists()


def elements(node: Mapping[str, Any], groups: tuple[str, ...] = (), routed: bool = False) -> Iterator[dict[str, Any]]:
    """What pyxform says people are asked, with their groups and whether a filter stands above them."""
    for child in node.get("children", []):
        filtered = routed or bool(str(child.get("bind", {}).get("relevant", "")).strip())
        if child["type"] in {"group", "repeat"}:
            yield from elements(child, (*groups, child["name"]), filtered)
        elif child["type"] not in RECORDED:
            yield {**child, "groups": groups, "routed": filtered}


def names(form: Questionnaire) -> set[str]:
    """The names of everything people are asked; a grid that is a group of the form only has those of its lines."""
    found = {row.column or row.id for each in form.questions for row in each.rows}
    heads = (at for at, each in enumerate(form.questions) if not each.rows or not is_group(form, at))
    return found | {form.questions[at].column or form.questions[at].id for at in heads}


def is_group(form: Questionnaire, at: int) -> bool:
    return form.questions[at].id in {"name", "views"}


@pytest.mark.parametrize("name", [name for name in FILES if name not in REFUSED_BY_PYXFORM])
def test_counts_are_those_of_pyxform(shared: Path, name: str) -> None:
    xls2json = pytest.importorskip("pyxform.xls2json")
    path = shared / "questionnaires" / "xlsform" / name
    whole = xls2json.parse_file_to_json(str(path), warnings=[])
    asked = [each for each in elements(whole) if each.get("label") != "Specify other."]
    form = read_questionnaire(path)
    assert len(names(form)) == len(asked)
    assert names(form) == {each["name"] for each in asked}
    shown = {each.column or each.id: each for each in form.questions if each.type != "info"}
    for each in asked:
        if each.get("list_name") and each["name"] in shown:
            offered = [choice["name"] for choice in whole["choices"][each["list_name"]]]
            if "choice_filter" in each:  # an answer that the filter offers under several conditions is one answer
                offered = list(dict.fromkeys(offered))
            # pyxform adds "other" to the list itself, so that questions without it seem to offer it too.
            own = [str((*option.also, option.label)[0]) for option in shown[each["name"]].options]
            assert own == offered or [*own, "other"] == offered
    routed = {each["name"] for each in asked if each["routed"]}
    grids = {row.id for each in form.questions if each.show_if for row in each.rows}
    assert {each.column or each.id for each in form.questions if each.show_if or each.routing_note} | grids == routed
    assert len({each.block for each in form.questions if each.block}) == len({each["groups"] for each in asked} - {()})


@pytest.mark.parametrize("file", [name for name in FILES if name.endswith(".xlsx")])
def test_names_are_those_of_the_rows(shared: Path, file: str) -> None:
    content = (shared / "questionnaires" / "xlsform" / file).read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["survey"]
    header = [str(cell or "") for cell in next(sheet.iter_rows(max_row=1, values_only=True))]
    asked = set()
    for row, line in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        cells = dict(zip(header, line, strict=True))
        kind = str(cells["type"] or "").strip()
        if kind and not kind.startswith(("begin", "end_", "end ")) and kind not in RECORDED:
            name = "no" if cells["name"] is False else cells["name"]
            asked.add(str(name or f"row_{row}"))
    form = read_questionnaire(shared / "questionnaires" / "xlsform" / file)
    assert names(form) == asked


def test_item_tables_of_formr_are_no_xlsforms(shared: Path) -> None:
    for path in sorted((shared / "questionnaires" / "formr").iterdir()):
        content = path.read_bytes()
        assert formr.recognise(content, path.name)
        assert not xlsform.recognise(content, path.name)


def test_an_answer_that_a_filter_repeats_is_one_answer() -> None:
    survey = [
        ["type", "name", "label", "choice_filter"],
        ["select_one state", "state", "Which state?", ""],
        ["select_one county", "county", "Which county?", "state=${state}"],
    ]
    choices = [
        ["list_name", "name", "label", "state"],
        ["state", "tx", "Texas", ""],
        ["county", "king", "King", "tx"],
        ["county", "cameron", "Cameron", "tx"],
        ["county", "king", "King", "wa"],
    ]
    form = imported(survey, choices)
    assert [option.label for option in form.questions[1].options] == ["King", "Cameron"]
    assert not [one for one in lint(form).findings if one.rule == "OPT214"]
