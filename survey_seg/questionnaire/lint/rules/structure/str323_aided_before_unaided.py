"""The list of brands before the question which ones come to mind.

What it does
    Finds an open question on what comes to mind after a question that shows a list of what people know.

Why it is bad
    People name what they have just read. Unaided awareness then measures the list, and every comparison with an earlier
    wave or a rival is lost for good.

Example
    questions:
      - {id: media, text: Which of these brands have you heard of?}
      - {id: mind, text: Which brands come to mind?, type: text, role: [descriptor]}

Use instead
    questions:
      - {id: mind, text: Which brands come to mind?, type: text, role: [descriptor]}
      - {id: known, text: Which of these have you heard of?, type: text, role: [quota]}

When it stays silent
    When the two ask about different kinds of things (brands and magazines), and in other languages than English and
    German.

Source
    Market research practice; Laurent, Kapferer and Roussel 1995, The underlying structure of brand awareness scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question, Questionnaire

AIDED = MappingProxyType(
    {
        "en": Late(r"\b(?:heard of|(?:do you|you) know\b|aware of|familiar with|recogni[sz]e|know, at least by name)"),
        "de": Late(r"\b(?:gehört|kennen sie|kennst du|bekannt|dem namen nach)\b"),
    }
)
UNAIDED = MappingProxyType(
    {
        "en": Late(
            r"\b(?:comes?|springs?) to (?:your )?mind\b|\bcan you (?:name|think of)\b|\bthink of first\b|"
            r"\b(?:brands|companies|providers|products|suppliers|shops|stores) (?:do you know|have you heard of)\b"
        ),
        "de": Late(
            r"\bfall(?:en|t)\b.*\bein\b|\bspontan\b|\b(?:marken|anbieter|firmen|unternehmen|hersteller|händler) "
            r"(?:kennen sie|kennst du)\b"
        ),
    }
)
KINDS = Late(
    r"\b(brand|compan(?=y|ies)|provider|product|supplier|shop|store|magazine|newspaper|app|programme|"
    r"marke|anbieter|firm|unternehmen|hersteller|produkt|händler|zeitschrift|zeitung)"
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every unaided question that comes after an aided one about the same kind of thing."""
    language = questionnaire.study.language
    if language not in AIDED:
        return
    aided: dict[str, str] = {}
    for path, question in numbered(questionnaire):
        text = plain_text(question.text)
        kinds = set(KINDS.findall(text)) or {""}
        if question.type in {"single", "multi", "grid"} and AIDED[language].search(text):
            aided |= {kind: question.id for kind in kinds if kind not in aided}
        elif question.type == "text" and UNAIDED[language].search(text):
            before = _before(aided, kinds)
            if before:
                yield _finding(questionnaire, question, (*path,), before)


def _before(aided: dict[str, str], kinds: set[str]) -> str:
    """The list that was shown before: of the same kind, or of a kind that one of the two does not name."""
    if "" in kinds:
        return next(iter(aided.values()), "")
    return next((aided[kind] for kind in sorted(kinds | {""}) if kind in aided), "")


def _finding(questionnaire: Questionnaire, question: Question, path: tuple[str | int, ...], before: str) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message=f"what comes to mind is asked after the list in {before}",
        reason="people name what they have just read",
        suggestion=f"Ask {question.id} before {before}",
    )


RULE = Rule("STR323", "aided-before-unaided", "error", __doc__, check)
