"""A screener that gives its answer away.

What it does
    Finds screeners that are answered with yes or no.

Why it is bad
    People in panels know that the right answer gets them in, and the right answer is yes. They report a car, a dog or a
    contract they do not have.

Example
    questions:
      - id: member
        text: Are you a member of a gym?
        type: single
        role: [screener]
        options: [{code: 1, label: "Yes"}, {code: 2, label: "No"}]

Use instead
    questions:
      - id: member
        text: Which of these are you a member of?
        type: multi
        role: [screener]
        options: [{code: 1, label: A sports club}, {code: 2, label: A gym}, {code: 9, label: None, exclusive: true}]

When it stays silent
    For consent, for answers other than yes and no, and in other languages than English and German.

Source
    ESOMAR, questions to help buyers of online samples; market research practice: hide the target in a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import words_of
from survey_seg.questionnaire.model import Question, Questionnaire

YES_NO = MappingProxyType({"en": {"yes", "no"}, "de": {"ja", "nein"}})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every screener whose answers are yes and no."""
    words = YES_NO.get(questionnaire.study.language)
    if words is None:
        return
    for path, question in numbered(questionnaire):
        if "screener" in question.role and "consent" not in question.role and _first_words(question) == words:
            yield RULE.at(
                questionnaire,
                path,
                message=f"the screener {quoted(question.text)} tells who is wanted",
                reason="people say yes to get in",
                suggestion="Hide what you look for in a list of things that other people do or have",
            )


def _first_words(question: Question) -> set[str]:
    labels = [words_of(option.label.casefold()) for option in question.options if not option.missing]
    return {words[0] for words in labels if words}


RULE = Rule("STR331", "screener-leading", "warning", __doc__, check, confidence="medium")
