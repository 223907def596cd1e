"""survey-seg import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from survey_seg.cli.arguments import FILE


@click.command("import")
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The questionnaire file to make (.yaml or .csv).")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def command(file: Path, output: Path, force: bool) -> None:
    """Make a questionnaire of ours from a file of another survey tool.

    Takes Qualtrics (.qsf), LimeSurvey (.lss, .lsg, .tsv), SurveyJS (.json), XLSForm and formr (.xlsx, .xls), Triple-S
    (.sss, .xml), SPSS (.sav) and Word (.docx). Nothing is invented: what did not fit is listed with its place.
    """
    from survey_seg.artifact import write_text
    from survey_seg.questionnaire.formats.write_flat import write_flat_csv
    from survey_seg.questionnaire.formats.write_yaml import yaml_text
    from survey_seg.report.screens.questionnaire import import_text
    from survey_seg.responses.open_questionnaire import open_questionnaire

    if output.suffix.lower() not in {".yaml", ".yml", ".csv"}:
        raise click.UsageError("-o takes a file that ends in .yaml or .csv.")
    if output.exists() and not force:
        raise click.UsageError(f"{output} is there already; --force replaces it.")
    opened = open_questionnaire(file)
    study = replace(opened.study, lint=replace(opened.study.lint, profile="legacy-import"))
    asked = replace(opened, study=study) if opened.imported else opened
    if output.suffix.lower() == ".csv":
        write_flat_csv(asked, output)
    else:
        write_text(output, yaml_text(asked))
    click.echo(import_text(asked, output), nl=False)
