"""Two negations in one item.

What it does
    Finds two negations in one item, those within words included: "not impossible", "never fail to", "oppose a ban".

Why it is bad
    The reader has to work out which way is yes. Many get it wrong, and their answers count for the other side.

Example
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "It is not impossible to train every day"}

Use instead
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "It is possible to train every day"}

When it stays silent
    For the two ends of a scale ("satisfied or dissatisfied", "whether or not"), and for negations in different
    sentences.

Source
    Krosnick and Presser 2010, Question and questionnaire design; the words are this project's own, their false alarms
    are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.items import JUDGED, Item, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

PATTERNS: Final[Mapping[str, tuple[Late, Late, Late]]] = {
    "en": (en.PAIRED, en.DENIALS, en.DENIALS_WITHIN),
    "de": (de.PAIRED, de.DENIALS, de.DENIALS_WITHIN),
}
SENTENCE = Late(r"[.?!;:]+\s")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every item with two negations in a sentence."""
    if questionnaire.study.language not in PATTERNS:
        return
    for item in items(questionnaire):
        found = _denials(item, *PATTERNS[questionnaire.study.language]) if item.form in JUDGED else ()
        if found:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(' ... '.join(found[:2]))} are two negations",
                reason="many readers lose track of which way is yes",
                suggestion="Say it without a negation",
            )


def _denials(item: Item, paired: Late, plain: Late, within: Late) -> tuple[str, ...]:
    if not plain.search(item.plain) and not within.search(item.plain):
        return ()
    for sentence in SENTENCE.split(paired.sub(" ", item.plain)):
        places = {match.start(): match[0] for pattern in (within, plain) for match in pattern.finditer(sentence)}
        if len(places) > 1:
            return tuple(places[at] for at in sorted(places))
    return ()


RULE = Rule("WRD121", "double-negative", "warning", __doc__, check, false_alarms=0.0)
