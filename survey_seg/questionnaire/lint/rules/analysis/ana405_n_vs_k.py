"""Segments that will hold too few people.

What it does
    Divides the planned sample by the largest number of segments that is wanted: fewer than 100 people each is too few.
    A tenth of the sample, the smallest segment one would still act on, should hold 75.

Why it is bad
    A share of 50 % among 75 people is known to about 11 points. Among fewer, two segments differ by chance wherever one
    looks, and what is told about them does not come back in the next wave.

Example
    study:
      sample: {n: 450}

Use instead
    study:
      sample: {n: 900}

When it stays silent
    When the study does not say how many people it asks. Among businesses, where people are few, a tenth of the sample
    may be 50.

Source
    The margin of error of a share; the limits are those of market research practice. Dolnicar, Grün and Leisch 2018
    ask for segments that are large enough to be worth an offer of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire

SMALLEST_SHARE = 10
"""The smallest segment one acts on is one in so many."""


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the sample is too small for the segments wanted."""
    n = questionnaire.study.sample.n
    most = questionnaire.study.segments.k_range[1]
    each = math.ceil(RULE.limit(questionnaire, "each"))
    smallest = math.ceil(RULE.limit(questionnaire, "smallest"))
    if n is None or (n >= each * most and n >= smallest * SMALLEST_SHARE):
        return
    if n < each * most:
        what = f"{n:,} respondents in {most} segments are {n // most} each, at least {each} are advised"
    else:
        what = f"a segment of a tenth has {n // SMALLEST_SHARE} of {n:,} respondents, at least {smallest} are advised"
    yield RULE.at(
        questionnaire,
        ("study", "sample", "n"),
        message=what,
        reason="what is told about a small segment is told by chance",
        suggestion=f"Ask {max(each * most, smallest * SMALLEST_SHARE):,} people, or plan with fewer segments",
    )


RULE = Rule("ANA405", "n-vs-k", "warning", __doc__, check, limits={"each": 100, "smallest": 75})
