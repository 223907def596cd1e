"""survey-seg status."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("status")
@click.argument("study", type=FILE)
@click.option("--today", metavar="2026-11-22", help="The day by which things are overdue; by default today.")
def command(study: Path, today: str | None) -> None:
    """Show what a study holds and what is still undecided."""
    from survey_seg.report.screens.finding import status_text
    from survey_seg.study.results import read_results

    click.echo(status_text(read_results(study), study, today or str(date.today())))
