"""Progress with time left, on stderr: a bar on a terminal, a line now and then elsewhere, nothing for short work."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from survey_seg.cli.pace import Pace, time_left
from survey_seg.stats.progress import Progress

AFTER = 2.0
"""Seconds of work before anything is shown."""

EVERY = 10.0
"""Seconds between two lines when stderr is not a terminal."""

REDRAWN = 2.0
"""How often a second the bar is drawn again."""


@contextmanager
def progress_on_stderr() -> Iterator[Progress]:
    """A progress callback for the time of a command; what the work itself has to say goes to stderr too."""
    log, notes = logging.getLogger("survey_seg"), _Notes()
    level, passed_on = log.level, log.propagate
    log.addHandler(notes)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            with _bar() as progress:
                yield progress
        else:
            yield lines(time.monotonic)
    finally:
        log.removeHandler(notes)
        log.setLevel(level)
        log.propagate = passed_on


class _Notes(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        click.echo(f"survey-seg: {record.getMessage()}", err=True)


def lines(clock: Callable[[], float]) -> Progress:
    """Plain lines: the first after two seconds, then one every ten at most."""
    pace = Pace(clock())
    due = clock() + AFTER

    def tell(what: str, share: float) -> None:
        nonlocal due
        now = clock()
        pace.reached(share, now)
        if now >= due and share < 1:
            due = now + EVERY
            left = time_left(pace.left(now))
            click.echo(f"{what}: {share:.0%}" + (f", {left}" if left else ""), err=True)

    return tell


@contextmanager
def _bar() -> Iterator[Progress]:
    """A bar that appears after two seconds, also while nothing is told; colours are rich's, who honours NO_COLOR."""
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, Task, TextColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    pace = Pace(time.monotonic())

    class Left(ProgressColumn):
        def render(self, task: Task) -> Text:  # noqa: ARG002 - rich's signature
            return Text(time_left(pace.left(time.monotonic())))

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:.0f}%"),
        Left(),
    )
    bar = Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=REDRAWN)
    task = bar.add_task("starting", total=1.0)

    def tell(what: str, share: float) -> None:
        pace.reached(share, time.monotonic())
        bar.update(task, description=what, completed=share)

    appear = threading.Timer(AFTER, bar.start)
    appear.daemon = True
    appear.start()
    try:
        yield tell
    finally:
        appear.cancel()
        appear.join()
        bar.stop()
