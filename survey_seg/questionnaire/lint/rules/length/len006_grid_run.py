"""One grid after another.

What it does
    Finds three or more grids in a row with more than 12 lines together, and a questionnaire that spends more than 40 %
    of its time in grids when they have more than 20 lines.

Why it is bad
    The third grid in a row is ticked in straight lines. The analysis then finds a segment without opinions, and a
    factor for every page.

Example
    study: {lint: {limits: {LEN006: {lines: 8}}}}
    questions:
      - id: trust
        text: How much do you agree with each of these?
        type: grid
        min: 1
        max: 5
        role: [quota]
        rows: [{id: t1, text: Trainers know me}, {id: t2, text: Staff is on time}, {id: t3, text: Bills are right}]
    drop: [spend, media]

Use instead
    study: {lint: {limits: {LEN006: {lines: 8}}}}

When it stays silent
    Up to two grids in a row, for short ones, and for grids that only some are asked. A shown text or another question
    between two grids ends the run. The example sets the limit of lines to 8 to stay short.

Source
    Schonlau and Toepoel 2015, Straightlining in web survey panels over time; Krosnick 1991 on satisficing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.minutes import minutes_each
from survey_seg.questionnaire.model import Path, Question, Questionnaire

SUGGESTION = "Put another kind of question between them, or ask fewer lines of each person"


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every long run of grids, or one finding for too much time in grids."""
    runs = False
    for path, run in _runs(questionnaire):
        lines = sum(len(question.rows) for question in run)
        if len(run) >= RULE.limit(questionnaire, "run") and lines > RULE.limit(questionnaire, "lines"):
            runs = True
            yield RULE.at(
                questionnaire,
                path,
                message=f"{len(run)} grids follow each other, {lines} lines from {run[0].id} to {run[-1].id}",
                reason="the last grids of a row are ticked in straight lines",
                suggestion=SUGGESTION,
            )
    if not runs:
        yield from _in_all(questionnaire)


def _runs(questionnaire: Questionnaire) -> Iterator[tuple[Path, list[Question]]]:
    asked = ((path, question) for path, question in numbered(questionnaire) if not question.show_if)
    for is_grid, group in groupby(asked, key=lambda one: one[1].type == "grid"):
        run = list(group)
        if is_grid:
            yield run[0][0], [question for _, question in run]


def _in_all(questionnaire: Questionnaire) -> Iterator[Finding]:
    each = minutes_each(questionnaire)
    grids = [at for at, question in enumerate(questionnaire.questions) if question.type == "grid"]
    lines = sum(len(questionnaire.questions[at].rows) for at in grids if not questionnaire.questions[at].show_if)
    whole = sum(each)
    share = sum(each[at] for at in grids) / whole if whole else 0.0
    if share > RULE.limit(questionnaire, "share") and lines > RULE.limit(questionnaire, "all_lines"):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message=f"{100 * share:.0f}% of the answering time is spent in grids, {lines} lines",
            reason="people tick in straight lines when there is nothing else to do",
            suggestion=SUGGESTION,
        )


RULE = Rule(
    "LEN006",
    "grid-run",
    "warning",
    __doc__,
    check,
    limits={"run": 3, "lines": 12, "share": 0.4, "all_lines": 20},
    confidence="medium",
)
