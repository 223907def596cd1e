"""A way of reaching people that does not exist.

What it does
    Compares `via` with crm, ad_platform, sales_cue, media, list, typing and none.

Why it is bad
    The report tells per segment through which door it is found. A door with another name is left out of that table.

Example
    questions:
      - id: visits
        reach: [{via: CRM system, field: visits}]

Use instead
    questions:
      - id: visits
        reach: [{via: crm, field: visits}]

When it stays silent
    For every word of the list, spelled exactly so.

Source
    The list is this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import VIA, numbered
from survey_seg.questionnaire.lint.similar import listed, nearest
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every reach with an unknown `via`."""
    for path, question in numbered(questionnaire):
        for index, way in enumerate(question.reach):
            if way.via not in VIA:
                close = nearest(way.via, VIA)
                yield RULE.at(
                    questionnaire,
                    (*path, "reach", index, "via"),
                    message=f"{quoted(way.via)} is not a known way to reach people",
                    reason="the reach table of the report leaves it out",
                    suggestion=f"Did you mean {close}?" if close else f"Use one of {listed(VIA)}",
                )


RULE = Rule("RCH002", "reach-unknown-type", "error", __doc__, check)
