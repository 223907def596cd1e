"""Tables of an XLSForm as grids, where every line is asked of the same people."""

from __future__ import annotations

from typing import Any

from survey_seg.questionnaire.importers.draft import Draft
from survey_seg.questionnaire.importers.xlsform_rows import Item
from survey_seg.questionnaire.importers.xlsform_tags import tags

_OF_GRID = ("options", "required", "randomise", "block", "action", "reach", "role", "data_type")


def merged(items: list[Item], draft: Draft) -> list[Item]:
    """The items with the lines of each table in one grid; a table whose lines are asked of different people stays."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        run = _labelled(items, at) or _tabled(items, at)
        if not run:
            found.append(items[at])
            at += 1
            continue
        grid = _grid(run, draft)
        if grid is None:
            draft.lose("the lines of a table have filters of their own; they are questions", run[0].record.anchor())
            found += _apart(run)
        else:
            found.append(grid)
        at += len(run)
    return found


def _words(item: Item) -> set[str]:
    return set(item.appearance.split())


def _labelled(items: list[Item], at: int) -> list[Item]:
    """A line `label` with the lines `list-nolabel` that follow it in the same group."""
    if "label" not in _words(items[at]) or items[at].kind.word != "select_one":
        return []
    end = at + 1
    while end < len(items) and "list-nolabel" in _words(items[end]) and _alike(items[at], items[end]):
        end += 1
    return items[at:end] if end > at + 1 else []


def _tabled(items: list[Item], at: int) -> list[Item]:
    """The lines of a group with the appearance `table-list`."""
    if not _in_table(items[at]):
        return []
    end = at
    while end < len(items) and _in_table(items[end]) and _alike(items[at], items[end]):
        end += 1
    return items[at:end]


def _in_table(item: Item) -> bool:
    table = bool(item.groups) and "table-list" in item.groups[-1].appearance.split()
    return table and item.kind.word == "select_one"


def _alike(one: Item, other: Item) -> bool:
    return one.kind == other.kind and one.groups == other.groups


def _grid(run: list[Item], draft: Draft) -> Item | None:
    """One grid of the lines, with the tags of the table; None where they are not asked of the same people."""
    head = run[0]
    labelled = "label" in _words(head) and not _in_table(head)
    lines = run[1:] if labelled else run
    if any(line.filters != lines[0].filters for line in lines) or (labelled and head.filters != lines[0].filters):
        inner = [[text for text, _ in line.filters] for line in run]
        if any(texts != inner[0] for texts in inner):
            return None
    group = head.groups[-1] if head.groups else None
    question: dict[str, Any] = {key: lines[0].question[key] for key in _OF_GRID if key in lines[0].question}
    if labelled or group is None:
        question |= {key: head.question[key] for key in ("id", "text", "instruction") if key in head.question}
    else:
        question |= {"id": group.name or f"table_{head.record.row}", "text": group.label}
        question["block"] = " / ".join(outer.label for outer in head.groups[:-1]) or None
    question |= {"type": "grid", "rows": [_row(line) for line in lines]}
    question |= tags(draft, group.record) if group and not labelled else {}
    place = head.record if labelled or group is None else group.record
    parts = [line.record for line in lines]
    return Item(question, place, head.groups, head.kind, head.appearance, lines[0].filters, parts)


def _row(line: Item) -> dict[str, Any]:
    kept = ("id", "text", "short", "reverse", "construct", "column")
    return {key: line.question[key] for key in kept if line.question.get(key)}


def _apart(run: list[Item]) -> list[Item]:
    """The lines of a table as questions; the one that only holds the labels is a text."""
    head = run[0]
    if "label" in _words(head) and not _in_table(head):
        head.question = {key: value for key, value in head.question.items() if key not in {"options", "required"}}
        head.question["type"] = "info"
    return run
