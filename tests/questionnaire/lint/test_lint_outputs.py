"""Every output tells of the same findings, in the form its reader expects, whatever the questionnaire says."""

import json
import re
from dataclasses import replace
from importlib import import_module

import pytest

from survey_seg.questionnaire.brief import Ignore, LintSettings, Study
from survey_seg.questionnaire.lint.baseline import baseline_text, known, read_baseline
from survey_seg.questionnaire.lint.finding import LintReport
from survey_seg.questionnaire.lint.outputs import OUTPUTS
from survey_seg.questionnaire.lint.outputs.github import as_github
from survey_seg.questionnaire.lint.outputs.machine import as_json
from survey_seg.questionnaire.lint.outputs.methods import as_methods
from survey_seg.questionnaire.lint.outputs.sarif import as_sarif
from survey_seg.questionnaire.lint.outputs.text import as_text
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Lost, Question, Questionnaire

HOSTILE = "::error::x\r\n%0A,title=<img src=x onerror=alert(1)>\x1b[31m"


def asked(**changes: object) -> Questionnaire:
    questions = (
        Question(id="q1", text="How old are you?", type="number"),
        Question(id="q2", text=HOSTILE, type="text", show_if="nobody == 1"),
    )
    plain = Questionnaire(
        study=Study(title=HOSTILE, lint=LintSettings(ignore=(Ignore(rule="STU", reason="A sketch"),))),
        questions=questions,
        file="a b%.yaml",
        lines={("questions", 0): 4, ("questions", 1): 9},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def report() -> LintReport:
    return lint(asked())


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_listed_output_can_be_made(name: str, report: LintReport) -> None:
    module, function = OUTPUTS[name].split(":")
    assert getattr(import_module(module), function)(report).endswith("\n")


def test_sarif_has_a_result_for_every_finding_and_marks_the_ignored_as_suppressed(report: LintReport) -> None:
    run = json.loads(as_sarif(report))["runs"][0]
    open_, shut = ([one for one in run["results"] if ("suppressions" in one) is apart] for apart in (False, True))
    assert [one["ruleId"] for one in open_] == [finding.rule for finding in report.findings]
    assert [one["suppressions"][0]["justification"] for one in shut] == ["A sketch"] * len(report.ignored)
    assert report.ignored
    ids = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {one["ruleId"] for one in run["results"]} <= ids
    precision = {rule["id"]: rule["properties"]["precision"] for rule in run["tool"]["driver"]["rules"]}
    assert precision == {rule.id: rule.confidence for rule in report.rules}
    assert {one["level"] for one in run["results"]} <= {"error", "warning", "note"}
    lines = [one["locations"][0]["physicalLocation"].get("region", {"startLine": 1}) for one in run["results"]]
    assert all(line["startLine"] >= 1 for line in lines)
    assert {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in open_} == {"a%20b%25.yaml"}


def test_a_github_command_is_one_line_per_finding_whatever_a_question_says(report: LintReport) -> None:
    lines = as_github(report).splitlines()
    assert len(lines) == len(report.findings)
    command = re.compile(r"::(error|warning|notice) file=[^,:]+(,line=\d+)?,title=[^,:]+::.+")
    assert all(command.fullmatch(line) for line in lines)


def test_json_holds_findings_ignored_ones_and_the_coverage_matrix(report: LintReport) -> None:
    whole = json.loads(as_json(report))
    assert whole["format"] == "survey-seg/lint/1"
    assert len(whole["findings"]) == len(report.findings)
    assert {one["because"] for one in whole["ignored"]} == {"A sketch"}
    assert [row["question"] for row in whole["coverage"]] == ["q1", "q2"]


def test_what_an_imported_file_lost_is_listed_with_its_place_in_json() -> None:
    imported = asked(imported="Qualtrics", lost=(Lost("a script", "QID7"),), anchors={("questions", 0): "QID5"})
    report = lint(imported)
    assert json.loads(as_json(report))["lost"] == [{"what": "a script", "anchor": "QID7"}]
    assert {finding.anchor for finding in report.findings if finding.question == "q1"} <= {"QID5"}


def test_the_methods_paragraph_names_counts_reasons_and_limits(report: LintReport) -> None:
    text = as_methods(report)
    assert "A sketch" in text
    assert f"{report.counts['error']} error" in text
    assert f"{len(report.rules)} rules" in text
    assert "pretest" in text
    assert "\x1b" not in text


def test_the_methods_paragraph_claims_nothing_about_actions_before_an_imported_file_is_tagged() -> None:
    report = lint(asked(imported="Qualtrics"))
    text = as_methods(report)
    assert "carries no tags yet" in text
    assert "not applied: actionability (ACT), reachability (RCH), the mix of data (MIX), the brief (STU)" in text
    assert "STR330, STR332, STR334 and STR335." in text
    assert "without an action" not in text
    applied = {rule.family for rule in report.rules}
    assert f"against {len(report.rules)} rules in {len(applied)} families: length, structure, response options" in text
    assert applied == {"LEN", "STR", "OPT", "WRD", "LNT"}
    assert not {rule.id for rule in report.rules} & {rule.id for rule in report.held_back}
    assert json.loads(as_json(report))["share_not_actionable"] is None


def test_the_methods_paragraph_names_the_families_of_the_rules_that_were_selected() -> None:
    for imported in ("", "Qualtrics"):
        study = Study(title="T", lint=LintSettings(select=("OPT",)))
        text = as_methods(lint(asked(study=study, imported=imported)))
        assert "families: response options and the settings of the check." in text
        assert "not applied" not in text
        assert ("without an action" in text) is (not imported)


def test_a_baseline_leaves_only_what_is_new(tmp_path: object) -> None:
    first = lint(asked())
    entries = [known(finding) for finding in first.findings]
    same = lint(asked(), baseline=entries)
    assert same.findings == ()
    assert same.known == len(first.findings)
    more = asked(questions=(Question(id="new", text="Why?", type="text"), *asked().questions))
    assert {finding.question for finding in lint(more, baseline=entries).findings} <= {"new", ""}
    assert "ACT001" in {finding.rule for finding in lint(more, baseline=entries).findings}
    assert f"{same.known} more in the baseline" in as_text(same)


def test_a_baseline_file_that_is_none_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from survey_seg.errors import InputRefused

    file = tmp_path / "b.json"
    for content in ("", "[]", '{"format": "x", "findings": []}', '{"format": "survey-seg/lint-baseline/1"}', "\0"):
        file.write_text(content)
        with pytest.raises(InputRefused, match=r"b\.json"):
            read_baseline(file)
    file.write_text(baseline_text(lint(asked()).findings))
    assert read_baseline(file)


def test_a_severity_of_the_study_comes_before_that_of_its_profile_and_the_rule() -> None:
    def severity(settings: LintSettings) -> set[str]:
        study = Study(title="T", lint=settings)
        found = lint(Questionnaire(study=study, questions=asked().questions)).findings
        return {finding.severity for finding in found if finding.rule == "ACT001"}

    assert severity(LintSettings()) == {"error"}
    assert severity(LintSettings(severity={"ACT": "info"})) == {"info"}
    assert severity(LintSettings(severity={"ACT": "info", "ACT001": "warning"})) == {"warning"}
    assert severity(LintSettings(severity={"ACT001": "off"})) == set()
    assert severity(LintSettings(select=("STR",))) == set()


def test_wording_is_not_judged_in_a_language_without_word_lists_and_on_published_scales() -> None:
    study = Study(title="T", language="fr")
    assert not [
        rule for rule in lint(Questionnaire(study=study, questions=asked().questions)).rules if rule.family == "WRD"
    ]
    scale = tuple(replace(question, validated_scale="Somebody 2001") for question in asked().questions)
    assert not [one for one in lint(asked(questions=scale)).findings if one.rule.startswith("WRD")]
