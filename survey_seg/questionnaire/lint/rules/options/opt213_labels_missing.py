"""A short scale of which only the ends have words.

What it does
    Finds scales and grids with up to seven points of which some have no words: codes, signs or nothing instead.

Why it is bad
    What a bare 2 or 4 means is guessed by everybody for themselves. Scales with words at each point are more reliable,
    and a report can say what a mean of 3.4 stands for.

Example
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: "2"}
          - {code: 3, label: "3"}
          - {code: 4, label: "4"}
          - {code: 5, label: Agree strongly}

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
    For scales with more than seven points, for lists of numbers without any words (1, 2, 3 or more), for a bounded
    number without answers to tick, and for published scales.

Source
    Krosnick and Presser 2010, Question and questionnaire design; Saris and Gallhofer 2014; DeCastellarnau 2018, A
    classification of response scale characteristics.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.ranges import class_of
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every short scale with points that have no words."""
    for path, question in numbered(questionnaire):
        if question.type not in ("scale", "grid") or question.validated_scale:
            continue
        labels = [option.label for option in question.options if not option.missing]
        bare = [label for label in labels if not any(letter.isalpha() for letter in label)]
        if not 2 < len(labels) <= RULE.limit(questionnaire, "points") or not bare or len(labels) - len(bare) < 2:
            continue
        if not any(_is_class(label, questionnaire.study.language) for label in labels if label not in bare):
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"{len(bare)} of {len(labels)} points have no words",
                reason="everybody guesses what the points between the ends mean",
                suggestion="Put words to every point",
            )


def _is_class(label: str, language: str) -> bool:
    return class_of(label, language) is not None


RULE = Rule("OPT213", "labels-missing", "warning", __doc__, check, limits={"points": 7})
