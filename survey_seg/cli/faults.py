"""What no report could show, said on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from survey_seg.errors import printable

if TYPE_CHECKING:
    from survey_seg.report.section import Fault


def tell_faults(faults: Iterable[Fault]) -> None:
    """Say on stderr which sections of the report could not be made; the report itself says so too."""
    for fault in faults:
        click.echo(printable(f"PARTIAL the section “{fault.section}” could not be made: {fault.reason}"), err=True)
