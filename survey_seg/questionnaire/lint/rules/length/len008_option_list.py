"""A list of answers that nobody reads to its end.

What it does
    Counts the answers of single and multi questions: more than 12 are a warning, more than 25 an error.

Why it is bad
    On a screen people take the first answer that fits, and what stands further down is ticked less often for no other
    reason. The order of the list goes into the results.

Example
    study: {lint: {limits: {LEN008: {answers: 2}}}}
    questions:
      - {id: media, randomise: false}

Use instead
    study: {lint: {limits: {LEN008: {answers: 3}}}}
    questions:
      - {id: media, randomise: false}

When it stays silent
    Up to and including 12 answers (the example sets a lower limit to stay short), missing ones not counted; for scales
    and ordered classes, where people go straight to their place; and for facts such as the country or the industry,
    which people look up.

Source
    Krosnick and Alwin 1987, An evaluation of a cognitive theory of response-order effects: primacy in visual lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire

LOOKED_UP = {"demographic", "firmographic", "geo"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every list of answers that is longer than the limit."""
    advised, most = RULE.limit(questionnaire, "answers"), RULE.limit(questionnaire, "most")
    for path, question in numbered(questionnaire):
        answers = sum(not option.missing for option in question.options)
        if question.type in {"single", "multi"} and answers > advised and question.data_type not in LOOKED_UP:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"{answers} answers to choose from, at most {advised:g} are advised",
                reason="what stands further down is ticked less often for no other reason",
                suggestion="Group the answers, ask in two steps, or let people search the list",
                severity="error" if answers > most else None,
            )


RULE = Rule("LEN008", "option-list", "warning", __doc__, check, limits={"answers": 12, "most": 25})
