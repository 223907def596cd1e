"""A battery that everybody reads in the same order.

What it does
    Finds grids of five or more lines on needs or attitudes whose lines are not shuffled.

Why it is bad
    What stands first is read with care, what stands last is ticked like the line above it. Shuffled, that falls on all
    items alike; in a fixed order it becomes a difference between items.

Example
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I know what other studios cost}
          - {id: price_4, text: I leave for a better price}
          - {id: price_5, text: I pay more for good equipment, reverse: true}

Use instead
    questions:
      - id: price
        randomise: true
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I know what other studios cost}
          - {id: price_4, text: I leave for a better price}
          - {id: price_5, text: I pay more for good equipment, reverse: true}

When it stays silent
    Up to four lines, for grids on behaviour and facts, whose lines may have an order of their own, and for published
    scales (`validated_scale`), whose order is part of them.

Source
    Tourangeau, Conrad and Couper 2013, The Science of Web Surveys; Krosnick and Presser 2010 on order effects.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every long battery in a fixed order."""
    for path, question in numbered(questionnaire):
        if question.type != "grid" or question.randomise or question.validated_scale:
            continue
        if question.data_type in {"need", "attitude"} and len(question.rows) >= RULE.limit(questionnaire, "rows"):
            yield RULE.at(
                questionnaire,
                path,
                message=f"{len(question.rows)} lines are read in the same order by everybody",
                reason="the last lines are ticked like the ones above them",
                suggestion="Shuffle the lines: `randomise: true`",
            )


RULE = Rule("STR343", "battery-not-random", "warning", __doc__, check, limits={"rows": 5})
