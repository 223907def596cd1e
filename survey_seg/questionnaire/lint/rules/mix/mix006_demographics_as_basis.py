"""Who people are, mixed into what they want.

What it does
    Finds demographic and geographic basis questions (for consumers firmographic ones, too) beside basis questions on
    behaviour, needs or attitudes.

Why it is bad
    Age has a clear spread and pulls the segments apart by itself: what comes out is young and old, with needs as
    decoration. As descriptors the same answers say who is in a segment without shaping it.

Example
    questions:
      - {id: age, role: [basis]}

Use instead
    questions:
      - {id: age, role: [descriptor]}

When it stays silent
    When all of the basis is demographic: that is MIX001. For firmographic questions in business markets, where size and
    industry decide what is needed.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5: segmentation and descriptor variables.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import WHO_PEOPLE_ARE, basis_questions
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every demographic question in a basis of another kind."""
    basis = list(basis_questions(questionnaire))
    if all(question.data_type in WHO_PEOPLE_ARE for _, question in basis):
        return
    business = questionnaire.study.market.type == "b2b"
    for path, question in basis:
        if question.data_type in WHO_PEOPLE_ARE - ({"firmographic"} if business else set()):
            yield RULE.at(
                questionnaire,
                (*path, "role"),
                message=f"a {question.data_type} question is in the basis, beside behaviour, needs or attitudes",
                reason="it pulls the segments apart by who people are, not by what they want",
                suggestion="Give it the role descriptor: the report then says who is in each segment",
            )


RULE = Rule("MIX006", "demographics-as-basis", "warning", __doc__, check)
