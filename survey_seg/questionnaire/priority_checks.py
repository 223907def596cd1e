"""What the schema cannot say of the rules for priorities: weights sum to 100, and what is asked for is asked."""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import Problem, quoted
from survey_seg.questionnaire.brief import PriorityRules
from survey_seg.questionnaire.model import Path, QuestionnaireFile

CODE = "QUEST_PRIORITIES"

MEASURED = ("size", "value", "unmet need", "reach", "stability")
"""Criteria that need no question of their own."""

TOLERANCE = 1e-6


def check_priorities(whole: QuestionnaireFile) -> Iterator[tuple[Path, Problem]]:
    """Everything in `study.priorities` that no ranking could be made by, with its place in the file."""
    rules, start = whole.study.priorities, ("study", "priorities")
    for path, what, expected in (*_criteria(rules), *_unknown(whole, rules)):
        yield (*start, *path), Problem(CODE, what, expected)


def _criteria(rules: PriorityRules) -> Iterator[tuple[Path, str, str]]:
    criteria = rules.criteria
    total = sum(criterion.weight for criterion in criteria)
    if criteria and abs(total - 100) > TOLERANCE:
        yield ("criteria",), f"the weights of the criteria sum to {total:g}", "weights that sum to 100"
    if len({criterion.name for criterion in criteria}) < len(criteria):
        yield ("criteria",), "two criteria have the same name", "a name of its own for each"
    for at, criterion in enumerate(criteria):
        if criterion.question is None and criterion.name not in MEASURED:
            expected = f"question: the id of one, or a name every study can measure ({', '.join(MEASURED)})"
            yield ("criteria", at), f"the criterion {quoted(criterion.name)} names no question", expected
        if criterion.name == "unmet need" and criterion.question is None and not rules.needs:
            yield (
                ("criteria", at),
                "unmet need is a criterion, but there are no needs",
                "needs: importance and satisfaction",
            )
        if criterion.best is not None and criterion.best == criterion.worst:
            what = f"best and worst of {quoted(criterion.name)} are the same"
            yield ("criteria", at, "best"), what, "two different means"


def _unknown(whole: QuestionnaireFile, rules: PriorityRules) -> Iterator[tuple[Path, str, str]]:
    known = {question.id for question in whole.questions}
    known |= {row.id for question in whole.questions for row in question.rows}
    for path, asked in _asked_by(rules):
        if asked not in known:
            yield (
                path,
                f"no question and no row of a grid has the id {quoted(asked)}",
                "the id of a question of this file",
            )


def _asked_by(rules: PriorityRules) -> Iterator[tuple[Path, str]]:
    """The questions that priorities are measured by, with their places below `priorities`."""
    for at, criterion in enumerate(rules.criteria):
        if criterion.question is not None:
            yield ("criteria", at, "question"), criterion.question
    for at, need in enumerate(rules.needs):
        yield ("needs", at, "importance"), need.importance
        yield ("needs", at, "satisfaction"), need.satisfaction
    if rules.unserved is not None:
        yield ("unserved", "question"), rules.unserved.question
