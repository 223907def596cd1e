"""The other sheets: segments, priorities, evidence for the number of segments, typing tool, method, warnings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report import evidence, table_view
from survey_seg.report.language.speech import say, say_n, told
from survey_seg.report.language.wording import sentence, started
from survey_seg.report.method import command, setting_rows
from survey_seg.report.workbook.grid import Cell, Column, Figure, Grid, Line
from survey_seg.report.workbook.plain_rows import Row, columns_of, lines_of, word

MEASURES: Mapping[str, str] = {"size": "share", "reach": "share", "value": "index"}
"""How the figures of a criterion look that every study measures; of other criteria they are means."""
FIGURES = frozenset({"value", "value_low", "value_high", "one", "ten"})


def summary_grid(results: Mapping[str, Any]) -> Grid:
    """A row per segment: size, stability, rank and decision."""
    ranks = {row["segment"]: row for _, row in evidence.rows(results, "priorities", "rank")}
    stable = results["segments"]["stability"]["per_segment"]
    columns = (
        Column(say("Segment"), "count", 10), Column(say("Name"), least=40, wrap=True), Column(say("Share"), "share"),
        Column(say("Low (95\u00a0%)"), "share"), Column(say("High (95\u00a0%)"), "share"),
        Column(say("People"), "count"), Column(say("Effective base"), "count"),
        Column(say("Found again (Jaccard)"), "decimal"), Column(say("Rank"), "count"),
        Column(say("Chance to lead"), "share"), Column(say("Decision"), least=16),
    )  # fmt: skip
    lines = []
    for place, row in enumerate(results["segments"]["sizes"]):
        rank = ranks.get(row["segment"], {})
        again = stable[place] if place < len(stable) else None
        sizes = (row["share"], row["low"], row["high"], row["base"], row["n_eff"], again)
        decided = (rank.get("rank"), rank.get("p_top2"), word("decision", rank.get("decision") or ""))
        lines.append(Line((row["segment"], row["name"], *sizes, *decided)))
    said = (told(results["segments"]["verdict_sentence"]), _led(results) if ranks else "")
    note = " ".join(text for text in (*said, results["study"]["commercial_question"]) if text)
    return Grid(results["study"]["title"] or say("Untitled study"), note, columns, tuple(lines), keep=2)


def priorities_grid(results: Mapping[str, Any]) -> Grid:
    """The order of the segments and what it was made of, a row per segment and criterion."""
    part = results["priorities"]
    ranks = {row["segment"]: row for row in part["rank"]}
    ends = {"low": "value_low", "high": "value_high"}
    own = [{ends.get(key, key): value for key, value in row.items()} for row in part["ratings"]]
    rows = [{**_with_rank(row, ranks), **row} for row in own]
    holds, fails = say("The order holds in most redraws."), say("The order does not hold in most redraws.")
    said = (holds if part["separable"] else fails, _led(results), say("Ratings run from 1 to 10."))
    return Grid(say("Whom to win, and by what"), " ".join(said), columns_of(rows), lines_of(rows, measured_as))


def _led(results: Mapping[str, Any]) -> str:
    """What is counted as leading."""
    if evidence.several_lead(results):
        return say("To lead is to rank first or second when people and weights are drawn again.")
    return say("To lead is to rank first when people and weights are drawn again.")


def _with_rank(row: Row, ranks: Mapping[int, Row]) -> dict[str, Any]:
    found = ranks.get(row["segment"], {})
    return {"segment": row["segment"], "rank": found.get("rank"), "score": found.get("score"),
            "p_top2": found.get("p_top2"), "decision": found.get("decision")}  # fmt: skip


def measured_as(row: Row, key: str) -> str | None:
    """How the figure of a criterion looks: a share, an index, or as the other figures of its column.

    A criterion of the house may have the name of one of ours and be measured otherwise: no share goes far above 1.

    >>> measured_as({"criterion": "size", "ten": 0.4}, "value"), measured_as({"criterion": "size", "ten": 5}, "value")
    ('share', None)
    """
    way = MEASURES.get(row["criterion"]) if key in FIGURES else None
    return None if way == "share" and (row.get("ten") or 0) > 1 else way


def evidence_grid(results: Mapping[str, Any]) -> Grid:
    """A row per number of segments that was tried, with every criterion."""
    part = results["segments"]
    chosen = "" if part["verdict"] == "none" else say("Chosen: {k}.", k=part["k"])
    return Grid(
        say("Evidence for each number of segments"),
        f"{sentence(told(part['reason']))} {chosen}".strip(),
        columns_of(part["candidates"]),
        lines_of(part["candidates"]),
    )


def typing_grid(results: Mapping[str, Any]) -> Grid:
    """How often the typing tool is right about people it has not seen."""
    part = results["typing"]
    called = evidence.names(results)
    rows = [{"what": say("Accuracy, all people"), **_measure(part["accuracy"])}]
    for row in part["recall"]:
        name = called.get(row["segment"], "")
        what = say("Found of segment {segment}: {name}", segment=row["segment"], name=name)
        rows.append({"what": what, **_measure(row)})
    rows += [{"what": _best(row["questions"]), **_measure(row)} for row in part["curve"]]
    rows.append({"what": say("Guessing the largest segment"), "share": part["baseline"]})
    asked = len(part["questions"])
    asks = say_n("It asks one question.", "It asks {count} questions.", asked, count=asked) if asked else ""
    note = f"{asks} {started(told(part['accuracy']['method'] or ''))}".strip()
    return Grid(say("The typing tool"), note, columns_of(rows), lines_of(rows))


def _best(questions: int) -> str:
    return say_n(
        "Accuracy with the best question",
        "Accuracy with the best {count} questions",
        questions,
        count=questions,
    )


def _measure(row: Row) -> dict[str, Any]:
    return {"share": row.get("value"), "low": row.get("low"), "high": row.get("high"), "n": row.get("n")}


def method_grid(results: Mapping[str, Any]) -> Grid:
    """Data, settings and versions: what makes the same numbers again."""
    data = results["data"]
    known: list[tuple[str, Cell]] = [
        (say("Answers"), data["file"]),
        (say("People read"), Figure(data["n_read"], "left")),
        (say("People kept"), Figure(data["n_kept"], "left")),
        (say("Effective base"), Figure(data["n_eff"], "left")),
        (say("SHA-256 of the answers"), data["sha256"]),
        (say("Rule of exclusion"), told(results["quality"]["rule"])),
    ]
    if not table_view.absent(results):
        known.append((say("Hidden cells"), table_view.hidden_sentence(results)))
    known += [(say("Setting: {name}", name=name), text) for name, text in setting_rows(results["settings"])]
    known += [(say("Version: {name}", name=name), str(version)) for name, version in results["versions"].items()]
    columns = Column(say("What"), least=50, wrap=True), Column(say("Value"), least=90, wrap=True)
    note = say("Made again by: {command}", command=command(results))
    return Grid(say("Method"), note, columns, tuple(map(Line, known)))


def warnings_grid(results: Mapping[str, Any]) -> Grid:
    """What was filled, dropped or left out, and what could not be computed."""
    missing = [say("{part}: {reason}", part=part, reason=reason) for part, reason in evidence.missing_parts(results)]
    lines = [Line((say("Not computed"), text)) for text in missing]
    lines += [Line((warning["code"], told(warning["text"]))) for warning in results["warnings"]]
    columns = Column(say("Code"), least=30), Column(say("What"), least=110, wrap=True)
    return Grid(say("Warnings"), say("What to know before a number is used."), columns, tuple(lines))
