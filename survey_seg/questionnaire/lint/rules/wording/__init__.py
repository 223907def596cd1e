"""Rules about wording, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule

RULES: tuple[Rule, ...] = ()
