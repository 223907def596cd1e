"""How fast, and with how much memory, are the people of a firm put into segments?

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/typing_scale.py [--rows 10000000] [--repeats 3]

Makes a Parquet file (an int64 id, eight six-point answers as int8, zstd, row groups of a million) in `--folder`, or
uses the one that is there, and prints millions of rows per second of CPU time, each measured in a process of its own,
the best of so many repeats, with the largest memory of that process. Beside the product stand two floors on the same
file in the same run: reading the eight columns (their sums), and rewriting the id and one column, each by Polars and by
DuckDB. The last lines give the product as a part of each floor, and the CPU time of typing one person beside that of
importing click and json. Ten million rows take about two minutes of a free core, a hundred million about ten. Last
measured (a hundred million rows, one run, nothing else running): typing Parquet 75 % of Polars' rewriting and 82 % of
DuckDB's, counting 37 % of Polars' reading and 117 % of DuckDB's, 352 MB at most; ten million rows beside other work,
where working out each pattern of answers once weighs more: 56 % and 71 %, 28 % and 102 %. One person 1.36 times
importing click and json.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.people import type_people
from survey_seg.typing_tool.spec import (
    GoldenQuestion,
    Option,
    ToolSegment,
    TypingSpec,
    fingerprint,
    read_spec,
    spec_text,
)

GROUP = 1_000_000
ANSWERS = [f"Q{at}" for at in range(1, 9)]
SUMS = ", ".join(f"SUM({name})" for name in ANSWERS)


def tool() -> TypingSpec:
    """Eight six-point questions and four segments, with weights by chance."""
    rng = np.random.default_rng(1)
    weights = np.rint(rng.normal(0, 350, (8, 4))).astype(int)
    missing = np.rint(weights * 3.5).astype(int)
    options = tuple(Option(code, str(code)) for code in range(1, 7))
    questions = tuple(
        GoldenQuestion(name, name, name, "scale", options, 1, 6, tuple(w.tolist()), {}, tuple(m.tolist()))
        for name, w, m in zip(ANSWERS, weights, missing, strict=True)
    )
    segments = tuple(ToolSegment(code, f"Segment {code}", 0.25, "") for code in (1, 2, 3, 4))
    constants = tuple((-missing.sum(axis=0)).tolist())
    spec = TypingSpec(
        model_id="", title="Eight questions", kind="ask", hard_labels=True, scale=1000, segments=segments,
        questions=questions, constants=constants, min_answered=6, bands={"clear": 1099, "lean": 405},
        priors={"train": [0.25] * 4}, base={}, adaptive=None, evidence={}, card={}, vectors=(),
    )  # fmt: skip
    return TypingSpec(**{**{name: getattr(spec, name) for name in spec.__slots__}, "model_id": fingerprint(spec)})


def generate(rows: int, target: Path) -> None:
    import polars
    from polars.io.plugins import register_io_source

    rng = np.random.default_rng(1)
    schema = {"id": polars.Int64, **dict.fromkeys(ANSWERS, polars.Int8)}

    def blocks(columns: list[str] | None, *_: object) -> Iterator[Any]:
        for start in range(0, rows, GROUP):
            size = min(GROUP, rows - start)
            level = rng.normal(size=size)
            cells: dict[str, Any] = {"id": np.arange(start, start + size, dtype=np.int64) * 7 + 10**9}
            for at, name in enumerate(ANSWERS):
                answers = 3.5 + 0.8 * level * (-1) ** at + 1.1 * rng.normal(size=size)
                cells[name] = np.clip(np.rint(answers), 1, 6).astype(np.int8)
            frame = polars.DataFrame(cells)
            yield frame.select(columns) if columns else frame

    register_io_source(blocks, schema=schema).sink_parquet(target, compression="zstd", row_group_size=GROUP)


def polars_read(people: Path, _out: Path) -> None:
    import polars

    polars.scan_parquet(people).select(polars.col(ANSWERS).sum()).collect(engine="streaming")


def polars_rewrite(people: Path, out: Path) -> None:
    import polars

    scan = polars.scan_parquet(people).select("id", ANSWERS[0])
    scan.sink_parquet(out, compression="zstd", row_group_size=GROUP, engine="streaming")


def duckdb_read(people: Path, _out: Path) -> None:
    import duckdb

    duckdb.execute(f"SELECT {SUMS} FROM '{people}'").fetchall()


def duckdb_rewrite(people: Path, out: Path) -> None:
    import duckdb

    form = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
    duckdb.execute(f"COPY (SELECT id, {ANSWERS[0]} FROM '{people}') TO '{out}' {form}")


def count(engine: str) -> Callable[[Path, Path], object]:
    return lambda people, _out: type_people(tool(), people, None, Order(engine=engine))


def types(engine: str) -> Callable[[Path, Path], object]:
    return lambda people, out: type_people(tool(), people, out, Order(engine=engine))


WORK: dict[str, Callable[[Path, Path], object]] = {
    "read, polars": polars_read,
    "read, duckdb": duckdb_read,
    "count, polars engine": count("polars"),
    "count, duckdb engine": count("duckdb"),
    "rewrite, polars": polars_rewrite,
    "rewrite, duckdb": duckdb_rewrite,
    "type, polars engine": types("polars"),
    "type, duckdb engine": types("duckdb"),
}
RATIOS = (
    ("count, polars engine", "read, polars"),
    ("count, polars engine", "read, duckdb"),
    ("type, polars engine", "rewrite, polars"),
    ("type, polars engine", "rewrite, duckdb"),
    ("type, duckdb engine", "rewrite, duckdb"),
)


def measured(work: str, people: Path, out: Path) -> dict[str, float]:
    """CPU seconds and the largest memory (MB) of one piece of work in a process of its own."""
    command = [sys.executable, __file__, "--work", work, "--people", str(people), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def one_piece(work: str, people: Path, out: Path) -> None:
    """What the process of one piece of work does and prints; imports are not counted."""
    import duckdb
    import polars

    import survey_seg.typing_tool.engines.duckdb_engine
    import survey_seg.typing_tool.engines.polars_engine  # noqa: F401

    sys.modules.update(duckdb=duckdb, polars=polars)
    start = time.process_time()
    WORK[work](people, out)
    spent = time.process_time() - start
    print(json.dumps({"cpu": spent, "rss": peak()}))


def peak() -> float:
    """The largest memory (MB) of this process; what getrusage says includes that of the process which started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def one_person(folder: Path) -> float:
    """CPU time of typing one person by the command line, as a part of that of importing click and json."""
    (folder / "tool.json").write_text(spec_text(tool()), encoding="utf-8")
    read_spec(folder / "tool.json")
    commands = (["-m", "survey_seg", "type", str(folder / "tool.json")], ["-c", "import click, json"])
    pairs = [[cpu(command, folder) for command in commands] for _ in range(15)]
    return min(ours for ours, _ in pairs) / min(theirs for _, theirs in pairs)


