"""survey-seg check."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE, questionnaire_option, weights_option


@click.command("check")
@click.argument("responses", type=FILE)
@questionnaire_option
@weights_option
def command(responses: Path, questionnaire: Path, weights: str) -> None:
    """Read and screen a response file without analysing it."""
    from survey_seg.report.screens.finding import check_text
    from survey_seg.study.steps import check

    read, quality = check(responses, questionnaire, weights=weights)
    click.echo(check_text(read, quality))
