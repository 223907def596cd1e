"""The questionnaire goes into the field untried.

What it does
    Finds a study that is not fielded yet and has no `sample.pilot`.

Why it is bad
    No lint can see whether a question measures what the firm needs, or whether people understand it as meant. Five
    people who think aloud, or the first fifty interviews read before the rest, can.

Example
    study:
      sample: {n: 1200, population: Members and lapsed members, source: panel}

Use instead
    study:
      sample: {n: 1200, population: Members and lapsed members, source: panel, pilot: Five think-aloud interviews}

When it stays silent
    When a pilot is named, and when the study was fielded already (`sample.fielded`).

Source
    Presser and others 2004, Methods for testing and evaluating survey questions; Dillman, Smyth and Christian,
    Internet, Phone, Mail and Mixed-Mode Surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that nobody tries first."""
    sample = questionnaire.study.sample
    if not sample.fielded and not (sample.pilot or "").strip():
        yield RULE.at(
            questionnaire,
            ("study", "sample"),
            message="no pilot or pretest is planned",
            reason="whether people understand a question as meant is seen only when people answer it",
            suggestion="Plan five think-aloud interviews or a soft launch, and note it in `sample.pilot`",
        )


RULE = Rule("STU513", "no-pilot", "info", __doc__, check)
