"""The typing tool as one file of Python, standard library only."""

from __future__ import annotations

from pathlib import Path
from pprint import pformat
from typing import Any

from survey_seg.artifact import plain, write_text
from survey_seg.resources import folder
from survey_seg.typing_tool.exporters.labels import require_exact
from survey_seg.typing_tool.exporters.parts import parts_of
from survey_seg.typing_tool.exporters.wording import about, comment
from survey_seg.typing_tool.spec import TypingSpec

USE = (
    "Use: from this file import typed; typed(answers) gives a dict with the segment. Run the file to let it test "
    "itself. Needs Python 3.10 or later and nothing else."
)
EMPTY = "MODEL: dict[str, Any] = {}"


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as a Python file; see `function`."""
    write_text(path, function(spec))


def function(spec: TypingSpec) -> str:
    """Python with `typed(answers) -> dict`: what `classify` says of one person, without this program.

    Everything from the tool stands in one literal of ASCII. Raises CannotCompute EXPORT_TOO_LARGE.
    """
    require_exact(spec)
    head = "\n".join(comment([*about(spec), USE], "# "))
    body = (folder("templates") / "typing_tool" / "typed_person.py").read_text(encoding="utf-8")
    literal = pformat(_model(spec), width=120, sort_dicts=False)
    return f"{head}\n\n{body.replace(EMPTY, EMPTY.replace('{}', _ascii(literal)), 1)}"


def _model(spec: TypingSpec) -> dict[str, Any]:
    return {
        "id": spec.model_id,
        "hard_labels": spec.hard_labels,
        "segments": [(segment.code, segment.name) for segment in spec.segments],
        "constants": spec.constants,
        "min_answered": spec.min_answered,
        "clear": spec.bands["clear"],
        "lean": spec.bands["lean"],
        "questions": [parts_of(question) for question in spec.questions],
        "vectors": plain(spec.vectors),
    }


def _ascii(literal: str) -> str:
    r"""A literal of Python in ASCII: outside of texts it has no other letters.

    >>> print(_ascii("'é'"))
    '\xe9'
    """
    return literal.encode("ascii", "backslashreplace").decode("ascii")
