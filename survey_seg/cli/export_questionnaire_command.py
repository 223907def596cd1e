"""survey-seg export-questionnaire."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_seg.cli.arguments import FILE

if TYPE_CHECKING:
    from survey_seg.questionnaire.exporters.exported import Exporter

FORMATS = ("xlsform", "surveyjs", "limesurvey", "qualtrics", "flat")


@click.command("export-questionnaire")
@click.argument("questionnaire", type=FILE)
@click.option("--to", "kind", type=click.Choice(FORMATS), required=True, help="The tool it is for.")
@click.option("-o", "--output", type=FILE, required=True, help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def command(questionnaire: Path, kind: str, output: Path, force: bool) -> None:
    """Write a questionnaire as a file for another survey tool.

    XLSForm for ODK, KoboToolbox and SurveyCTO (.xlsx), SurveyJS (.json), LimeSurvey (.tsv), Qualtrics (.txt), or our
    own flat form as a workbook (.xlsx). What the tool cannot hold is listed.
    """
    from survey_seg.artifact import write_text
    from survey_seg.questionnaire.exporters import EXPORTERS
    from survey_seg.report.screens.exports import export_text
    from survey_seg.responses.open_questionnaire import open_questionnaire

    module, name = EXPORTERS[kind].split(":")
    exporter: Exporter = getattr(import_module(module), name)
    if output.suffix.lower() != exporter.ending:
        raise click.UsageError(f"-o takes a file that ends in {exporter.ending} for {kind}.")
    if output.exists() and not force:
        raise click.UsageError(f"{output} is there already; --force replaces it.")
    asked = open_questionnaire(questionnaire)
    exported = exporter.export(asked)
    if isinstance(exported.content, str):
        write_text(output, exported.content)
    else:
        from survey_seg.report.sheets import write_sheets

        write_sheets(exported.content, output)
    click.echo(export_text(asked, exported.lost, output), nl=False)
