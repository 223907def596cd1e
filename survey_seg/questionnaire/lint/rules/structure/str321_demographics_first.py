"""Facts about people before anything of interest to them.

What it does
    Counts the questions on facts (demographic, geographic, firmographic) before the first question of substance,
    leaving out screeners and quotas: more than three are too many.

Why it is bad
    The first questions tell people what the survey is about. A form at the door tells them it is about them, not about
    the subject they came for.

Example
    questions:
      - {id: visits, data_type: demographic, text: What is your highest degree?}
      - {id: needs, data_type: demographic}
      - {id: price, data_type: demographic}
      - {id: spend, data_type: demographic}

Use instead
    questions:
      - {id: media, data_type: demographic}

When it stays silent
    For facts that screen or fill quotas, and up to three others; and when nothing but facts is asked.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys: begin with what everybody finds
    interesting.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Question, Questionnaire

FACTS = {"demographic", "geo", "firmographic"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when too many facts come first."""
    facts: list[Question] = []
    start = None
    for path, question in substantive(questionnaire):
        if question.data_type not in FACTS:
            break
        start = start or path
        facts.append(question)
    else:
        return
    if start and len(facts) > RULE.limit(questionnaire, "facts"):
        yield RULE.at(
            questionnaire,
            start,
            message=f"{len(facts)} questions on facts come first: {listed((fact.id for fact in facts), most=2)}",
            reason="people came for the subject, and meet a form",
            suggestion="Keep what screens or fills quotas, and ask the others at the end",
        )


RULE = Rule("STR321", "demographics-first", "warning", __doc__, check, limits={"facts": 3}, confidence="medium")
