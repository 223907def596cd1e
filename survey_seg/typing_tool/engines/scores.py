"""The scores of a file's people, as different rows and how often each stands: what shares are estimated from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from survey_seg.errors import InputRefused, Problem
from survey_seg.scale.duckdb_engine import duckdb_session
from survey_seg.scale.parquet import parquet_files, relation
from survey_seg.scale.polars_engine import columns_of, people_in, sampled_scores
from survey_seg.typing_tool.batch import open_rows
from survey_seg.typing_tool.classify import answer_code, classify_codes
from survey_seg.typing_tool.engines import engine_for
from survey_seg.typing_tool.engines.by_sql import Table, typing_of
from survey_seg.typing_tool.engines.duckdb_engine import columns_of as columns_in
from survey_seg.typing_tool.engines.engine import Order, form_of
from survey_seg.typing_tool.engines.rule import question_columns, scoring_rule
from survey_seg.typing_tool.spec import TypingSpec

Ints = npt.NDArray[np.int64]

MOST = 1_000_000
"""People whose scores are looked at; of a longer file every second, third, ... person. More would move no share."""


def score_counts(spec: TypingSpec, people: Path) -> tuple[Ints, Ints]:
    """Different rows of scores (rows x segments) of people with enough answers, and how many people have each.

    `people`: a CSV file, a Parquet file or a folder of them. Raises what `people.type_people` raises of such files.
    """
    form = form_of(people)
    engine = engine_for("auto", form)
    if not people.exists():
        raise InputRefused(Problem("TYPING_NO_FILE", "there is no such file", file=people.name))
    if form == "csv":
        return _of_csv(spec, people)
    files = parquet_files(people)
    return _by_polars(spec, files) if engine.name == "polars" else _by_duckdb(spec, files)


def _of_csv(spec: TypingSpec, people: Path) -> tuple[Ints, Ints]:
    rows: Counter[tuple[str, ...]] = Counter()
    with open_rows(spec, people) as (reader, columns):
        for row in reader:
            if any(row) and not any(cell.strip() for cell in row[columns.width :]):
                rows[tuple(row[column] if column < len(row) else "" for column in columns.questions)] += 1
    found: Counter[tuple[int, ...]] = Counter()
    for cells, times in rows.items():
        codes = [answer_code(question, cell) for question, cell in zip(spec.questions, cells, strict=True)]
        typed = classify_codes(spec, [code if isinstance(code, int) else None for code in codes])
        if typed.answered >= spec.min_answered:
            found[typed.scores] += times
    return _arrays(spec, found)


def _by_polars(spec: TypingSpec, files: tuple[Path, ...]) -> tuple[Ints, Ints]:
    step = max(1, -(-sum(map(people_in, files)) // MOST))
    found: Counter[tuple[int, ...]] = Counter()
    for file in files:
        columns, _ = question_columns(spec, columns_of(file), file.name)
        rows, times = np.unique(sampled_scores(scoring_rule(spec, columns), file, step), axis=0, return_counts=True)
        found.update(dict(zip(map(tuple, rows.tolist()), times.tolist(), strict=True)))
    return _arrays(spec, found)


def _by_duckdb(spec: TypingSpec, files: tuple[Path, ...]) -> tuple[Ints, Ints]:
    found: Counter[tuple[int, ...]] = Counter()
    scores = ", ".join(f"score_{at}" for at in range(1, len(spec.segments) + 1))
    with duckdb_session(files[0].name) as engine:
        ((rows,),) = engine.rows(f"SELECT COUNT(*) FROM {relation(files)}")
        step = max(1, -(-int(rows) // MOST))
        for file in files:
            engine.source = file.name
            columns = columns_in(engine, relation([file]))
            part = f"(SELECT * FROM {relation([file])} WHERE file_row_number % {step} = 0)"
            typing = typing_of(spec, Table(file.name, part, "duckdb", columns, row="0"), engine.rows, Order())
            counted = f"SELECT {scores}, COUNT(*) FROM ({typing.scored}) AS typed WHERE answered >= {spec.min_answered}"
            for *score, times in engine.rows(f"{counted} GROUP BY {scores}"):
                found[tuple(map(int, score))] += int(times)
    return _arrays(spec, found)


def _arrays(spec: TypingSpec, found: Counter[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """In the order of the scores, so that the order of people changes no digit."""
    rows = sorted(found.items())
    scores = np.array([score for score, _ in rows], dtype=np.int64).reshape(len(rows), len(spec.segments))
    return scores, np.array([times for _, times in rows], dtype=np.int64)
