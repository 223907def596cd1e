"""Settings for a rule that does not exist.

What it does
    Finds names under `ignore`, and under select, severity and limits of `study: lint:`, that are no id, slug or family
    of a rule, and limits that the rule does not have.

Why it is bad
    A mistyped name looks like a decision and changes nothing.

Example
    study:
      lint:
        severity: {ACT0002: info}

Use instead
    study:
      lint:
        severity: {ACT002: info}

When it stays silent
    For names of rules given to `lint(rules=...)` besides our own.

Source
    The practice of code linters.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Looked, Rule
from survey_seg.questionnaire.lint.settings import ignores, names_of
from survey_seg.questionnaire.lint.similar import listed, nearest
from survey_seg.questionnaire.model import Path


def after(looked: Looked) -> Iterator[Finding]:
    """Every name in the settings that is no rule's, and every limit that its rule does not have."""
    existing = [name for rule in looked.rules for name in names_of(rule)]
    for path, name in _named(looked):
        if name not in existing:
            close = nearest(name, existing)
            yield _finding(looked, path, f"there is no rule {quoted(name)}", f"Did you mean {close}?" if close else "")
    limits = {rule.id: rule.limits for rule in looked.rules}
    for rule, own in looked.questionnaire.study.lint.limits.items():
        for name in own:
            if rule in limits and name not in limits[rule]:
                has = f"Its limits are {listed(limits[rule])}" if limits[rule] else "It has no limits"
                yield _finding(
                    looked, ("study", "lint", "limits", rule, name), f"{rule} has no limit {quoted(name)}", has
                )


def _named(looked: Looked) -> Iterator[tuple[Path, str]]:
    lint = looked.questionnaire.study.lint
    for index, name in enumerate(lint.select):
        yield ("study", "lint", "select", index), name
    for key, table in (("severity", lint.severity), ("limits", lint.limits)):
        for name in table:
            yield ("study", "lint", key, name), name
    for ignored in ignores(looked.questionnaire):
        yield (*ignored.path, "rule"), ignored.ignore.rule


def _finding(looked: Looked, path: Path, message: str, suggestion: str) -> Finding:
    return RULE.at(
        looked.questionnaire,
        path,
        message=message,
        reason="a mistyped name looks like a decision and changes nothing",
        suggestion=suggestion or "Write an id such as ACT001, a slug or a family",
    )


RULE = Rule("LNT003", "unknown-rule-id", "error", __doc__, lambda _: (), after=after)
