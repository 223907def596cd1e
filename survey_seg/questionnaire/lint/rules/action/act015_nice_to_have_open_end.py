"""An open question whose answers nobody plans to read.

What it does
    Finds open questions whose actions say what would change but not how a thousand texts become an answer: nothing in
    them speaks of reading, coding, sorting, counting or quoting what was written.

Why it is bad
    An open end takes a respondent as long as three closed questions, and coding it costs more than asking it. Without
    a plan it ends as a word cloud.

Example
    questions:
      - id: wish
        text: What would you like us to change?
        type: text
        role: [descriptor]
        data_type: need
        action: [{verb: service, owner: sales, decision: D2, text: Improve the opening hours}]
        reach: [{via: none}]

Use instead
    questions:
      - id: wish
        text: What would you like us to change?
        type: text
        role: [descriptor]
        data_type: need
        action: [{verb: service, owner: sales, decision: D2, text: Code the wishes and open at noon where named first}]
        reach: [{via: none}]

When it stays silent
    For names, places and facts about a person or a company; for technical questions; when there is no action, only a
    vague one, or nobody who owns it (ACT001, ACT002, ACT004). Texts are judged in English and German.

Source
    IMS, five mistakes in segmentation research, no. 3. Points per open end: Versta Research on survey length.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.words.topics import KNOWN, speaks_of
from survey_seg.questionnaire.lint.words.verbs import vagueness
from survey_seg.questionnaire.model import Question, Questionnaire

FACTS = frozenset({"demographic", "firmographic", "geo"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every open question without a plan for what is written."""
    language = questionnaire.study.language
    for path, question in substantive(questionnaire):
        if question.type != "text" or question.data_type in FACTS or language not in KNOWN:
            continue
        if _has_concrete_action(question, language) and not _has_plan(question, language):
            yield RULE.at(
                questionnaire,
                path,
                message="nobody plans to read or code what is written here",
                reason="an open end costs as much time as three closed questions, and coding it costs more",
                suggestion="Say in the action who reads or codes the answers, or ask a closed question",
            )


def _has_concrete_action(question: Question, language: str) -> bool:
    """Whether what is missing is the plan alone, not an action, an owner or a change."""
    owned = any(action.owner or action.decision for action in question.action)
    return owned and not all(vagueness(action, language) for action in question.action)


def _has_plan(question: Question, language: str) -> bool:
    return any(speaks_of("coding", action.text, language) for action in question.action)


RULE = Rule("ACT015", "nice-to-have-open-end", "warning", __doc__, check, confidence="medium")
