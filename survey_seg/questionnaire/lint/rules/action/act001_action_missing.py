"""A question that nobody can act on.

What it does
    Finds questions that have no `action`: nobody has written down what would be done differently after which answer.

Why it is bad
    Every question costs the respondents' time and the client's money, and a long questionnaire is answered worse. An
    answer that changes nothing in price, message, channel, service or product pays for none of it.

Example
    questions:
      - id: pets
        text: How many pets do you have?
        type: number
        role: [descriptor]
        data_type: demographic
        reach: [{via: none}]

Use instead
    questions:
      - id: pets
        text: How many pets do you have?
        type: number
        role: [descriptor]
        data_type: demographic
        action: [{verb: message, owner: cmo, decision: D1, when: [">= 1"], text: Show the pet-friendly class schedule}]
        reach: [{via: none}]

When it stays silent
    For questions that serve the study itself (screener, quota, weight, link, consent, attention, duration) and for
    texts that ask nothing. A basis question always owes an action, whatever else it is used for. Whether the action is
    a good one is left to the other rules of this family.

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 3): before fielding, ask of each
    specific question what can be done with its answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question without an action that owes one."""
    for path, question in substantive(questionnaire):
        if not question.action:
            yield RULE.at(
                questionnaire,
                path,
                message="no action is attached to any answer",
                reason="an answer nobody acts on costs minutes and changes nothing",
                suggestion="Add an action (verb, owner, when, text), or drop the question",
            )


RULE = Rule("ACT001", "action-missing", "error", __doc__, check)
