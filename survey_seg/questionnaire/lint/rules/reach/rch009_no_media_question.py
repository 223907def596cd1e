"""People are to be found through media, and nobody asks which.

What it does
    Finds a questionnaire whose questions are reached through media but that has no question, and no external data, of
    data type media.

Why it is bad
    "We reach them through media" is true of everyone. Which channel a segment uses more than others is a figure of the
    survey; without it the media plan is the one of last year.

Example
    questions:
      - {id: media, data_type: behaviour}

Use instead
    questions:
      - {id: media, data_type: media}

When it stays silent
    When media use is asked or joined, and when no question is reached through media (MIX015 looks at the descriptors).

Source
    IMS, five mistakes in segmentation research, no. 3; Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis,
    chapter 9, on media as descriptor variables.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_data, ways
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding, at the first question that is reached through media nobody asks for."""
    through = [(path, question.id) for path, question, way in ways(questionnaire) if way.via == "media"]
    if through and not has_data(questionnaire, "media"):
        names = listed(dict.fromkeys(name for _, name in through), most=3)
        yield RULE.at(
            questionnaire,
            through[0][0],
            message=f"{names}: to be reached through media, and no question asks which",
            reason="which media a segment uses more than others would be a guess",
            suggestion="Ask which media were used in the last seven days, with `data_type: media`",
        )


RULE = Rule("RCH009", "no-media-question", "warning", __doc__, check)
