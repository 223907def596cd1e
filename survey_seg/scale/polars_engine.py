"""Parquet files of people to Parquet files of outcomes, in streams, by Polars and tables of whole numbers."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import numpy as np

from survey_seg.errors import EnvironmentProblem, InputRefused, Problem, printable, quoted
from survey_seg.scale.answer_tables import Finder, Found, Ints, Places, Rule, Scorer, Tally

ALL, ONE_IN = 500_000, 32
"""Every answer is counted up to so many rows, then every answer of one block of rows in 32."""

ROW_GROUP = 1_000_000
BANDS = ("clear", "lean", "unclear")


def polars_module() -> ModuleType:
    """Polars, which comes with the extra `scale`; EnvironmentProblem SCALE_NO_POLARS when it is not there."""
    try:
        import polars
    except ImportError as error:
        hint = "python3 -m pip install 'survey-seg[scale]'"
        problem = Problem("SCALE_NO_POLARS", "the package polars is not installed", hint=hint)
        raise EnvironmentProblem(problem) from error
    module: ModuleType = polars
    return module


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write for each person: the column `id` (None: the number of the row, called row) and the outcome.

    `segments`: the codes of the segments in the order of the rule. `kind`: "labels" writes the segment, "details" also
    band, margin, runner_up and answered, "scores" a column of scores per segment instead of all of these.
    """

    id: str | None
    segments: tuple[int, ...]
    kind: Literal["labels", "details", "scores"]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns beside the id."""
        if self.kind == "scores":
            return tuple(f"score_{code}" for code in self.segments)
        return ("segment", *(("band", "margin", "runner_up", "answered") if self.kind == "details" else ()))


def columns_of(source: Path) -> tuple[str, ...]:
    """The names of a Parquet file's columns; InputRefused when the file is damaged."""
    polars = polars_module()
    with _told(source, None):
        return tuple(polars.scan_parquet(source, glob=False).collect_schema().names())


def people_in(source: Path) -> int:
    """The rows of a Parquet file."""
    polars = polars_module()
    with _told(source, None):
        return int(polars.scan_parquet(source, glob=False).select(polars.len()).collect().item())


def sampled_scores(rule: Rule, source: Path, step: int) -> Ints:
    """The scores (people x segments) of the first of every `step` people who answered enough questions."""
    polars = polars_module()
    with _told(source, None):
        scan = polars.scan_parquet(source, glob=False)
        _refuse_nested(rule, scan.collect_schema(), source)
        frame = scan.select([item.column for item in rule.items]).gather_every(step).collect(engine="streaming")
    stream = _Stream(polars, rule, Wanted("", tuple(range(len(rule.constants))), "scores"))
    places = stream.places(frame)
    enough = stream.scorer.answered(places) >= rule.least
    scores: Ints = np.column_stack(stream.scorer.scores(places))[enough]
    return scores


def type_parquet(rule: Rule, wanted: Wanted, source: Path, target: Path) -> Tally:
    """Write what is wanted of everybody in a Parquet file, and give what was found on the way, in one pass.

    Memory does not grow with the rows. `target` is a draft. Raises InputRefused when the file is damaged or a column
    holds lists, EnvironmentProblem when the disk refuses.
    """
    polars = polars_module()
    with _told(source, target):
        scan = polars.scan_parquet(source, glob=False)
        schema = scan.collect_schema()
        _refuse_nested(rule, schema, source)
        stream = _Stream(polars, rule, wanted)
        scan = scan.select([*([wanted.id] if wanted.id else []), *(item.column for item in rule.items)])
        if wanted.id is None:
            scan = scan.with_row_index(stream.id, offset=1)
        kind = polars.UInt32 if wanted.id is None else schema[wanted.id]
        typed = scan.map_batches(stream, streamable=True, schema=stream.schema(kind))
        typed.sink_parquet(target, compression="zstd", row_group_size=ROW_GROUP, engine="streaming")
    return stream.tally()


