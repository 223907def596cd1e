"""survey-seg export."""

from __future__ import annotations

from pathlib import Path

import click

from survey_seg.cli.arguments import FILE
from survey_seg.typing_tool.exporters import FORMS


class FormsBelow(click.Command):
    """A command whose help ends with every form and what it is for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the forms, and of those that come for numbers and for text only the first."""
        with formatter.section("Forms"):
            formatter.write_dl([(name, form.use) for name, form in FORMS.items() if not name.endswith("-text")])
            formatter.write_paragraph()
            formatter.write_text("Every sql form has a second one whose name ends in -text, for columns of text.")


@click.command("export", cls=FormsBelow)
@click.argument("study", type=FILE)
@click.argument("kind", type=click.Choice(list(FORMS)), metavar="FORM")
@click.option("-o", "--output", type=FILE, help="The file to write; by default beside the study's typing tool.")
@click.option("--find", is_flag=True, help="The tool that ranks people by fields known without asking.")
def command(study: Path, kind: str, output: Path | None, *, find: bool) -> None:
    """Write the typing tool as a workbook, a page, SQL, code or for another program."""
    from survey_seg.study.sharing import export

    click.echo(export(study, kind, output, find=find))
