"""The overall verdict after its parts.

What it does
    Finds a question on overall satisfaction that comes after a grid of satisfaction with the parts.

Why it is bad
    Who has just judged eight details computes the whole from them: the verdict follows what was on the list, and what
    was not on the list is left out.

Example
    questions:
      - {id: needs, text: How satisfied are you with each of these?}
      - {id: media, text: "Overall, how satisfied are you with us?"}

Use instead
    questions:
      - {id: visits, text: "Overall, how satisfied are you with us?"}
      - {id: needs, text: How satisfied are you with each of these?}

When it stays silent
    When the overall question comes first, and in other languages than English and German.

Source
    Schwarz, Strack and Mai 1991, Assimilation and contrast effects in part-whole question sequences; Krosnick and
    Presser 2010.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question, Questionnaire

WHOLE = MappingProxyType(
    {
        "en": Late(r"\b(?:overall|all in all|all things considered|taken together|altogether|in general)\b"),
        "de": Late(r"\b(?:insgesamt|alles in allem|im grossen und ganzen|im allgemeinen|alles zusammengenommen)\b"),
    }
)
SATISFIED = MappingProxyType({"en": Late(r"satisf"), "de": Late(r"zufrieden")})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every overall verdict that comes after a grid of its parts."""
    language = questionnaire.study.language
    if language not in WHOLE:
        return
    parts = ""
    for path, question in numbered(questionnaire):
        if not _is_about_satisfaction(question, SATISFIED[language]):
            continue
        if question.type == "grid":
            parts = parts or question.id
        elif parts and WHOLE[language].search(plain_text(question.text)):
            yield RULE.at(
                questionnaire,
                path,
                message=f"the overall verdict comes after its parts, {parts}",
                reason="people compute it from the list they have just gone through",
                suggestion=f"Ask it before {parts}",
            )


def _is_about_satisfaction(question: Question, satisfied: Late) -> bool:
    texts = (question.text, *(option.label for option in question.options))
    return any(satisfied.search(plain_text(text)) for text in texts)


RULE = Rule("STR322", "specific-before-general", "info", __doc__, check, confidence="medium")
