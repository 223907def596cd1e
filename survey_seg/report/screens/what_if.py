"""What `survey-seg what-if` prints: each thing that was tried beside the study's own segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten, wrap
from typing import Any

from survey_seg.errors import printable
from survey_seg.report.language.numbers import DASH, count, decimal, share

WIDTH = 100
WHAT = 48
HEADINGS = {
    "own": "Your change",
    "item": "Items, by how many people move without them",
    "people": "People",
    "weights": "Weights",
    "seed": "Other seeds",
    "method": "Methods, each on its own",
}


def what_if_text(found: Mapping[str, Any]) -> str:
    """The table of everything that was tried, and what it adds up to.

    `found`: see `study.what_if.what_if`.
    """
    chosen = found["chosen"]
    lines = [
        *wrap(
            f"{printable(found['title'])}: {chosen['k']} segments of {count(chosen['n'])} people; what would change",
            WIDTH,
        ),
        "",
        f"{'':<{WHAT}} {'people':>7}  {'moved':>6}  {'alike':>5}  sizes %",
        _line("as it is", {**chosen, "keeps": 1.0, "agreement": 1.0}),
    ]
    for kind, heading in HEADINGS.items():
        rows = [row for row in found["variations"] if row["kind"] == kind]
        lines += [heading, *_rows(kind, rows, found["items"])] if rows else []
    lines += ["", *wrap("moved: people who change their segment, matched as well as can be; alike: adjusted Rand index "
                        "(1 the same, 0 chance).", WIDTH)]  # fmt: skip
    for sentence in found["sentences"]:
        lines += wrap(printable(sentence), WIDTH)
    return "\n".join(lines) + "\n"


def _rows(kind: str, rows: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[str]:
    if kind == "item":
        rows = sorted(rows, key=lambda row: 1.0 if row["keeps"] is None else row["keeps"])
    for row in rows:
        if row["problem"]:
            yield from wrap(f"{printable(row['what'])}: {printable(row['problem'])}", WIDTH, initial_indent="  ",
                            subsequent_indent="    ")  # fmt: skip
        else:
            text = f": {texts[row['name']]}" if kind == "item" else ""
            yield _line(f"  {row['what']}{text}", row)


def _line(what: str, row: Mapping[str, Any]) -> str:
    name = what[: len(what) - len(what.lstrip())] + shorten(printable(what), WHAT - 2, placeholder="…")
    sizes = " ".join(DASH if size == 0 else f"{100 * size:.0f}" for size in row["sizes"])
    moved = share(max(1 - row["keeps"], 0.0))
    return f"{name:<{WHAT}} {count(row['n']):>7}  {moved:>6}  {decimal(row['agreement']):>5}  {sizes}"
