"""The report: its order, its counts, and how it looks as text and as JSON."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from survey_seg.questionnaire.brief import Stakeholder, Study
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.outputs.machine import as_json
from survey_seg.questionnaire.lint.outputs.text import as_text
from survey_seg.questionnaire.lint.rules import RULES
from survey_seg.questionnaire.lint.run import blocking, lint
from survey_seg.questionnaire.model import Action, Option, Question, Questionnaire, Reach
from survey_seg.questionnaire.read import read_questionnaire

GOLDEN = Path(__file__).resolve().parent / "golden"
HOSTILE = "\x1b[31m<img src=x onerror=alert(1)> =1+1 {{7*7}} \u202eevil\u2028\r\nERROR done"


@pytest.fixture(scope="module")
def untagged() -> Questionnaire:
    return read_questionnaire(GOLDEN / "untagged.yaml")


def asked(count: int) -> Questionnaire:
    questions = tuple(Question(id=f"q{number}", text="?", type="number", role=("quota",)) for number in range(count))
    return Questionnaire(study=Study(title="T"), questions=questions, file="t.yaml")


def finding(question: str, line: int | None = 1, *, severity: str = "error", message: str = "m") -> Finding:
    return Finding("MINE01", "mine", severity, message, "r", "s", line, question, "questions[0]")  # type: ignore[arg-type]


def mine(*found: Finding) -> tuple[Rule, ...]:
    return (Rule("MINE01", "mine", "error", None, lambda questionnaire: found),)


def test_the_text_of_an_untagged_questionnaire_is_as_reviewed(untagged: Questionnaire) -> None:
    assert as_text(lint(untagged)) == (GOLDEN / "untagged.txt").read_text(encoding="utf-8")


def test_the_json_of_an_untagged_questionnaire_is_as_reviewed(untagged: Questionnaire) -> None:
    assert as_json(lint(untagged)) == (GOLDEN / "untagged.json").read_text(encoding="utf-8")


def test_text_and_json_tell_of_the_same_findings(untagged: Questionnaire) -> None:
    report = lint(untagged)
    text, machine = as_text(report), json.loads(as_json(report))
    assert machine["format"] == "survey-seg/lint/1"
    assert len(machine["findings"]) == sum(machine["counts"].values()) == len(report.findings)
    assert {one["rule"] for one in machine["findings"]} == {
        line.split()[2]
        for line in text.splitlines()
        if not line.startswith(" ") and line.split()[1:2] in (["error"], ["warning"], ["info"])
    }


def test_findings_come_worst_first_and_then_in_the_order_of_the_file(untagged: Questionnaire) -> None:
    order = [(["error", "warning", "info"].index(one.severity), one.line) for one in lint(untagged).findings]
    assert order == sorted(order)


def test_errors_and_warnings_are_the_findings_of_that_severity(untagged: Questionnaire) -> None:
    report = lint(untagged)
    infos = tuple(finding for finding in report.findings if finding.severity == "info")
    assert report.counts == {"error": len(report.errors), "warning": len(report.warnings), "info": len(infos)}
    assert report.findings == report.errors + report.warnings + infos


def test_minutes_and_the_share_nobody_can_act_on_are_in_the_report(untagged: Questionnaire) -> None:
    report = lint(untagged)
    assert report.minutes == report.estimate.expected == pytest.approx(7 / 8)
    assert "minutes" not in {part.name for part in fields(report)}
    assert report.share_not_actionable == 1.0


def test_quota_questions_are_no_idle_time() -> None:
    assert lint(asked(3)).share_not_actionable == 0.0


def test_a_questionnaire_of_texts_only_has_no_idle_time() -> None:
    only = Questionnaire(study=Study(title="T"), questions=(Question(id="a", text="?", type="number", role=("link",)),))
    assert lint(only).share_not_actionable == 0.0


def test_a_rule_of_ones_own_joins_by_argument() -> None:
    report = lint(asked(1), rules=mine(finding("q0")))
    assert [one.rule for one in report.findings] == ["MINE01"]


def test_up_to_five_questions_are_shown_one_by_one() -> None:
    text = as_text(lint(asked(5), rules=mine(*(finding(f"q{number}") for number in range(5)))))
    assert text.count("MINE01 mine") == 5
    assert "more:" not in text


def test_more_than_five_questions_are_folded_into_a_list() -> None:
    text = as_text(lint(asked(17), rules=mine(*(finding(f"q{number}") for number in range(17)))))
    assert text.count("MINE01 mine") == 3
    assert "    and 14 more: q3 q4 q5" in text


def test_a_very_long_list_of_folded_questions_is_cut() -> None:
    text = as_text(lint(asked(500), rules=mine(*(finding(f"q{number}") for number in range(500)))))
    assert "    and 497 more: q3 " in text
    assert max(len(line) for line in text.splitlines()) < 200


def test_a_clean_questionnaire_is_told_in_two_lines() -> None:
    assert as_text(lint(asked(8), rules=())) == "T: no findings.\nExpected to take 1.0 minutes.\n"


def test_one_error_is_not_errors() -> None:
    text = as_text(lint(asked(1), rules=mine(finding("q0"), finding("q0", severity="info"))))
    assert "T: 1 error, 1 info.\n" in text


def test_a_questionnaire_made_in_memory_has_no_lines() -> None:
    assert "t.yaml  error" in as_text(lint(asked(1), rules=mine(finding("q0", None))))


def test_what_blocks_an_analysis_is_told_apart() -> None:
    twice = (Option(code=1, label="A"), Option(code=1, label="B"))
    questions = (Question(id="q1", text="?", type="single", options=twice), Question(id="q1", text="?", type="text"))
    report = lint(Questionnaire(study=Study(title="T"), questions=questions))
    assert [one.rule for one in blocking(report)] == ["STR311", "OPT214"]
    assert len(report.findings) > 2


def hostile() -> Questionnaire:
    texts = HOSTILE[:60]
    question = Question(
        id="q1",
        text=HOSTILE,
        type="scale",
        role=("basis",),
        data_type="attitude",
        construct=texts,
        options=tuple(Option(code=code, label=label) for code, label in ((1, texts), (1, texts), (3, "Don't know"))),
        action=(Action(verb=texts, owner=texts, text=texts),),
        reach=(Reach(via=texts), Reach(via="crm", field=texts)),
        show_if=texts,
    )
    study = Study(title=HOSTILE, commercial_question=HOSTILE, stakeholders=(Stakeholder(id=texts, role=texts),))
    return Questionnaire(study=study, questions=(question,), file=HOSTILE)


def test_hostile_text_stays_plain_in_text_and_json() -> None:
    report = lint(hostile())
    assert {"ACT003", "RCH002", "OPT214", "STU503"} <= {one.rule for one in report.findings}
    for written in (as_text(report), as_json(report)):
        assert all(letter.isprintable() or letter == "\n" for letter in written)
    assert json.loads(as_json(report))["title"] == HOSTILE


def test_the_same_questionnaire_gives_the_same_bytes(untagged: Questionnaire) -> None:
    assert as_json(lint(untagged)) == as_json(lint(untagged, rules=RULES))
