"""Rules about length and burden, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.length import (
    len001_too_long,
    len003_announced_mismatch,
    len004_grid_rows,
    len005_grid_columns,
    len006_grid_run,
    len007_open_ends,
    len008_option_list,
    len009_rank_items,
    len010_sum_items,
)

RULES: tuple[Rule, ...] = (
    len001_too_long.RULE,
    len003_announced_mismatch.RULE,
    len004_grid_rows.RULE,
    len005_grid_columns.RULE,
    len006_grid_run.RULE,
    len007_open_ends.RULE,
    len008_option_list.RULE,
    len009_rank_items.RULE,
    len010_sum_items.RULE,
)
