"""A "don't know" that counts as a point of the scale.

What it does
    Finds answers such as don't know, not applicable, no answer or prefer not to say that are not marked
    `missing: true`, on scales and grids, and on closed questions that serve as basis, value or outcome.

Why it is bad
    With code 6 or 99 "don't know" becomes the strongest agreement of all. Means, correlations and factors follow it,
    and a segment of people who know nothing looks like one of enthusiasts.

Example
    questions:
      - id: visits
        options:
          - {code: 1, label: Never}
          - {code: 2, label: Once or twice}
          - {code: 3, label: Weekly}
          - {code: 99, label: Don't know}

Use instead
    questions:
      - id: visits
        options:
          - {code: 1, label: Never}
          - {code: 2, label: Once or twice}
          - {code: 3, label: Weekly}
          - {code: 99, label: Don't know, missing: true}

When it stays silent
    For a middle such as "neither agree nor disagree", for statements that merely contain the words ("I don't know where
    to start"), for the end "does not apply" of a scale, for "not sure" anywhere but at the end of the list, and for
    lists of names in other roles, where not knowing is an answer like others. English, German, French and Spanish
    labels are recognised.

Source
    Krosnick and Presser 2010, Question and questionnaire design, on no-opinion options; the treatment of such codes as
    values is an error of analysis, whatever one thinks of offering them.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.answers import opts_out
from survey_seg.questionnaire.model import Question, Questionnaire

ORDERED = {"scale", "grid"}
NUMERIC_ROLES = {"basis", "value", "outcome"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every opt-out that the analysis would take for an answer."""
    for path, question in numbered(questionnaire):
        if not _is_scaled(question):
            continue
        last = len(question.options) - 1
        for index, option in enumerate(question.options):
            if not option.missing and opts_out(option.label, at_the_end=index == last):
                yield RULE.at(
                    questionnaire,
                    (*path, "options", index),
                    message=f"{quoted(option.label)} counts as scale point {option.code}",
                    reason="people who do not know would look like people who strongly agree",
                    suggestion="Add `missing: true` to this answer",
                )


def _is_scaled(question: Question) -> bool:
    return question.type in ORDERED or (question.type == "single" and not NUMERIC_ROLES.isdisjoint(question.role))


RULE = Rule("OPT207", "opt-out-not-missing", "error", __doc__, check)
