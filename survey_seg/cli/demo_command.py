"""survey-seg demo."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE, force_option, k_max_option, k_option, seed_option
from survey_seg.cli.faults import tell_faults
from survey_seg.cli.progress import progress_on_stderr


@click.command("demo")
@click.argument("directory", type=FILE, default="survey-seg-demo")
@seed_option
@k_option
@k_max_option
@force_option
def command(directory: Path, **options: bool | int | str) -> None:
    """Do the main job on real answers that come with a dependency."""
    from survey_seg.report.screens.finding import study_text
    from survey_seg.study.demo import demo
    from survey_seg.study.model import Options

    with progress_on_stderr() as progress:
        study = demo(directory, options=Options(**options), progress=progress)  # type: ignore[arg-type]
    tell_faults(study.faults)
    click.echo(study_text(study.results, directory))
