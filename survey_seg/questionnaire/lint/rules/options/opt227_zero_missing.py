"""A question on how often or how many without an answer for never or none.

What it does
    Finds questions that ask how often, or how many of something a person has or bought, whose lowest answer is more
    than zero.

Why it is bad
    People who never do it have to tick the lowest answer. The market looks larger than it is, and the people outside it
    look like light users.

Example
    questions:
      - id: visits
        options:
          - {code: 1, label: Once a month}
          - {code: 2, label: Once a week}
          - {code: 3, label: Several times a week}

Use instead
    questions:
      - id: visits
        options:
          - {code: 1, label: Never}
          - {code: 2, label: Once a month}
          - {code: 3, label: Once a week}
          - {code: 4, label: Several times a week}

When it stays silent
    For "less than", "less often", "hardly ever" and "up to" at the low end, for questions with a condition, in studies
    with a screener before the question that has data on behaviour, where a "not applicable" is offered, for people in a
    household or a firm, and in other languages than English and German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys: the answers must cover everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.answers import opts_out, says_none
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.polarity import scale_of, tone
from survey_seg.questionnaire.lint.words.ranges import Range, class_of
from survey_seg.questionnaire.model import Option, Question, Questionnaire

COUNTS = {
    "en": Late(
        r"\bhow (?:often|frequently)\b|\bhow many times\b|"
        r"\bhow many (?!people|persons|employees|adults)[\w ]{1,30} (?:did|do|have) you (?:buy|bought|own|have)\b"
    ),
    "de": Late(
        r"\bwie (?:oft|häufig)\b|\bwie viele (?!personen|menschen|beschäftigte|mitarbeiter|erwachsene)[\w ]{1,30} "
        r"(?:haben|besitzen|kaufen) sie\b"
    ),
}
LITTLE = Late(
    r"\b(?:less|fewer|never|hardly|seldom|rarely|none|no|not|seltener|weniger|nie|kaum|keine?|nicht|selten)\b"
)
FEWEST = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every such question whose lowest answer is more than zero."""
    language = questionnaire.study.language
    asks = COUNTS.get(language)
    screened = False
    for path, question in numbered(questionnaire):
        screened |= "screener" in question.role and question.data_type == "behaviour"
        if asks is None or screened or question.show_if or question.type not in ("single", "scale", "grid"):
            continue
        lowest = _lowest(question, language) if asks.search(plain_text(question.text)) else None
        if lowest:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"the lowest answer is {quoted(lowest.label)}: there is none for never",
                reason="people who never do it look like light users",
                suggestion="Add never or none as an answer",
            )


def _lowest(question: Question, language: str) -> Option | None:
    """The lowest answer where it is more than zero and all are known to be."""
    points = [option for option in question.options if not option.missing]
    if (
        len(points) < FEWEST
        or len(points) < len(question.options)
        or any(_may_be_zero(one, language) for one in points)
    ):
        return None
    known = sum(_how_much(option.label, language) for option in points)
    if known * 2 < len(points):
        return None
    scale = scale_of(question, language)
    if scale and scale.family != "frequency":
        return None
    return points[-1] if scale and scale.direction < 0 else points[0]


def _may_be_zero(option: Option, language: str) -> bool:
    numbers = class_of(option.label, language)
    placed = tone(option.label, language)
    return (
        (numbers is not None and _includes_zero(numbers))
        or (placed is not None and placed.level == 0)
        or says_none(option.label, language)
        or opts_out(option.label)
        or LITTLE.search(plain_text(option.label)) is not None
    )


def _includes_zero(numbers: Range) -> bool:
    return numbers.holds(0) or numbers.low < 0


def _how_much(label: str, language: str) -> bool:
    placed = tone(label, language)
    return class_of(label, language) is not None or (placed is not None and placed.family == "frequency")


RULE = Rule("OPT227", "zero-missing", "warning", __doc__, check, confidence="medium")
