"""Real Qualtrics surveys: questions, answers, lines, blocks and routes as a count of our own finds them."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

SAMPLES = {
    "norms_cogsci19": (98, 22),
    "porter2016": (34, 8),
    "qt_better_sample": (11, 1),
    "qt_long_exhaustive": (46, 7),
    "qt_many_types": (32, 4),
    "qt_matrix_sa": (5, 1),
}
"""Questions and blocks outside the trash as the package qualtrics 0.4.2 finds them."""


def values(given: Any) -> list[Any]:
    return list(given.values()) if isinstance(given, dict) else list(given or ())


class Raw:
    """What a person would count in the file, without the importer."""

    def __init__(self, text: str) -> None:
        self.text = text
        elements = json.loads(text)["SurveyElements"]
        self.questions = {each["PrimaryAttribute"]: each["Payload"] for each in elements if each["Element"] == "SQ"}
        (blocks,) = (each["Payload"] for each in elements if each["Element"] == "BL")
        self.blocks = {each["ID"]: each for each in values(blocks)}
        (flow,) = (each["Payload"] for each in elements if each["Element"] == "FL")
        self.flow: list[tuple[str, float]] = []
        self.ends = 0
        self.branches = 0
        self.walk(flow, 1.0, False)

    def walk(self, step: Any, share: float, within: bool) -> None:
        if step["Type"] in {"Block", "Standard"}:
            self.flow.append((step["ID"], share))
        self.ends += step["Type"] == "EndSurvey" and within
        self.branches += step["Type"] == "Branch"
        inner = step.get("Flow", [])
        if step["Type"] == "BlockRandomizer":
            share *= step["SubSet"] / len(inner)
        for each in inner:
            self.walk(each, share, within or step["Type"] == "Branch")

    def members(self, block: str) -> list[Any]:
        return [each for each in self.blocks[block]["BlockElements"] if each["Type"] == "Question"]

    def asked(self) -> list[str]:
        return [each["QuestionID"] for block, _ in self.flow for each in self.members(block)]

    def options_and_rows(self, qid: str) -> tuple[int, int]:
        question = self.questions[qid]
        if question["QuestionType"] == "SBS":
            columns = [self.matrix(each, len(question["Choices"])) for each in values(question["AdditionalQuestions"])]
            return sum(options for options, _ in columns), sum(rows for _, rows in columns)
        choices = len(question.get("Choices") or ())
        if question["QuestionType"] == "Matrix":
            return self.matrix(question, choices)
        if question["QuestionType"] == "Slider":
            return 0, choices if choices > 1 else 0
        return choices, 0

    def matrix(self, question: Any, lines: int) -> tuple[int, int]:
        answers = len(question["Answers"])
        if question["Selector"] == "TE":
            return 0, lines * answers
        several = question.get("SubSelector") == "MultipleAnswer"
        return (lines * answers, 0) if several else (answers, lines)


@cache
def sample(path: Path) -> tuple[Raw, Questionnaire]:
    return Raw(path.read_text(encoding="utf-8-sig")), read_questionnaire(path)


@pytest.fixture(params=SAMPLES)
def both(request: pytest.FixtureRequest, shared: Path) -> tuple[str, Raw, Questionnaire]:
    return (request.param, *sample(shared / "questionnaires" / "qsf" / f"{request.param}.qsf"))


def by_anchor(questionnaire: Questionnaire) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for at, question in enumerate(questionnaire.questions):
        found.setdefault(questionnaire.anchor("questions", at), []).append(question)
    return found


def test_every_sample_is_tested(shared: Path) -> None:
    assert {path.stem for path in (shared / "questionnaires" / "qsf").glob("*.qsf")} == set(SAMPLES)


def test_questions_and_blocks_are_those_of_two_other_counts(both: tuple[str, Raw, Questionnaire]) -> None:
    name, raw, whole = both
    found = by_anchor(whole)
    blocks = {question.block for question in whole.questions}
    assert list(found) == raw.asked()
    assert len(blocks) == len([block for block, _ in raw.flow if raw.members(block)])
    assert (len(found), len(blocks)) == SAMPLES[name]


def test_answers_and_lines_are_those_of_the_raw_file(both: tuple[str, Raw, Questionnaire]) -> None:
    _name, raw, whole = both
    for qid, questions in by_anchor(whole).items():
        found = sum(len(each.options) for each in questions), sum(len(each.rows) for each in questions)
        assert found == raw.options_and_rows(qid), qid


def test_every_route_is_taken_over_or_noted(both: tuple[str, Raw, Questionnaire]) -> None:
    _name, raw, whole = both
    found = by_anchor(whole)
    in_words = {lost.anchor for lost in whole.lost if "filter is kept in words" in lost.what}
    shown = {qid for qid in raw.asked() if raw.questions[qid].get("DisplayLogic")}
    assert {qid for qid, (first, *_) in found.items() if first.show_if or first.routing_note} == shown
    assert {qid for qid, (first, *_) in found.items() if first.routing_note} == in_words
    skips = Counter(skip.to for question in whole.questions for skip in question.skip)
    written = [skip for block, _ in raw.flow for each in raw.members(block) for skip in each.get("SkipLogic", ())]
    assert sum(skips.values()) == len(written) + raw.ends
    assert raw.branches == raw.ends


def test_shares_multiply_down_the_flow(both: tuple[str, Raw, Questionnaire]) -> None:
    _name, raw, whole = both
    found = by_anchor(whole)
    for block, share in raw.flow:
        for each in raw.members(block):
            assert (found[each["QuestionID"]][0].asked_of or 1) == pytest.approx(share, abs=1e-6)


def test_everything_left_out_is_listed(both: tuple[str, Raw, Questionnaire]) -> None:
    _name, raw, whole = both
    noted = Counter(lost.anchor for lost in whole.lost)
    assert {qid for qid in raw.questions if qid not in raw.asked()} <= set(noted)
    for qid in raw.asked():
        question = raw.questions[qid]
        filtered = [*values(question.get("Choices")), *values(question.get("Answers"))]
        if any("DisplayLogic" in each for each in filtered):
            assert noted[qid], qid
    assert all(lost.anchor in raw.text for lost in whole.lost)


def test_every_finding_has_a_place_that_is_in_the_file(both: tuple[str, Raw, Questionnaire]) -> None:
    _name, raw, whole = both
    findings = lint(whole).findings
    assert findings
    for finding in findings:
        assert finding.anchor
        assert f'"{finding.anchor}"' in raw.text
        if finding.question:
            assert finding.anchor in raw.questions


def test_half_a_file_is_refused(shared: Path, tmp_path: Path) -> None:
    content = (shared / "questionnaires" / "qsf" / "porter2016.qsf").read_bytes()
    (tmp_path / "half.qsf").write_bytes(content[: len(content) // 2])
    with pytest.raises(InputRefused, match=r"QUEST_SYNTAX half\.qsf:1: this is no whole JSON"):
        read_questionnaire(tmp_path / "half.qsf")


def test_reading_is_the_same_every_time(shared: Path) -> None:
    path = shared / "questionnaires" / "qsf" / "qt_many_types.qsf"
    assert read_questionnaire(path) == read_questionnaire(path)
