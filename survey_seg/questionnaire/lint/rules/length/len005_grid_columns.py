"""A grid with too many columns.

What it does
    Counts the answers of a grid that are points of the scale: more than 7 are too many, on phones (profile
    mobile-first) more than 5.

Why it is bad
    The columns no longer fit on the screen. People who scroll lose the labels, people who do not scroll never see the
    far end, and the answers shift to the near one.

Example
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree entirely}
          - {code: 2, label: Disagree strongly}
          - {code: 3, label: Disagree}
          - {code: 4, label: Neither}
          - {code: 5, label: Agree}
          - {code: 6, label: Agree strongly}
          - {code: 7, label: Agree very strongly}
          - {code: 8, label: Agree entirely}

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
    Up to and including seven points; missing answers such as "don't know" are not counted.

Source
    Tourangeau, Conrad and Couper 2013, The Science of Web Surveys, on grids and small screens.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every grid with more columns than the limit."""
    most = RULE.limit(questionnaire, "columns")
    for path, question in numbered(questionnaire):
        columns = sum(not option.missing for option in question.options)
        if question.type == "grid" and columns > most:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"the grid has {columns} columns, at most {most:g} are advised",
                reason="the far end of the scale is off the screen, and answers shift to the near one",
                suggestion="Ask it on a shorter scale, or line by line",
            )


RULE = Rule("LEN005", "grid-columns", "warning", __doc__, check, limits={"columns": 7})
