"""What the schema cannot say: a question with choices has choices, a scale has ends, a condition can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.conditions import read_condition, read_when
from survey_seg.questionnaire.expectations import read_expectation
from survey_seg.questionnaire.model import Path, Question, QuestionnaireFile
from survey_seg.questionnaire.priority_checks import check_priorities
from survey_seg.questionnaire.schema import MAX_PROBLEMS, Place

Finding = tuple[Path, Problem]


def check(whole: QuestionnaireFile, *, file: str, place: Place) -> None:
    """Raise InputRefused with everything that would leave a question without a range of answers or a readable rule."""
    found = list(_study(whole))
    for index, question in enumerate(whole.questions):
        found += [(("questions", index, *path), problem) for path, problem in _question(question)]
    problems = []
    for path, problem in found[:MAX_PROBLEMS]:
        row, column = place(path)
        problems.append(replace(problem, file=file, row=row, column=column))
    if problems:
        raise InputRefused(sorted(problems, key=lambda problem: problem.row or 0))


def _study(whole: QuestionnaireFile) -> Iterator[Finding]:
    low, high = whole.study.segments.k_range
    if low > high:
        what = f"k_range goes from {low} to {high}"
        yield ("study", "segments", "k_range"), Problem("QUEST_RANGE", what, "the smaller number first")
    yield from check_priorities(whole)
    for index, hypothesis in enumerate(whole.study.hypotheses):
        try:
            read_expectation(hypothesis)
        except InputRefused as refused:
            yield ("study", "hypotheses", index), refused.problems[0]


def _question(question: Question) -> Iterator[Finding]:
    if question.type == "grid" and not question.rows:
        yield (), Problem("QUEST_NO_ROWS", f"grid {question.id} has no rows", "rows: a list of id and text")
    if question.type in {"single", "multi"} and not question.options:
        what = f"question {question.id} has no options"
        yield (), Problem("QUEST_NO_OPTIONS", what, "options: a list of code and label")
    yield from _range(question)
    yield from _rules(question)


def _range(question: Question) -> Iterator[Finding]:
    if question.min is not None and question.max is not None and question.min >= question.max:
        what = f"min is {question.min} and max is {question.max}"
        yield ("min",), Problem("QUEST_RANGE", what, "min below max")
    if question.type not in {"scale", "grid"}:
        return
    if not question.options and (question.min is None or question.max is None):
        what = f"scale {question.id} has no points"
        yield (), Problem("QUEST_NO_OPTIONS", what, "options, or min and max")


def _rules(question: Question) -> Iterator[Finding]:
    if question.show_if:
        try:
            read_condition(question.show_if)
        except InputRefused as refused:
            yield ("show_if",), refused.problems[0]
    listed = [(("action", at, "when"), action.when) for at, action in enumerate(question.action)]
    listed += [(("skip", at, "when"), skip.when) for at, skip in enumerate(question.skip)]
    for place, when in listed:
        for entry in when or ():
            try:
                read_when(entry)
            except InputRefused as refused:
                yield place, refused.problems[0]