def count_parquet(rule: Rule, wanted: Wanted, source: Path) -> Tally:
    """What `type_parquet` finds, without writing anything."""
    polars = polars_module()
    with _told(source, None):
        scan = polars.scan_parquet(source, glob=False)
        _refuse_nested(rule, scan.collect_schema(), source)
        stream = _Stream(polars, rule, wanted)
        counted = scan.select([item.column for item in rule.items]).map_batches(
            stream.counted, streamable=True, schema={"rows": polars.UInt32}
        )
        counted.sum().collect(engine="streaming")
    return stream.tally()


class _Stream:
    """Blocks of people to blocks of outcomes, counting."""

    def __init__(self, polars: ModuleType, rule: Rule, wanted: Wanted) -> None:
        self._polars, self._rule, self._wanted = polars, rule, wanted
        self.scorer = Scorer(rule)
        self._finders = [Finder(item) for item in rule.items]
        self._places = [np.zeros(item.size if item.slope is None else 1, dtype=np.int64) for item in rule.items]
        self._outcomes = np.zeros(self.scorer.nobody + 1, dtype=np.int64)
        self._rows = self._looked_at = 0
        self._lock = threading.Lock()
        taken = {item.column for item in rule.items}
        self.id = wanted.id or next(name for name in _row_names() if name not in taken)
        codes = [code for code in wanted.segments for _ in BANDS]
        self._codes = np.array(codes, dtype=np.int32)
        self._segments = polars.Series("segment", [*codes, None], dtype=polars.Int32)
        self._runners = polars.Series("runner_up", [*wanted.segments, None], dtype=polars.Int32)
        bands = [*(BANDS * len(wanted.segments)), None]
        self._bands = polars.Series("band", bands, dtype=polars.Enum(BANDS))

    def schema(self, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a type of Polars
        """The columns that are written, with the type of the id."""
        polars = self._polars
        types = {"segment": polars.Int32, "band": polars.Enum(BANDS), "margin": polars.Int64, "answered": polars.Int16}
        types["runner_up"] = polars.Int32
        columns = {name: types.get(name, polars.Int64) for name in self._wanted.columns}
        return {self._wanted.id or "row": kind, **columns}

    def __call__(self, frame: Any) -> Any:  # noqa: ANN401 - data frames of Polars
        """One block, with ids."""
        with self._lock:
            places, outcomes = self._block(frame)
        ids = frame[self.id].alias(self._wanted.id or "row")
        return self._polars.DataFrame([ids, *self._columns(places, outcomes)])

    def counted(self, frame: Any) -> Any:  # noqa: ANN401
        """One block that is only counted."""
        with self._lock:
            self._block(frame)
        return self._polars.DataFrame({"rows": [frame.height]}, schema={"rows": self._polars.UInt32})

    def tally(self) -> Tally:
        """Everything that was counted."""
        found = tuple(
            Found(finder.blank, finder.unknown, dict(finder.cells), tuple(places.tolist()))
            for finder, places in zip(self._finders, self._places, strict=True)
        )
        return Tally(self._rows, tuple(self._outcomes.tolist()), self._looked_at, found)

    def places(self, frame: Any) -> list[Places]:  # noqa: ANN401
        """The places of the cells of a block."""
        return [self._found(finder, frame[finder.item.column]) for finder in self._finders]

    def _block(self, frame: Any) -> tuple[list[Places], Places]:  # noqa: ANN401
        places = self.places(frame)
        outcomes = self.scorer.outcomes(places)
        self._outcomes += np.bincount(outcomes, minlength=len(self._outcomes))
        if self._rows < ALL or (self._rows // max(1, frame.height)) % ONE_IN == 0:
            self._looked_at += frame.height
            for counts, column in zip(self._places, places, strict=True):
                if len(counts) > 1:
                    np.add(counts, np.bincount(column, minlength=len(counts)), out=counts)
        self._rows += frame.height
        return places, outcomes

    def _columns(self, places: Sequence[Places], outcomes: Places) -> list[Any]:
        polars = self._polars
        if self._wanted.kind == "scores":
            scores = self.scorer.scores(places) if len(outcomes) else [np.zeros(0, dtype=np.int64)] * self.scorer.k
            named = zip(self._wanted.columns, scores, strict=True)
            return [polars.Series(name, score, dtype=polars.Int64) for name, score in named]
        if self._wanted.kind == "labels" and len(outcomes) and outcomes.max() < self.scorer.nobody:
            return [polars.Series("segment", self._codes.take(outcomes))]  # nobody without a segment: no blanks
        at = polars.Series(outcomes.astype(np.uint32))
        if self._wanted.kind == "labels":
            return [self._segments[at]]
        return [self._segments[at], self._bands[at], *self._details(places, outcomes)]

    def _details(self, places: Sequence[Places], outcomes: Places) -> list[Any]:
        polars = self._polars
        typed = outcomes < self.scorer.nobody
        _, runner_up, margin = self.scorer.ranked(self.scorer.scores(places))
        runner_up = np.where(typed, runner_up, self.scorer.k)
        return [
            polars.select(
                polars.when(polars.Series(typed)).then(polars.Series(margin.astype(np.int64))).alias("margin")
            ).to_series(),
            self._runners[polars.Series(runner_up.astype(np.uint32))],
            polars.Series("answered", self.scorer.answered(places).astype(np.int16), dtype=polars.Int16),
        ]

    def _found(self, finder: Finder, series: Any) -> Places:  # noqa: ANN401
        """The places of one column of a block."""
        polars, kind = self._polars, series.dtype
        if kind.is_decimal() or kind in (polars.Float32, polars.Int128):
            series = series.cast(polars.Float64)
        blank = series.null_count()
        if series.dtype.is_numeric():
            missing = series.is_null().to_numpy() if blank else None
            return finder.numbers((series.fill_null(0) if blank else series).to_numpy(), missing)
        finder.blank += blank
        if blank == len(series):
            return np.zeros(len(series), dtype=np.uint8)
        if kind in (polars.Categorical, polars.Enum):
            series = series.cast(polars.String)
        counted = series.drop_nulls().alias("cell").value_counts(name="times")
        places = finder.distinct(counted["cell"].to_list(), counted["times"].to_list())
        found = series.replace_strict(counted["cell"], places, default=0, return_dtype=polars.Int64)
        return np.asarray(found.to_numpy())


def _row_names() -> Iterator[str]:
    yield "row"
    number = 1
    while True:
        yield f"row {number}"
        number += 1


def _refuse_nested(rule: Rule, schema: Any, source: Path) -> None:  # noqa: ANN401
    problems = [
        Problem(
            "TYPING_COLUMN_TYPE",
            f"column {quoted(item.column)} holds {str(schema[item.column]).lower()[:40]}",
            expected="one answer per cell: numbers or text",
            file=source.name,
        )
        for item in rule.items
        if schema[item.column].is_nested()
    ]
    if problems:
        raise InputRefused(problems)


@contextmanager
def _told(source: Path, target: Path | None) -> Iterator[None]:
    """Errors of Polars as ours: what the disk refuses, or a file that cannot be read."""
    errors = polars_module().exceptions
    try:
        yield
    except OSError as error:
        wrong = printable(str(error))[:300]
        if target is not None and source.is_file():
            hint = "free some space or check the permissions, then run it again"
            raise EnvironmentProblem(Problem("DISK_REFUSED", wrong, file=target.name, hint=hint)) from error
        raise InputRefused(
            Problem("TYPING_NO_FILE", f"the file cannot be opened ({wrong})", file=source.name)
        ) from None
    except errors.ComputeError as error:
        text = printable(str(error).partition("\n")[0])[:300]
        hint = "was it cut or changed in transfer? Write it again"
        problem = Problem("DATA_DAMAGED", f"the file cannot be read: {text}", file=source.name, hint=hint)
        raise InputRefused(problem) from error
