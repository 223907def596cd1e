"""A grid with too many lines.

What it does
    Counts the lines of a grid: more than 7 are a warning, more than 12 an error.

Why it is bad
    After the first lines people tick in a column. On a phone the answers scroll out of sight.

Example
    questions:
      - id: price
        rows:
          - {id: p1, text: I compare prices}
          - {id: p2, text: I wait for offers}
          - {id: p3, text: I know what others pay}
          - {id: p4, text: I ask for a discount}
          - {id: p5, text: I read the terms}
          - {id: p6, text: I cancel what I do not use}
          - {id: p7, text: I share my contract with others}
          - {id: p8, text: I pay more for good equipment, reverse: true}

Use instead
    questions:
      - id: price
        rows:
          - {id: p1, text: I compare prices}
          - {id: p2, text: I wait for offers}
          - {id: p3, text: I pay more for good equipment, reverse: true}

When it stays silent
    Up to and including seven lines.

Source
    Couper, Tourangeau, Conrad and Zhang 2013, The design of grids in web surveys; Tourangeau, Conrad and Couper 2013,
    The Science of Web Surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every grid with more lines than the limit."""
    advised, most = RULE.limit(questionnaire, "rows"), RULE.limit(questionnaire, "most")
    for path, question in numbered(questionnaire):
        if question.type == "grid" and len(question.rows) > advised:
            yield RULE.at(
                questionnaire,
                (*path, "rows"),
                message=f"the grid has {len(question.rows)} lines, at most {advised:g} are advised",
                reason="after the first lines people tick in a column",
                suggestion="Split it over two pages, or ask fewer lines of each person",
                severity="error" if len(question.rows) > most else None,
            )


RULE = Rule("LEN004", "grid-rows", "warning", __doc__, check, limits={"rows": 7, "most": 12})
