"""A questionnaire that just stops.

What it does
    Looks at what is shown last: a text, an open question, or words of thanks.

Why it is bad
    The last screen is what people remember when the next invitation comes. And what was asked wrongly is told in the
    open remark, while it can still be mended.

Example
    questions:
      - {id: thanks, type: number, text: How tall are you?}

Use instead
    questions:
      - {id: thanks, type: info, text: Thank you for your time}

When it stays silent
    For an open question or a shown text at the end, and for thanks in the words of the last question. Columns that come
    with the file are no end. An imported questionnaire that nobody has tagged yet (LNT005) is left out, as survey tools
    keep their last page apart.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.minutes import NOT_ASKED
from survey_seg.questionnaire.model import Question, Questionnaire

THANKS = Late(r"\bthank|\bdank")
OPEN_END = {"info", "text"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding, at the last question, when nothing follows it."""
    shown = [(path, question) for path, question in numbered(questionnaire) if not _is_attached(question)]
    if not shown:
        return
    path, last = shown[-1]
    if last.type in OPEN_END or THANKS.search(f"{last.text} {last.instruction or ''}".casefold()):
        return
    yield RULE.at(
        questionnaire,
        path,
        message="the questionnaire ends with this question",
        reason="the last screen is what people remember when they are invited again",
        suggestion="Add thanks (`type: info`), or an open question for remarks",
    )


def _is_attached(question: Question) -> bool:
    return bool(question.role) and NOT_ASKED.issuperset(question.role)


RULE = Rule("STR335", "no-end", "info", __doc__, check)
