"""Behaviour that has not happened.

What it does
    Finds a study whose behaviour questions all ask for intentions (how likely, would you, do you plan) and that joins
    no behaviour from elsewhere.

Why it is bad
    People are kind to their future selves: many more say that they will than do. What they did last month is a fact,
    and the better forecast.

Example
    study:
      external_data: []
    questions:
      - {id: visits, text: How often will you train in the next four weeks?}

Use instead
    study:
      external_data: []
    questions:
      - {id: visits, text: How often did you train in the last four weeks?}

When it stays silent
    When one behaviour question asks for the past or the present, when behaviour is joined, and when no question is
    about behaviour at all: that is MIX002. The words are known in English and German.

Source
    Dialog Insight, seven segmentation mistakes, no. 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.topics import speaks_of
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that knows intentions only."""
    study = questionnaire.study
    behaviour = [question for question in questionnaire.questions if question.data_type == "behaviour"]
    if not behaviour or any(source.kind == "behaviour" for source in study.external_data):
        return
    if all(speaks_of("intention", question.text, study.language) for question in behaviour):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message=f"what is called behaviour here is intended: {listed((q.id for q in behaviour), most=4)}",
            reason="many more say that they will than do",
            suggestion="Ask what was done in a stated period, or join purchases by customer",
        )


RULE = Rule("MIX012", "stated-only", "warning", __doc__, check)
