"""survey-seg explain."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Explain a lint rule: what it finds, why, and what to do instead."""
    from survey_seg.questionnaire.lint.run import explain

    click.echo(explain(rule))
