"""An ignore that ignores nothing.

What it does
    Finds entries of `ignore`, at a question or under `study: lint:`, whose rule has no finding there.

Why it is bad
    The reason was true once. Left behind, the entry hides the next finding of that rule, which nobody has judged.

Example
    questions:
      - id: age
        ignore: [{rule: ACT001, reason: Asked for the quota only}]

Use instead
    questions:
      - id: age

When it stays silent
    For entries without a reason, which are not followed anyway (LNT002), and for rules that do not exist (LNT003).

Source
    The practice of code linters (sqlfluff's warn_unused_ignores, for example).
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Looked, Rule
from survey_seg.questionnaire.lint.settings import ignores, names_of


def after(looked: Looked) -> Iterator[Finding]:
    """Every ignore with a reason that covers no finding."""
    existing = {name for rule in looked.rules for name in names_of(rule)}
    for ignored in ignores(looked.questionnaire):
        rule = ignored.ignore.rule
        if not ignored.ignore.reason or rule not in existing or any(ignored.covers(one) for one in looked.found):
            continue
        yield RULE.at(
            looked.questionnaire,
            ignored.path,
            message=f"{quoted(rule)} is ignored here and finds nothing",
            reason="it would hide the next finding, which nobody has judged",
            suggestion="Delete the entry",
        )


RULE = Rule("LNT001", "unused-ignore", "warning", __doc__, lambda _: (), after=after)
