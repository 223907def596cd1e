"""A lever of the firm that no answer moves.

What it does
    Finds levers in `study.levers` that no action of a question uses.

Why it is bad
    The firm says that it can change its prices by segment, and the study asks nothing that would tell how. Either the
    question is missing, or the lever is not really there.

Example
    study:
      levers: [target, message, price, bundle, channel, service, retain, onboard]

Use instead
    study:
      levers: [target, message, price, bundle, channel, service, retain]

When it stays silent
    For research, size and the technical verbs, which are no levers; for words outside the taxonomy; and when no
    question has an action yet: ACT001 names those.

Source
    The Marketing Juice on segmentation: a segmentation has to change what you do.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.verbs import ARTEFACT, NO_LEVER, canonical
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every lever that no action uses."""
    used = {canonical(action.verb) for _, question in numbered(questionnaire) for action in question.action}
    for index, lever in enumerate(questionnaire.study.levers):
        verb = canonical(lever)
        if used and verb in ARTEFACT and verb not in used | NO_LEVER:
            yield RULE.at(
                questionnaire,
                ("study", "levers", index),
                message=f"no answer moves the lever {quoted(lever)}",
                reason="the study will be silent on something the firm can change",
                suggestion=f"Add an action with the verb {verb} to the question that tells, or drop the lever",
            )


RULE = Rule("ACT008", "lever-without-question", "warning", __doc__, check)
