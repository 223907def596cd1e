"""Messages are to change, and no positioning brief is waiting for the segments.

What it does
    Finds a study with the levers message or position, in the brief or in an action, without `study.positioning`.

Why it is bad
    Segments change what a brand says only when somebody writes it down for one of them: for whom, against whom, with
    which promise. Without that document each channel derives its own.

Example
    study:
      positioning: null

Use instead
    study:
      positioning: Positioning brief 2027, owned by the brand team

When it stays silent
    When the brief is named, and when neither message nor position can be changed.

Source
    The Marketing Juice: from segmentation to targeting and positioning.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.questionnaire.model import Questionnaire

OF_WORDS = frozenset({"message", "position"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that will change words and names no brief."""
    study = questionnaire.study
    verbs = [*study.levers, *(action.verb for question in questionnaire.questions for action in question.action)]
    if not (study.positioning or "").strip() and not OF_WORDS.isdisjoint(map(canonical, verbs)):
        yield RULE.at(
            questionnaire,
            ("study",),
            message="messages are to change by segment, and no positioning brief is named",
            reason="each channel would derive its own promise from the segments",
            suggestion="Name the brief that the segments will feed in `study.positioning`",
        )


RULE = Rule("STU514", "positioning-missing", "info", __doc__, check)
