"""Codes of a scale that do not follow its order, or leave one out.

What it does
    Finds scales and grids whose codes go up and down along the list, jump (1, 2, 3, 5), or whose answers stand in an
    order that their words contradict (agree, disagree, neither).

Why it is bad
    Means, correlations and factors take the codes for distances. A hole makes one step twice as long; a swapped pair
    makes the middle an extreme.

Example
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: Disagree}
          - {code: 3, label: Neither}
          - {code: 5, label: Agree}
          - {code: 6, label: Agree strongly}

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
    For equal steps of any size (0, 25, 50), for codes that are the numbers in the labels, for codes that run downwards,
    for -2, -1, 1, 2 without a zero, for codes of which most
    jump (1, 10, 100), for a code of zero at either end, for missing answers and those that opt out, and
    for questions with one answer that are no scale.

Source
    The treatment of codes as numbers in means and correlations; Saris and Gallhofer 2014 on the order of labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.answers import opts_out
from survey_seg.questionnaire.lint.words.polarity import scale_of
from survey_seg.questionnaire.lint.words.ranges import class_of
from survey_seg.questionnaire.model import Option, Question, Questionnaire

FEWEST = 3
RECODED = 3
"""Three points with a larger jump (1, 10, 100) were given their codes on purpose."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """The first thing that is wrong with the order of each scale."""
    language = questionnaire.study.language
    for path, question in numbered(questionnaire):
        if question.type not in ("scale", "grid"):
            continue
        points = [one for one in enumerate(question.options) if not one[1].missing and not opts_out(one[1].label)]
        codes = [option.code for _, option in points]
        if len(points) < FEWEST or len(set(codes)) != len(codes):
            continue
        found = _unordered(points) or _hole(points, language) or _contradicted(question, language)
        if found:
            index, what = found
            yield RULE.at(
                questionnaire,
                (*path, "options", index),
                message=what,
                reason="means and correlations take the codes for distances on the scale",
                suggestion="Order the answers from one end to the other and count them 1, 2, 3",
            )


def _unordered(points: Sequence[tuple[int, Option]]) -> tuple[int, str] | None:
    """The first answer whose code goes against the direction of the list; a zero may stand at either end."""
    counted = [one for one in points if not (one[1].code == 0 and one in (points[0], points[-1]))]
    steps = [(second, first, second[1].code - first[1].code) for first, second in pairwise(counted)]
    upwards = sum(step > 0 for _, _, step in steps) * 2 >= len(steps)
    for (index, option), (_, before), step in steps:
        if (step > 0) != upwards:
            return index, f"code {option.code} of {quoted(option.label)} follows code {before.code}"
    return None


def _hole(points: Sequence[tuple[int, Option]], language: str) -> tuple[int, str] | None:
    """The first answer after a jump in the codes."""
    read = (class_of(option.label, language) for _, option in points)
    if sum(one is not None and one.is_exact for one in read) * 2 > len(points):
        return None
    ordered = sorted(points, key=lambda one: one[1].code)
    steps = [second[1].code - first[1].code for first, second in pairwise(ordered)]
    step = min(steps)
    if steps.count(step) * 2 < len(steps) or (len(steps) < FEWEST and max(steps) > RECODED * step):
        return None
    for (_, before), (index, option) in pairwise(ordered):
        around_zero = before.code == -option.code
        if option.code - before.code != step and not around_zero:
            return index, f"the codes jump from {before.code} to {option.code} at {quoted(option.label)}"
    return None


def _contradicted(question: Question, language: str) -> tuple[int, str] | None:
    """The first answer whose words stand on the wrong side of a scale between two opposites."""
    scale = scale_of(question, language)
    if scale is None or not scale.bipolar:
        return None
    kept = [one for one in enumerate(question.options) if not one[1].missing]
    placed = [(one, score) for one, score in zip(kept, scale.scores, strict=True) if score is not None]
    for (_, before), ((index, option), score) in pairwise(placed):
        if (_sign(score) - _sign(before)) * scale.direction < 0:
            return index, f"{quoted(option.label)} stands out of order on the scale"
    return None


def _sign(score: float) -> int:
    return (score > 0) - (score < 0)


RULE = Rule("OPT217", "codes-not-monotone", "error", __doc__, check)
