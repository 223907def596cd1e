"""Two questions in one.

What it does
    Finds two question marks in one text, and a second question after the first: "..., and how often?", "... and why?",
    "If not, why not?".

Why it is bad
    There is one place to answer. Some people answer the first, some the second, and the answers cannot be told apart.

Example
    questions:
      - id: visits
        text: "Which studio do you visit? How far away is it?"

Use instead
    questions:
      - id: visits
        text: "Which studio is closest to your home?"

When it stays silent
    For question marks in quotation marks or brackets, for a request after the question ("Please tick all that apply"),
    and for "If so, which?" when an answer has a field to write in: the second question has its own place.

Source
    Dillman, Smyth and Christian, Internet, phone, mail and mixed-mode surveys; the words are this project's own, their
    false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.items import Item, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Questionnaire

MARKS = Late(r"\?(?=[\s\"'”»)]|$)")
ASIDE = Late(r"\([^)]*\)|[\"“„«][^\"”“»]*[\"”“»]")
SECOND: Final[Mapping[str, Late]] = {
    "en": Late(
        r"\w.*?(?:, ?(?:and|or|but) (?:if (?:so|not|yes),? )?(?:how|why|what|when|where|which|who|would|do|"
        r"did|are|is|have)\b| and (?:why|if so|if not|how (?:often|much|many|satisfied|long|likely|important"
        r"|well)|which ones?|what for|with whom)\b|[.;:,] if (?:so|not|yes|no),? (?:how|why|what|when|where|"
        r"which|who)\b).*\?"
    ),
    "de": Late(
        r"\w.*?(?:,? und (?:wenn ja,? |falls ja,? )?(?:wie|warum|weshalb|wieso|was|wann|wo|welche\w*|wer|womit|wofür)\b"
        r"|[.;:,–-] ?(?:wenn|falls) (?:ja|nein|nicht),? (?:wie|warum|weshalb|was|wann|wo|welche\w*|wer)\b).*\?"
    ),
}


CONDITIONAL: Final[Mapping[str, Late]] = {
    "en": Late(r"\bif (?:so|not|yes|no)\b"),
    "de": Late(r"\b(?:wenn|falls) (?:ja|nein|nicht)\b"),
}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every text that asks twice."""
    second = SECOND.get(questionnaire.study.language)
    for item in items(questionnaire):
        if item.form != "question" or "?" not in item.plain or _has_a_field(item, questionnaire.study.language):
            continue
        plain = ASIDE.sub("", item.plain)
        many = len(MARKS.findall(plain))
        if many > 1 or (second and second.match(plain)):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(item.text)} asks {'two things' if many < 3 else f'{many} things'}",
                reason="there is one place to answer, and nobody knows which question it answers",
                suggestion="Make each question an item of its own",
            )


def _has_a_field(item: Item, language: str) -> bool:
    """Whether the second question is about an answer, and there is a field to answer it in."""
    conditional = CONDITIONAL.get(language)
    has_field = any(option.open for option in item.question.options)
    return bool(has_field and conditional and conditional.search(item.plain))


RULE = Rule("WRD104", "two-questions", "warning", __doc__, check, false_alarms=0.0)
