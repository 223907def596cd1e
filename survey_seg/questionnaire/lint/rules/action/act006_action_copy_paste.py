"""One action, copied under many questions.

What it does
    Finds an action text that stands, in the same words, under more than three questions and under more than 15 % of
    those that have an action. Order of words, capitals, punctuation and numbers do not count.

Why it is bad
    When the same thing happens after very different answers, nobody has thought about what each answer would change.
    The column is filled, and the questions are as idle as before.

Example
    questions:
      - {id: visits, action: [{verb: message, owner: cmo, decision: D1, when: [1], text: Adapt the landing page}]}
      - {id: needs, action: [{verb: message, owner: cmo, decision: D1, when: [4], text: Adapt the landing page}]}
      - {id: price, action: [{verb: message, owner: cmo, decision: D1, when: [5], text: Adapt the landing page}]}
      - {id: media, action: [{verb: message, owner: cmo, decision: D1, when: [1], text: Adapt the landing page}]}

Use instead
    questions:
      - {id: visits, action: [{verb: target, owner: cmo, decision: D1, when: [1], text: Send the comeback mail}]}
      - {id: needs, action: [{verb: service, owner: sales, decision: D2, when: [4], text: Open the studio at noon}]}
      - {id: price, action: [{verb: message, owner: cmo, decision: D1, when: [5], text: Show the price on page one}]}
      - {id: media, action: [{verb: message, owner: cmo, decision: D1, when: [1], text: Adapt the landing page}]}

When it stays silent
    Up to three questions; for technical questions; and for texts that differ in a single word: those may be meant.

Source
    This project's own. IMS, five mistakes in segmentation research, no. 3, asks the question for each specific item.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Path, Questionnaire

WORD = Late(r"[^\W\d_]+")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for every text that stands under too many questions."""
    stands: dict[frozenset[str], dict[str, tuple[Path, str]]] = {}
    asked = 0
    for path, question in substantive(questionnaire):
        asked += bool(question.action)
        for index, action in enumerate(question.action):
            words = frozenset(WORD.findall(action.text.casefold()))
            if words:
                stands.setdefault(words, {}).setdefault(question.id, ((*path, "action", index, "text"), action.text))
    most = max(RULE.limit(questionnaire, "questions"), RULE.limit(questionnaire, "share") * asked)
    for places in stands.values():
        if len(places) > most:
            path, text = next(iter(places.values()))
            yield RULE.at(
                questionnaire,
                path,
                message=f"the action {quoted(text)} stands under {len(places)} questions",
                reason="nobody has thought about what each of these answers would change",
                suggestion=f"Write for each of {listed(places, most=5)} what its answer changes, or drop it",
            )


RULE = Rule(
    "ACT006",
    "action-copy-paste",
    "warning",
    __doc__,
    check,
    limits={"questions": 3, "share": 0.15},
    confidence="medium",
)
