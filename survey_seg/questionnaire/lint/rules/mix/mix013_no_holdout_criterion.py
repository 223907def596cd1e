"""Nothing is left to test the segments by.

What it does
    Finds a study whose outcome and value questions are all part of the basis, and that joins no value or behaviour.

Why it is bad
    Segments always differ in what they were built on. Whether they mean anything shows in something they were not built
    on: spend, churn, intention. When that is in the basis, the test is lost.

Example
    study:
      external_data: []
    questions:
      - {id: spend, role: [basis, value]}

Use instead
    study:
      external_data: []
    questions:
      - {id: spend, role: [value]}

When it stays silent
    When one outcome or value stands outside the basis or is joined, when there is no basis, and when the study has
    neither outcome nor value: that is MIX004.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 7, on external criteria.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Question, Questionnaire

REAL = frozenset({"value", "behaviour"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that has spent its criteria on the basis."""
    criteria = [question for question in questionnaire.questions if _is_criterion(question)]
    joined = any(source.kind in REAL for source in questionnaire.study.external_data)
    if criteria and not joined and all("basis" in question.role for question in criteria):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message=f"every outcome or value ({listed((q.id for q in criteria), most=4)}) is in the basis",
            reason="segments always differ in what they were built on, so nothing is left to test them by",
            suggestion="Take one of them out of the basis, or join revenue by customer",
        )


def _is_criterion(question: Question) -> bool:
    return question.data_type == "value" or not {"outcome", "value"}.isdisjoint(question.role)


RULE = Rule("MIX013", "no-holdout-criterion", "warning", __doc__, check)
