"""The banner tables as a page shows them: one folded block per question, as many as the page has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.language.answer_words import answer_words
from survey_seg.report.language.numbers import count
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import shortened, started

OLD = marked("This study was made before tables were part of the results; analyze it again to have them.")
ROOM = 600
"""Figures that a page shows in tables, for its weight; a workbook has no such limit."""
SUMS = ("net", "mean")


def absent(results: Mapping[str, Any]) -> str:
    """Why there are no tables, or nothing."""
    part = results.get("tables")
    return say(OLD) if part is None else told(str(part.get("not_computed", "")))


def lead(results: Mapping[str, Any]) -> str:
    """The finding of all tables: in how many questions that did not make the segments these differ.

    >>> row = {"letters": ["", "B", ""]}
    >>> tables = [{"tested": True, "rows": [row]}, {"tested": True, "rows": []}, {"tested": False, "rows": []}]
    >>> lead({"tables": {"questions": tables}})
    'Of two tables on what the segments were not built on, one shows a clear difference between segments.'
    """
    tested = [table for table in results["tables"]["questions"] if table["tested"]]
    if not tested:
        return say("All tables are on what the segments were built on, so none is tested for differences.")
    differ = sum(
        any(letter.isupper() for row in table["rows"] for letter in "".join(row["letters"])) for table in tested
    )
    tables = say_n(
        "Of one table on what the segments were not built on,",
        "Of {n} tables on what the segments were not built on,",
        len(tested),
    )
    if not differ:
        return say("{tables} none shows a clear difference between segments.", tables=tables)
    return say_n(
        "{tables} one shows a clear difference between segments.",
        "{tables} {n} show a clear difference between segments.",
        differ,
        tables=tables,
    )


def hidden_sentence(results: Mapping[str, Any]) -> str:
    """How much is not shown because it would tell on few people.

    >>> hidden = {"cells": 400, "few": 3, "others": 5, "means": 0, "rounded": 0}
    >>> hidden_sentence({"tables": {"least": 5, "hidden": hidden}})
    'Of 400 cells 8 are hidden: three hold fewer than five people, and five would give one of those away.'
    """
    part, hidden = results["tables"], results["tables"]["hidden"]
    shut = hidden["few"] + hidden["others"]
    least = say_n("one person", "{n} people", part["least"])
    if not shut:
        return say("Every cell holds nobody or at least {least}, so none is hidden.", least=least)
    text = say_n(
        "Of {cells} cells {shut} is hidden: {why}.",
        "Of {cells} cells {shut} are hidden: {why}.",
        shut,
        cells=count(hidden["cells"]),
        shut=count(shut),
        why=_why_hidden(hidden, least),
    )
    means, rounded = hidden["means"], hidden["rounded"]
    if means:
        also = say_n("So would one mean, which is hidden too.", "So would {n} means, which are hidden too.", means)
        text = f"{text} {also}"
    if rounded:
        beside = say_n("one mean beside them is rounded.", "{n} means beside them are rounded.", rounded)
        text = f"{text} {started(beside)}"
    return text


def _why_hidden(hidden: Mapping[str, Any], least: str) -> str:
    few = say_n("one holds fewer than {least}", "{n} hold fewer than {least}", hidden["few"], least=least)
    if not hidden["others"]:
        return few
    others = say_n("one would give one of those away", "{n} would give one of those away", hidden["others"])
    return say("{few}, and {others}", few=few, others=others)


def brief(results: Mapping[str, Any]) -> bool:
    """Whether the page shows of long scales only what sums them up, because all answers would make it heavy."""
    tables = results["tables"]["questions"]
    width = len(results["tables"]["letters"]) + 1
    return sum(len(table["rows"]) for table in _alone(tables)) * width + len(_in_grids(tables)) * width > ROOM


def blocks(results: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A block per question: its title and its lines, each with the path of its row, until the page is full.

    Questions of one grid share a block, with a line for what sums each of them up.
    """
    short, found, used = brief(results), [], 0
    width = len(results["tables"]["letters"]) + 1
    for number, (first, members) in enumerate(_questions(results), start=1):
        lines = _grid_lines(members) if len(members) > 1 else _lines(*members[0], short=short)
        used += len(lines) * width
        if used > ROOM:
            break
        base = members[0][0]
        title = first["text"] if len(members) == 1 else _stem([table["text"] for _, table in members])
        found.append({
            "number": number, "title": shortened(title, 140), "path": f"tables.questions.{base}", "table": first,
            "lines": lines, "grid": len(members) > 1,
        })  # fmt: skip
    return found


def beyond(results: Mapping[str, Any], shown: Sequence[Mapping[str, Any]]) -> int:
    """How many questions have their table in the workbook only."""
    return len(_questions(results)) - len(shown)


Numbered = tuple[int, Mapping[str, Any]]


def _questions(results: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[Numbered]]]:
    found: list[tuple[Mapping[str, Any], list[Numbered]]] = []
    for i, table in enumerate(results["tables"]["questions"]):
        if found and found[-1][0]["question"] == table["question"]:
            found[-1][1].append((i, table))
        else:
            found.append((table, [(i, table)]))
    return found


def _alone(tables: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [table for table in tables if sum(one["question"] == table["question"] for one in tables) == 1]


def _in_grids(tables: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [table for table in tables if sum(one["question"] == table["question"] for one in tables) > 1]


def _lines(i: int, table: Mapping[str, Any], *, short: bool) -> list[dict[str, Any]]:
    picked = list(enumerate(table["rows"]))
    nets = [one for one in picked if one[1]["kind"] == "net"]
    if short and nets:
        picked = [nets[0], *(one for one in picked if one[1]["kind"] == "mean")]
    return [
        _line(f"tables.questions.{i}.rows.{j}", row, label, ours=row["kind"] in SUMS or label != row["label"])
        for j, row, label in ((j, row, answer_words(table, row)) for j, row in picked)
    ]


def _grid_lines(members: Sequence[Numbered]) -> list[dict[str, Any]]:
    """A line per row of a grid: its mean, or the first net, or the first answer."""
    found = []
    for i, table in members:
        rows = list(enumerate(table["rows"]))
        best = [one for kind in ("mean", "net", "answer") for one in rows if one[1]["kind"] == kind]
        j, row = (best or rows)[0]
        found.append(_line(f"tables.questions.{i}.rows.{j}", row, str(table["short"]), ours=False))
    return found


def _line(path: str, row: Mapping[str, Any], label: str, *, ours: bool) -> dict[str, Any]:
    way, sums = "mean" if row["kind"] == "mean" else "share", row["kind"] in SUMS
    return {"path": path, "row": row, "label": shortened(label, 120), "way": way, "sums": sums, "ours": ours}


def _stem(texts: Sequence[str]) -> str:
    """What the texts of a grid's rows begin with, up to the end of a sentence or else of a word.

    >>> _stem(["Do you agree? I plan.", "Do you agree? I swim."])
    'Do you agree?'
    """
    first, last = min(texts), max(texts)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    begin = first[:same]
    end = max(begin.rfind(mark) for mark in ".?!:…") + 1 or begin.rfind(" ")
    return begin[: max(end, 0)].strip() or first
