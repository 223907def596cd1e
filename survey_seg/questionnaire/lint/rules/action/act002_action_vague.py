"""An action that says what one would know, not what one would do.

What it does
    Finds actions whose text starts with a word of knowing (understand, learn, explore, monitor, profile ...), is empty,
    or is too short to name a change; and further research without the decision that waits for it.

Why it is bad
    "Understand our families better" is done the moment the deck is shown. It cannot fail, nobody can be asked next
    quarter whether it was carried out, and so it justifies any question.

Example
    questions:
      - id: media
        action: [{verb: channel, owner: cmo, decision: D1, when: [1], text: Understand media habits}]

Use instead
    questions:
      - id: media
        action: [{verb: channel, owner: cmo, decision: D1, when: [1], text: Move a tenth of the TV budget to podcasts}]

When it stays silent
    When the vague word is followed by a change ("learn who plans ahead and send them the January offer"), when it is
    done to a thing ("describe the running costs on the product page"), when three words name the thing that changes
    ("raise entry price"), and for technical verbs. Texts are judged in English only; in other languages the verb alone
    is.

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 3; The Marketing Juice: a segmentation
    has to change what you do). The list of words is this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.words.verbs import ARTEFACT, canonical, vagueness
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every vague action."""
    for path, question in substantive(questionnaire):
        for index, action in enumerate(question.action):
            why = vagueness(action, questionnaire.study.language)
            if why:
                thing = ARTEFACT.get(canonical(action.verb), "the offer, price, message, channel or list")
                yield RULE.at(
                    questionnaire,
                    (*path, "action", index),
                    message=f"the action {why}",
                    reason="nobody can later tell whether it was carried out",
                    suggestion=f"Write what happens to {thing}",
                )


RULE = Rule("ACT002", "action-vague", "warning", __doc__, check)
