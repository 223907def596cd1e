"""An ignore without a reason.

What it does
    Finds entries of `ignore` that do not say why. They are not followed: the finding stays.

Why it is bad
    The next person cannot tell a decision from a shortcut, and nobody dares to take the entry out again.

Example
    questions:
      - id: age
        role: []
        ignore: [{rule: ACT001}]

Use instead
    questions:
      - id: age
        role: []
        ignore: [{rule: ACT001, reason: The panel sells no quota without it}]

When it stays silent
    Never: any text counts as a reason.

Source
    The practice of code review: an exception carries its reason where it is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Looked, Rule
from survey_seg.questionnaire.lint.settings import ignores


def after(looked: Looked) -> Iterator[Finding]:
    """Every ignore that gives no reason."""
    for ignored in ignores(looked.questionnaire):
        if not ignored.ignore.reason:
            yield RULE.at(
                looked.questionnaire,
                ignored.path,
                message=f"{quoted(ignored.ignore.rule)} is ignored without a reason, so it is not ignored",
                reason="nobody can tell a decision from a shortcut",
                suggestion="Add a reason: why this finding is right to stay",
            )


RULE = Rule("LNT002", "ignore-without-reason", "error", __doc__, lambda _: (), after=after)
