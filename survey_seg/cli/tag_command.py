"""survey-seg tag."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_seg.cli.arguments import FILE

if TYPE_CHECKING:
    from survey_seg.questionnaire.model import Questionnaire

YAML = (".yaml", ".yml")


@click.command("tag")
@click.argument("questionnaire", type=FILE)
@click.option("--from", "filled", type=FILE, help="A worksheet that was filled in; its tags go into the questionnaire.")
@click.option("-o", "--output", type=FILE, required=True, help="The worksheet (.xlsx), or with --from the YAML file.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def command(questionnaire: Path, filled: Path | None, output: Path, force: bool) -> None:
    """Say what each question is for, in a worksheet for those who decide.

    First `survey-seg tag questionnaire.yaml -o tags.xlsx`, then, filled in, `survey-seg tag questionnaire.yaml --from
    tags.xlsx -o questionnaire.yaml`: comments and layout of the file stay. Empty cells change nothing.
    """
    endings = YAML if filled else (".xlsx",)
    if output.suffix.lower() not in endings:
        raise click.UsageError(f"-o takes a file that ends in {' or '.join(endings)}.")
    itself = filled is not None and output.resolve() == questionnaire.resolve()
    if output.exists() and not force and not itself:
        raise click.UsageError(f"{output} is there already; --force replaces it.")
    if filled:
        _take(questionnaire, filled, output)
    else:
        _hand_out(questionnaire, output)


def _hand_out(path: Path, output: Path) -> None:
    """Write the worksheet."""
    from survey_seg.questionnaire.tagging import choices, worksheet
    from survey_seg.report.sheets import write_sheets
    from survey_seg.responses.open_questionnaire import open_questionnaire

    asked = open_questionnaire(path)
    write_sheets(worksheet(asked), output, choices=choices(asked))
    click.echo(f"Written: {output}: {_tagged(asked)} of {_asked(asked)} questions have tags already.")
    click.echo(f"Next: fill it in, then survey-seg tag {path.name} --from {output.name} -o tagged.yaml")


def _take(path: Path, filled: Path, output: Path) -> None:
    """Read the worksheet and write the questionnaire with its tags."""
    from survey_seg.artifact import write_text
    from survey_seg.errors import InputRefused, Problem
    from survey_seg.questionnaire.formats.edit_yaml import edited_yaml
    from survey_seg.questionnaire.formats.write_yaml import yaml_text
    from survey_seg.questionnaire.importers.documents import decoded
    from survey_seg.questionnaire.tagging import read_worksheet
    from survey_seg.responses.open_questionnaire import open_questionnaire

    asked = open_questionnaire(path)
    if not filled.is_file():
        raise InputRefused(Problem("TAG_NO_FILE", "there is no such file", "a worksheet", file=filled.name))
    tagged = read_worksheet(filled.read_bytes(), asked, file=filled.name)
    text = None
    if path.suffix.lower() in YAML:
        text = edited_yaml(decoded(path.read_bytes(), path.name), asked.questions, tagged.questions)
        if text is None:
            click.echo("The file is written anew: its comments could not be kept.", err=True)
    write_text(output, yaml_text(tagged) if text is None else text)
    changed = sum(one != other for one, other in zip(asked.questions, tagged.questions, strict=True))
    click.echo(f"Written: {output}: {changed} questions changed, {_tagged(tagged)} of {_asked(tagged)} have tags.")
    click.echo(f"Next: survey-seg lint {output.name}")


def _asked(questionnaire: Questionnaire) -> int:
    return sum(question.type != "info" for question in questionnaire.questions)


def _tagged(questionnaire: Questionnaire) -> int:
    return sum(
        bool(question.role or question.action or question.reach or question.data_type)
        for question in questionnaire.questions
        if question.type != "info"
    )
