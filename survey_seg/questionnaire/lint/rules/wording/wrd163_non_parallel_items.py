"""Rows that do not go together.

What it does
    Finds rows of one grid that mix persons (I and we or my company, I and you), questions with statements, or past,
    present and a time to come.

Why it is bad
    The reader has to change the point of view from row to row, and part of the difference between rows is the
    difference in wording.

Example
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I compare prices"}
          - {id: "price_2", text: "I wait for offers"}
          - {id: "price_3", text: "Our company pays more for good equipment"}

Use instead
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "I compare prices"}
          - {id: "price_2", text: "I wait for offers"}
          - {id: "price_3", text: "I pay more for good equipment"}

When it stays silent
    For rows without a person ("Offers matter to me"), for grids of two rows, and for "will" and "would" without a time
    ("I will pay more for quality"): they tell what people are ready to do now.

Source
    Dillman, Smyth and Christian, Internet, phone, mail and mixed-mode surveys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Path, Questionnaire

PERSONS: Final[Mapping[str, Mapping[str, Late]]] = {
    "en": {"the company": en.PERSON_MANY, "you": en.PERSON_YOU, "I": en.PERSON_ONE},
    "de": {"the company": de.PERSON_MANY, "you": de.PERSON_YOU, "I": de.PERSON_ONE},
}
TENSES: Final[Mapping[str, Mapping[str, Late]]] = {
    "en": {"the future": en.FUTURE, "the present": en.PRESENT, "the past": en.PAST},
    "de": {"the future": de.FUTURE, "the present": de.PRESENT, "the past": de.PAST},
}
FEWEST = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every grid whose rows change the point of view, at the first row that does."""
    language = questionnaire.study.language
    if language not in PERSONS:
        return
    for path, question in numbered(questionnaire):
        if len(question.rows) < FEWEST:
            continue
        plain = [plain_text(row.text) for row in question.rows]
        for kinds in (PERSONS[language], TENSES[language], None):
            odd = _first_change([_kind(text, kinds) for text in plain])
            if odd:
                yield _finding(questionnaire, (*path, "rows", odd[0], "text"), odd[1], odd[2])
                break


def _kind(text: str, kinds: Mapping[str, Late] | None) -> str:
    if kinds is None:
        return "questions" if text.endswith("?") else "statements"
    return next((name for name, pattern in kinds.items() if pattern.match(text)), "")


def _first_change(kinds: list[str]) -> tuple[int, str, str] | None:
    """The first row of a rarer kind, its kind, and the kind of most rows."""
    counts = Counter(kind for kind in kinds if kind)
    if len(counts) < 2:
        return None
    usual = counts.most_common(1)[0][0]
    at = next(index for index, kind in enumerate(kinds) if kind not in {"", usual})
    return at, kinds[at], usual


def _finding(questionnaire: Questionnaire, path: Path, odd: str, usual: str) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message=f"this row has {odd}, most others have {usual}",
        reason="part of the difference between rows is the difference in wording",
        suggestion="Write all rows from one point of view, or make two grids",
    )


RULE = Rule("WRD163", "non-parallel-items", "info", __doc__, check, confidence="medium", false_alarms=0.0)
