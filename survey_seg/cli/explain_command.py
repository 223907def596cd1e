"""survey-seg explain."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("rule", default="")
def command(rule: str) -> None:
    """Explain a lint rule: what it finds, why, and what to do instead.

    Takes an id (ACT001), a slug (action-missing) or a family (ACT); without one, all rules are listed.
    """
    from survey_seg.questionnaire.lint.run import explain, listing

    click.echo(explain(rule) if rule else listing(), nl=False)
