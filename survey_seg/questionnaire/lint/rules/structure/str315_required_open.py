"""An open end that nobody may leave empty.

What it does
    Finds open questions that are marked as required.

Why it is bad
    Who has nothing to say types "x", "no" or leaves. The answers that are typed to get on are coded with the others.

Example
    questions:
      - {id: why, text: Why did you join?, type: text, role: [descriptor], required: true}

Use instead
    questions:
      - {id: why, text: Why did you join?, type: text, role: [descriptor], required: false}

When it stays silent
    For questions that serve the study itself (keys, screeners, attention checks), and for facts that are typed in, such
    as a name or a postcode.

Source
    Décieux, Mergener, Neufang and Sischka 2015, Implementation of the forced answering option within online surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.formalities import is_open_end
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every open question that must be answered."""
    for path, question in numbered(questionnaire):
        if question.required and is_open_end(question):
            yield RULE.at(
                questionnaire,
                (*path, "required"),
                message="nobody may leave this open question empty",
                reason="who has nothing to say types a letter, or leaves the survey",
                suggestion="Set `required: false`",
            )


RULE = Rule("STR315", "required-open", "warning", __doc__, check)
