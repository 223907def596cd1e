"""Answers that no branch was made for.

What it does
    Looks at a question whose skips name a way for each answer, the next question included, and leave an answer out; and
    at numbers that are divided by limits (`when: ["< 18"]` and `when: ["> 18"]`, or `show_if` of questions in a row)
    with the limit itself in neither part.

Why it is bad
    Those people fall into the branch that happens to come next and answer questions made for others, or into none.

Example
    questions:
      - {id: age, skip: [{when: ["< 30"], to: visits}, {when: ["> 30"], to: needs}]}

Use instead
    questions:
      - {id: age, skip: [{when: ["< 30"], to: visits}, {when: [">= 30"], to: needs}]}

When it stays silent
    Whenever going on with the next question can be meant: the skips do not lead to it. For answers such as don't know,
    for questions with several answers, and for conditions on closed questions: not every answer needs a follow-up.

Source
    ONS questionnaire validator: routing rules without a default rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, Value, names
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.routing.domains import Domain
from survey_seg.questionnaire.routing.names import Named
from survey_seg.questionnaire.routing.statements import Statements, entries


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question whose branches leave answers out."""
    statements = Statements(questionnaire.questions, ())
    for path, question in numbered(questionnaire):
        left = _left_by_skips(statements, int(path[1]), question)
        if left:
            yield _finding(questionnaire, (*path, "skip"), left, "skip")
    whole = len(questionnaire.questions)
    for _, run in groupby(range(whole), key=lambda index: _about(statements, index)):
        members = list(run)
        left = _left_by_conditions(statements, members)
        if left:
            yield _finding(questionnaire, ("questions", members[0], "show_if"), left, "condition")


def _finding(questionnaire: Questionnaire, path: tuple[str | int, ...], left: Sequence[Value], what: str) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message=f"no {what} names a way for the answer {listed(map(str, left))}",
        reason="these people get questions made for others, or none",
        suggestion="Add the answer to one of the branches, or a skip without when for everybody else",
    )


def _left_by_skips(statements: Statements, index: int, question: Question) -> list[Value]:
    whens = [skip.when for skip in question.skip]
    answers = statements.domain(Named(index))
    if len(whens) < 2 or None in whens or answers is None or answers.words:
        return []
    parts = [Comparison(question.id, sign, (value,)) for when in whens for sign, value in entries(when or ())]
    covered = 0
    for part in parts:
        covered |= _cells(part, answers)
    if not answers.closed:
        return _limits_left(statements, Named(index), covered)
    after = statements.questions[index + 1].id if index + 1 < len(statements.questions) else ""
    missing = {option.code for option in question.options if option.missing}
    left = [cell for at, cell in enumerate(answers.cells) if cell is not None and not covered >> at & 1]
    return [cell for cell in left if cell not in missing] if after in {skip.to for skip in question.skip} else []


def _about(statements: Statements, index: int) -> str:
    """The only question a condition asks about, if there is only one."""
    condition = statements.conditions[index]
    asked = names(condition) if condition else ()
    return asked[0] if len(asked) == 1 else ""


def _left_by_conditions(statements: Statements, members: Sequence[int]) -> list[Value]:
    where = statements.names.get(_about(statements, members[0]))
    answers = statements.domain(where) if where and where.question < members[0] else None
    conditions = {condition for index in members if (condition := statements.conditions[index])}
    if where is None or answers is None or answers.closed or answers.words or len(conditions) < 2:
        return []
    covered = 0
    for condition in conditions:
        covered |= _cells(condition, answers)
    return _limits_left(statements, where, covered)


def _limits_left(statements: Statements, where: Named, covered: int) -> list[Value]:
    """Limits of a number that are in no part, where nothing but limits is left between the parts."""
    answers = statements.domain(where)
    if answers is None:
        return []
    line = sorted((cell, at) for at, cell in enumerate(answers.cells) if isinstance(cell, int | float))
    used = [cell for cell, at in line if covered >> at & 1]
    left = [
        cell
        for cell, at in line
        if used and used[0] < cell < used[-1] and not covered >> at & 1 and (answers.guessed or answers.weights[at])
    ]
    return [_plain(cell) for cell in left] if set(left) <= set(statements.constants[where]) else []


def _plain(number: float) -> Value:
    return int(number) if number == int(number) else number


def _cells(condition: Condition, answers: Domain) -> int:
    """The cells, as bits, that a condition on one question holds for; none where that cannot be told."""
    if isinstance(condition, Comparison):
        return answers.where(condition.operator, condition.values) or 0
    cells = [_cells(part, answers) for part in condition.parts]
    return _joined(condition, cells, (1 << len(answers.cells)) - 1)


def _joined(condition: Combined, cells: Sequence[int], every: int) -> int:
    if condition.how == "not":
        return every & ~cells[0]
    found = every if condition.how == "and" else 0
    for part in cells:
        found = found & part if condition.how == "and" else found | part
    return found


RULE = Rule("STR309", "no-default-route", "warning", __doc__, check)
