"""survey-seg decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from survey_seg.cli.arguments import FILE
from survey_seg.cli.faults import tell_faults


@click.command("decide")
@click.argument("study", type=FILE)
@click.argument("decision")
@click.option("--segment", type=int, help="The segment it is for; without it, everybody.")
@click.option("--what", required=True, help="What will be done.")
@click.option("--owner", required=True, help="Who does it.")
@click.option("--due", metavar="2027-01", help="Until when: a month or a day.")
@click.option("--on", metavar="2026-11-22", help="The day it was decided; by default today.")
def command(study: Path, decision: str, what: str, owner: str, **options: Any) -> None:  # noqa: ANN401
    """Note what was decided for a segment: what, who, until when.

    DECISION is the id of a decision of the questionnaire. Entries are added, never taken away; `status` and the report
    show the last one.
    """
    from survey_seg.report.screens.decisions import decided_lines
    from survey_seg.study.decision_log import Entry, decide

    on = str(options.pop("on") or date.today())
    made = decide(study, Entry(decision, what.strip(), owner.strip(), on, **options))
    tell_faults(made.faults)
    for line in decided_lines(made.results, on):
        click.echo(line)
