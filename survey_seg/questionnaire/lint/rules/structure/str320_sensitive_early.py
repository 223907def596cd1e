"""A sensitive question before there is any trust.

What it does
    Finds questions on income, health, religion, politics and other sensitive topics in the first third of the
    questionnaire.

Why it is bad
    Early on people have answered nothing they would lose by leaving. They leave, or give the answer that looks best,
    and mistrust what follows.

Example
    questions:
      - {id: visits, text: What is your monthly income?}

Use instead
    questions:
      - {id: media, text: What is your monthly income?}

When it stays silent
    For screeners and quotas, which have to come first; for a topic that is the study's own (a quarter of its
    questions); in questionnaires of fewer than six questions; and in other languages than English and German.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys; Tourangeau and Yan 2007, Sensitive
    questions in surveys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.sensitive import NAMED, sensitive_topic
from survey_seg.questionnaire.minutes import NOT_ASKED
from survey_seg.questionnaire.model import Path, Question, Questionnaire

FEWEST = 6
OWN_SHARE = 0.25
"""A topic of so many questions is what the study is about."""

FIRST = {"screener", "quota", "consent"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every sensitive question in the first third."""
    asked = [(path, question) for path, question in numbered(questionnaire) if _is_asked(question)]
    if len(asked) < FEWEST:
        return
    topics = [sensitive_topic(question, questionnaire.study.language) for _, question in asked]
    own = {topic for topic, count in Counter(topics).items() if count >= OWN_SHARE * len(asked)}
    early = RULE.limit(questionnaire, "share") * len(asked)
    for at, ((path, question), topic) in enumerate(zip(asked, topics, strict=True)):
        if topic and topic not in own and at < early and FIRST.isdisjoint(question.role):
            yield _finding(questionnaire, path, topic, at + 1, len(asked))


def _is_asked(question: Question) -> bool:
    return question.type != "info" and not (question.role and NOT_ASKED.issuperset(question.role))


def _finding(questionnaire: Questionnaire, path: Path, topic: str, at: int, whole: int) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message=f"asks about {NAMED[topic]} already as question {at} of {whole}",
        reason="people leave, or give the answer that looks best, before there is any trust",
        suggestion="Ask it towards the end, and say what it is for",
    )


RULE = Rule("STR320", "sensitive-early", "warning", __doc__, check, limits={"share": 1 / 3}, confidence="medium")
