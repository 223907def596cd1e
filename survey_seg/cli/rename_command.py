"""survey-seg rename."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE
from survey_seg.cli.faults import tell_faults


@click.command("rename")
@click.argument("study", type=FILE)
@click.argument("names", nargs=-1, metavar='[2="Planners" ...]')
def command(study: Path, names: tuple[str, ...]) -> None:
    """Give segments the names people will use.

    Without names, the ones written in study.toml are taken.
    """
    from survey_seg.study.steps import rename

    renamed = rename(study, dict(_pair(name) for name in names))
    tell_faults(renamed.faults)
    for row in renamed.results["segments"]["sizes"]:
        click.echo(f"{row['segment']}  {row['name']}")


def _pair(text: str) -> tuple[int, str]:
    segment, equals, name = text.partition("=")
    if not (equals and segment.strip().isdecimal()):
        raise click.BadParameter(f'{text!r} is not like 2="Planners"', param_hint="NAMES")
    return int(segment), name
