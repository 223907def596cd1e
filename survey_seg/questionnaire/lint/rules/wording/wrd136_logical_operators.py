"""A question like a formula.

What it does
    Finds three or more of and, or, if, unless, not and except in one sentence, with at least one of them an if,
    unless, not or except.

Why it is bad
    The reader has to work through the cases to know which applies. Most answer the first half.

Example
    questions:
      - id: visits
        text: "Do you train at home or in a club, if it is not raining and unless you are ill?"
        type: "single"

Use instead
    questions:
      - id: visits
        text: "Do you train at home?"
        type: "single"

When it stays silent
    For lists joined by "and" and "or" alone, for scales named by both ends ("agree or disagree"), and for "if any".

Source
    Holbrook, Cho and Johnson 2006 on comprehension; Graesser and others 2006 (QUAID).
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

PATTERNS: Final[Mapping[str, tuple[Late, Late, Late]]] = {
    "en": (en.PAIRED, en.OPERATOR, en.FORK),
    "de": (de.PAIRED, de.OPERATOR, de.FORK),
}
SENTENCE = Late(r"(?<=[.?!])\s+")
ASIDE = Late(
    r"\([^)]*\)|,? if (?:any|anything|anywhere|anyone|ever|so|applicable|at all)\b,?|easy or difficult|"
    r"good or poor"
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every sentence with many logical words."""
    if questionnaire.study.language not in PATTERNS:
        return
    paired, operator, fork = PATTERNS[questionnaire.study.language]
    most = RULE.limit(questionnaire, "words")
    for item in items(questionnaire):
        if item.form not in JUDGED or not fork.search(item.plain):
            continue
        for sentence in SENTENCE.split(ASIDE.sub(" ", _unpaired(item.plain, paired))):
            found = operator.findall(sentence)
            if len(found) >= most and fork.search(sentence):
                yield RULE.at(
                    questionnaire,
                    item.path,
                    message=f"{quoted(', '.join(found))} make this a formula",
                    reason="the reader has to work through the cases",
                    suggestion="Ask a filter question first, or give the exceptions up",
                )


def _unpaired(plain: str, paired: Late) -> str:
    return paired.sub(lambda match: match[0] if match[0].startswith("if not") else " ", plain)


RULE = Rule("WRD136", "logical-operators", "warning", __doc__, check, limits={"words": 3}, false_alarms=0.0)
