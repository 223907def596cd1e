"""Two items of a construct that say the same.

What it does
    Compares the words of the basis items of each construct, articles, pronouns and other small words left out, and
    finds pairs that share four of five.

Why it is bad
    What is asked twice counts twice: the construct gets more weight in the segments than anybody decided, and its
    reliability looks better than it is.

Example
    questions:
      - id: needs
        rows:
          - {id: needs_1, text: Training must fit into half an hour}
          - {id: needs_2, text: My training must fit into half an hour}
          - {id: needs_3, text: I want to start without booking}

Use instead
    questions:
      - id: needs
        rows:
          - {id: needs_1, text: Training must fit into half an hour}
          - {id: needs_2, text: I want to train close to home}
          - {id: needs_3, text: I want to start without booking}

When it stays silent
    For items of fewer than three words of content, for an item and its reversal, for items of different constructs, for
    published scales (`validated_scale`), and in other languages than English and German.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5, on redundant items.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.statements import MOST, by_construct, content, is_negated, knows, overlap
from survey_seg.questionnaire.model import Questionnaire

FEW_WORDS = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every item that repeats an earlier one of its construct."""
    language = questionnaire.study.language
    if not knows(language):
        return
    alike = RULE.limit(questionnaire, "shared")
    for items in by_construct(questionnaire).values():
        judged = [one for one in items if "basis" in one.question.role and not one.question.validated_scale][:MOST]
        read = [(one, content(one.text, language), is_negated(one.text, language)) for one in judged]
        told: set[int] = set()
        for (_, (first, words, negated)), (at, (second, others, negates)) in combinations(enumerate(read), 2):
            few = min(len(words), len(others)) < FEW_WORDS
            turned = negated != negates or first.reverse != second.reverse
            if few or turned or at in told or overlap(words, others) < alike:
                continue
            told.add(at)
            yield RULE.at(
                questionnaire,
                second.path,
                message=f"{quoted(second.text)} says nearly the same as {quoted(first.text)}",
                reason="what is asked twice counts twice in the segments",
                suggestion="Keep one of the two, and ask another side of the construct",
            )


RULE = Rule("ANA409", "redundant-items", "info", __doc__, check, limits={"shared": 0.8}, confidence="medium")
