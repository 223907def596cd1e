"""survey-seg what-if."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from survey_seg.cli.arguments import FILE
from survey_seg.cli.progress import progress_on_stderr

METHODS = (
    "consensus",
    "profile_level",
    "soft_items",
    "random_intercept",
    "common_factors",
    "row_centred",
    "latent_class",
    "ordinal_latent_class",
    "kmeans",
    "ward",
    "factor_scores",
)


def _names(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))


@click.command("what-if")
@click.argument("study", type=FILE)
@click.option("--drop", default="", metavar="q7,q8", callback=_names, help="Leave these items out.")
@click.option("--add", default="", metavar="q12", callback=_names, help="Take these questions as items too.")
@click.option("--exclude", default="", metavar='"age < 18"', help="Leave out people by a condition on their answers.")
@click.option("--weights", default="", metavar="COL|none", help="Weight by another column, or not at all.")
@click.option("--seed", type=int, help="Another seed.")
@click.option("--method", type=click.Choice(METHODS), help="One way of finding them.")
@click.option("--k", type=click.IntRange(2, 8), help="Another number of segments.")
@click.option("--format", "kind", type=click.Choice(("text", "json")), default="text", show_default=True)
def command(study: Path, kind: str, **changes: Any) -> None:  # noqa: ANN401 - each is a field of Changes
    """Try a study with other items, people, weights, seed or method.

    Without options, one thing after the other is changed: each item left out, other seeds, no weights, doubtful people
    in or out, every method by itself. Options are tried together, as one change. Nothing in the study is changed.
    """
    from survey_seg.artifact import json_text
    from survey_seg.report.screens.what_if import what_if_text
    from survey_seg.study.what_if import Changes, what_if

    with progress_on_stderr() as progress:
        found = what_if(study, changes=Changes(**changes), progress=progress)
    click.echo(json_text(found) if kind == "json" else what_if_text(found), nl=False)
