"""An item that points the other way, and nobody told the analysis.

What it does
    Finds, within a construct, two items with the same content of which one is negated though both count the same way
    (or neither is, though they count opposite ways); and the one item that begins with "I do not" or "I never" among
    items that say what people do.

Why it is bad
    The item pulls the construct's mean the wrong way. Reliability falls, and somebody drops the item, or the construct.

Example
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I never look at the price}

Use instead
    questions:
      - id: price
        rows:
          - {id: price_1, text: I compare prices before I sign up}
          - {id: price_2, text: I wait for offers}
          - {id: price_3, text: I never look at the price, reverse: true}

When it stays silent
    For other negations ("our data should not leave the house"), as the construct may be about them; for constructs
    whose name says so (doubts, risk, avoidance); on scales other than agreement; and in other languages than English
    and German.

Source
    Weijters, Baumgartner and Schillewaert 2013, Reversed item bias; reverse scoring as in every textbook of scales.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from types import MappingProxyType

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.statements import (
    MOST,
    Statement,
    by_construct,
    content,
    is_negated,
    knows,
    overlap,
)
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.polarity import is_agree_scale
from survey_seg.questionnaire.model import Questionnaire

SAME = 0.6
"""Items that share so much of their content say the same, or its opposite."""

FEW_WORDS = 2
OTHERS = 2
"""One negated item stands out among at least so many that are not."""

NEGATED_SELF = MappingProxyType(
    {
        "en": Late(
            r"i (?:(?:do|am|would|have|could) not|don't|wouldn't|haven't|can't|cannot|never|"
            r"hardly ever|rarely|seldom)\b"
            r"(?! (?:only|just|mind|hesitate))"
        ),
        "de": Late(r"ich (?:\S+ ){1,4}?(?:nicht|nie|niemals|kein|keine|keinen|kaum|selten)\b(?! (?:nur|allein))"),
    }
)
SELF = MappingProxyType({"en": "i ", "de": "ich "})
ABOUT_NOT = Late(
    r"doubt|risk|fear|avoid|anxi|worr|concern|barrier|reject|resist|distrust|reactance|dislike|indifferen|disinterest|"
    r"stress|lack|loss|\bno[nt]?[ _-]|\b(?:anti|un|dis|low)[ _-]?|zweifel|risiko|angst|sorge|ablehn|vermeid|hürde|"
    r"barriere|misstrau|desinteress|gleichgültig|mangel"
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every item whose direction does not fit its words."""
    language = questionnaire.study.language
    if not knows(language):
        return
    agrees = {question.id: is_agree_scale(question, language) for question in questionnaire.questions}
    for items in by_construct(questionnaire).values():
        judged = [one for one in items if agrees[one.question.id] and not one.question.validated_scale][:MOST]
        found = list(_against_each_other(judged, language)) or list(_alone(judged, language))
        for one, why in found:
            yield RULE.at(
                questionnaire,
                one.path,
                message=f"{quoted(one.text)} {why}",
                reason="it pulls the mean of the construct the wrong way",
                suggestion="Drop `reverse: true`, or turn the words" if one.reverse else "Add `reverse: true`",
            )


def _against_each_other(items: Sequence[Statement], language: str) -> Iterator[tuple[Statement, str]]:
    read = [(one, content(one.text, language), is_negated(one.text, language)) for one in items]
    for (first, words, negated), (second, others, negates) in combinations(read, 2):
        if min(len(words), len(others)) < FEW_WORDS or overlap(words, others) < SAME:
            continue
        if (negated != negates) == (first.reverse != second.reverse):
            continue
        if negated != negates:
            yield first if negated else second, "says the opposite of another item, and counts the same way"
        else:
            yield first if first.reverse else second, "says the same as another item, and counts the opposite way"


def _alone(items: Sequence[Statement], language: str) -> Iterator[tuple[Statement, str]]:
    if len(items) <= OTHERS or ABOUT_NOT.search(items[0].construct.casefold()):
        return
    texts = [plain_text(one.text) for one in items]
    if not all(text.startswith(SELF[language]) for text in texts):
        return
    negated = [at for at, text in enumerate(texts) if is_negated(text, language)]
    if len(negated) == 1 and NEGATED_SELF[language].match(texts[negated[0]]) and not items[negated[0]].reverse:
        yield items[negated[0]], "is the only negated item, and is not reversed"


RULE = Rule("STR341", "reverse-not-flagged", "warning", __doc__, check, confidence="medium")
