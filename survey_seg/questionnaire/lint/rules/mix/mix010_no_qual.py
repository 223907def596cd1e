"""Nobody has listened to customers in their own words.

What it does
    Finds a study without an open question, without an answer to write on ("Other, please specify") and without a source
    in `study.qualitative`.

Why it is bad
    Closed answers are the words of the people who wrote them. What customers call the problem, and what nobody had
    thought of, comes from interviews, reviews or one open question.

Example
    study:
      qualitative: []

Use instead
    study:
      qualitative: [Twelve interviews with members in March]

When it stays silent
    As soon as one open question is asked (keys such as a customer number are none) or one source is listed.

Source
    Dialog Insight, seven segmentation mistakes, no. 6; The Marketing Juice.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import is_technical
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without anybody's own words."""
    if questionnaire.study.qualitative or any(_is_open(question) for question in questionnaire.questions):
        return
    yield RULE.at(
        questionnaire,
        ("study",),
        message="no open question, and no interviews or other sources of customers' own words",
        reason="closed answers know only what their authors had thought of",
        suggestion="List interviews, reviews or calls in `study.qualitative`, or ask one open question",
    )


def _is_open(question: Question) -> bool:
    written = question.type == "text" and not is_technical(question)
    return written or any(option.open for option in question.options)


RULE = Rule("MIX010", "no-qual", "info", __doc__, check)
