"""A question on recommending that is not asked from 0 to 10.

What it does
    Finds questions on how likely people are to recommend something that do not offer the eleven points from 0 to 10.

Why it is bad
    The net promoter score is defined on 0 to 10. On any other scale it can be compared neither with a benchmark nor
    with the firm's own tracking.

Example
    questions:
      - id: recommend
        text: How likely are you to recommend us to a friend?
        type: scale
        min: 1
        max: 10

Use instead
    questions:
      - id: recommend
        text: How likely are you to recommend us to a friend?
        type: scale
        min: 0
        max: 10

When it stays silent
    For open questions and lists of names, and where recommending is only mentioned.

Source
    Reichheld 2003, The one number you need to grow; a convention, so this is a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question, Questionnaire

RECOMMENDS = {
    "en": Late(r"\bhow likely\b.{0,60}\brecommend\b"),
    "de": Late(r"\bwie wahrscheinlich\b.{0,120}\b(?:weiterempfehlen|empfehlen)\b"),
}
STANDARD = list(range(11))


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every such question on another scale."""
    words = RECOMMENDS.get(questionnaire.study.language)
    for path, question in numbered(questionnaire):
        if words and question.type in ("scale", "single", "number") and words.search(plain_text(question.text)):
            points = _points(question)
            if points and points != STANDARD:
                yield RULE.at(
                    questionnaire,
                    (*path, "options") if question.options else path,
                    message=f"{len(points)} points from {points[0]} to {points[-1]} instead of 0 to 10",
                    reason="the score cannot be compared with any other",
                    suggestion="Ask from 0 to 10, or do not report a net promoter score",
                )


def _points(question: Question) -> list[int]:
    """The points that can be ticked; none where they are not bounded."""
    if question.options:
        return sorted(option.code for option in question.options if not option.missing)
    if question.min is None or question.max is None or question.max - question.min > 100:
        return []
    return list(range(int(question.min), int(question.max) + 1))


RULE = Rule("OPT228", "nps-nonstandard", "info", __doc__, check)
