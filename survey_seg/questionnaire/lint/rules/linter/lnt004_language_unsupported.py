"""A language whose wording is not judged.

What it does
    Says once that the wording rules (WRD) were left out, because there are word lists for English and German only.

Why it is bad
    Silence would look like praise. All other rules work in every language.

Example
    study:
      language: fr

Use instead
    study:
      language: en

When it stays silent
    For English and German, and where the wording rules were not selected.

Source
    This tool's own limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Looked, Rule
from survey_seg.questionnaire.lint.settings import LANGUAGES


def after(looked: Looked) -> Iterator[Finding]:
    """One finding when the wording was not looked at because of the language."""
    study = looked.questionnaire.study
    if study.language in LANGUAGES or (study.lint.select and "WRD" not in study.lint.select):
        return
    yield RULE.at(
        looked.questionnaire,
        ("study", "language"),
        message=f"the wording was not checked: there are no word lists for {quoted(study.language)}",
        reason="leading or double questions stay unseen",
        suggestion="Let somebody who speaks the language read every question aloud",
    )


RULE = Rule("LNT004", "language-unsupported", "info", __doc__, lambda _: (), after=after)
