"""survey-seg minutes."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("minutes")
@click.argument("questionnaires", type=FILE, nargs=-1, required=True)
@click.option(
    "--observed",
    type=click.FloatRange(0, 600, min_open=True),
    multiple=True,
    help="The median minutes a fielded questionnaire really took; one for each file, in their order.",
)
def command(questionnaires: tuple[Path, ...], observed: tuple[float, ...]) -> None:
    """Estimate how long questionnaires take, and calibrate by those that were fielded.

    With --observed, says which `minutes_factor` to write under `study:` so that the next estimates fit your panel.
    """
    from survey_seg.questionnaire.minutes import calibrate, estimate
    from survey_seg.report.screens.questionnaire import minutes_text
    from survey_seg.responses.open_questionnaire import open_questionnaire

    if observed and len(observed) != len(questionnaires):
        raise click.UsageError(f"{len(questionnaires)} files and {len(observed)} times --observed: give one for each.")
    opened = [open_questionnaire(path) for path in questionnaires]
    estimates = [estimate(asked) for asked in opened]
    factors = [asked.study.minutes_factor for asked in opened]
    plain = [one.expected / factor for one, factor in zip(estimates, factors, strict=True)]
    named = [path.name for path in questionnaires]
    factor = calibrate(plain, observed) if observed else None
    click.echo(minutes_text(list(zip(named, estimates, strict=True)), observed, factor), nl=False)
