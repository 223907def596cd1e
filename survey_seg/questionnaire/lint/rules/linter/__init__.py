"""Rules about the lint itself, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.linter import (
    lnt001_unused_ignore,
    lnt002_ignore_without_reason,
    lnt003_unknown_rule_id,
    lnt004_language_unsupported,
    lnt005_imported_untagged,
    lnt006_unsupported_feature_on_import,
    lnt007_baseline_stale,
)

RULES: tuple[Rule, ...] = (
    lnt001_unused_ignore.RULE,
    lnt002_ignore_without_reason.RULE,
    lnt003_unknown_rule_id.RULE,
    lnt004_language_unsupported.RULE,
    lnt005_imported_untagged.RULE,
    lnt006_unsupported_feature_on_import.RULE,
    lnt007_baseline_stale.RULE,
)
