"""Two verdicts in one item.

What it does
    Finds "and" between two verdicts: adjectives ("fast and reliable"), adverbs, or verbs ("answers my questions and
    solves my problem").

Why it is bad
    Who finds the app fast but not reliable has no answer to give. What the number says afterwards is anybody's guess,
    and no action can follow from it.

Example
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "The staff are friendly and solve my problem"}

Use instead
    questions:
      - id: price
        rows:
          - {id: "price_1", text: "The staff solve my problem"}

When it stays silent
    For fixed pairs ("clear and simple", "agree and disagree"), after a leading condition ("When I cook and ..."), in
    brackets, in examples, between two points ("between 9 and 5"), and for pairs of nouns (WRD102). Words outside the
    lists are not judged.

Source
    Krosnick and Presser 2010, Question and questionnaire design; the words are this project's own, their false alarms
    are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words import barrels
from survey_seg.questionnaire.lint.words.items import JUDGED, items
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every item with two verdicts."""
    for item in items(questionnaire):
        words = barrels.two_verdicts(item, questionnaire.study.language) if item.form in JUDGED else ""
        if words:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(words)} passes two verdicts at once",
                reason="who holds only one of the two has no answer to give",
                suggestion="Ask one of the two, or make it two items",
            )


RULE = Rule("WRD101", "double-barrelled-predicate", "warning", __doc__, check, confidence="medium", false_alarms=0.0)
