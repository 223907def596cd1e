"""Anybody may take part.

What it does
    Looks for one screener or quota: a question of that role, or a quota of the study.

Why it is bad
    Without either the sample is whoever clicked. Shares of segments then say something about the panel, not about the
    market.

Example
    questions:
      - {id: age, role: [descriptor]}

Use instead
    questions:
      - {id: age, role: [quota, descriptor]}

When it stays silent
    As soon as one question screens or fills a quota, and for an imported questionnaire that nobody has tagged yet
    (LNT005).

Source
    ESOMAR/GRBN guideline for online sample quality; market research practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire

LET_IN = frozenset({"screener", "quota"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that lets everybody in."""
    if questionnaire.study.quotas or not questionnaire.questions:
        return
    if any(not LET_IN.isdisjoint(question.role) for question in questionnaire.questions):
        return
    people = questionnaire.study.sample.population
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"no question makes sure that people belong to {quoted(people)}"
        if people
        else "no question screens people or fills a quota",
        reason="the sample is whoever clicked, and the segments are those of the panel",
        suggestion="Give one question the role screener or quota, or list `quotas` in the study",
    )


RULE = Rule("STR330", "no-screener", "warning", __doc__, check)
