"""What is exported can be imported again, what a tool cannot hold is listed, and no text becomes anything else."""

import csv
import importlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, read_condition
from survey_seg.questionnaire.exporters import EXPORTERS
from survey_seg.questionnaire.exporters.exported import Exported, Exporter
from survey_seg.questionnaire.exporters.filters import filters
from survey_seg.questionnaire.exporters.texts import words
from survey_seg.questionnaire.importers.draft_conditions import all_of, any_of
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.report.sheets import write_sheets
from survey_seg.resources import folder

SHIPPED = Path(folder("questionnaires"))
FILES = [
    Path(__file__).with_name("every_kind.yaml"),
    *sorted(path for path in SHIPPED.rglob("*.yaml") if ".expected" not in path.name),
]
SOUND = [path for path in FILES if path.parent.name != "flawed"]
"""Files without two questions or answers of the same name, which pyxform refuses."""

IMPORTED = ("xlsform", "surveyjs", "limesurvey")
every_file = pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")


def exporter(name: str) -> Exporter:
    module, attribute = EXPORTERS[name].split(":")
    found = getattr(importlib.import_module(module), attribute)
    assert isinstance(found, Exporter)
    return found


def written(name: str, questionnaire: Questionnaire, place: Path) -> tuple[Path, Exported]:
    tool = exporter(name)
    exported = tool.export(questionnaire)
    path = place / f"exported{tool.ending}"
    if isinstance(exported.content, str):
        path.write_text(exported.content, encoding="utf-8", newline="")
    else:
        write_sheets(exported.content, path)
    return path, exported


def both_ways(name: str, questionnaire: Questionnaire, place: Path) -> tuple[Questionnaire, Exported]:
    path, exported = written(name, questionnaire, place)
    return read_questionnaire(path), exported


def own_name(name: str) -> str:
    """A name without underscores and without the question that a line belongs to: what all tools keep of it."""
    return name.replace("_", "")


def plain(condition: Condition | None, names: dict[str, str]) -> Condition | None:
    """A condition with lists written out, `not` over one comparison taken in, and names as all tools keep them."""
    if isinstance(condition, Comparison):
        name = names.get(own_name(condition.name), condition.name)
        sign = {"in": "==", "not in": "!="}.get(condition.operator, condition.operator)
        each = [Comparison(name, sign, (value,)) for value in condition.values]  # type: ignore[arg-type]
        return all_of(each) if condition.operator == "not in" else any_of(each)
    if isinstance(condition, Combined):
        inner = [plain(part, names) for part in condition.parts]
        if condition.how != "not":
            return all_of(inner) if condition.how == "and" else any_of(inner)
        (only,) = inner
        if isinstance(only, Comparison) and only.operator in {"==", "!="}:
            return replace(only, operator="!=" if only.operator == "==" else "==")
        return Combined("not", (only,)) if only else None
    return condition


def paired(questionnaire: Questionnaire, again: Questionnaire) -> list[tuple[Question, Question | None]]:
    """Every question with the one that came back, None where there is none of that name; names may be there twice."""
    left = list(again.questions)
    found: list[tuple[Question, Question | None]] = []
    for question in questionnaire.questions:
        one = next((each for each in left if own_name(each.id) == own_name(question.id)), None)
        left = [each for each in left if each is not one]
        found.append((question, one))
    return found


def asked_alike(question: Question, again: Question, name: str) -> None:
    """Text, type, answers and lines are the same, as far as the tool has them."""
    types = {question.type} | ({"single"} if question.type == "scale" and name == "limesurvey" else set())
    types |= {"rank"} if question.type == "maxdiff" else set()
    types |= {"number"} if question.type == "sum" else set()
    assert again.type in types
    assert again.text == words(question.text)
    if question.options and again.options:
        held = [option for option in question.options if name != "limesurvey" or not option.open]
        found = [(option.code, option.label) for option in again.options]
        assert found[: len(held)] == [(option.code, option.label or str(option.code)) for option in held]
        assert [option.label for option in again.options if option not in again.options[: len(held)]] == [
            option.label for option in question.options if option not in held
        ]
    if question.type != "sum":
        assert [row.text for row in again.rows] == [row.text for row in question.rows]
    assert (again.min, again.max) == (question.min, question.max) or question.type in {"scale", "grid"} or question.rows


