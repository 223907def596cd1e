"""A statement that says what is not.

What it does
    Finds not, no, never and cannot in statements answered on a scale from disagree to agree.

Why it is bad
    To disagree with a negation is a double negation in the head. People overlook the not, and answer the opposite of
    what they think.

Example
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "Gyms do not open early"}

Use instead
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "Gyms open late"}

When it stays silent
    For negations in a subordinate clause ("if people do not like me"), for rows marked `reverse: true`, for "not
    only", "whether or not" and the like, for statements about oneself on other scales ("accurate"), and for two
    negations (WRD121).

Source
    Saris and Gallhofer 2014; Krosnick and Presser 2010, Question and questionnaire design; the words are this
    project's own, their false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue
from survey_seg.questionnaire.lint.words.items import Item, cued
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en.NEGATION, "de": de.NEGATION}
FINE: Final[Mapping[str, Late]] = {"en": en.NOT_NEGATION, "de": de.NOT_NEGATION}
DISAGREE: Final[Mapping[str, Late]] = {"en": en.DISAGREE, "de": de.DISAGREE}
ASIDE = Late(r"[,.;] | (?:if|when|so|because|that|who|which|dass|wenn|weil|ob|and|und) ")
DENIALS: Final[Mapping[str, tuple[Late, ...]]] = {
    "en": (en.DENIALS, en.DENIALS_WITHIN),
    "de": (de.DENIALS, de.DENIALS_WITHIN),
}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every statement with one negation on a scale of agreement."""
    language = questionnaire.study.language
    for item, match in cued(questionnaire, CUES, frozenset({"statement"})):
        if _is_meant(item) or not DISAGREE[language].search(item.labels):
            continue
        many = sum(len(pattern.findall(item.plain)) for pattern in DENIALS[language])
        aside = ASIDE.search(item.plain, 0, match.start())
        if many == 1 and not aside and not FINE[language].search(item.plain):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(match[0])} in a statement to agree or disagree with",
                reason="to disagree with a negation is a double negation in the head",
                suggestion="Say it without the negation",
            )


def _is_meant(item: Item) -> bool:
    if not item.is_row:
        return item.question.reverse
    return item.question.reverse or item.question.rows[int(item.path[-2])].reverse


RULE = Rule("WRD120", "negation", "info", __doc__, check, confidence="medium", false_alarms=0.0)
