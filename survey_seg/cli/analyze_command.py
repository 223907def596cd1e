"""survey-seg analyze."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import (
    FILE,
    ask_option,
    correction_option,
    cost_option,
    disclosure_option,
    force_option,
    k_max_option,
    k_option,
    never_option,
    questionnaire_option,
    quotes_option,
    seed_option,
    tool_questions_option,
    weights_option,
)
from survey_seg.cli.faults import tell_faults
from survey_seg.cli.progress import progress_on_stderr


@click.command("analyze")
@click.argument("responses", type=FILE)
@questionnaire_option
@click.option("-o", "--output", type=FILE, required=True, help="The study folder to make.")
@seed_option
@k_option
@k_max_option
@click.option("--because", default="", help="Why this number of segments, when you give one.")
@weights_option
@tool_questions_option
@ask_option
@never_option
@cost_option
@disclosure_option
@correction_option
@quotes_option
@force_option
def command(responses: Path, questionnaire: Path, output: Path, **options: bool | int | str | tuple[str, ...]) -> None:
    """Do the main job: from answers to segments, report and typing tool.

    A run that is interrupted leaves its finished parts in OUTPUT.part. The same command continues from there, with the
    same result, and removes that folder; it may be deleted at any time.
    """
    from survey_seg.report.screens.finding import study_text
    from survey_seg.study.model import Options
    from survey_seg.study.steps import analyze

    with progress_on_stderr() as progress:
        study = analyze(responses, questionnaire, output, options=Options(**options), progress=progress)  # type: ignore[arg-type]
    tell_faults(study.faults)
    click.echo(study_text(study.results, output))
