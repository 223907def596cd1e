"""Too few or too many questions to choose the typing tool from.

What it does
    Counts what the typing tool may ask: questions of role typing, or reached by typing, each line of a grid as one.
    Fewer than four or more than twenty are reported.

Why it is bad
    The tool is chosen from the candidates by how well they tell the segments apart. From three there is nothing to
    choose; among many some look good by luck, and the client has to be told why so few of them were needed.

Example
    questions:
      - {id: visits, role: [basis]}
      - {id: needs, role: [basis]}
      - {id: price, reach: [{via: typing}]}

Use instead
    questions:
      - {id: visits, role: [basis, typing]}
      - {id: needs, role: [basis]}
      - {id: price, role: [basis, typing]}

When it stays silent
    From four to twenty, and when there is none at all: that is RCH007.

Source
    Practice of typing tools: four to eight questions are asked in the end. The limits are this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import can_type
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the candidates are too few or too many."""
    count = sum(len(question.rows) or 1 for question in questionnaire.questions if can_type(question))
    least, most = (round(RULE.limit(questionnaire, name)) for name in ("least", "most"))
    if count == 0 or least <= count <= most:
        return
    few = count < least
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"the typing tool has {count} candidates, {'fewer' if few else 'more'} than {least if few else most}",
        reason="there is nothing to choose from" if few else "some of them look good by luck",
        suggestion=f"Give the role typing to {least} or more short questions that can be asked alone"
        if few
        else f"Keep the role typing for the {most} or fewer that are easiest to ask",
    )


RULE = Rule("RCH012", "typing-candidates-few", "warning", __doc__, check, limits={"least": 4, "most": 20})
