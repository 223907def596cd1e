"""survey-seg diff."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("diff")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(before: Path, after: Path, kind: str) -> None:
    """Show what changed between the questionnaires of two waves.

    The exit code is 1 when a tracked question (basis, typing, outcome, value) changed so that its answers can no
    longer be compared.
    """
    from survey_seg.artifact import json_text
    from survey_seg.questionnaire.waves import compare_waves
    from survey_seg.report.screens.questionnaire import changes_text
    from survey_seg.responses.open_questionnaire import open_questionnaire

    changes = compare_waves(open_questionnaire(before), open_questionnaire(after))
    if kind == "json":
        click.echo(json_text({"format": "survey-seg/diff/1", "changes": changes}), nl=False)
    else:
        click.echo(changes_text(changes), nl=False)
    if any(change.breaks for change in changes):
        click.get_current_context().exit(1)
