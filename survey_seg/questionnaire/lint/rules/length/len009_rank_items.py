"""Too much to rank.

What it does
    Counts the things to rank: more than 6 are a warning, more than 10 an error.

Why it is bad
    People know what they like best and what they like least. The order in between is drawn by lot, and takes half a
    minute of dragging on a phone.

Example
    questions:
      - id: first
        text: Please rank these by importance
        type: rank
        options:
          - {code: 1, label: Price}
          - {code: 2, label: Distance}
          - {code: 3, label: Equipment}
          - {code: 4, label: Classes}
          - {code: 5, label: Opening hours}
          - {code: 6, label: Trainers}
          - {code: 7, label: Showers}

Use instead
    questions:
      - id: first
        text: Please rank these by importance
        type: rank
        options: [{code: 1, label: Price}, {code: 2, label: Distance}, {code: 3, label: Equipment}]

When it stays silent
    Up to and including six, and for MaxDiff, which shows a few at a time.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys, on ranking questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every ranking of more things than the limit."""
    advised, most = RULE.limit(questionnaire, "items"), RULE.limit(questionnaire, "most")
    for path, question in numbered(questionnaire):
        items = sum(not option.missing for option in question.options) + len(question.rows)
        if question.type == "rank" and items > advised:
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"{items} things to rank, at most {advised:g} are advised",
                reason="the order between the best and the worst is drawn by lot",
                suggestion="Ask for the top three, or use MaxDiff",
                severity="error" if items > most else None,
            )


RULE = Rule("LEN009", "rank-items", "warning", __doc__, check, limits={"items": 6, "most": 10})
