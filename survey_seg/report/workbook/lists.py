"""The other sheets: segments, priorities, evidence for the number of segments, typing tool, method, warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report import evidence, table_view
from survey_seg.report.method import command, setting_rows
from survey_seg.report.workbook.grid import Cell, Column, Figure, Grid, Line

HEADS: Mapping[str, str] = {
    "k": "Segments",
    "p_top2": "Chance to lead",
    "knocked_out": "Knocked out by",
    "null_stability": "Without segments, up to",
    "stability_low": "Stability: 5th percentile",
    "stability_high": "Stability: 95th percentile",
    "explained": "Differences explained",
    "jaccard_min": "Least stable segment",
    "share_min": "Smallest segment",
    "separated": "Segments with a gap",
    "agreement": "Models agree",
    "slsa_min": "Purest origin, least",
    "bic": "Bayesian criterion",
    "typability": "Typed right",
    "reach": "Told by reach",
    "n": "People",
    "base": "People",
    "n_eff": "Effective base",
    "low": "Low (95 %)",
    "high": "High (95 %)",
}
WAYS: Mapping[str, str] = {
    "share": "share", "low": "share", "high": "share", "p_top2": "share", "weight": "decimal", "score": "score",
    "rating": "score", "rank": "count", "base": "count", "n": "count", "n_eff": "count", "core": "share",
    "swing": "share", "share_min": "share", "explained": "share", "separated": "share", "typability": "share",
    "reach": "share", "bic": "count", "k": "count", "segment": "count", "value": "mean",
    "value_low": "mean", "value_high": "mean",
}  # fmt: skip


def summary_grid(results: Mapping[str, Any]) -> Grid:
    """A row per segment: size, stability, rank and decision."""
    ranks = {row["segment"]: row for _, row in evidence.rows(results, "priorities", "rank")}
    stable = results["segments"]["stability"]["per_segment"]
    columns = (
        Column("Segment", "count", 10), Column("Name", width=40, wrap=True), Column("Share", "share"),
        Column("Low (95 %)", "share"), Column("High (95 %)", "share"), Column("People", "count"),
        Column("Effective base", "count"), Column("Found again (Jaccard)", "decimal"), Column("Rank", "count"),
        Column("Chance to lead", "share"), Column("Decision", width=16),
    )  # fmt: skip
    lines = []
    for place, row in enumerate(results["segments"]["sizes"]):
        rank = ranks.get(row["segment"], {})
        again = stable[place] if place < len(stable) else None
        sizes = (row["share"], row["low"], row["high"], row["base"], row["n_eff"], again)
        decided = (rank.get("rank"), rank.get("p_top2"), rank.get("decision"))
        lines.append(Line((row["segment"], row["name"], *sizes, *decided)))
    led = f"{_led(results)} " if ranks else ""
    asked = results["study"]["commercial_question"] or ""
    note = f"{results['segments']['verdict_sentence']} {led}{asked}".strip()
    return Grid("Summary", results["study"]["title"] or "Untitled study", note, columns, tuple(lines), keep=2)


def priorities_grid(results: Mapping[str, Any]) -> Grid:
    """The order of the segments and what it was made of, a row per segment and criterion."""
    part = results["priorities"]
    ranks = {row["segment"]: row for row in part["rank"]}
    ends = {"low": "value_low", "high": "value_high"}
    own = [{ends.get(key, key): value for key, value in row.items()} for row in part["ratings"]]
    rows = [{**_with_rank(row, ranks), **row} for row in own]
    sure = "The order holds in most redraws." if part["separable"] else "The order does not hold in most redraws."
    return _plain_grid(
        "Priorities", "Whom to win, and by what", f"{sure} {_led(results)} Ratings run from 1 to 10.", rows
    )


def _led(results: Mapping[str, Any]) -> str:
    """What is counted as leading."""
    return f"To lead is to rank {evidence.top_words(results)} when people and weights are drawn again."


def _with_rank(row: Mapping[str, Any], ranks: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    found = ranks.get(row["segment"], {})
    return {"segment": row["segment"], "rank": found.get("rank"), "score": found.get("score"),
            "p_top2": found.get("p_top2"), "decision": found.get("decision")}  # fmt: skip


def evidence_grid(results: Mapping[str, Any]) -> Grid:
    """A row per number of segments that was tried, with every criterion."""
    note = f"{results['segments']['reason']} Chosen: {results['segments']['k']}."
    return _plain_grid("Evidence", "Evidence for each number of segments", note, results["segments"]["candidates"])


def typing_grid(results: Mapping[str, Any]) -> Grid:
    """How often the typing tool is right about people it has not seen."""
    part = results["typing"]
    called = evidence.names(results)
    rows = [{"what": "Accuracy, all people", **_measure(part["accuracy"])}]
    rows += [{"what": f"Found of segment {row['segment']}: {called.get(row['segment'], '')}", **_measure(row)}
             for row in part["recall"]]  # fmt: skip
    rows += [{"what": f"Accuracy with the best {row['questions']} questions", **_measure(row)} for row in part["curve"]]
    rows += [{"what": "Guessing the largest segment", "share": part["baseline"]}]
    asked = f"It asks {len(part['questions'])} questions. " if part["questions"] else ""
    return _plain_grid("Typing tool", "The typing tool", asked + str(part["accuracy"]["method"] or ""), rows)


def _measure(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"share": row.get("value"), "low": row.get("low"), "high": row.get("high"), "n": row.get("n")}


def method_grid(results: Mapping[str, Any]) -> Grid:
    """Data, settings and versions: what makes the same numbers again."""
    data = results["data"]
    known: list[tuple[str, Cell]] = [
        ("Answers", data["file"]),
        ("People read", Figure(data["n_read"], "left")),
        ("People kept", Figure(data["n_kept"], "left")),
        ("Effective base", Figure(data["n_eff"], "left")),
        ("SHA-256 of the answers", data["sha256"]),
        ("Rule of exclusion", results["quality"]["rule"]),
    ]
    if not table_view.absent(results):
        known.append(("Hidden cells", table_view.hidden_sentence(results)))
    known += [(f"Setting: {name}", text) for name, text in setting_rows(results["settings"])]
    known += [(f"Version: {name}", str(version)) for name, version in results["versions"].items()]
    columns = Column("What", width=34), Column("Value", width=90, wrap=True)
    return Grid("Method", "Method", f"Made again by: {command(results)}", columns, tuple(map(Line, known)))


def warnings_grid(results: Mapping[str, Any]) -> Grid:
    """What was filled, dropped or left out, and what could not be computed."""
    lines = [Line(("Not computed", f"{part}: {reason}")) for part, reason in evidence.missing_parts(results)]
    lines += [Line((warning["code"], warning["text"])) for warning in results["warnings"]]
    columns = Column("Code", width=30), Column("What", width=110, wrap=True)
    return Grid("Warnings", "Warnings", "What to know before a number is used.", columns, tuple(lines))


def _plain_grid(name: str, title: str, note: str, rows: Sequence[Mapping[str, Any]]) -> Grid:
    """Rows of the results as they are, a column per key that holds a text or a number."""
    keys = list(dict.fromkeys(key for row in rows for key, value in row.items() if not isinstance(value, list | dict)))
    columns = tuple(
        Column(
            HEADS.get(key, key.replace("_", " ").capitalize()),
            WAYS.get(key, "decimal" if any(isinstance(row.get(key), float) for row in rows) else "plain"),
            max(12, min(60, 2 + max((len(v) for row in rows if isinstance(v := row.get(key), str)), default=0))),
            wrap=True,
        )
        for key in keys
    )
    return Grid(
        name,
        title,
        note,
        columns or (Column("What"),),
        tuple(Line(tuple(_cell(row.get(key)) for key in keys)) for row in rows),
    )


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float) else None