@every_file
@pytest.mark.parametrize("name", IMPORTED)
def test_what_is_exported_comes_back(name: str, file: Path, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(file)
    again, _ = both_ways(name, questionnaire, tmp_path)
    names = {own_name(row.id): row.id for question in questionnaire.questions for row in question.rows}
    names |= {own_name(f"{q.id}{row.id}"): row.id for q in questionnaire.questions for row in q.rows}
    names |= {own_name(question.id): question.id for question in questionnaire.questions}
    wanted = filters(questionnaire.questions, lambda _what, _where: None)
    compared = 0
    for (question, one), condition in zip(paired(questionnaire, again), wanted, strict=True):
        if one is None:  # its lines are questions of their own there
            assert question.rows or question.type == "sum"
            continue
        asked_alike(question, one, name)
        there = read_condition(one.show_if) if one.show_if else None
        assert plain(there, names) == plain(condition, names)
        compared += 1
    assert compared >= len(questionnaire.questions) - 2


@every_file
def test_a_flat_workbook_is_the_same_questionnaire(file: Path, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(file)
    again, exported = both_ways("flat", questionnaire, tmp_path)
    assert (again.study, again.questions, exported.lost) == (questionnaire.study, questionnaire.questions, ())


TAGGED = [field.name for field in fields(Question) if field.name not in {"show_if", "skip", "block", "rows", "options"}]


@every_file
def test_an_xlsform_keeps_our_tags(file: Path, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(file)
    again, _ = both_ways("xlsform", questionnaire, tmp_path)
    for question, one in paired(questionnaire, again):
        if one is not None:
            assert {key: getattr(one, key) for key in TAGGED} == {key: getattr(question, key) for key in TAGGED}
            assert (one.options, one.rows) == (question.options, question.rows)


SAID = {
    "show_if": ("the filter", "the skip"),
    "skip": ("the skip",),
    "type": ("stands as", "stand as"),
    "id": ("the name",),
    "rows": ("key rows.", "are called", "the lines", "the name"),
    "options": ("key options.", "stands as", "show their code", "there"),
    "column": ("key column", "the name", "lines"),
}
"""In which words the loss of a key is listed, besides `key ...`."""


@pytest.mark.parametrize("name", IMPORTED)
def test_nothing_is_dropped_in_silence(name: str, tmp_path: Path) -> None:
    source = tmp_path / "everything.yaml"
    source.write_text(EVERYTHING, encoding="utf-8")
    for questionnaire in (read_questionnaire(source), *map(read_questionnaire, FILES)):
        again, exported = both_ways(name, questionnaire, tmp_path)
        unskipped = tuple(replace(question, skip=()) for question in again.questions)
        for question, one in paired(questionnaire, replace(again, questions=unskipped)):
            said = [lost.what for lost in exported.lost if lost.anchor in {question.id, *(r.id for r in question.rows)}]
            for key in changed(question, one):
                phrases = (f"key {key}", *SAID.get(key, ()))
                assert any(phrase in what for what in said for phrase in phrases), (question.id, key, said)


def changed(question: Question, again: Question | None) -> Iterator[str]:
    """The keys that were set and did not come back; a question that is not there at all has lost its type."""
    if again is None:
        yield "rows" if question.rows else "type"
        return
    points = question.type in {"scale", "grid"} and not question.options
    for field in fields(Question):
        was, now = getattr(question, field.name), getattr(again, field.name)
        if was == now or was in (None, (), False, ""):
            continue
        if points and field.name in {"min", "max", "options"}:
            continue
        if field.name == "show_if" and now:  # it is compared above; here it is there
            continue
        if field.name == "options" and was == tuple(replace(option, column=None) for option in now):
            continue  # the other tool has its own columns for several answers
        yield field.name


EVERYTHING = """
study: {title: T}
questions:
  - {id: first, text: How many?, type: number, min: 1, max: 9, column: A1, short: Many, reverse: true, construct: c}
  - {id: second, text: Which?, type: single, routing_note: only buyers, asked_of: 0.5, validated_scale: XY-7,
     ignore: [{rule: WRD101, reason: "a: b | c"}], loop: {over: first, most: 3}, show_if: first != 3,
     options: [{code: -1, label: A, also: ["a", 7]}, {code: 2, label: ""}, {code: 96, label: Other, open: true}]}
  - {id: third, text: Rate, type: grid, min: 1, max: 5, randomise: true, instruction: One each, short: Rates,
     rows: [{id: r1, text: One, short: O, column: B1, construct: d, reverse: true}, {id: r2, text: Two}]}
"""


# ---------------------------------------------------------------- Qualtrics


def advanced_format(text: str) -> list[dict[str, list[str]]]:
    """The questions of a text in the advanced format: their tag, id, text, and the lines after each list's tag."""
    questions: list[dict[str, list[str]]] = []
    part = ""
    for line in text.splitlines():
        tag = re.fullmatch(r"\[\[(\w+)(?::(.*))?\]\]", line)
        if tag and tag[1] == "Question":
            questions.append({"type": [tag[2]], "text": []})
            part = "text"
        elif tag and tag[1] == "ID":
            questions[-1]["id"] = [tag[2]]
        elif tag and tag[1] in {"Choice", "Answer"}:
            questions[-1].setdefault("codes", []).append(tag[2])
        elif tag:
            part = tag[1]
        elif line and questions:
            questions[-1].setdefault(part, []).append(line)
    return questions


@every_file
def test_qualtrics_gets_every_question_and_answer_and_every_loss_is_listed(file: Path) -> None:
    questionnaire = read_questionnaire(file)
    exported = exporter("qualtrics").export(questionnaire)
    assert isinstance(exported.content, str)
    assert exported.content.startswith("[[AdvancedFormat]]\n")
    found = advanced_format(exported.content)
    assert [one["id"] for one in found] == [[question.id] for question in questionnaire.questions]
    for question, one in zip(questionnaire.questions, found, strict=True):
        assert len(one["text"]) == 1
        if question.options and question.type != "sum":
            assert one["codes"] == [str(option.code) for option in question.options]
        if question.rows:
            assert len(one["Choices"]) == len(question.rows)
    lost = {(lost.anchor, lost.what) for lost in exported.lost}
    for question in questionnaire.questions:
        assert not question.show_if or (question.id, f"the filter {question.show_if}") in lost
        assert all((question.id, f"the skip to {skip.to}") in lost for skip in question.skip)
        assert not question.action or (question.id, "key action") in lost


# ---------------------------------------------------------------- hostile text

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "＝1",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "a & b < c > d",
    "&lt;b&gt;",
    "{{7*7}}",
    "${q}",
    "${q://QID1/ChoiceTextEntryValue}",
    "{q}",
    "two\tcells",
    "two\nlines\r\nQ\tL\tq9\t1\tInjected",
    '"quoted", text\'s end"',
    "[[Question:MC]]",
    "[[Block:x]]",
    "1. First",
    "**bold** __strong__ [link](https://a.example) # head",
    "# heading",
    "\u202eright to left",
    "NUL \x00 and \x1b[31m escape",
    "x" * 4000,
    "_x0041_",
]


def hostile(text: str) -> Questionnaire:
    cut = text[:500]
    options = (Option(code=1, label=cut), Option(code=2, label="B"))
    questions = (
        Question(id="q", text=text, type="single", options=options, instruction=text, block=cut, construct=cut),
        Question(id="m", text=text, type="multi", options=options, block=cut),
        Question(id="g", text=text, type="grid", options=options, rows=(Row(id="r", text=text),), block=cut),
        Question(id="i", text=text, type="info", block=cut),
        Question(id="t", text="Why?", type="text", block=cut, show_if="q == 1"),
    )
    return Questionnaire(study=Study(title=text), questions=questions)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", IMPORTED)
def test_hostile_text_comes_back_as_text(name: str, text: str, tmp_path: Path) -> None:
    questionnaire = hostile(text)
    again, _ = both_ways(name, questionnaire, tmp_path)
    assert [question.id for question in again.questions] == ["q", "m", "g", "i", "t"]
    asked = words(text)
    assert [question.text for question in again.questions] == [asked, asked, asked, asked, "Why?"]
    assert again.questions[0].instruction == asked
    assert again.questions[2].rows[0].text == asked
    assert all(q.options[0].label == words(text[:500]) for q in again.questions if q.options)
    assert again.study.title == asked
    assert again.questions[4].show_if == "q == 1"


LETTERS = st.text(alphabet=st.sampled_from("ab1 .=+-@'\"<>&;#{}$[]*_!\\/|\t\n%(),:"), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(text=LETTERS.filter(lambda text: any(sign.isalnum() for sign in text)))
@pytest.mark.parametrize("name", IMPORTED)
def test_any_signs_come_back_as_text(name: str, text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    again, _ = both_ways(name, hostile(text), tmp_path_factory.mktemp("signs"))
    assert again.questions[0].text == words(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_formula_or_a_line(text: str, tmp_path: Path) -> None:
    for name in ("xlsform", "flat"):
        path, _ = written(name, hostile(text), tmp_path)
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    for name in ("limesurvey", "qualtrics"):
        exported, usual = (exporter(name).export(hostile(each)).content for each in (text, "A text"))
        assert isinstance(exported, str)
        assert isinstance(usual, str)
        assert exported.count("\n") == usual.count("\n")
        assert name != "qualtrics" or exported.count("[[") == usual.count("[[")
    table = exporter("limesurvey").export(hostile(text)).content
    assert isinstance(table, str)
    rows = list(csv.reader(io.StringIO(table, newline=""), delimiter="\t"))
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "@", "-", "\t"}]
    assert "{" not in table


# ---------------------------------------------------------------- other people's programs


@pytest.mark.parametrize("file", SOUND, ids=lambda path: path.stem)
def test_pyxform_converts_our_form(file: Path, tmp_path: Path) -> None:
    python = os.environ.get("PYXFORM_PYTHON", "")
    if not python:
        pytest.importorskip("pyxform", reason="pyxform is not installed, and PYXFORM_PYTHON names no other Python")
        python = sys.executable
    path, _ = written("xlsform", read_questionnaire(file), tmp_path)
    code = "import sys; from pyxform.xls2xform import convert; print(convert(sys.argv[1]).warnings)"
    done = subprocess.run([python, "-c", code, str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@every_file
def test_survey_core_loads_our_survey(file: Path, tmp_path: Path) -> None:
    modules = os.environ.get("SURVEY_CORE", "")
    if not modules:
        pytest.skip("SURVEY_CORE names no node_modules with survey-core")
    questionnaire = read_questionnaire(file)
    path, _ = written("surveyjs", questionnaire, tmp_path)
    script = """
const {Model} = require(process.argv[2] + "/survey-core");
const survey = new Model(JSON.parse(require("fs").readFileSync(process.argv[1])));
console.log(JSON.stringify([survey.getAllQuestions().map(q => q.name), (survey.jsonErrors || []).map(e => e.message)]));
"""
    run = ["node", "-e", script, str(path), modules]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout) == [[question.id for question in questionnaire.questions], []]


@pytest.mark.parametrize("name", IMPORTED)
def test_a_language_nobody_knows_is_left_to_the_tool(name: str, tmp_path: Path) -> None:
    questionnaire = hostile("Kahvia?")
    unknown = replace(questionnaire, study=replace(questionnaire.study, language="xx"))
    path, exported = written(name, unknown, tmp_path)
    assert "the language is not known; the tool's own stands instead" in {lost.what for lost in exported.lost}
    assert read_questionnaire(path).questions[0].text == "Kahvia?"
    assert name == "xlsform" or "xx" not in str(exported.content)


def test_an_answer_without_words_shows_its_code_in_a_form(tmp_path: Path) -> None:
    options = tuple(Option(code=code, label=label) for code, label in ((1, "Low"), (2, ""), (3, "High")))
    question = Question(id="q", text="How much?", type="scale", options=options)
    again, exported = both_ways("xlsform", Questionnaire(study=Study(title="T"), questions=(question,)), tmp_path)
    assert [option.label for option in again.questions[0].options] == ["Low", "2", "High"]
    assert "answers without words show their code" in {lost.what for lost in exported.lost}


@pytest.mark.parametrize("name", IMPORTED)
def test_real_questionnaires_keep_every_text(name: str, shared: Path, tmp_path: Path) -> None:
    files = [
        path for kind in ("xlsform", "lss", "surveyjs") for path in sorted((shared / "questionnaires" / kind).iterdir())
    ]
    compared = 0
    for path in files:
        if "schema" in path.name:
            continue
        questionnaire = read_questionnaire(path)
        again, _ = both_ways(name, questionnaire, tmp_path)
        assert {one.text for one in again.questions} <= {
            f"{question.text}{ending}"
            for question in questionnaire.questions
            for ending in ("", *(f": {row.text}" for row in question.rows))
        } | {row.text for question in questionnaire.questions for row in question.rows}
        compared += 1
    assert compared >= 10
