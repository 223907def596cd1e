"""Nobody asks where else people buy.

What it does
    Looks for a question, a line, an answer or an instruction that speaks of brands, providers, suppliers, other apps or
    shops, or of switching.

Why it is bad
    A segment that spends much may spend it elsewhere. Whom to win and whom to keep is told apart only by knowing what
    else they use.

Example
    questions:
      - {id: spend, instruction: Count drinks at the bar.}

Use instead
    questions:
      - {id: spend, instruction: "Count drinks at the bar, here and at other studios."}

When it stays silent
    As soon as one question has such a word; in languages other than English and German.

Source
    The Marketing Juice on segments and competitors.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.topics import KNOWN, everything_read, speaks_of
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a study that knows no competitor."""
    language = questionnaire.study.language
    if language not in KNOWN:
        return
    if not any(speaks_of("competitor", everything_read(question), language) for question in questionnaire.questions):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="no question asks which brands or providers people use, or whether they would switch",
            reason="whom to win and whom to keep cannot be told apart",
            suggestion="Ask which provider was used last, or where else the money goes",
        )


RULE = Rule("MIX014", "no-competitor", "info", __doc__, check)
