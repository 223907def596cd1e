"""Some people are kept far longer than the others.

What it does
    Compares the minutes that 95 in 100 people stay below with one and a half times the advised length: 18 minutes among
    consumers, 15 among businesses.

Why it is bad
    The longest way belongs to those who use most, own most and know most brands: the customers the study is about. They
    leave, and the mean looks fine.

Example
    study: {lint: {limits: {LEN002: {minutes: 2}}}}
    questions:
      - {id: why, text: Why so often?, type: text, role: [quota], show_if: "visits == 4"}
      - {id: how, text: How do you find the time?, type: text, role: [quota], show_if: "visits == 4"}
      - {id: who, text: Who trains with you?, type: text, role: [quota], show_if: "visits == 4"}
      - {id: tip, text: What do you tell beginners?, type: text, role: [quota], show_if: "visits == 4"}

Use instead
    study: {lint: {limits: {LEN002: {minutes: 2}}}}
    questions:
      - {id: why, text: Why so often?, type: text, role: [quota], show_if: "visits == 4"}

When it stays silent
    When everybody takes about as long: whether that is too long is told by LEN001. The example sets a lower limit to
    stay short.

Source
    SurveyMan (Tosch and Berger 2014) reports the shortest, mean and longest path of a survey. Where the minutes come
    from: survey_seg/questionnaire/minutes.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.minutes import estimate, question_minutes
from survey_seg.questionnaire.model import Questionnaire

APART = 1.1
"""A longest way that takes less than so many times the mean is no way of its own."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the longest ways are too long and much longer than the mean."""
    most = RULE.limit(questionnaire, "minutes")
    if _longest(questionnaire) <= most:
        return
    minutes = estimate(questionnaire)
    if minutes.long <= most or minutes.long <= APART * minutes.expected:
        return
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"one in twenty takes more than {minutes.long:.1f} minutes, {minutes.expected:.1f} are the mean",
        reason="the longest way belongs to the customers who use and know most",
        suggestion=f"Ask them a part by chance, so that nobody takes more than {most:g} minutes",
    )


def _longest(questionnaire: Questionnaire) -> float:
    """At least the minutes of the longest way: everything asked of everybody, every loop to its end."""
    answers = {question.id: len(question.options) or 1 for question in questionnaire.questions}
    whole = 0.0
    for question in questionnaire.questions:
        loop = question.loop
        rounds = (loop.most or answers.get(loop.over, 1)) if loop else 1
        whole += question_minutes(question) * rounds
    return whole * questionnaire.study.minutes_factor


RULE = Rule("LEN002", "longest-path", "warning", __doc__, check, limits={"minutes": 18})
