"""survey-seg new."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("new")
@click.argument("directory", type=FILE)
def command(directory: Path) -> None:
    """Start a study: a questionnaire file to fill in."""
    from survey_seg.study.scaffold import new

    path = new(directory)
    click.echo(f"{path}\nFill it in, then run: survey-seg lint {path}")
