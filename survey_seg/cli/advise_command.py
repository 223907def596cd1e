"""survey-seg advise."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("advise")
@click.argument("study", type=FILE)
def command(study: Path) -> None:
    """Say when to look again, and why."""
    from survey_seg.report.screens.finding import advice_text
    from survey_seg.study.results import read_results

    click.echo(advice_text(read_results(study)))
