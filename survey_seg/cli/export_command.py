"""survey-seg export."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("export")
@click.argument("study", type=FILE)
@click.argument("kind", type=click.Choice(["xlsx", "html", "json"]))
@click.option("-o", "--output", type=FILE, help="The file to write; by default beside the study's typing tool.")
def command(study: Path, kind: str, output: Path | None) -> None:
    """Write the typing tool as a workbook, a web page or JSON."""
    from survey_seg.study.sharing import export

    click.echo(export(study, kind, output))
