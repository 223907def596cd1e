"""An outcome that nothing real can be held against.

What it does
    Finds questions of role outcome about what people think or intend, in a study whose only figures on value or
    behaviour are in the basis of the segments.

Why it is bad
    "Likely to stay" is what people say. Unless spend, orders or visits that the segments were not built on stand beside
    it, nobody can check whether a segment that promises more also brings more.

Example
    study:
      external_data: []
    questions:
      - {id: visits, role: [basis]}
      - {id: spend, role: [basis]}
      - {id: stay, text: Will you stay?, type: scale, min: 0, max: 10, role: [outcome], data_type: attitude}

Use instead
    study:
      external_data: []
    questions:
      - {id: visits, role: [basis]}
      - {id: spend, role: [value]}
      - {id: stay, text: Will you stay?, type: scale, min: 0, max: 10, role: [outcome], data_type: attitude}

When it stays silent
    When value or behaviour is joined from elsewhere or asked outside the basis, when the outcome itself is one, and
    when the study has no value at all: that is MIX004.

Source
    The Marketing Juice: validate segments against actual revenue.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import has_value, numbered
from survey_seg.questionnaire.model import Question, Questionnaire

REAL = frozenset({"value", "behaviour"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every outcome in a study that cannot check it."""
    joined = any(source.kind in REAL for source in questionnaire.study.external_data)
    if joined or not has_value(questionnaire) or any(_is_real(question) for question in questionnaire.questions):
        return
    for path, question in numbered(questionnaire):
        if "outcome" in question.role:
            yield RULE.at(
                questionnaire,
                path,
                message="no spend or behaviour outside the basis can be held against this outcome",
                reason="people say more than they do, and the segments could not be checked",
                suggestion="Join orders or revenue by customer, or keep one value question out of the basis",
            )


def _is_real(question: Question) -> bool:
    return "basis" not in question.role and (question.data_type in REAL or "value" in question.role)


RULE = Rule("ACT014", "outcome-without-value-link", "info", __doc__, check, confidence="medium")
