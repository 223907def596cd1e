"""The firm wants to act at the right moment, and nobody asks when.

What it does
    Finds a study whose levers or actions include time (the occasion, the trigger) and that has no question of data type
    occasion.

Why it is bad
    The same person buys one thing on a workday morning and another for a birthday. When the offer is to be timed, the
    moments have to be in the data.

Example
    study:
      levers: [target, message, price, bundle, channel, service, retain, time]

Use instead
    study:
      levers: [target, message, price, bundle, channel, service, retain]

When it stays silent
    When nothing is to be timed, and as soon as one question is about occasions.

Source
    Dialog Insight, seven segmentation mistakes, no. 5.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that times offers and asks for no moments."""
    asked = any(question.data_type == "occasion" for _, question in numbered(questionnaire))
    verbs = [*questionnaire.study.levers]
    verbs += [action.verb for _, question in numbered(questionnaire) for action in question.action]
    if "time" in map(canonical, verbs) and not asked:
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="offers are to be timed, and no question is about occasions",
            reason="the right moment of a segment would be a guess",
            suggestion="Ask when it was last bought or used, and for what, with `data_type: occasion`",
        )


RULE = Rule("MIX011", "no-occasion", "info", __doc__, check)
