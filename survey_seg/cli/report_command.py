"""survey-seg report."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("report")
@click.argument("study", type=FILE)
@click.option("-o", "--output", type=FILE, help="The page to write; by default the study's own report.")
def command(study: Path, output: Path | None) -> None:
    """Write the report again, for example after a template changed."""
    from survey_seg.study.sharing import report

    click.echo(report(study, output))
