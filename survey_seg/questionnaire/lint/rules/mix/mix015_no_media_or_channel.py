"""Nothing tells where a segment can be spoken to or served.

What it does
    Finds a questionnaire without media questions or media data whose questions do not speak of channels either (where
    do you buy, online, in the shop).

Why it is bad
    A segment is described by who they are, and then somebody has to book a page, a shelf or a call centre. Without
    media and channels the plan for every segment is the same.

Example
    questions:
      - {id: media, data_type: behaviour, reach: [{via: none}]}

Use instead
    questions:
      - {id: media, data_type: media, reach: [{via: media}]}

When it stays silent
    When media or a channel is asked; when questions are reached through media that nobody asks (RCH009); in languages
    other than English and German.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 9. IMS, five mistakes in segmentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_data, ways
from survey_seg.questionnaire.lint.words.topics import KNOWN, everything_read, speaks_of
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study without media and channels."""
    language = questionnaire.study.language
    through_media = any(way.via == "media" for _, _, way in ways(questionnaire))
    if language not in KNOWN or through_media or has_data(questionnaire, "media"):
        return
    if not any(speaks_of("channel", everything_read(question), language) for question in questionnaire.questions):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="no question is about media or about where people buy",
            reason="the media and sales plan would be the same for every segment",
            suggestion="Ask which media were used in the last seven days, or where the last purchase was made",
        )


RULE = Rule("MIX015", "no-media-or-channel", "warning", __doc__, check)
