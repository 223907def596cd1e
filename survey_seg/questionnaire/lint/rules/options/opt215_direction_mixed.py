"""Scales of one kind that run in different directions.

What it does
    Compares which end comes first on the rating scales of a study. An error where a scale of the same kind or construct
    gives the low codes to the other end; a warning where only the order on the page differs, or the codes of
    scales of different kinds.

Why it is bad
    After ten pages with "disagree" on the left people tick without reading, and those who tick the same place now say
    the opposite. Where the codes turn as well, means and factors cancel out.

Example
    questions:
      - id: needs
        options:
          - {code: 1, label: Agree strongly}
          - {code: 2, label: Agree}
          - {code: 3, label: Neither}
          - {code: 4, label: Disagree}
          - {code: 5, label: Disagree strongly}

Use instead
    questions:
      - id: needs
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: Disagree}
          - {code: 3, label: Neither}
          - {code: 4, label: Agree}
          - {code: 5, label: Agree strongly}

When it stays silent
    For two answers, frequencies, amounts, numbers and school marks, for ease where the question asks how difficult, for
    questions with `reverse: true` (it is the statement that turns, not the scale), for published scales, where words
    are not known, and in other languages than English and German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys; DeCastellarnau 2018, A
    classification of response scale characteristics.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.polarity import LEVELLED, scale_of
from survey_seg.questionnaire.model import Path, Question, Questionnaire

FEWEST = 3
"""Yes and no, or I agree and I do not, are no scale."""

ASKS_EFFORT = Late(r"\bhow (?:difficult|hard)\b|\bwie (?:schwierig|schwer)\b")
"""Asked how difficult something is, easy is the low end and comes first."""


class _Run(NamedTuple):
    """Which way one scale runs: on the page, and in the codes; `kinds` are what it may be compared by."""

    path: Path
    question: Question
    page: int
    codes: int
    kinds: tuple[str, ...]


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every scale that runs against most others of its kind, or else against most of the study."""
    runs = list(_runs(questionnaire))
    turned: dict[Path, _Run] = {}
    for kind in dict.fromkeys(kind for run in runs for kind in run.kinds):
        same = [run for run in runs if kind in run.kinds]
        turned |= {run.path: run for run in same if run.codes != _usual([one.codes for one in same])}
    page, codes = _usual([run.page for run in runs]), _usual([run.codes for run in runs])
    for run in runs:
        if run.path in turned:
            yield _finding(questionnaire, run, "codes of similar questions run the other way", in_codes=True)
        elif run.page != page:
            yield _finding(questionnaire, run, "other scales begin with the other end", in_codes=False)
        elif run.codes != codes:
            yield _finding(questionnaire, run, "the codes of other scales run the other way", in_codes=False)


def _finding(questionnaire: Questionnaire, run: _Run, others: str, *, in_codes: bool) -> Finding:
    first = next(option.label for option in run.question.options if not option.missing)
    return RULE.at(
        questionnaire,
        (*run.path, "options"),
        message=f"the scale begins with {quoted(first)}; {others}",
        reason="people tick the usual place and say the opposite of what they mean",
        suggestion="Let all scales begin with the same end and count in the same direction",
        severity="error" if in_codes else "warning",
    )


def _runs(questionnaire: Questionnaire) -> Iterator[_Run]:
    for path, question in numbered(questionnaire):
        scale = scale_of(question, questionnaire.study.language)
        if scale is None or scale.family in LEVELLED or question.reverse or question.validated_scale:
            continue
        if scale.points < FEWEST:
            continue
        graded = scale.family == "quality" and not scale.bipolar
        if graded or (scale.family == "ease" and ASKS_EFFORT.search(plain_text(question.text))):
            continue
        codes = [option.code for option in question.options if not option.missing]
        ascending = 1 if codes[0] <= codes[-1] else -1
        construct = (f"construct {question.construct}",) if question.construct else ()
        yield _Run(path, question, scale.direction, scale.direction * ascending, (scale.family, *construct))


def _usual(directions: Sequence[int]) -> int:
    """The direction of most; the first one's where both are as frequent."""
    whole = sum(directions)
    return (1 if whole > 0 else -1) if whole else next(iter(directions), 0)


RULE = Rule("OPT215", "direction-mixed", "error", __doc__, check)
