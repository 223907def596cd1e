"""People are to be found on an ad platform by something the law protects.

What it does
    Finds questions on health, religion, ethnic origin, political opinion, sexual orientation, trade union membership or
    financial hardship with the reach `ad_platform`.

Why it is bad
    These are special categories of personal data. The large platforms removed such targeting, and building an audience
    on them is unlawful in most places without explicit consent to exactly that.

Example
    questions:
      - id: illness
        text: Have you ever been diagnosed with a chronic illness?
        type: single
        role: [descriptor]
        data_type: demographic
        options: [{code: 1, label: "Yes"}, {code: 2, label: "No"}]
        action: [{verb: message, owner: cmo, decision: D1, when: [1], text: Show the gentle classes on the first page}]
        reach: [{via: ad_platform}]

Use instead
    questions:
      - id: illness
        text: Have you ever been diagnosed with a chronic illness?
        type: single
        role: [descriptor]
        data_type: demographic
        options: [{code: 1, label: "Yes"}, {code: 2, label: "No"}]
        action: [{verb: message, owner: cmo, decision: D1, when: [1], text: Show the gentle classes on the first page}]
        reach: [{via: media, note: magazines on gentle training}]

When it stays silent
    For every other reach, for income, and where the words speak of something else (health insurance, office politics).
    The words are known in English and German.

Source
    GDPR, article 9. Whether asking has a legal basis at all is STU515.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import ways
from survey_seg.questionnaire.lint.words.sensitive import NAMED, SPECIAL, sensitive_topic
from survey_seg.questionnaire.model import Questionnaire

OFF_LIMITS = SPECIAL | {"hardship"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every reach through an ad platform by a protected attribute."""
    for path, question, way in ways(questionnaire):
        topic = sensitive_topic(question, questionnaire.study.language) if way.via == "ad_platform" else None
        if topic in OFF_LIMITS:
            yield RULE.at(
                questionnaire,
                path,
                message=f"people are to be found on an ad platform by their {NAMED[topic]}",
                reason="platforms have removed such targeting, and the law forbids most of it",
                suggestion="Reach them through media, or a cue that they show by themselves",
            )


RULE = Rule("RCH005", "ad-attribute-sensitive", "error", __doc__, check)
