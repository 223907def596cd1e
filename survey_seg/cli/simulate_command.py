"""survey-seg simulate."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE, seed_option


@click.command("simulate")
@click.argument("questionnaire", type=FILE)
@click.option("-n", "n", type=click.IntRange(1, 1_000_000), default=1200, show_default=True, help="How many people.")
@click.option("--segments", type=click.IntRange(1, 8), default=4, show_default=True, help="How many are planted.")
@click.option("-o", "--output", type=FILE, required=True, help="The response file to write (CSV).")
@seed_option
def command(questionnaire: Path, n: int, segments: int, output: Path, seed: int) -> None:
    """Make up plausible answers for a dry run before fielding."""
    from survey_seg.responses.open_questionnaire import open_questionnaire
    from survey_seg.responses.simulate import simulate, write_simulated

    write_simulated(simulate(open_questionnaire(questionnaire), n, seed=seed, segments=segments), output)
    click.echo(f"{output}: {n} made-up people, {segments} planted segments (seed {seed}). Not for reporting.")
