"""Neither sales nor finance has a say in the study.

What it does
    Finds a study with stakeholders of two functions or more, none of whom is in sales or finance.

Why it is bad
    Sales decides whether a segment is ever spoken to, finance whether it is paid for. Segments that marketing and
    research made among themselves meet both for the first time at the final presentation.

Example
    study:
      stakeholders: [{id: cmo, role: marketing}, {id: cpo, role: product}]

Use instead
    study:
      stakeholders: [{id: cmo, role: marketing}, {id: cpo, role: product}, {id: cfo, role: finance}]

When it stays silent
    When one of the two is there, under any of its common names in English or German; with no stakeholders or one
    function only, which is STU503.

Source
    IMS, five mistakes in segmentation research, no. 1; The Marketing Juice.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Questionnaire

SALES_OR_FINANCE = Late(
    r"sales|sell|account|commerc|revenue|business development|retail|dealer|branch|subscription|ecommerce|e-commerce|"
    r"financ|cfo|controll|treasur|pricing|budget|managing|ceo|general manage|owner|"
    r"vertrieb|verkauf|aussendienst|handel|filial|finanz|buchhalt|geschäftsführ|inhaber|vorstand"
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when neither function is there."""
    people = questionnaire.study.stakeholders
    functions = {person.role.casefold() for person in people}
    named = " | ".join(f"{person.id} {person.role}" for person in people).casefold()
    if len(functions) > 1 and not SALES_OR_FINANCE.search(named):
        yield RULE.at(
            questionnaire,
            ("study", "stakeholders"),
            message=f"neither sales nor finance is among {listed((quoted(p.role) for p in people), most=3)}",
            reason="sales decides whether a segment is spoken to, finance whether it is paid for",
            suggestion="Ask one of each what they would do differently by segment, and add them",
        )


RULE = Rule("STU504", "no-sales-or-finance", "warning", __doc__, check)
