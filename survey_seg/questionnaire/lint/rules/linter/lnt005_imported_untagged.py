"""A questionnaire from another tool that nobody has tagged yet.

What it does
    Says in one line that an imported file carries no roles, actions, reach and data types, instead of one finding per
    question; the rules that need them (ACT, RCH, MIX, STU, ANA, and STR330, STR332, STR334, STR335) wait until they are
    there.

Why it is bad
    Nobody has said yet which decision a question feeds. Until then the file can be checked for structure, length and
    wording only, and cannot be analysed.

Example
    A Qualtrics, LimeSurvey, SurveyJS, XLSForm, Triple-S, formr, Word or SPSS file as it comes.

Use instead
    `survey-seg import FILE -o questionnaire.yaml`, then `survey-seg tag questionnaire.yaml -o worksheet.xlsx`: a
    worksheet to fill in with those who own the decisions.

When it stays silent
    For files of our own, unless their profile is legacy-import, as `survey-seg import` writes it. As soon as one
    question has a role, an action, a reach or a data type: from then on the rules themselves speak.

Source
    This tool's own practice: nothing is invented on import.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Looked, Rule
from survey_seg.questionnaire.lint.settings import is_untagged

LEGACY = "profile legacy-import"
IMPORT = "Write it as a questionnaire of ours: `survey-seg import FILE -o q.yaml`"
WORKSHEET = " the worksheet of `survey-seg tag q.yaml -o worksheet.xlsx`"


def after(looked: Looked) -> Iterator[Finding]:
    """One finding for an imported file without any tag."""
    if not is_untagged(looked.questionnaire):
        return
    asked = sum(question.type != "info" for question in looked.questionnaire.questions)
    tool = looked.questionnaire.imported
    yield RULE.at(
        looked.questionnaire,
        ("questions",),
        message=f"none of the {asked} questions has an action, owner, reach or role yet ({tool or LEGACY})",
        reason="whether anybody can act on the answers is not checked",
        suggestion=f"{IMPORT}, then fill in{WORKSHEET}" if tool else f"Fill in{WORKSHEET}",
    )


RULE = Rule("LNT005", "imported-untagged", "info", __doc__, lambda _: (), after=after)
