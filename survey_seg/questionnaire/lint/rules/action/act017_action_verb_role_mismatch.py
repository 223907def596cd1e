"""An action that the answer cannot carry.

What it does
    Finds lists of people (target, exclude) made from an answer whose only reach is `none`, and changes of price,
    package or product that follow from a question on media.

Why it is bad
    A list needs people who can be found. And which podcast someone hears tells where to speak, not what to charge:
    such an action is written because the field had to be filled.

Example
    questions:
      - {id: visits, reach: [{via: none}]}

Use instead
    questions:
      - {id: visits, reach: [{via: crm, field: visits}]}

When it stays silent
    When no reach is given (RCH001), when one of several is another than none, and for all other verbs and data types.

Source
    This project's own, from the taxonomy of actions: each verb stands for one thing that changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.questionnaire.model import Action, Question, Questionnaire

OF_LISTS = frozenset({"target", "exclude"})
OF_OFFER = frozenset({"price", "bundle", "product"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every action whose verb and question do not go together."""
    for path, question in substantive(questionnaire):
        for index, action in enumerate(question.action):
            found = _mismatch(action, question)
            if found:
                message, suggestion = found
                yield RULE.at(
                    questionnaire,
                    (*path, "action", index, "verb"),
                    message=message,
                    reason="the action could not be carried out with this answer",
                    suggestion=suggestion,
                )


def _mismatch(action: Action, question: Question) -> tuple[str, str] | None:
    verb = canonical(action.verb)
    if verb in OF_LISTS and question.reach and all(way.via == "none" for way in question.reach):
        message = f"{quoted(action.verb)} needs a list of people, and the reach of this question is none"
        return message, "Name a way to find them, or act by message or service on those who show up"
    if verb in OF_OFFER and question.data_type == "media":
        message = f"{quoted(action.verb)} changes the offer, and the question is about media"
        return message, "Let the answer move the channel or the message, and the offer follow from needs or value"
    return None


RULE = Rule("ACT017", "action-verb-role-mismatch", "info", __doc__, check, confidence="medium")
