"""survey-seg report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from survey_seg.cli.arguments import FILE
from survey_seg.cli.faults import tell_faults
from survey_seg.report.forms import REPORTS


@click.command("report")
@click.argument("study", type=FILE)
@click.option("-o", "--output", type=FILE, help="The file to write; by default the study's own report.")
@click.option("--format", "form", type=click.Choice(list(REPORTS)), default="html", show_default=True, help="Its form.")
@click.option("--templates", type=FILE, help="A folder with your own templates, named like those that come along.")
@click.option("--deck", type=FILE, help="Your own presentation (.pptx), whose layouts and colours the slides take.")
@click.option("--language", help="Its language: de, en, es, fr, or one of your own templates.")
def command(study: Path, output: Path | None, form: str, **look: Any) -> None:  # noqa: ANN401 - click's options
    """Write the report again: in another form, or after a template changed."""
    from survey_seg.study.sharing import report

    written = report(study, output, form=form, **look)
    tell_faults(written.faults)
    click.echo(written.path)
