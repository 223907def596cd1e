"""More segments to pursue than an organisation can serve.

What it does
    Looks at `study.segments.pursue_max`: more than three is a warning, more than four an error.

Why it is bad
    Each pursued segment needs its own message, offer and measurement. Spread over all of them, none gets enough to be
    noticed, and the study ends in the mass campaign it was meant to replace.

Example
    study:
      segments: {k_range: [3, 5], pursue_max: 5}

Use instead
    study:
      segments: {k_range: [3, 5], pursue_max: 3}

When it stays silent
    Up to three. How many segments are described is another matter: that is k_range.

Source
    IMS, five mistakes in segmentation research, no. 4: the top two or three. The Marketing Juice: two to four pursued.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire

WARN_ABOVE = 3
ERROR_ABOVE = 4


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when too many segments are to be pursued."""
    pursued = questionnaire.study.segments.pursue_max
    if pursued > WARN_ABOVE:
        yield RULE.at(
            questionnaire,
            ("study", "segments", "pursue_max"),
            message=f"{pursued} segments are to be actively pursued",
            reason="each needs its own message, offer and measurement",
            suggestion="Pursue two or three and serve the others without a campaign of their own",
            severity="error" if pursued > ERROR_ABOVE else "warning",
        )


RULE = Rule("STU506", "pursue-too-many", "warning", __doc__, check)
