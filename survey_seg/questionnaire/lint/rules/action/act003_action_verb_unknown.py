"""An action whose verb is not one of the known levers.

What it does
    Compares the verb of every action with the taxonomy: target, exclude, prioritise, message, position, price, bundle
    (offer), product, channel (place), time, service, retain, upsell (cross-sell), acquire, sell, onboard, research,
    size (value), and the technical link, screen, quota, weight, quality, type.

Why it is bad
    The action table of the report groups segments by what can be done for them. A verb of its own, often a typing
    error, ends up in a group of its own and is compared with no lever of the study.

Example
    questions:
      - id: price
        action: [{verb: prize, owner: sales, decision: D2, when: [4, 5], text: Offer the annual bundle in the app}]

Use instead
    questions:
      - id: price
        action: [{verb: price, owner: sales, decision: D2, when: [4, 5], text: Offer the annual bundle in the app}]

When it stays silent
    For other spellings of a known verb (Cross-sell, prioritize, offer), and for words of knowing such as understand:
    those are ACT002.

Source
    The taxonomy is this project's own: each verb stands for one thing that changes in the firm.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed, nearest
from survey_seg.questionnaire.lint.words.verbs import ARTEFACT, TECHNICAL_VERBS, is_known, is_vague_verb
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every action with a verb outside the taxonomy."""
    for path, question in numbered(questionnaire):
        for index, action in enumerate(question.action):
            if is_known(action.verb) or is_vague_verb(action.verb):
                continue
            close = nearest(action.verb, (*ARTEFACT, *TECHNICAL_VERBS))
            every = f"Use one of {listed(ARTEFACT, most=len(ARTEFACT))}"
            yield RULE.at(
                questionnaire,
                (*path, "action", index, "verb"),
                message=f"the verb {quoted(action.verb)} is not a known action",
                reason="the report compares segments by known actions",
                suggestion=f"Did you mean {close}?" if close else every,
            )


RULE = Rule("ACT003", "action-verb-unknown", "warning", __doc__, check)
