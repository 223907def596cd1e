"""Progress tells how much time is left: on stderr only, after two seconds, not more often than one wants to read."""

import logging
import os
import pty
import subprocess
import sys
import time

import pytest

from survey_seg.cli import progress as module
from survey_seg.cli.pace import Pace, time_left
from survey_seg.cli.progress import progress_on_stderr

ON_A_TERMINAL = """
import time
from survey_seg.cli import progress as module
module.AFTER = {after}
with module.progress_on_stderr() as progress:
    progress("comparing [3] segments", 0.0)
    time.sleep(0.05)
    module.logging.getLogger("survey_seg.study").info("continuing")
    progress("comparing [3] segments", 0.02)
    time.sleep(0.5)
print("result")
"""


class Clock:
    """A clock that stands still unless it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(module.time, "monotonic", made)
    return made


def test_progress_off_a_terminal_is_a_line_now_and_then(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with progress_on_stderr() as progress:
        for second in range(61):
            clock.now = 100.0 + second
            progress("comparing", second / 60)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "comparing: 3%, about 1 min left",
        "comparing: 20%, about 50 s left",
        "comparing: 37%, about 40 s left",
        "comparing: 53%, about 30 s left",
        "comparing: 70%, about 20 s left",
        "comparing: 87%, about 10 s left",
    ]


def test_short_work_shows_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with progress_on_stderr() as progress:
        for tenth in range(20):
            clock.now = 100.0 + tenth / 10
            progress("comparing", tenth / 20)
    assert capsys.readouterr() == ("", "")


def test_what_the_work_has_to_say_is_shown_and_the_log_is_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("survey_seg")
    before = (list(log.handlers), log.level, log.propagate)
    with progress_on_stderr():
        logging.getLogger("survey_seg.study.stages").info("continuing")
    assert capsys.readouterr().err == "survey-seg: continuing\n"
    assert (list(log.handlers), log.level, log.propagate) == before


def left_after(steps: list[tuple[float, float]], now: float | None = None) -> float | None:
    pace = Pace(0.0)
    for moment, share in steps:
        pace.reached(share, moment)
    return pace.left(steps[-1][0] if now is None else now)


def test_time_left_of_even_work_is_exact() -> None:
    for done in (0.1, 0.5, 0.9):
        steps = [(100 * done * part / 10, done * part / 10) for part in range(11)]
        assert left_after(steps) == pytest.approx(100 * (1 - done))


def test_time_left_follows_the_latest_pace() -> None:
    slower = [(float(second), second / 100) for second in range(31)]
    slower += [(30.0 + 4 * step, 0.3 + step / 100) for step in range(1, 41)]
    assert left_after(slower) == pytest.approx(120, rel=0.1)


def test_work_that_was_skipped_makes_no_promise() -> None:
    begun = [(0.01, 0.05), (0.02, 0.6)]
    assert left_after(begun) is None
    assert left_after([*begun, (10.02, 0.7)]) == pytest.approx(30, rel=0.01)


def test_seconds_run_down_in_silence_but_not_for_ever() -> None:
    assert left_after([(10.0, 0.5)]) == pytest.approx(10)
    assert left_after([(10.0, 0.5)], now=14.0) == pytest.approx(6)
    assert left_after([(10.0, 0.5)], now=50.0) == pytest.approx(20)


def test_a_second_piece_of_work_begins_at_the_pace_of_the_first() -> None:
    first = [(float(second), second / 10) for second in range(11)]
    assert left_after([*first, (10.0, 0.0)]) == pytest.approx(10)


def test_words_never_go_up_as_the_seconds_go_down() -> None:
    def amount(words: str) -> int:
        numbers = [int(word) for word in words.split() if word.isdigit()]
        units = [{"s": 1, "min": 60, "h": 3600}[word] for word in words.split() if word in {"s", "min", "h"}]
        return sum(number * unit for number, unit in zip(numbers, units, strict=True))

    shown = [amount(time_left(seconds / 2)) for seconds in range(30_000)]
    assert shown == sorted(shown)
    assert all(abs(value - seconds / 2) <= max(7.5, seconds / 6) for seconds, value in enumerate(shown))


def on_a_terminal(after: float, **environment: str) -> tuple[str, str]:
    """What a terminal shows, and stdout."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    done = subprocess.run(
        [sys.executable, "-c", ON_A_TERMINAL.format(after=after)],
        env={**plain, "TERM": "xterm-256color", "COLUMNS": "100", **environment},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    shown = b""
    try:
        while block := os.read(ours, 65536):
            shown += block
    except OSError:
        pass
    os.close(ours)
    return shown.decode(), done.stdout.decode()


def test_a_terminal_shows_a_bar_even_while_nothing_is_told() -> None:
    shown, out = on_a_terminal(0.2)
    assert "comparing [3] segments" in shown
    assert "2%" in shown
    assert "left" in shown
    assert "survey-seg: continuing" in shown
    assert "\x1b[38" in shown or "\x1b[3" in shown
    assert out == "result\n"


def test_a_terminal_without_colour_has_none() -> None:
    shown, _ = on_a_terminal(0.2, NO_COLOR="1")
    assert "comparing [3] segments" in shown
    assert "\x1b[3" not in shown


@pytest.mark.parametrize(("after", "term"), [(60.0, "xterm"), (0.1, "dumb")])
def test_a_terminal_that_has_not_to_wait_or_cannot_draw_shows_no_bar(after: float, term: str) -> None:
    shown, _ = on_a_terminal(after, TERM=term)
    assert shown.split("\r\n")[0] == "survey-seg: continuing"
    assert "\x1b" not in shown


def test_telling_costs_next_to_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_on_stderr() as progress:
        begun = time.process_time()
        for step in range(10_000):
            progress("comparing", step / 10_000)
        assert time.process_time() - begun < 0.5
    assert capsys.readouterr().out == ""
