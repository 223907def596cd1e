"""survey-seg lint."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE

GATES = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}


@click.command("lint")
@click.argument("questionnaire", type=FILE)
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(list(GATES)),
    default="warning",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
@click.pass_context
def command(context: click.Context, questionnaire: Path, kind: str, fail_on: str) -> None:
    """Find what is wrong with a questionnaire before it is fielded."""
    from survey_seg.questionnaire.lint.render import as_json, as_text
    from survey_seg.questionnaire.lint.run import lint
    from survey_seg.questionnaire.read import read_questionnaire

    report = lint(read_questionnaire(questionnaire))
    click.echo(as_json(report) if kind == "json" else as_text(report), nl=False)
    if any(finding.severity in GATES[fail_on] for finding in report.findings):
        context.exit(1)
