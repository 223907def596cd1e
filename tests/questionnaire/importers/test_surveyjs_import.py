"""SurveyJS definitions arrive with pages, panels, tables, conditions and triggers."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers import surveyjs
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

YES_NO = [{"value": "yes", "text": {"default": "Yes", "de": "Ja"}}, "no"]
SURVEY: dict[str, Any] = {
    "title": {"default": "Tea 2026", "de": "Tee 2026"},
    "pages": [
        {
            "name": "habits",
            "elements": [
                {"type": "radiogroup", "name": "tea", "title": "Do you drink tea?", "choices": YES_NO,
                 "isRequired": True},
                {
                    "type": "panel",
                    "name": "drinkers",
                    "visibleIf": "{tea} = 'yes'",
                    "elements": [
                        {
                            "type": "checkbox",
                            "name": "kinds",
                            "choices": ["green", "black"],
                            "choicesOrder": "random",
                            "showOtherItem": True,
                            "hasNone": True,
                        },
                        {"type": "text", "name": "cups", "inputType": "number", "min": 0, "max": 20,
                         "visibleIf": "{kinds} contains 'green' and {kinds} notempty"},
                        {"type": "text", "name": "first",
                         "visibleIf": "{kinds} anyof ['green', 'none'] or !({tea} = 'no')"},
                    ],
                },
            ],
        },
        {
            "name": "views",
            "title": "Views",
            "elements": [
                {"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10, "minRateDescription": "Never"},
                {"type": "matrix", "name": "agree", "columns": [1, 2, 3], "rows": ["calm", "dear"],
                 "rowOrder": "random"},
                {"type": "text", "name": "why", "visibleIf": "{agree.calm} = 3"},
                {"type": "matrixdropdown", "name": "table", "rows": ["a", "b"], "choices": ["x", "y"],
                 "columns": [{"name": "c1"}, {"name": "c2", "cellType": "text"}]},
                {"type": "multipletext", "name": "address", "items": [{"name": "street"}, {"name": "town"}]},
                {"type": "boolean", "name": "agreed", "defaultValue": True},
                {"type": "expression", "name": "sum", "expression": "{cups} + 1"},
                {"type": "html", "name": "end", "html": "<p>Thank <b>you</b>, {name}</p>"},
            ],
        },
    ],
    "triggers": [
        {"type": "complete", "expression": "{tea} = 'no'"},
        {"type": "skip", "expression": "{nps} > 8", "gotoName": "end"},
    ],
    "showProgressBar": "top",
}  # fmt: skip


def imported(survey: object) -> Questionnaire:
    content = json.dumps(survey).encode()
    return finish(surveyjs.read(content, "survey.json"), file="survey.json")


def test_types_answers_and_blocks_are_those_of_the_survey() -> None:
    survey = imported(SURVEY)
    assert [(each.id, each.type, len(each.options), len(each.rows), each.block) for each in survey.questions] == [
        ("tea", "single", 2, 0, "habits"),
        ("kinds", "multi", 4, 0, "habits / drinkers"),
        ("cups", "number", 0, 0, "habits / drinkers"),
        ("first", "text", 0, 0, "habits / drinkers"),
        ("nps", "scale", 11, 0, "Views"),
        ("agree", "grid", 3, 2, "Views"),
        ("why", "text", 0, 0, "Views"),
        ("table_c1", "grid", 2, 2, "Views"),
        ("table_a_c2", "text", 0, 0, "Views"),
        ("table_b_c2", "text", 0, 0, "Views"),
        ("address_street", "text", 0, 0, "Views"),
        ("address_town", "text", 0, 0, "Views"),
        ("agreed", "single", 2, 0, "Views"),
        ("end", "info", 0, 0, "Views"),
    ]
    assert survey.study.title == "Tea 2026"
    assert survey.question("tea").required
    assert survey.question("end").text == "Thank you, [...]"


def test_conditions_hold_for_everything_in_a_panel_and_use_our_codes() -> None:
    survey = imported(SURVEY)
    assert survey.question("kinds").show_if == "tea == 1"
    assert survey.question("cups").show_if == "tea == 1"
    assert survey.question("cups").routing_note == "kinds contains 'green' and kinds notempty"
    first = "tea == 1 and (kinds contains 1 or kinds contains 4 or not tea == 2)"
    assert survey.question("first").show_if == first
    assert survey.question("why").show_if == "agree_calm == 3"


def test_switches_add_answers_and_orders_shuffle() -> None:
    kinds = imported(SURVEY).question("kinds")
    assert kinds.randomise
    assert [(option.label, option.open, option.exclusive) for option in kinds.options[2:]] == [
        ("Other", True, False),
        ("None", False, True),
    ]
    assert imported(SURVEY).question("agree").randomise


def test_triggers_on_one_answer_are_skips_and_others_are_listed() -> None:
    survey = imported(SURVEY)
    assert [(skip.to, skip.when) for skip in survey.question("tea").skip] == [("end", (2,))]
    assert not survey.question("nps").skip
    assert any(lost.anchor == "triggers[1]" for lost in survey.lost)


def test_everything_has_its_element_and_what_is_left_out_is_listed() -> None:
    survey = imported(SURVEY)
    assert survey.anchor("questions", 0) == "habits.tea"
    assert survey.anchor("questions", 1, "options", 1) == "habits.drinkers.kinds.choices[1]"
    assert survey.anchor("questions", 2, "show_if") == "habits.drinkers.cups.visibleIf"
    said = {lost.what: lost.anchor for lost in survey.lost}
    assert said["'sum' (computed) is no question: {cups} + 1"] == "views.sum"
    assert said["defaultValue is left out"] == "views.agreed.defaultValue"
    assert any("showProgressBar" in what for what in said)
    assert said["texts in other languages are left out: de"] == ""


def test_the_survey_s_own_language_is_read() -> None:
    survey = imported({**SURVEY, "locale": "de"})
    assert survey.study.language == "de"
    assert survey.study.title == "Tee 2026"
    assert survey.question("tea").options[0].label == "Ja"


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "=1+1", "{{7*7}}", "\u202eabc", "{" * 3000, "(" * 3000, "!" * 3000]
)
def test_hostile_text_is_text(text: str) -> None:
    element = {"type": "radiogroup", "name": text, "title": text, "choices": [text], "visibleIf": text}
    assert len(imported({"elements": [element, {**element, "type": text}]}).questions) == 2


@pytest.mark.parametrize(
    "odd", [None, 1, "a", [], {}, [[]], [None], {"a": 1}, True]
)  # fmt: skip
def test_values_of_other_kinds_do_no_harm(odd: object) -> None:
    keys = ("title", "choices", "rows", "columns", "items", "visibleIf", "name", "rateValues", "rateMax", "min")
    kinds = ("radiogroup", "matrix", "matrixdropdown", "multipletext", "rating", "text", "boolean", "panel", "html")
    elements = [{"type": kind, "name": kind, key: odd} for kind in kinds for key in keys]
    survey = {
        "pages": [{"elements": [*elements, odd, {"type": "text", "name": "q"}]}, odd],
        "triggers": [odd],
        "title": odd,
    }
    assert imported(survey).questions


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "QUEST_SYNTAX"),
        (b'{"pages": [', "QUEST_SYNTAX"),
        (b"[]", "QUEST_EMPTY"),
        (b'{"pages": []}', "QUEST_EMPTY"),
        (b"[" * 100_000, "QUEST_TOO_DEEP"),
        (b'{"pages":' + b'[{"elements":' * 60 + b"[]" + b"}]" * 60 + b"}", "QUEST_TOO_DEEP"),
        (b"\xff\xfe\xff", "QUEST_ENCODING"),
    ],
)
def test_what_is_no_survey_is_refused(content: bytes, code: str) -> None:
    assert not surveyjs.recognise(content, "survey.json")
    with pytest.raises(InputRefused) as refused:
        finish(surveyjs.read(content, "survey.json"), file="survey.json")
    assert refused.value.problems[0].code == code


@pytest.fixture
def real(shared: Path) -> Path:
    return shared / "questionnaires" / "surveyjs" / "novacode_all_types.json"


def asked(element: dict[str, Any], place: str) -> dict[str, int]:
    """The elements that ask something, each with the number of questions it makes here."""
    kind, name = element["type"], f"{place}.{element['name']}"
    if kind in {"panel", "paneldynamic"}:
        inner = element.get("elements") or element["templateElements"]
        return {key: count for each in inner for key, count in asked(each, name).items()}
    if kind == "expression":
        return {}
    if kind == "multipletext":
        return {name: len(element["items"])}
    if kind == "matrixdynamic":
        return {name: len(element["columns"])}
    if kind == "matrixdropdown":
        typed = sum(column.get("cellType") == "text" for column in element["columns"])
        return {name: typed * len(element["rows"]) + len(element["columns"]) - typed}
    return {name: 1}


def test_counts_are_those_of_the_elements(real: Path) -> None:
    survey = json.loads(real.read_text(encoding="utf-8"))
    wanted: dict[str, int] = {}
    for page in survey["pages"]:
        for element in page["elements"]:
            wanted |= asked(element, page["name"])
    form = read_questionnaire(real)
    found = dict.fromkeys(wanted, 0)
    for at in range(len(form.questions)):
        anchor = form.anchor("questions", at)
        found[anchor.partition(".columns[")[0].partition(".items[")[0]] += 1
    assert found == wanted
    assert form.imported == "SurveyJS"
    assert [finding.rule for finding in lint(form).findings if not finding.anchor] == []


COUNT = """
const {Model} = require("survey-core");
const survey = new Model(JSON.parse(require("fs").readFileSync(process.argv[1])));
const asked = survey.getAllQuestions().map(q => [q.name, q.getType(), (q.choices || []).length + (q.hasOther ? 1 : 0) +
  (q.hasNone ? 1 : 0), (q.rows || []).length, (q.visibleRateValues || []).length]);
console.log(JSON.stringify({pages: survey.pages.length, asked}));
"""


def test_counts_are_those_of_survey_core(real: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on this machine")
    done = subprocess.run([node, "-e", COUNT, str(real)], capture_output=True, text=True, check=False)
    if "Cannot find module" in done.stderr:
        pytest.skip("survey-core is not installed")
    told = json.loads(done.stdout)
    form = read_questionnaire(real)
    assert len({(each.block or "").partition(" / ")[0] for each in form.questions}) == told["pages"]
    by_id = {each.column or each.id: each for each in form.questions}
    for name, kind, choices, rows, rates in told["asked"]:
        if kind in {"radiogroup", "dropdown", "checkbox", "tagbox", "imagepicker", "buttongroup", "ranking"}:
            assert len(by_id[name].options) == choices
        elif kind == "rating":
            assert len(by_id[name].options) == rates
        elif kind == "matrix":
            assert len(by_id[name].rows) == rows
        elif kind != "expression":
            assert any(each == name or each.startswith(f"{name}.") for each in by_id) or kind == "paneldynamic"
