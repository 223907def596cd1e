"""Compiled parsers at arm's length: a file that crashes one is refused, and nothing else happens."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from survey_seg.errors import InputRefused, Problem, quoted

PATIENCE = 120
"""Seconds after which a file that is still being read is refused."""


def sheets(kind: Literal["xlsx", "sav", "codebook"], path: Path) -> list[dict[str, Any]]:
    """The sheets of a binary file: name, rows of cells (the header first), and labels and missing ranges of SAV.

    Of a `codebook` (an SPSS file without its answers) the one sheet has variables and sets of multiple responses.
    Raises InputRefused DATA_DAMAGED when the parser fails, crashes, or does not come back.
    """
    child = Path(__file__).with_name("binary_child.py")
    command = [sys.executable, "-P", str(child), kind, str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise _damaged(path, f"reading it took more than {PATIENCE} seconds") from None
    if done.returncode < 0:
        raise _damaged(path, f"it crashes its parser ({signal.Signals(-done.returncode).name})")
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise _damaged(path, "its parser gave up") from None
    if "error" in found:
        raise _damaged(path, f"its parser says {quoted(found['error'])}")
    return list(found["sheets"])


def _damaged(path: Path, what: str) -> InputRefused:
    hint = "was it cut or changed in transfer? Export it again, or as CSV."
    return InputRefused(Problem("DATA_DAMAGED", f"the file cannot be read: {what}", file=path.name, hint=hint))
