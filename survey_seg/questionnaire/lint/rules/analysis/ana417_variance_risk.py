"""Something that is important to everybody.

What it does
    Finds short basis items on importance scales that ask for quality, value for money, reliability, trust, safety or
    friendly service in general.

Why it is bad
    Nearly everybody answers "very important". An item without differences between people cannot tell segments apart;
    what differs is how high people tick, not what they want.

Example
    questions:
      - id: needs
        rows:
          - {id: needs_1, text: Good quality}
          - {id: needs_2, text: I want to train close to home}
          - {id: needs_3, text: I want to start without booking}

Use instead
    questions:
      - id: needs
        rows:
          - {id: needs_1, text: Equipment is replaced every two years}
          - {id: needs_2, text: I want to train close to home}
          - {id: needs_3, text: I want to start without booking}

When it stays silent
    For items of more than four words, which usually name something in particular; on other scales; for MaxDiff,
    rankings and constant sums, where one thing is weighed against another; and in other languages than English and
    German.

Source
    Louviere and Islam 2008, A comparison of importance weights derived from choice-based conjoint, constant sum scales
    and best-worst scaling.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.lint.words.cues import plain_text, words_of
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Path, Question, Questionnaire

IMPORTANCE = Late(r"\b(?:un)?important\b|\b(?:un)?wichtig\b")
CEILING = MappingProxyType(
    {
        "en": Late(
            r"\b(?:quality|value for money|reliab(?:le|ility)|trustworth\w*|honest\w*|safety|security|"
            r"friendly (?:staff|service)|(?:good|great) (?:service|taste))\b"
        ),
        "de": Late(
            r"\b(?:qualität|preis-leistungs-verhältnis|preis-leistung|zuverlässig(?:keit)?|vertrauen\w*|ehrlich\w*|"
            r"sicherheit|freundlich\w*|guter (?:service|geschmack))\b"
        ),
    }
)
MOST_WORDS = 4


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every basis item that nearly everybody will call important."""
    words = CEILING.get(questionnaire.study.language)
    if words is None:
        return
    for path, question in basis_questions(questionnaire):
        if not any(IMPORTANCE.search(option.label.casefold()) for option in question.options):
            continue
        for place, text in _items(path, question):
            plain = plain_text(text)
            if words.search(plain) and len(words_of(plain)) <= MOST_WORDS:
                yield RULE.at(
                    questionnaire,
                    place,
                    message=f"{quoted(text)} is important to nearly everybody",
                    reason="what everybody wants tells no segments apart",
                    suggestion="Name what people would pay or give up for it, or let them choose (MaxDiff)",
                )


def _items(path: Path, question: Question) -> Iterator[tuple[Path, str]]:
    if question.type == "scale":
        yield path, question.text
    elif question.type == "grid":
        yield from (((*path, "rows", index), row.text) for index, row in enumerate(question.rows))


RULE = Rule("ANA417", "variance-risk", "info", __doc__, check, confidence="medium")
