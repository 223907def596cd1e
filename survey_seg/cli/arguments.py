"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path)

questionnaire_option = click.option(
    "-q",
    "--questionnaire",
    type=FILE,
    required=True,
    help="The questionnaire: ours (YAML, XLSX, CSV) or of another tool.",
)
weights_option = click.option("--weights", default="", metavar="COL", help="The column that holds the weights.")
seed_option = click.option("--seed", default=1, show_default=True, help="The same seed gives the same bytes.")
force_option = click.option("--force", is_flag=True, help="Replace an earlier study in the output folder.")
k_max_option = click.option(
    "--k-max", default=8, show_default=True, metavar="N", help="Compare up to so many segments (8 to 10)."
)
k_option = click.option(
    "--k", default="", metavar="4|3-5", help="How many segments; by default the questionnaire's range."
)


tool_questions_option = click.option(
    "--tool-questions",
    default=8,
    show_default=True,
    metavar="N",
    help="The typing tool asks at most so many (2 to 20).",
)
ask_option = click.option(
    "--ask", multiple=True, metavar="Q", help="A question the typing tool asks in any case; may be repeated."
)
quotes_option = click.option(
    "--quotes/--no-quotes", default=True, show_default=True, help="Quote people's own words in the briefs, made safe."
)
never_option = click.option(
    "--never", multiple=True, metavar="Q", help="A question the typing tool does not ask; may be repeated."
)
disclosure_option = click.option(
    "--disclosure",
    type=click.Choice(["internal", "external"]),
    default="internal",
    show_default=True,
    help="Who reads the tables: cells of fewer than 5 (internal) or 10 people (external) are not shown.",
)
correction_option = click.option(
    "--correction",
    type=click.Choice(["bh", "bonferroni", "none"]),
    default="bh",
    show_default=True,
    help="How letters of tables allow for many pairs: Benjamini-Hochberg, Bonferroni, or not.",
)
cost_option = click.option(
    "--cost", multiple=True, metavar="Q=C", help="What a question costs beside the others (1); may be repeated."
)
