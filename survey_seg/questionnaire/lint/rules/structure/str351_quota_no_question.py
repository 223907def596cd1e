"""A quota that nobody can count.

What it does
    Compares the quotas of the study with the questions: the question they name has to exist, and so do the answers.

Why it is bad
    A quota on an answer that nobody can give never fills, or is never checked. That is noticed when the field is over.

Example
    study:
      quotas: [{question: visits, codes: [5], share: 0.3}]

Use instead
    study:
      quotas: [{question: visits, codes: [4], share: 0.3}]

When it stays silent
    For numbers within the bounds of the question, for open answers, and for lines of grids and ticked answers that are
    named like their columns.

Source
    ONS eq-questionnaire-validator, references to answers that do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.brief import Quota
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed, nearest
from survey_seg.questionnaire.model import Path, Question, Questionnaire
from survey_seg.questionnaire.routing.names import Named, named

REASON = "the quota never fills, or is never checked, and that is noticed after the field"
TICK = frozenset({0, 1})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every quota on a question or an answer that does not exist."""
    known = named(questionnaire.questions) if questionnaire.study.quotas else {}
    for index, quota in enumerate(questionnaire.study.quotas):
        path: Path = ("study", "quotas", index)
        what = known.get(quota.question)
        if quota.question not in known:
            close = nearest(quota.question, known)
            yield RULE.at(
                questionnaire,
                (*path, "question"),
                message=f"the quota names {quoted(quota.question)}, which no question is called",
                reason=REASON,
                suggestion=f"Did you mean {close}?" if close else "Name a question of this file",
            )
        elif what is not None:
            yield from _codes(questionnaire, path, quota, what)


def _codes(questionnaire: Questionnaire, path: Path, quota: Quota, what: Named) -> Iterator[Finding]:
    question = questionnaire.questions[what.question]
    wrong = [code for code in quota.codes if not _can_be(code, question, what)]
    if wrong:
        yield RULE.at(
            questionnaire,
            (*path, "codes"),
            message=f"the quota counts {listed(map(str, wrong))}, which is no answer to {quota.question}",
            reason=REASON,
            suggestion=f"The answers are {listed(_answers(question, what))}",
        )


def _can_be(code: int, question: Question, what: Named) -> bool:
    if what.tick is not None:
        return code in TICK
    if question.options:
        return any(option.code == code for option in question.options)
    low = question.min if question.min is not None else code
    high = question.max if question.max is not None else code
    return low <= code <= high


def _answers(question: Question, what: Named) -> list[str]:
    if what.tick is not None:
        return ["0", "1"]
    return [str(option.code) for option in question.options] or [f"{question.min} to {question.max}"]


RULE = Rule("STR351", "quota-no-question", "error", __doc__, check)
