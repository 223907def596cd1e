"""Questions without a word of welcome.

What it does
    Looks for a question of role consent, or a text that is shown before the first question.

Why it is bad
    People have a right to know who asks, what for and what happens to their answers; without it the data may not be
    used. And who knows what it is about answers better.

Example
    questions:
      - {id: age, instruction: null}

Use instead
    questions:
      - {id: age, instruction: This survey is about fitness. Your answers are reported in groups only}

When it stays silent
    When consent is asked anywhere, and when the first question is preceded by a shown text or has an instruction;
    and for an imported questionnaire that nobody has tagged yet (LNT005), as survey tools keep their first page apart.

Source
    ICC/ESOMAR International Code, article 4 on transparency; GDPR, article 13; Dillman, Smyth and Christian 2014.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.minutes import NOT_ASKED
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a questionnaire that begins with its first question."""
    if any("consent" in question.role for question in questionnaire.questions):
        return
    first = next((question for question in questionnaire.questions if not _is_attached(question)), None)
    if first is None or first.type == "info" or first.instruction:
        return
    yield RULE.at(
        questionnaire,
        ("questions",),
        message="no text before the first question, and no consent",
        reason="people do not know who asks, what for, and what happens to their answers",
        suggestion="Begin with a text (`type: info`) or a question of role consent",
    )


def _is_attached(question: Question) -> bool:
    return bool(question.role) and NOT_ASKED.issuperset(question.role)


RULE = Rule("STR334", "no-intro", "warning", __doc__, check)
