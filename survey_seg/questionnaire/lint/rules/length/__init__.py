"""Rules about length and burden, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.length import (
    len001_too_long,
    len002_longest_path,
    len003_announced_mismatch,
    len004_grid_rows,
    len005_grid_columns,
    len006_grid_run,
    len007_open_ends,
    len008_option_list,
    len009_rank_items,
    len010_sum_items,
    len011_question_words,
    len012_instruction_words,
    len013_breakoff_forecast,
    len014_basis_too_many,
    len015_loop_explosion,
    len016_paid_minutes,
)

RULES: tuple[Rule, ...] = (
    len001_too_long.RULE,
    len002_longest_path.RULE,
    len003_announced_mismatch.RULE,
    len004_grid_rows.RULE,
    len005_grid_columns.RULE,
    len006_grid_run.RULE,
    len007_open_ends.RULE,
    len008_option_list.RULE,
    len009_rank_items.RULE,
    len010_sum_items.RULE,
    len011_question_words.RULE,
    len012_instruction_words.RULE,
    len013_breakoff_forecast.RULE,
    len014_basis_too_many.RULE,
    len015_loop_explosion.RULE,
    len016_paid_minutes.RULE,
)
