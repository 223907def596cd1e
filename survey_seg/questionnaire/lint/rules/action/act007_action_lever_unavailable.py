"""An action that the firm cannot take.

What it does
    Compares the verb of every action with `study.levers`, the things this firm can really change.

Why it is bad
    When prices are fixed by head office, a question whose answer would change the price asks for what cannot be given.
    The segments then differ in something the firm has to ignore.

Example
    study:
      levers: [target, message, bundle, channel, service, retain]
    questions:
      - id: price
        action: [{verb: price, owner: sales, decision: D2, when: [4, 5], text: Lower the entry price by a tenth}]

Use instead
    study:
      levers: [target, message, bundle, channel, service, retain]
    questions:
      - id: price
        action: [{verb: bundle, owner: sales, decision: D2, when: [4, 5], text: Offer the annual bundle in the app}]

When it stays silent
    When the study lists no levers; for verbs that need none (research, size and the technical ones); for verbs outside
    the taxonomy (ACT003); and for other spellings of a lever, such as offer for bundle.

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 1: is the organisation ready to act?).
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.verbs import NO_LEVER, canonical, is_known
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every action with a lever that the study does not list."""
    levers = questionnaire.study.levers
    available = {canonical(lever) for lever in levers}
    for path, question in substantive(questionnaire):
        for index, action in enumerate(question.action):
            verb = canonical(action.verb)
            if levers and is_known(verb) and verb not in available | NO_LEVER:
                yield RULE.at(
                    questionnaire,
                    (*path, "action", index, "verb"),
                    message=f"{quoted(action.verb)} is not among the levers of the study",
                    reason="the answer asks for something the firm says it cannot change",
                    suggestion=f"Act through one of {listed(levers)}, or add the lever if the firm has it",
                )


RULE = Rule("ACT007", "action-lever-unavailable", "error", __doc__, check)
