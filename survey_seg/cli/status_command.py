"""survey-seg status."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("status")
@click.argument("study", type=FILE)
def command(study: Path) -> None:
    """Show what a study holds and what is still undecided."""
    from survey_seg.report.screen import status_text
    from survey_seg.study.results import read_results

    click.echo(status_text(read_results(study), study))
