"""Too many basis variables to tell what a segment is.

What it does
    Counts the basis variables, lines of grids and ticked answers one by one: more than 30 are too many.

Why it is bad
    With every variable that does not matter, people come to stand at about the same distance from each other. The
    segments blur, and nobody can say in a sentence what sets them apart.

Example
    study: {lint: {limits: {LEN014: {variables: 6}}}}

Use instead
    study: {lint: {limits: {LEN014: {variables: 7}}}}

When it stays silent
    Up to 30 variables (the example sets a lower limit to stay short). Whether the sample carries them is another
    question: ANA404.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5; IMS, five mistakes in segmentation
    research, no. 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.statements import columns
from survey_seg.questionnaire.model import Questionnaire

LARGEST = 2


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the basis is larger than the limit."""
    most = RULE.limit(questionnaire, "variables")
    counts = {question.id: columns(question) for question in questionnaire.questions if "basis" in question.role}
    whole = sum(counts.values())
    if whole <= most:
        return
    largest = sorted(counts, key=lambda name: -counts[name])[:LARGEST]
    yield RULE.at(
        questionnaire,
        ("questions",),
        message=f"{whole} basis variables, at most {most:g} are advised",
        reason="each variable that does not matter blurs the segments",
        suggestion=f"Cut the largest: {listed(f'{name} ({counts[name]})' for name in largest)}",
    )


RULE = Rule("LEN014", "basis-too-many", "warning", __doc__, check, limits={"variables": 30})
