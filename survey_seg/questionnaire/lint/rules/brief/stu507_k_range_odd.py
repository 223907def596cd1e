"""An unusual number of segments is looked for.

What it does
    Looks at `study.segments.k_range`: a range that goes below three or above five.

Why it is bad
    Two segments are a yes and a no; six or more nobody in the firm can name a year later, and each is a smaller sample.
    A range that leaves the usual needs a reason that the report can repeat.

Example
    study:
      segments: {k_range: [2, 8], pursue_max: 3}

Use instead
    study:
      segments: {k_range: [3, 5], pursue_max: 3}

When it stays silent
    From three to five. With a good reason ignore the rule and give it. How many segments are pursued is STU506.

Source
    IMS, five mistakes in segmentation research, no. 4: three to five segments.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the range leaves the usual."""
    fewest, most = questionnaire.study.segments.k_range
    least, largest = (round(RULE.limit(questionnaire, name)) for name in ("least", "most"))
    if fewest < least or most > largest:
        yield RULE.at(
            questionnaire,
            ("study", "segments", "k_range"),
            message=f"{fewest} to {most} segments are looked for, {least} to {largest} are usual",
            reason="two segments are a yes and a no, and more than five nobody can name a year later",
            suggestion=f"Write `k_range: [{least}, {largest}]`, or ignore this rule with the reason",
        )


RULE = Rule("STU507", "k-range-odd", "warning", __doc__, check, limits={"least": 3, "most": 5})
