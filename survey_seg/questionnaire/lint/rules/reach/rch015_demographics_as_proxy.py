"""A need or attitude that is to be found by age, gender or region alone.

What it does
    Finds basis questions on needs or attitudes whose only ways outside the survey are fields such as age, gender,
    region or income.

Why it is bad
    That people of an age want the same is the assumption a segmentation is meant to replace. It may hold: then the
    report shows it as lift. Until it does, the audience is a demographic one.

Example
    questions:
      - {id: price, reach: [{via: ad_platform, field: age}]}

Use instead
    questions:
      - {id: price, reach: [{via: ad_platform, field: age}, {via: sales_cue, note: asks for a discount}]}

When it stays silent
    When one other way is named, when the question may be asked in the typing tool, for behaviour and facts, and for
    fields whose names are not known as demographic.

Source
    The Marketing Juice on demographics as stand-ins; Haley 1968.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import FINDABLE, basis_questions, can_type
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question, Questionnaire

_NAMES = (
    "age birth birthyear dob gender sex region state province city postcode zip plz country income household children "
    "education marital alter geburtsjahr geschlecht bundesland einkommen haushalt kinder bildung familienstand"
)
DEMOGRAPHIC = frozenset(_NAMES.split())
JUDGED = frozenset({"need", "attitude"})
WORD = Late(r"[^\W\d_]+")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every need or attitude in the basis that only demographics stand for."""
    for path, question in basis_questions(questionnaire):
        fields = _demographic_fields(question) if question.data_type in JUDGED and not can_type(question) else []
        if fields:
            yield RULE.at(
                questionnaire,
                (*path, "reach"),
                message=f"this {question.data_type} is found by {listed(map(quoted, fields), most=3)} alone",
                reason="that people of one age or place want the same is an assumption to test",
                suggestion="Add a cue, a behaviour or the role typing, or check the lift in the report first",
            )


def _demographic_fields(question: Question) -> list[str]:
    """The fields, when every way outside the survey is a demographic one."""
    outside = [way.field or "" for way in question.reach if way.via in FINDABLE]
    are = [not DEMOGRAPHIC.isdisjoint(WORD.findall(field.casefold())) for field in outside]
    return outside if are and all(are) else []


RULE = Rule("RCH015", "demographics-as-proxy", "info", __doc__, check, confidence="medium")
