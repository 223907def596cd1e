"""Scales between two opposites without a middle.

What it does
    Finds, once per study, the basis questions whose scale runs between two opposites with an even number of answers.

Why it is bad
    People in the middle are pushed to a side, and which side is chance. That is noise in the items on which segments
    stand; where a side has to be taken, it is a decision worth writing down.

Example
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: Disagree}
          - {code: 3, label: Agree}
          - {code: 4, label: Agree strongly}

Use instead
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree strongly}
          - {code: 2, label: Disagree}
          - {code: 3, label: Neither}
          - {code: 4, label: Agree}
          - {code: 5, label: Agree strongly}

When it stays silent
    For scales from nothing to much, for questions with two answers, for questions that are no basis, for published
    scales, and in other languages than English and German.

Source
    Krosnick and Presser 2010, Question and questionnaire design; Saris and Gallhofer 2014: evidence is mixed, so this
    is a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.polarity import scale_of
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding at the first such question, naming all of them."""
    language = questionnaire.study.language
    found = [(path, one.id) for path, one in basis_questions(questionnaire) if _has_no_middle(one, language)]
    if found:
        yield RULE.at(
            questionnaire,
            (*found[0][0], "options"),
            message=f"no middle between the two ends: {listed(name for _, name in found)}",
            reason="people in the middle take a side by chance",
            suggestion="Add a middle such as neither, or write down why everybody has to take a side",
        )


def _has_no_middle(question: Question, language: str) -> bool:
    scale = None if question.validated_scale else scale_of(question, language)
    return bool(scale and scale.bipolar and not scale.midpoint and scale.points > 2 and scale.points % 2 == 0)


RULE = Rule("OPT211", "no-midpoint", "info", __doc__, check)
