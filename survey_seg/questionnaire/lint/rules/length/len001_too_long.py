"""A questionnaire that takes too long.

What it does
    Compares the expected minutes with 12 (a warning) and 20 (an error); among businesses with 10 and 15.

Why it is bad
    People leave, or stop reading and tick along. Both happen first to those who matter least to the questionnaire's
    author and most to the segments: the busy and the indifferent.

Example
    Four grids of 30 lines each, one line for each brand: 120 lines at eight a minute are 15 minutes, and the people who
    know few of the brands tick along.

Use instead
    Ask which brands are known, and then the grid for two or three of them.

When it stays silent
    Up to and including the limit. The estimate is an average: each question counts for the share of people who get to
    it, and half where its condition cannot be followed.

Source
    Pew Research Center caps its panel surveys at 15 minutes; Milieu at 10; Lightspeed advises fewer than 15 on mobile
    phones and 20 on computers. Where the minutes come from: survey_seg/questionnaire/minutes.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.minutes import expected_minutes, question_minutes
from survey_seg.questionnaire.model import Questionnaire

LONGEST = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the expected minutes are above the limit."""
    minutes = expected_minutes(questionnaire)
    advised = RULE.limit(questionnaire, "minutes")
    if minutes <= advised:
        return
    by_length = sorted(questionnaire.questions, key=question_minutes, reverse=True)
    longest = listed(f"{asked.id} ({question_minutes(asked):.1f})" for asked in by_length[:LONGEST])
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"takes about {minutes:.1f} minutes, at most {advised:g} are advised",
        reason="people leave, or stop reading and tick along",
        suggestion=f"Cut first what nobody acts on; the longest questions, in minutes, are {longest}",
        severity="error" if minutes > RULE.limit(questionnaire, "most") else "warning",
    )


RULE = Rule("LEN001", "too-long", "warning", __doc__, check, limits={"minutes": 12, "most": 20})
