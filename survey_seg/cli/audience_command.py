"""survey-seg audience."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey_seg.cli.arguments import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

PLATFORMS = (
    "meta",
    "google",
    "linkedin",
    "tiktok",
    "x",
    "klaviyo",
    "hubspot",
    "salesforce",
    "marketing-cloud",
    "marketing-cloud-mobile",
    "mailchimp",
    "segment",
    "tealium",
    "ga4",
    "dynamics",
)
"""The names in `typing_tool.audiences.DESTINATIONS`."""


def _codes(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, ...]:
    codes = [code.strip().upper().removeprefix("SEG-") for code in value.split(",") if code.strip()]
    if not all(code.isascii() and code.isdigit() for code in codes):
        raise click.BadParameter("numbers of segments, such as 1,3")
    return tuple(dict.fromkeys(map(int, codes)))


@click.command("audience")
@click.argument("study", type=FILE)
@click.argument("people", type=FILE)
@click.option("--to", required=True, type=click.Choice(PLATFORMS), metavar="PLATFORM", help=", ".join(PLATFORMS))
@click.option("-o", "--output", type=FILE, required=True, help="The folder to write: files and a manifest.")
@click.option("--segments", default="", metavar="1,3", callback=_codes, help="Only these segments.")
@click.option(
    "--consent", multiple=True, metavar="COLUMN", help="The column that says who agreed; all must, if several."
)
@click.option("--consent-elsewhere", default="", metavar="REASON", help="Why all agreed, if no column says so.")
@click.option("--country", default="", metavar="US", callback=lambda *given: given[2].upper(),
              help="The country of people whose row has none.")  # fmt: skip
@click.option("--band", type=click.Choice(("unclear", "lean", "clear")), default="unclear", show_default=True,
              help="Leave out people of whom the tool is less sure.")  # fmt: skip
@click.option(
    "--tool", type=FILE, help="Another typing tool (JSON) than the study's own, such as one that finds people."
)
def command(study: Path, people: Path, to: str, output: Path, tool: Path | None, **wishes: Any) -> None:  # noqa: ANN401 - fields of Request
    """Write the people of a table by segment, in the layout a platform takes.

    PEOPLE is a CSV table with a column person_id, contact columns (email, phone, first_name, last_name, city, state,
    zip, country), columns that say who agreed to marketing, and the golden questions, or segment and model_id.
    """
    from survey_seg.errors import printable
    from survey_seg.study.audience import audience
    from survey_seg.typing_tool.audiences.write import Request

    manifest = audience(study, people, to=to, output=output, tool=tool, request=Request(**wishes))
    for note in manifest["rows_not_used"]:
        column = f", column {printable(note.column)}" if note.column else ""
        click.echo(f"survey-seg: AUDIENCE_ROW {printable(people.name)}:{note.row}{column}: {note.reason}", err=True)
    for line in _summary(manifest):
        click.echo(line)
    click.echo(f"Written: {output} (personal data: delete the files once they are uploaded)")


def _summary(manifest: dict[str, Any]) -> Iterator[str]:
    from survey_seg.typing_tool.audiences.manifest import REASONS

    counts = manifest["counts"]
    yield f"{manifest['destination']}: {counts['read']:,} people read, {counts['written']:,} written"
    for made in manifest["audiences"]:
        found = f", about {made['expected_matched']:,} expected to be found" if "expected_matched" in made else ""
        files = f"{len(made['files'])} files" if len(made["files"]) > 1 else "1 file"
        yield f"  {made['name']}: {made['people']:,} people in {files}{found}"
        yield from (f"    {warning}" for warning in made["warnings"])
    for refused in manifest["refused"]:
        yield f"  {refused['name']}: not written: {refused['reason']}"
    yield from (f"  left out: {count:,}: {REASONS[reason]}" for reason, count in counts["left_out"].items())
    yield from (f"  left blank: {count:,} of {field}" for field, count in counts["left_blank"].items())
    yield from (f"  {note}" for note in manifest["notes"])
