"""A scale with both a zero and an opposite.

What it does
    Finds scales on which "not at all satisfied" stands beside "dissatisfied": the zero of one thing and its opposite on
    the same line.

Why it is bad
    Nobody can say which of the two is lower. Answers pile up on either by chance, and the distances mean nothing.

Example
    questions:
      - id: needs
        options:
          - {code: 1, label: Not at all important}
          - {code: 2, label: Unimportant}
          - {code: 3, label: Important}
          - {code: 4, label: Very important}

Use instead
    questions:
      - id: needs
        options:
          - {code: 1, label: Not at all important}
          - {code: 2, label: Slightly important}
          - {code: 3, label: Important}
          - {code: 4, label: Very important}

When it stays silent
    For agreement, where "not at all" is the opposite itself ("stimme gar nicht zu"), for intentions, where the words of
    a label are not known, for published scales, and in other languages than English and German.

Source
    DeCastellarnau 2018, A classification of response scale characteristics that affect data quality.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.polarity import scale_of
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every scale with a zero and an opposite."""
    for path, question in numbered(questionnaire):
        scale = scale_of(question, questionnaire.study.language)
        if scale and scale.mixed and not question.validated_scale:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message="the scale has the opposite of the thing and none of the thing as well",
                reason="nobody can say which of the two is lower",
                suggestion="Run either from none to much, or from one opposite to the other",
            )


RULE = Rule("OPT220", "unipolar-bipolar-mix", "warning", __doc__, check, confidence="medium")
