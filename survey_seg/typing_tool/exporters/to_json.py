"""The typing tool for other programs: the JSON file that `read_spec` reads."""

from __future__ import annotations

from pathlib import Path

from survey_seg.typing_tool.spec import TypingSpec, spec_text


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as JSON."""
    path.write_text(spec_text(spec), encoding="utf-8", newline="\n")
