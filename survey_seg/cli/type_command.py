"""survey-seg type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey_seg.cli.arguments import FILE
from survey_seg.errors import printable

if TYPE_CHECKING:
    from survey_seg.typing_tool.batch import BatchCounts
    from survey_seg.typing_tool.spec import TypingSpec

ENGINES = ("auto", "python", "polars", "duckdb", "spark")


@click.command("type")
@click.argument("tool", type=FILE, metavar="STUDY|typing_tool.json")
@click.argument("people", type=FILE, required=False)
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="Where to write the typed people, in the form of PEOPLE; without it they are counted.",
)
@click.option("--population", default="", metavar="NAME", help="Weight the tool for these people first; see above.")
@click.option("--engine", default="auto", type=click.Choice(ENGINES), help="What types them; auto finds what fits.")
@click.option("--adaptive", is_flag=True, help="Ask in the terminal only as many questions as are needed.")
@click.option("--details", is_flag=True, help="Band, margin, runner-up and answered questions in Parquet too.")
@click.option("--master", default="local[*]", show_default=True, metavar="URL", help="The cluster, for spark.")
def command(tool: Path, people: Path | None, output: Path | None, population: str, **order: Any) -> None:  # noqa: ANN401 - each is a field of Order
    """Put people into segments: one in the terminal, or a file of them.

    PEOPLE is a CSV file, a Parquet file, or a folder of Parquet files; a folder that was interrupted continues. With no
    PEOPLE the golden questions are asked in the terminal, or with --adaptive the questions that settle most, until it
    is sure enough.

    With --population the shares of the segments among PEOPLE are estimated first, and the tool is weighted for them;
    the weighted tool is written beside the output.
    """
    from survey_seg.typing_tool.spec import read_spec

    spec = read_spec(_of_study(tool) if tool.is_dir() else tool)
    adaptive = order.pop("adaptive")
    if people is None:
        _asker(adaptive=adaptive)(
            spec, ask=lambda text: click.prompt(printable(text), default="", show_default=False), say=_say
        )
        return
    if adaptive:
        raise click.UsageError("--adaptive asks one person in the terminal: leave out the file of people")
    if population and output is None:
        raise click.UsageError("--population needs -o: the weighted tool is written beside it")
    _type_file(spec, people, output, population, order)


def _of_study(study: Path) -> Path:
    place = study / "typing_tool" / "typing_tool.json"
    if not place.is_file():
        from survey_seg.study.sharing import no_tool

        raise no_tool(study)
    return place


def _asker(*, adaptive: bool) -> Callable[..., object]:
    if adaptive:
        from survey_seg.typing_tool.ask_few import ask_adaptively

        return ask_adaptively
    from survey_seg.typing_tool.ask import ask_one

    return ask_one


def _type_file(spec: TypingSpec, people: Path, output: Path | None, population: str, order: dict[str, Any]) -> None:
    from survey_seg.typing_tool.engines.engine import Order
    from survey_seg.typing_tool.people import type_people

    if population and output is not None:
        spec = _weighted(spec, people, output, population)
    counts = type_people(spec, people, output, Order(**order))
    for problem in counts.problems:
        click.echo(f"survey-seg: {problem.line()}", err=True)
    for notice in counts.notices:
        click.echo(f"survey-seg: {notice.code} {printable(notice.text)}", err=True)
    for line in _counted(spec, counts):
        click.echo(line)
    if output is not None:
        click.echo(f"Written: {output}")


def _weighted(spec: TypingSpec, people: Path, output: Path, name: str) -> TypingSpec:
    """The tool for these people's population, which is also written down."""
    from survey_seg.artifact import write_text
    from survey_seg.typing_tool.reweight import weighted_for
    from survey_seg.typing_tool.spec import spec_text

    spec = weighted_for(spec, people, name)
    place = output.with_name(f"{output.stem}_tool.json")
    write_text(place, spec_text(spec))
    shares = ", ".join(f"{segment.code}: {segment.share:.0%}" for segment in spec.segments)
    click.echo(f"Weighted for {printable(name)}: estimated shares of the segments {shares}")
    click.echo(f"Written: {place}")
    return spec


def _say(text: str) -> None:
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        click.echo(" " * indent + printable(line))


def _counted(spec: TypingSpec, counts: BatchCounts) -> list[str]:
    lines = [f"{counts.read:,} people read, {counts.typed:,} put into a segment"]
    if not spec.hard_labels:
        lines = [
            f"{counts.read:,} people read. What is known of them says too little for a segment of each person: "
            "only scores were written, to rank people by"
        ]
    if counts.too_few:
        lines.append(f"{counts.too_few:,} with fewer than {spec.min_answered} answers: no segment")
    if counts.unknown:
        lines.append(f"{counts.unknown:,} answers are not one of their question's codes: they count as not answered")
    if counts.unreadable:
        lines.append(f"{counts.unreadable:,} rows have too many cells: not typed")
    for segment in spec.segments if counts.typed else ():
        people = counts.segments.get(segment.code, 0)
        lines.append(f"  {segment.code}  {printable(segment.name)}: {people:,} ({100 * people / counts.typed:.0f} %)")
    if counts.typed:
        bands = (f"{name} {people:,} ({100 * people / counts.typed:.0f} %)" for name, people in counts.bands.items())
        lines.append(f"How sure: {', '.join(bands)}")
    return lines
