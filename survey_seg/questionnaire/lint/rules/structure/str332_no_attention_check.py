"""Nobody will know who read the questions.

What it does
    Asks for one attention check in questionnaires of more than 8 minutes or with more than three grids; and tells when
    there are more than two.

Why it is bad
    In every online sample some people tick without reading. With long grids they form a segment of their own. Checks
    find them; but with a check on every page the others feel mistrusted and leave.

Example
    study: {lint: {limits: {STR332: {grids: 1}}}}

Use instead
    study: {lint: {limits: {STR332: {grids: 1}}}}
    questions:
      - {id: read, text: Please choose Weekly here, type: scale, min: 1, max: 4, role: [attention]}

When it stays silent
    In short questionnaires (the example sets a lower limit to stay short), with one or two checks, and for an
    imported questionnaire that nobody has tagged yet (LNT005).

Source
    Meade and Craig 2012, Identifying careless responses in survey data; Anduiza and Galais 2017 on too many checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.minutes import expected_minutes
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for no attention check, or for the first that is too many."""
    checks = [path for path, question in numbered(questionnaire) if "attention" in question.role]
    most = round(RULE.limit(questionnaire, "most"))
    if len(checks) > most:
        yield RULE.at(
            questionnaire,
            checks[most],
            message=f"{len(checks)} attention checks, at most {most} are advised",
            reason="people who read feel mistrusted, and leave",
            suggestion="Keep one in the longest grid, and one before the end",
            severity="info",
        )
    if checks:
        return
    minutes = expected_minutes(questionnaire)
    grids = sum(question.type == "grid" for question in questionnaire.questions)
    if minutes > RULE.limit(questionnaire, "minutes") or grids > RULE.limit(questionnaire, "grids"):
        yield RULE.at(
            questionnaire,
            ("questions",),
            message=f"no attention check in {minutes:.0f} minutes with {grids} grids",
            reason="people who tick without reading form a segment of their own",
            suggestion="Add one question of role attention that names the answer to choose",
        )


RULE = Rule("STR332", "no-attention-check", "warning", __doc__, check, limits={"minutes": 8, "grids": 3, "most": 2})
