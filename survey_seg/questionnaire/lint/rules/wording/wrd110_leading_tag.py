"""A question that expects a yes.

What it does
    Finds questions that begin with a negation ("Don't you ...?", "Isn't it ...?"), end with a tag (", isn't it?", ",
    right?") or ask "Wouldn't you agree ...?".

Why it is bad
    The expected answer stands in the question, and people who do not care give it. The share of agreement is higher
    than with a neutral question.

Example
    questions:
      - id: visits
        text: "Don't you think that training at home saves time?"

Use instead
    questions:
      - id: visits
        text: "Does training at home save or cost you time?"

When it stays silent
    For statements and requests ("Do not mind being the centre of attention"), where a negation asks for nothing.

Source
    Krosnick and Presser 2010, Question and questionnaire design; the words are this project's own, their false alarms
    are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import cued
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en.TAG, "de": de.TAG}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question that expects its answer."""
    for item, match in cued(questionnaire, CUES, frozenset({"question"})):
        if item.is_row and "?" not in item.plain:
            continue
        yield RULE.at(
            questionnaire,
            item.path,
            message=f"{quoted(match[0])} leads to a yes",
            reason="the expected answer stands in the question",
            suggestion="Ask with both sides named, or without the tag",
        )


RULE = Rule("WRD110", "leading-tag", "warning", __doc__, check, false_alarms=0.0)
