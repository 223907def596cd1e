"""survey-seg choose."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE
from survey_seg.cli.faults import tell_faults
from survey_seg.cli.progress import progress_on_stderr


@click.command("choose")
@click.argument("study", type=FILE)
@click.option("--k", type=click.IntRange(1, 8), required=True, help="How many segments.")
@click.option("--because", required=True, help="Why; it is printed in the report.")
def command(study: Path, k: int, because: str) -> None:
    """Choose the number of segments yourself, with a reason."""
    from survey_seg.report.screens.finding import study_text
    from survey_seg.study.steps import choose

    with progress_on_stderr() as progress:
        made = choose(study, k, because, progress=progress)
    tell_faults(made.faults)
    click.echo(study_text(made.results, study))
