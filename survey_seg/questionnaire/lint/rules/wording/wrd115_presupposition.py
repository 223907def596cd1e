"""A question that takes for granted what nobody asked.

What it does
    Finds questions that presuppose a fact: "How much did you enjoy ...?", "When did you stop ...?", "Why do you prefer
    ...?", "Where do you go jogging?", "What do you like most about ...?".

Why it is bad
    Those to whom it does not apply either invent an answer or leave. Both end in the data as facts.

Example
    questions:
      - id: visits
        text: "Where do you go jogging?"
        type: "text"
        options: []

Use instead
    questions:
      - id: visits
        text: "Where, if anywhere, do you go jogging?"
        type: "text"
        options: []

When it stays silent
    For questions that only some are asked (`show_if`, a skip to them or a filter in words), for questions with "if
    any" in them, with an answer such as "not at all" or "none", and for what everybody does (live, work).

Source
    Maitland and Presser 2018 and the QUAID classes of Graesser and others 2006; the words are this project's own,
    their false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Question, Questionnaire

WAY_OUT = Late(
    r"\bif (?:any|anything|anywhere|at all|anyone|ever|applicable|so)\b|\b(?:not (?!at all\b)|none|never"
    r"|nothing|nowhere|don't|doesn't|didn't)|\b(?:wenn überhaupt|falls|gegebenenfalls)\b|(?<!gar "
    r")(?<!überhaupt )\bnicht\b(?! gut| gern)|\b(?:keine?[nmrs]?|nie|nirgends)\b"
)
CUES: Final[Mapping[str, Cue]] = {"en": en_facts.PRESUPPOSES, "de": de_facts.PRESUPPOSES}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question that takes for granted what was not asked before."""
    targets = {skip.to for question in questionnaire.questions for skip in question.skip}
    for item, match in cued(questionnaire, CUES, frozenset({"question"})):
        if (
            item.is_row
            or _is_filtered(item.question, targets)
            or WAY_OUT.search(f"{item.plain} {item.frame} {item.labels}")
        ):
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} takes something for granted",
            reason="people to whom it does not apply invent an answer or leave",
            suggestion="Ask a filter question first (show_if), or add 'if any'",
        )


def _is_filtered(question: Question, targets: set[str]) -> bool:
    return bool(question.show_if or question.routing_note or question.loop) or question.id in targets


RULE = Rule("WRD115", "presupposition", "warning", __doc__, check, confidence="medium", false_alarms=0.0)
