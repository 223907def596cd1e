"""Clauses within clauses.

What it does
    Finds three or more clauses opened by which, that, who, because, if or unless in one sentence.

Why it is bad
    Each clause has to be kept in mind until the next is closed. People with less time or schooling drop out of the
    sentence.

Example
    questions:
      - id: visits
        text: "Does the trainer who leads the course that you take help people who are new?"

Use instead
    questions:
      - id: visits
        text: "Does your trainer help beginners?"

When it stays silent
    For commas in lists, for question words at the beginning, and for short sentences one after the other.

Source
    Lenzner, Kaczmirek and Lenzner 2010 on syntactic redundancies; Graesser and others 2006 (QUAID).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.items import JUDGED, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

CLAUSE: Final[Mapping[str, Late]] = {"en": en.CLAUSE, "de": de.CLAUSE}
SENTENCE = Late(r"(?<=[.?!:])\s+")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every sentence with many clauses."""
    clause = CLAUSE.get(questionnaire.study.language)
    most = RULE.limit(questionnaire, "clauses")
    for item in items(questionnaire):
        if clause is None or item.form not in JUDGED:
            continue
        for sentence in SENTENCE.split(item.plain):
            opened = [match[0].strip(" ,") for match in clause.finditer(sentence) if match.start()]
            if len(opened) >= most:
                yield RULE.at(
                    questionnaire,
                    item.path,
                    message=f"{len(opened)} clauses in one sentence: {quoted(', '.join(opened))}",
                    reason="readers lose the thread between the clauses",
                    suggestion="Make two sentences of it, or leave clauses out",
                )


RULE = Rule(
    ("WRD135"),
    ("nested-clauses"),
    ("info"),
    __doc__,
    check,
    limits={("clauses"): 3},
    confidence=("medium"),
    false_alarms=0.0,
)
