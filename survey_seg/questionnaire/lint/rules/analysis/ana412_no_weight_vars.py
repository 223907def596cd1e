"""Nothing to weight the sample by.

What it does
    Looks for one question on facts about people or firms: demographic, geographic or firmographic.

Why it is bad
    Every sample leans, online samples to the young and the willing. Without age, sex or region (among businesses size
    and industry) nobody can see it or weight it back, and the sizes of the segments are those of the panel.

Example
    questions:
      - {id: age, data_type: behaviour}

Use instead
    questions:
      - {id: age, data_type: demographic}

When it stays silent
    As soon as one such question is asked, or joined from other data.

Source
    AAPOR 2013, report on non-probability sampling, on the need for adjustment variables.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_data
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without facts to weight by."""
    if any(has_data(questionnaire, kind) for kind in ("demographic", "geo", "firmographic")):
        return
    business = questionnaire.study.market.type == "b2b"
    facts = "size and industry of the firm" if business else "age, sex or region"
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"nothing to weight by: {facts} are not asked",
        reason="the sizes of the segments are those of the panel, not of the market",
        suggestion=f"Ask {facts}, or join them from the customer database",
    )


RULE = Rule("ANA412", "no-weight-vars", "warning", __doc__, check)
