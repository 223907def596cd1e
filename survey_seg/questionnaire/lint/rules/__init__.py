"""The lint rules: a folder per family, a file per rule; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules import (
    action,
    analysis,
    brief,
    length,
    linter,
    mix,
    options,
    reach,
    structure,
    wording,
)

RULES: tuple[Rule, ...] = (
    *action.RULES,
    *reach.RULES,
    *mix.RULES,
    *length.RULES,
    *brief.RULES,
    *analysis.RULES,
    *structure.RULES,
    *options.RULES,
    *wording.RULES,
    *linter.RULES,
)
