"""A study without a date to look again.

What it does
    Looks at `study.refresh`: no plan, a full study later than 60 months in a stable market, 36 in a moderate or 24 in a
    dynamic one, no light review, or a light review later than 12 months.

Why it is bad
    Segments age quietly. Without a date the old ones are used until somebody disbelieves them, and the budget for the
    next wave is not there then.

Example
    study:
      market: {type: b2c, dynamics: dynamic}
      refresh: {full_months: 48, light_months: 12}

Use instead
    study:
      market: {type: b2c, dynamics: dynamic}
      refresh: {full_months: 24, light_months: 6}

When it stays silent
    Up to and including these limits.

Source
    IMS, five mistakes in segmentation research, no. 5: every five years in stable markets, every two in dynamic ones.
    Dialog Insight, no. 3, and SAMDA: light reviews every six to twelve months. The 36 months between are the band of
    agencies such as Kelton and Decision Analyst.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Path, Questionnaire

LATEST_FULL = MappingProxyType({"stable": 60, "moderate": 36, "dynamic": 24})
LATEST_LIGHT = 12


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Up to two findings: on the full study and on the light review."""
    refresh, dynamics = questionnaire.study.refresh, questionnaire.study.market.dynamics
    latest = LATEST_FULL[dynamics]
    if refresh is None:
        message = "no refresh is planned, neither a full study nor a light review"
        keys = f"full_months: {latest}, light_months: {LATEST_LIGHT}"
        yield _finding(questionnaire, ("study",), message, keys)
        return
    market = f" in a {dynamics} market"
    for key, months, limit, name in (
        ("full_months", refresh.full_months, latest, f"full study{market}"),
        ("light_months", refresh.light_months, LATEST_LIGHT, "light review"),
    ):
        if months is None or months > limit:
            planned = f"the next {name} is planned after {months} months" if months else f"no next {name} is planned"
            yield _finding(questionnaire, ("study", "refresh", key), planned, f"{key}: {limit}")


def _finding(questionnaire: Questionnaire, path: Path, message: str, keys: str) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message=message,
        reason="segments age quietly and are used until somebody disbelieves them",
        suggestion=f"Plan for at most `refresh: {{{keys}}}`",
    )


RULE = Rule("STU505", "no-refresh-plan", "warning", __doc__, check)
