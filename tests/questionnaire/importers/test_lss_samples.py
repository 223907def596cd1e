"""Real LimeSurvey surveys: questions, answers, lines, groups and filters as a count of our own finds them."""

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

STRUCTURES = ("citric_432535.lss", "citric_group.lsg", "citric_survey.lss", "imex_two_languages.lss")
TABLES = ("all_types.tsv", "testB.tsv")
ASKS_NOTHING = {"*", "I"}
MADE_UP = {"Y": 2, "G": 2, "C": 3, "E": 3}
"""Answers LimeSurvey knows without a list."""


def counts(questionnaire: Questionnaire) -> dict[str, tuple[str, int, int, bool]]:
    found = {}
    for question in questionnaire.questions:
        filtered = bool(question.show_if or question.routing_note)
        found[question.id] = (question.block or "", len(question.options), len(question.rows), filtered)
    return found


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_structure_has_the_questions_of_the_raw_file(shared: Path, name: str) -> None:
    path = shared / "questionnaires" / "lss" / name
    root = ElementTree.fromstring(path.read_bytes())
    groups = {row.findtext("gid"): row.findtext("group_name") for row in root.iterfind("group_l10ns/rows/row")}
    expected = {}
    for row in root.iterfind("questions/rows/row"):
        kind = str(row.findtext("type"))
        assert row.findtext("parent_qid") == "0"
        if kind not in ASKS_NOTHING:
            filtered = row.findtext("relevance") not in {"1", "", None}
            expected[row.findtext("title")] = (groups[row.findtext("gid")], MADE_UP.get(kind, 0), 0, filtered)
    assert root.find("subquestions") is None
    assert root.find("answers") is None
    whole = read_questionnaire(path)
    assert counts(whole) == expected
    check_places(whole, path.read_text(encoding="utf-8"))


def lines_of(path: Path) -> tuple[list[tuple[int, dict[str, str]]], str]:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter="\t"))
    lines = [(at, dict(zip(rows[0], row, strict=False))) for at, row in enumerate(rows[1:], start=2)]
    (language,) = [line["text"] for _, line in lines if line["class"] == "S" and line["name"] == "language"]
    return [(at, line) for at, line in lines if line["language"] == language], language


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_questions_of_the_raw_file(shared: Path, name: str) -> None:
    path = shared / "questionnaires" / "limesurvey_tsv" / name
    lines, language = lines_of(path)
    expected: dict[str, list[Any]] = {}
    current, group = "", ""
    for _, line in lines:
        if line["class"] == "G":
            group = line["name"]
        elif line["class"] == "Q":
            current = line["name"]
            expected[current] = [group, 0, 0, line["relevance"] not in {"", "1"}, line["type/scale"], line.get("other")]
        elif line["class"] in {"SQ", "A"}:
            expected[current][2 if line["class"] == "SQ" else 1] += 1
    asked = {name: each for name, each in expected.items() if each[4] not in ASKS_NOTHING}
    for each in asked.values():
        if each[4] == "M":
            each[1], each[2] = each[2], 0
        each[1] += each[5] == "Y"
    whole = read_questionnaire(path)
    assert counts(whole) == {name: tuple(each[:4]) for name, each in asked.items()}
    assert whole.study.language == language
    dropped = {f"C{at}" for at, line in lines if line["class"] == "Q" and line["type/scale"] in ASKS_NOTHING}
    assert dropped <= {lost.anchor for lost in whole.lost}
    cells = {f"C{at}" for at, _ in lines} | {"A1", ""}
    assert {finding.anchor for finding in lint(whole).findings} <= cells - {""}
    assert {lost.anchor for lost in whole.lost} <= cells


def test_filters_of_a_real_table_are_conditions(shared: Path) -> None:
    whole = read_questionnaire(shared / "questionnaires" / "limesurvey_tsv" / "testB.tsv")
    assert [question.show_if for question in whole.questions if question.show_if] == [
        "projectid contains 1",
        "projectid contains 2",
        "projectid contains 3",
        "pastapplications == 2",
        "gender == 5",
    ]


def check_places(whole: Questionnaire, text: str) -> None:
    findings = lint(whole).findings
    assert findings
    for finding in findings:
        assert finding.anchor
        assert finding.anchor in text
    assert all(lost.anchor in text for lost in whole.lost)


def test_a_second_language_is_noted(shared: Path) -> None:
    whole = read_questionnaire(shared / "questionnaires" / "lss" / "imex_two_languages.lss")
    assert whole.study.language == "en"
    assert whole.lost[0].what == "translations are not read: et"
