"""A scale between two opposites with more answers on one side.

What it does
    Counts the negative and the positive answers of scales that run from one opposite to the other (dissatisfied to
    satisfied, disagree to agree, worse to better).

Why it is bad
    With one bad answer and three good ones, results are good before anybody is asked. They cannot be compared with any
    other scale.

Example
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree}
          - {code: 2, label: Neither}
          - {code: 3, label: Agree}
          - {code: 4, label: Agree strongly}

Use instead
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: Disagree}
          - {code: 3, label: Neither}
          - {code: 4, label: Agree}
          - {code: 5, label: Agree strongly}

When it stays silent
    For scales from nothing to much (not at all important to very important), for graded lists (poor, fair, good, very
    good, excellent; school marks), where a label has words that are not known, where points have no label, for
    published scales, and in other languages than English and German.

Source
    Krosnick and Presser 2010, Question and questionnaire design; Saris and Gallhofer 2014, Design, Evaluation, and
    Analysis of Questionnaires, on symmetric labels.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.polarity import scale_of, uneven_sides
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every scale with more answers on one side."""
    for path, question in numbered(questionnaire):
        what = None if question.validated_scale else _uneven(question, questionnaire.study.language)
        if what:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=what,
                reason="the longer side collects more answers whatever people think",
                suggestion="Give both sides the same number of answers with matching words",
            )


def _uneven(question: Question, language: str) -> str | None:
    scale = scale_of(question, language)
    sides = uneven_sides(question)
    if scale and not scale.balanced:
        return f"{scale.negatives} negative and {scale.positives} positive answers"
    return f"{sides[0]} answers before the middle and {sides[1]} after it" if sides else None


RULE = Rule("OPT210", "unbalanced-scale", "warning", __doc__, check)