def cpu(command: list[str], folder: Path) -> float:
    """CPU seconds of a Python process whose modules were compiled before."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = str(folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], input="3\n" * 8, text=True, capture_output=True, check=True, env=kept)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--people", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        one_piece(arguments.work, arguments.people, arguments.out)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        people = folder / f"people_{arguments.rows}.parquet"
        if not people.is_file():
            generate(arguments.rows, people)
        report(people, Path(temporary) / "out.parquet", arguments.rows, arguments.repeats)
        print(f"one person by the command line: {one_person(Path(temporary)):.2f} times importing click and json")


def report(people: Path, out: Path, rows: int, repeats: int) -> None:
    found: dict[str, list[dict[str, float]]] = {work: [] for work in WORK}
    for _ in range(repeats):
        for work, runs in found.items():
            runs.append(measured(work, people, out))
    speed = {work: rows / min(run["cpu"] for run in runs) / 1e6 for work, runs in found.items()}
    print(f"{rows:,} rows, {people.stat().st_size / 1e6:.0f} MB\n{'':24s}{'M rows/CPU-s':>14s}{'peak MB':>10s}")
    for work, runs in found.items():
        print(f"{work:24s}{speed[work]:14.1f}{max(run['rss'] for run in runs):10.0f}")
    for ours, floor in RATIOS:
        print(f"{ours} / {floor}: {100 * speed[ours] / speed[floor]:.0f} %")


if __name__ == "__main__":
    main()
