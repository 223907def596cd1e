"""survey-seg plan."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from survey_seg.cli.arguments import FILE, seed_option
from survey_seg.cli.progress import progress_on_stderr


@click.command("plan")
@click.argument("questionnaire", type=FILE)
@click.option("--segments", type=click.IntRange(2, 8), default=4, show_default=True, help="How many there may be.")
@click.option(
    "--separation",
    type=click.FloatRange(0, 5, min_open=True),
    multiple=True,
    default=(0.5, 1.0),
    show_default=True,
    help="How far apart they may be, in standard deviations; several times for several scenarios.",
)
@seed_option
def command(questionnaire: Path, segments: int, separation: tuple[float, ...], seed: int) -> None:
    """Say how many people to ask, and how well a short typing tool would work.

    Runs the real analysis on made-up answers to your questionnaire; needs no data and takes about 10 seconds for each
    separation.
    """
    from survey_seg.report.screens.plan import plan_text
    from survey_seg.responses.open_questionnaire import open_questionnaire
    from survey_seg.study.plan import plan

    asked = open_questionnaire(questionnaire)
    with progress_on_stderr() as progress:
        plans = [plan(asked, segments=segments, separation=one, seed=seed, progress=progress) for one in separation]
    click.echo(plan_text([asdict(one) for one in plans], asked.study.sample.n), nl=False)
