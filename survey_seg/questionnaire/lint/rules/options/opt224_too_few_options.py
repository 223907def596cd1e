"""A closed question with nothing to choose from.

What it does
    Finds questions with one or several answers, scales, grids and rankings with fewer than two answers.

Why it is bad
    With one answer everybody gives it, or skips. The question takes time and holds no information.

Example
    questions:
      - id: media
        type: single
        options:
          - {code: 1, label: Podcasts}

Use instead
    questions:
      - id: media
        type: single
        options:
          - {code: 1, label: Podcasts}
          - {code: 2, label: Linear TV}

When it stays silent
    For scales that are bounded by min and max, for rankings and sums over rows, and for a single box that
    gives consent or confirms something.

Source
    ONS, author's validation of questionnaires (NOT_ENOUGH_ANSWER_OPTIONS).
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question, Questionnaire

FEWEST = 2
CONFIRMS = Late(r"consent|agree|acknowledge|confirm|accept|einwillig|einverstanden|zustimm|datenschutz|bestätig")
"""Words of a box that has to be ticked before going on."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every closed question with fewer than two answers."""
    for path, question in numbered(questionnaire):
        answers = [option for option in question.options if not option.missing]
        if len(answers) < FEWEST and _needs_answers(question):
            yield RULE.at(
                questionnaire,
                (*path, "options") if question.options else path,
                message="there is one answer to choose" if answers else "there is no answer to choose",
                reason="the question takes time and tells nothing",
                suggestion="List the answers, or leave the question out",
            )


def _needs_answers(question: Question) -> bool:
    if question.type in ("scale", "grid"):
        return question.min is None or question.max is None
    if question.options and ("consent" in question.role or CONFIRMS.search(plain_text(question.text))):
        return False
    return question.type in ("single", "multi") or (
        question.type in ("rank", "maxdiff") and len(question.rows) < FEWEST
    )


RULE = Rule("OPT224", "too-few-options", "error", __doc__, check)
