"""survey-seg type."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_seg.cli.arguments import FILE
from survey_seg.errors import printable

if TYPE_CHECKING:
    from survey_seg.typing_tool.batch import BatchCounts
    from survey_seg.typing_tool.spec import TypingSpec


@click.command("type")
@click.argument("tool", type=FILE, metavar="STUDY|typing_tool.json")
@click.argument("people", type=FILE, required=False)
@click.option("-o", "--output", type=FILE, help="Where to write the typed people (CSV).")
def command(tool: Path, people: Path | None, output: Path | None) -> None:
    """Put people into segments: one in the terminal, or a file of them.

    With no PEOPLE the golden questions are asked in the terminal.
    """
    from survey_seg.typing_tool.ask import ask_one
    from survey_seg.typing_tool.batch import classify_file
    from survey_seg.typing_tool.spec import read_spec

    spec = read_spec(tool / "typing_tool" / "typing_tool.json" if tool.is_dir() else tool)
    if people is None:
        ask_one(spec, ask=lambda text: click.prompt(printable(text), default="", show_default=False), say=_say)
        return
    if output is None:
        raise click.UsageError("a file of people needs -o, the file to write")
    counts = classify_file(spec, people, output)
    for problem in counts.problems:
        click.echo(f"survey-seg: {problem.line()}", err=True)
    for line in _counted(spec, counts):
        click.echo(line)
    click.echo(f"Written: {output}")


def _say(text: str) -> None:
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        click.echo(" " * indent + printable(line))


def _counted(spec: TypingSpec, counts: BatchCounts) -> list[str]:
    lines = [f"{counts.read:,} people read, {counts.typed:,} put into a segment"]
    if counts.too_few:
        lines.append(f"{counts.too_few:,} with fewer than {spec.min_answered} answers: no segment")
    if counts.unknown:
        lines.append(f"{counts.unknown:,} answers are not one of their question's codes: they count as not answered")
    if counts.unreadable:
        lines.append(f"{counts.unreadable:,} rows have too many cells: not typed")
    for segment in spec.segments:
        people = counts.segments.get(segment.code, 0)
        share = people / counts.typed if counts.typed else 0.0
        lines.append(f"  {segment.code}  {printable(segment.name)}: {people:,} ({100 * share:.0f} %)")
    return lines
