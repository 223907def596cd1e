"""Progress tells how much time is left, on stderr only."""

import pytest

from survey_seg.cli import progress as module
from survey_seg.cli.progress import progress_on_stderr


def test_progress_off_a_terminal_is_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 1.0, 3.0, 4.0, 6.0, 9.0])
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    with progress_on_stderr() as progress:
        for share in (0.1, 0.25, 0.3, 0.5, 1.0):
            progress("comparing", share)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["comparing: 25%, about 9 s left", "comparing: 50%, about 6 s left"]
