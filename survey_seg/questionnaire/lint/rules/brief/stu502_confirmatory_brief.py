"""A study that has its answer already.

What it does
    Finds a brief whose hypotheses all set out to confirm, prove or justify something, or whose decisions are all made.

Why it is bad
    A study that is meant to support a strategy finds segments that support it: variables and solutions are chosen until
    they do. When no decision is open, the best it can do is change nothing.

Example
    study:
      hypotheses: [{id: H1, text: Confirm that busy parents are our core segment}]

Use instead
    study:
      hypotheses: [{id: H1, text: Busy parents train at home to save time and pay more for it than students}]

When it stays silent
    When one hypothesis could turn out wrong or one decision is open, and when the study states none. Hypotheses are
    judged in English only.

Source
    The Marketing Juice: segmentations designed to confirm existing strategy.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.verbs import confirms
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Up to two findings: on the hypotheses and on the decisions."""
    study = questionnaire.study
    if study.language == "en" and study.hypotheses and all(confirms(guess.text) for guess in study.hypotheses):
        yield RULE.at(
            questionnaire,
            ("study", "hypotheses"),
            message="every hypothesis sets out to confirm something",
            reason="a study that is meant to support a strategy finds segments that support it",
            suggestion="Write what would be seen if the belief were wrong, or add a rival hypothesis",
        )
    if study.decisions and all(decision.status == "made" for decision in study.decisions):
        yield RULE.at(
            questionnaire,
            ("study", "decisions"),
            message="every decision is made already",
            reason="the result can change nothing",
            suggestion="Add the decision that is still open, or save the study",
        )


RULE = Rule("STU502", "confirmatory-brief", "warning", __doc__, check)
