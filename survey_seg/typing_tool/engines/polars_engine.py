"""Parquet by Polars: the fastest engine on one machine, with memory that does not grow with the people."""

from __future__ import annotations

from pathlib import Path

from survey_seg.scale.polars_engine import Wanted, columns_of, count_parquet, type_parquet
from survey_seg.typing_tool.batch import BatchCounts
from survey_seg.typing_tool.engines.counting import counts_of, wanted_kind
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.engines.rule import question_columns, scoring_rule
from survey_seg.typing_tool.spec import TypingSpec


def type_file(spec: TypingSpec, people: Path, draft: Path | None, order: Order) -> BatchCounts:
    """Types a Parquet file: id and segment, with details also band, margin, runner_up and answered."""
    columns, identifier = question_columns(spec, columns_of(people), people.name)
    rule = scoring_rule(spec, columns)
    wanted = Wanted(identifier, tuple(segment.code for segment in spec.segments), wanted_kind(spec, order))
    tally = count_parquet(rule, wanted, people) if draft is None else type_parquet(rule, wanted, people, draft)
    return counts_of(spec, rule, tally, people.name, identifier)
