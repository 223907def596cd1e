"""survey-seg verify."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("verify")
@click.argument("study", type=FILE)
@click.pass_context
def command(context: click.Context, study: Path) -> None:
    """Check that no file of a study was changed since it was made."""
    from survey_seg.study.manifest import changed_files

    problems = changed_files(study)
    for problem in problems:
        click.echo(problem.line())
    click.echo(f"{study}: " + (f"{len(problems)} files differ" if problems else "every file is as the study wrote it"))
    context.exit(1 if problems else 0)
