"""More basis variables than the sample can carry.

What it does
    Compares the planned sample with the number p of basis variables (grid lines and ticked answers one by one): fewer
    than 70 p respondents are a warning, fewer than 30 p an error.

Why it is bad
    With many variables and few people, groups appear that the next sample does not have. The number of segments is
    then chosen by chance.

Example
    study:
      sample: {n: 300}

Use instead
    study:
      sample: {n: 1200}

When it stays silent
    When the study does not say how many people it asks, and when there is no basis yet.

Source
    Dolnicar, Grün, Leisch and Schmidt 2014, Required sample sizes for data-driven market segmentation analyses in
    tourism: 70 times the number of variables. Dolnicar, Grün and Leisch 2016 ask for 100. The limit of 30 is this
    project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.statements import columns
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the sample is too small for the basis."""
    n = questionnaire.study.sample.n
    p = sum(columns(question) for question in questionnaire.questions if "basis" in question.role)
    each = round(RULE.limit(questionnaire, "per_item"))
    if n is None or n >= each * p:
        return
    yield RULE.at(
        questionnaire,
        ("study", "sample", "n"),
        message=f"{n:,} respondents carry {n // each} basis variables, the questionnaire has {p}",
        reason="groups appear by chance that the next sample does not have",
        suggestion=f"Ask {each * p:,} people, or cut the basis to the items that matter",
        severity="error" if n < RULE.limit(questionnaire, "least") * p else "warning",
    )


RULE = Rule("ANA404", "n-vs-variables", "warning", __doc__, check, limits={"per_item": 70, "least": 30})
