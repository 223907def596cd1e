"""survey-seg lint."""

from __future__ import annotations

import gc
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
LINES = ("text", "github")
"""Formats of which several may stand one after the other."""

PAPERS = ("html", "xlsx", "docx")
NEW_OBJECTS = 200_000
"""So many new objects pass between two looks for garbage: a questionnaire makes many and leaves little."""

PROFILES = ("b2c-online", "b2b", "mobile-first", "tracker", "strict", "legacy-import")


@click.command("lint")
@click.argument("questionnaires", type=FILE, nargs=-1, required=True)
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
def command(questionnaires: tuple[Path, ...], kind: str, **options: Any) -> None:  # noqa: ANN401 - click's
    """Find what is wrong with a questionnaire before it is fielded.

    Takes our own YAML, XLSX and CSV files, and those of Qualtrics, LimeSurvey, SurveyJS, XLSForm, formr, Triple-S,
    SPSS and Word.
    """
    if kind in PAPERS and options["output"] is None:
        raise click.UsageError(f"--format {kind} needs -o FILE.")
    if len(questionnaires) > 1 and (kind not in LINES or options["output"]):
        raise click.UsageError(f"several questionnaires at once: only with --format {' or '.join(LINES)}, without -o.")
    gc.set_threshold(NEW_OBJECTS)
    found = [finding for path in questionnaires for finding in _lint(path, kind, options).findings]
    if any(finding.severity in GATES[options["fail_on"]] for finding in found):
        click.get_current_context().exit(1)


def _lint(path: Path, kind: str, options: dict[str, Any]) -> LintReport:
    """Lint one questionnaire and show what was found."""
    from survey_seg.artifact import write_text
    from survey_seg.questionnaire.lint.baseline import baseline_text, read_baseline
    from survey_seg.questionnaire.lint.run import lint

    asked = _asked(path, options)
    held: Path | None = options["baseline"]
    report: LintReport = lint(asked, baseline=read_baseline(held) if held else ())
    if options["write_baseline"]:
        write_text(options["write_baseline"], baseline_text(lint(asked).findings))
    _show(asked, report, kind, options["output"])
    return report


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
    """Print what was found, or write it and print where it is and how much."""
    from survey_seg.artifact import write_text
    from survey_seg.errors import printable
    from survey_seg.questionnaire.lint.outputs import OUTPUTS
    from survey_seg.questionnaire.lint.outputs.text import counts_text

    if kind in PAPERS:
        write: Callable[[Questionnaire, LintReport, Path | None], None]
        write = getattr(import_module("survey_seg.report.paper.forms"), f"write_{kind}")
        write(asked, report, output)
    else:
        module, name = OUTPUTS[kind].split(":")
        text: str = getattr(import_module(module), name)(report)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_text(output, text)
    if output is not None:
        click.echo(f"Written: {printable(str(output))}: {counts_text(report)}.")
