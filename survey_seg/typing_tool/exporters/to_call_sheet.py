"""The typing tool on one side of paper: tick, add, read the segment."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from survey_seg.resources import folder
from survey_seg.typing_tool.evidence_words import SURE, headline, sure_sentence
from survey_seg.typing_tool.exporters.hand_points import hand_points
from survey_seg.typing_tool.exporters.labels import require_labels
from survey_seg.typing_tool.exporters.to_html import NO_ACTION, content_hash
from survey_seg.typing_tool.shares import percent
from survey_seg.typing_tool.spec import TypingSpec

STYLES = ("palette.css", "typing_tool/call_sheet.css")
SIZES = ((58, ""), (84, "dense"), (10**9, "densest"))
"""The size of the letters for sheets of up to so many rows, so that they fit on one side of A4."""


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as a sheet to print; raises CannotCompute for a tool that names nobody's segment."""
    path.write_text(sheet(spec), encoding="utf-8", newline="\n")


def sheet(spec: TypingSpec) -> str:
    """The sheet as HTML: questions with boxes to tick and small points to add, and what each segment is told.

    Runs nothing and loads nothing. It names a segment, and calls it clear or leaning, only where the whole tool does.
    """
    require_labels(spec, "a call sheet")
    home = folder("templates")
    style = "".join((home / name).read_text(encoding="utf-8") for name in STYLES)
    environment = Environment(
        loader=FileSystemLoader(home / "typing_tool"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = percent
    hand = hand_points(spec)
    rows = sum(len(question) + 2 for question in hand.questions)
    text: str = environment.get_template("call_sheet.html.j2").render(
        spec=spec,
        lang="en",
        policy=f"default-src 'none'; style-src {content_hash(style)}; base-uri 'none'; form-action 'none'",
        style=Markup(style),
        size=next(size for most, size in SIZES if rows <= most),
        hand=hand,
        questions=list(zip(spec.questions, hand.questions, strict=True)),
        sure={name: sure_sentence(spec, name) for name in SURE},
        headline=headline(spec),
        no_action=NO_ACTION,
    )
    return text
