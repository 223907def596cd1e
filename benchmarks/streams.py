"""Correlations, segments and scores of a million people in streams, beside numpy in memory.

    python benchmarks/streams.py [--rows 1000000] [--blanks 0.02] [--whole]

Writes a made-up table of 40 five-point items (8-bit Parquet) into a temporary folder, and prints for each part of the
work, run in a process of its own: CPU seconds, peak memory of that process in MB, and CPU seconds per million people.
Streams read the whole table; numpy does the same for its first 100,000 people, in memory. `--whole` adds the main job,
`analyze`, from table to study, which takes minutes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from survey_seg.scale.duckdb_engine import DuckDB, duckdb_session
from survey_seg.scale.linear_rule import LinearRule, rule_sql
from survey_seg.scale.moments import moments
from survey_seg.stats.correlation import weighted_correlation
from survey_seg.study.model import Options
from survey_seg.study.steps import analyze

ITEMS = 40
IN_MEMORY = 100_000
SEGMENTS = 4
FACTORS = 5


def write_table(path: Path, rows: int, blanks: float) -> None:
    """Four groups of people who differ in every second item."""
    cells = []
    for i in range(1, ITEMS + 1):
        noise = "random() + random() + random() - 1.5"
        side = f"CASE (one + {i}) % 4 WHEN 0 THEN 1 WHEN 2 THEN -1 ELSE 0 END"
        code = f"CAST(GREATEST(1, LEAST(5, ROUND(3 + 0.9 * ({side}) + 1.4 * ({noise})))) AS TINYINT)"
        cells.append(f"CASE WHEN random() < {blanks} THEN NULL ELSE {code} END AS q{i}")
    people = f"SELECT i AS id, CAST(FLOOR(random() * 4) AS INTEGER) AS one FROM RANGE({rows}) r(i)"
    with duckdb_session("benchmark") as engine:
        engine.rows("SELECT SETSEED(0.5)")
        engine.write(f"SELECT id, {', '.join(cells)} FROM ({people})", path)


def write_questionnaire(path: Path) -> None:
    lines = ["study: {title: Streams, commercial_question: 'Whom should we win?'}", "questions:"]
    lines.append("  - {id: id, text: Number, type: number, role: [link]}")
    for i in range(1, ITEMS + 1):
        text = f"How much do you agree with statement number {i}?"
        lines.append(f"  - {{id: q{i}, text: '{text}', type: scale, min: 1, max: 5, role: [basis, typing]}}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def some_rule() -> LinearRule:
    generator = np.random.default_rng(1)
    return LinearRule(
        slope=np.full(ITEMS, 0.8),
        shift=np.full(ITEMS, -2.4),
        soft=0.5,
        keep_level=True,
        coefficients=generator.normal(size=(SEGMENTS, ITEMS)),
        constants=generator.normal(size=SEGMENTS),
        factors=generator.normal(size=(ITEMS, FACTORS)) / ITEMS,
        factor_constants=np.zeros(FACTORS),
    )


def view(engine: DuckDB, path: Path, limit: str = "") -> None:
    cells = ", ".join(f"q{i} AS x{i}" for i in range(1, ITEMS + 1))
    engine.rows(f"CREATE VIEW answers AS SELECT id, {cells} FROM '{path}' {limit}")


def in_memory(path: Path) -> np.ndarray:
    with duckdb_session("benchmark") as engine:
        view(engine, path, f"LIMIT {IN_MEMORY}")
        cells = ", ".join(f"CAST(x{i} AS DOUBLE) AS x{i}" for i in range(1, ITEMS + 1))
        return np.concatenate([frame.to_numpy() for frame in engine.batches(f"SELECT {cells} FROM answers")])


def streamed_correlations(path: Path) -> float:
    begun = time.process_time()
    with duckdb_session("benchmark") as engine:
        view(engine, path)
        moments(engine, "answers", ITEMS, weighted=False)
    return time.process_time() - begun


def numpy_correlations(path: Path) -> float:
    values = in_memory(path)
    begun = time.process_time()
    weighted_correlation(values, np.ones(len(values)))
    return time.process_time() - begun


def streamed_scores(path: Path) -> float:
    begun = time.process_time()
    with duckdb_session("benchmark") as engine:
        view(engine, path)
        engine.write(rule_sql(some_rule(), "answers"), path.with_name("typed.parquet"))
    return time.process_time() - begun


def numpy_scores(path: Path) -> float:
    values, rule = in_memory(path), some_rule()
    values = values[~np.isnan(values).any(axis=1)]
    begun = time.process_time()
    z = values * rule.slope + rule.shift
    level = z.mean(axis=1, keepdims=True)
    z = (z - level) / np.sqrt((z - level).var(axis=1, keepdims=True) + 0.25) + level
    scores = z @ rule.coefficients.T + rule.constants
    scores.argmax(axis=1), 1 / np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1), values @ rule.factors
    return (time.process_time() - begun) * IN_MEMORY / len(values)


def whole(path: Path) -> float:
    begun = time.process_time()
    write_questionnaire(path.with_name("q.yaml"))
    analyze(path, path.with_name("q.yaml"), path.with_name("study"), options=Options(force=True))
    return time.process_time() - begun


PARTS: dict[str, Callable[[Path], float]] = {
    "correlations, streamed": streamed_correlations,
    "correlations, numpy": numpy_correlations,
    "segments and scores, streamed to Parquet": streamed_scores,
    "segments and scores, numpy, not written": numpy_scores,
    "analyze": whole,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--blanks", type=float, default=0.02)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--part", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        seconds = PARTS[options.part[0]](Path(options.part[1]))
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "people.parquet")
        write_table(path, options.rows, options.blanks)
        print(
            f"{options.rows:,} people x {ITEMS} items, {options.blanks:.0%} blanks: {path.stat().st_size / 1e6:.0f} MB"
        )
        print(f"{'':<44}{'people':>10}{'CPU s':>9}{'peak MB':>9}{'CPU s per million':>19}")
        for part in PARTS if options.whole else list(PARTS)[:-1]:
            command = [sys.executable, __file__, "--part", part, str(path)]
            seconds, peak = map(
                float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            )
            people = min(options.rows, IN_MEMORY) if "numpy" in part else options.rows
            print(f"{part:<44}{people:>10,}{seconds:>9.2f}{peak:>9.0f}{seconds / people * 1e6:>19.2f}", flush=True)


if __name__ == "__main__":
    main()
