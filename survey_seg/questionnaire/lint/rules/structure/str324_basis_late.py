"""The most important questions when people are tired.

What it does
    Finds a questionnaire whose first basis question comes after 70 % of the expected time.

Why it is bad
    Attention wears off with every page. The questions that make the segments deserve the best of it, not the rest.

Example
    study: {lint: {limits: {STR324: {share: 0.05}}}}

Use instead
    study: {lint: {limits: {STR324: {share: 0.7}}}}

When it stays silent
    When the basis starts earlier (the example sets a lower limit to stay short), and when there is no basis.

Source
    Galesic and Bosnjak 2009: answers to later questions are shorter, faster and more alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.minutes import minutes_each
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding, at the first basis question, when it comes too late."""
    first = next((path for path, _ in basis_questions(questionnaire)), None)
    each = minutes_each(questionnaire)
    whole = sum(each)
    if first is None or not whole:
        return
    share = sum(each[: int(first[1])]) / whole
    if share > RULE.limit(questionnaire, "share"):
        yield RULE.at(
            questionnaire,
            first,
            message=f"the basis starts after {100 * share:.0f}% of the time",
            reason="people who are tired answer alike, and the segments are built on it",
            suggestion="Move the basis forward, behind the screener and a question to warm up",
        )


RULE = Rule("STR324", "basis-late", "warning", __doc__, check, limits={"share": 0.7})
