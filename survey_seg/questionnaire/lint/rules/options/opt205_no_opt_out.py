"""A sensitive question that nobody can decline to answer.

What it does
    Finds closed questions on income, health, religion, ethnic origin, political opinion, sexual orientation, union
    membership or financial hardship without an answer such as "prefer not to say".

Why it is bad
    People who will not tell leave the study, or tell something else. Neither is seen in the data, and both are more
    frequent among some segments than among others.

Example
    questions:
      - id: income
        text: What is the monthly net income of your household?
        type: scale
        options:
          - {code: 1, label: "Below 1,500 euros"}
          - {code: 2, label: "1,500 to 2,999 euros"}
          - {code: 3, label: "3,000 euros or more"}

Use instead
    questions:
      - id: income
        text: What is the monthly net income of your household?
        type: scale
        options:
          - {code: 1, label: "Below 1,500 euros"}
          - {code: 2, label: "1,500 to 2,999 euros"}
          - {code: 3, label: "3,000 euros or more"}
          - {code: 99, label: Prefer not to say, missing: true}

When it stays silent
    For open questions, for questions said not to be required, where the words of the topic are not about the person who
    answers or stand only in the answers to a question about others, and in languages other than English and German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys; Tourangeau, Rips and Rasinski
    2000, The Psychology of Survey Response, on sensitive questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.answers import CHOSEN, refuses
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.sensitive import NAMED, sensitive_topic
from survey_seg.questionnaire.model import Question, Questionnaire

ABOUT_SELF = Late(
    r"\byourself\b|\bare you\b|\bdo you (?:belong|identify|consider)\b|\bdescribes? you\b|\bsind sie\b|"
    r"\bsie sich\b|\bgehören sie\b"
)
"""Questions whose answers tell what the person is; elsewhere the answers may speak of others."""

SPEAKS_TO = Late(
    r"\byou(?:rs?|rself)?\b|\bi\b|\bmy\b|\bsie\b|\bihre?[nmrs]?\b|\bihnen\b|\bdu\b|\bdeine?[nmrs]?\b|\bich\b"
)
"""A longer question that speaks to nobody is about somebody else."""

SHORT = 8
"""Words of a question that may be a heading (Household income)."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every closed question on a sensitive topic without a way to decline."""
    language = questionnaire.study.language
    for path, question in numbered(questionnaire):
        if question.type not in CHOSEN or len(question.options) < 2 or question.required is False:
            continue
        topic = _topic(question, language)
        if topic and not any(refuses(option.label, language) for option in question.options):
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"asks about {NAMED[topic]}, and no answer lets people keep it to themselves",
                reason="they leave the study or make something up",
                suggestion="Add prefer not to say with `missing: true`",
            )


def _topic(question: Question, language: str) -> str | None:
    """The topic of the question itself, or of its answers where it asks what people are."""
    text = question.text.casefold()
    if len(text.split()) > SHORT and not SPEAKS_TO.search(text):
        return None
    asked = replace(question, options=())
    return sensitive_topic(question if ABOUT_SELF.search(text) else asked, language)


RULE = Rule("OPT205", "no-opt-out", "warning", __doc__, check)
