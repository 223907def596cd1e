"""Progress with time left, on stderr: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from survey_seg.stats.progress import Progress

EVERY = 2.0
"""Seconds between two lines when stderr is not a terminal."""


@contextmanager
def progress_on_stderr() -> Iterator[Progress]:
    """A progress callback for the time of a command."""
    if sys.stderr.isatty():
        with _bar() as progress:
            yield progress
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(elapsed_when_finished=True))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=1.0)
        yield lambda what, share: bar.update(task, description=what, completed=share)


def _lines() -> Progress:
    started = last = time.monotonic()

    def tell(what: str, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < EVERY or not 0 < share < 1:
            return
        last = now
        left = (now - started) * (1 - share) / share
        click.echo(f"{what}: {share:.0%}, about {left:.0f} s left", err=True)

    return tell
