"""A business study that does not ask who is speaking.

What it does
    Finds a study in a business market without a question on the person's role, level or part in buying.

Why it is bad
    In a firm one decides, one pays and one uses, and each wants something else. Without the role the segments mix
    companies with job titles, and sales cannot tell which of them it is talking to.

Example
    study:
      market: {type: b2b, dynamics: stable}

Use instead
    study:
      market: {type: b2b, dynamics: stable}
    questions:
      - id: buying_role
        text: What is your part when your company chooses a studio?
        type: single
        role: [screener, descriptor]
        data_type: firmographic
        options: [{code: 1, label: I decide}, {code: 2, label: I advise}]

When it stays silent
    As soon as one question speaks of role, position, department, level, or of who decides, chooses or buys; in consumer
    markets; in languages other than English and German.

Source
    The Marketing Juice on business segmentation; Webster and Wind 1972, Organizational Buying Behavior.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.topics import KNOWN, everything_read, speaks_of
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a business study without roles."""
    study = questionnaire.study
    if study.market.type != "b2b" or study.language not in KNOWN:
        return
    asked = (question for question in questionnaire.questions if question.type != "info")
    if not any(speaks_of("occupation", everything_read(question), study.language) for question in asked):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message="a business study, and no question asks for role, level or part in buying",
            reason="who decides, who pays and who uses want different things",
            suggestion="Ask what part the person has when the company chooses, with `data_type: firmographic`",
        )


RULE = Rule("STU508", "b2b-no-role", "error", __doc__, check)
