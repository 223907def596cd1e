"""survey-seg lint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey_seg.cli.arguments import FILE

if TYPE_CHECKING:
    from survey_seg.questionnaire.lint.finding import LintReport
    from survey_seg.questionnaire.model import Questionnaire

GATES = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info"), "never": ()}
TEXTS = ("text", "json", "sarif", "github", "methods")
PAPERS = ("html", "xlsx", "docx")
PROFILES = ("b2c-online", "b2b", "mobile-first", "tracker", "strict", "legacy-import")


@click.command("lint")
@click.argument("questionnaire", type=FILE)
@click.option("--format", "kind", type=click.Choice([*TEXTS, *PAPERS]), default="text", show_default=True)
@click.option("-o", "--output", type=FILE, help="Write to a file; html, xlsx and docx need one.")
@click.option("--profile", type=click.Choice(PROFILES), help="Limits and severities for a kind of study.")
@click.option("--select", default="", metavar="ACT,LEN001", help="Only these rules or families.")
@click.option("--previous", type=FILE, help="The questionnaire of the wave before; tracked items must not change.")
@click.option("--baseline", type=FILE, help="Findings known already; only new ones are shown.")
@click.option("--write-baseline", type=FILE, help="Write today's findings as a baseline.")
@click.option(
    "--fail-on",
    type=click.Choice(list(GATES)),
    default="warning",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
def command(questionnaire: Path, kind: str, **options: Any) -> None:  # noqa: ANN401 - click's
    """Find what is wrong with a questionnaire before it is fielded.

    Takes our own YAML, XLSX and CSV files, and those of Qualtrics, LimeSurvey, SurveyJS, XLSForm, formr, Triple-S,
    SPSS and Word.
    """
    from survey_seg.artifact import write_text
    from survey_seg.questionnaire.lint.baseline import baseline_text, read_baseline
    from survey_seg.questionnaire.lint.run import lint

    output: Path | None = options["output"]
    if kind in PAPERS and output is None:
        raise click.UsageError(f"--format {kind} needs -o FILE.")
    asked = _asked(questionnaire, options)
    held: Path | None = options["baseline"]
    known = read_baseline(held) if held else ()
    report = lint(asked, baseline=known)
    if options["write_baseline"]:
        write_text(options["write_baseline"], baseline_text(lint(asked).findings))
    _show(asked, report, kind, output)
    if any(finding.severity in GATES[options["fail_on"]] for finding in report.findings):
        click.get_current_context().exit(1)


def _asked(path: Path, options: dict[str, Any]) -> Questionnaire:
    """The questionnaire with what the command line says about the lint laid over what the file says."""
    from survey_seg.responses.open_questionnaire import open_questionnaire

    asked: Questionnaire = open_questionnaire(path)
    settings = asked.study.lint
    if options["profile"]:
        settings = replace(settings, profile=options["profile"])
    if options["select"]:
        settings = replace(settings, select=tuple(name.strip() for name in options["select"].split(",")))
    previous: Path | None = options["previous"]
    return replace(
        asked,
        study=replace(asked.study, lint=settings),
        previous=open_questionnaire(previous) if previous else None,
    )


def _show(asked: Questionnaire, report: LintReport, kind: str, output: Path | None) -> None:
    if kind in PAPERS:
        write: Callable[[Questionnaire, LintReport, Path | None], None]
        write = getattr(import_module("survey_seg.report.paper"), f"write_{kind}")
        write(asked, report, output)
        return
    from survey_seg.artifact import write_text
    from survey_seg.questionnaire.lint.outputs import OUTPUTS

    module, name = OUTPUTS[kind].split(":")
    text: str = getattr(import_module(module), name)(report)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, text)
