"""The typing tool as one page that works offline, on a phone, and on paper."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from survey_seg.artifact import plain
from survey_seg.resources import folder
from survey_seg.typing_tool.evidence_words import evidence_tables, headline, percent, sure_sentence
from survey_seg.typing_tool.spec import TypingSpec

NO_ACTION = "No action is written for this segment yet."


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as one HTML file."""
    path.write_text(page(spec), encoding="utf-8", newline="\n")


def page(spec: TypingSpec) -> str:
    """The page: radio buttons, a live result, the evidence, and the points for scoring by hand.

    Loads nothing and sends nothing: its content security policy allows only its own style and script, by their
    hashes. All texts are escaped; the numbers travel as JSON in which no `<` is left.
    """
    home = folder("templates") / "typing_tool"
    style, script = ((home / name).read_text(encoding="utf-8") for name in ("style.css", "tool.js"))
    environment = Environment(
        loader=FileSystemLoader(home), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(percent=percent, whole=_whole)
    text: str = environment.get_template("page.html.j2").render(
        spec=spec,
        lang="en",
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        style=Markup(style),
        script=Markup(script),
        island=Markup(_island(spec)),
        headline=headline(spec),
        tables=evidence_tables(spec),
        no_action=NO_ACTION,
    )
    return text


def _island(spec: TypingSpec) -> str:
    """What the script needs, as JSON that cannot end its element."""
    content: dict[str, Any] = {
        "segments": spec.segments,
        "questions": spec.questions,
        "constants": spec.constants,
        "min_answered": spec.min_answered,
        "bands": spec.bands,
        "sure": {name: sure_sentence(spec, name) for name in ("clear", "lean", "unclear")},
    }
    text = json.dumps(plain(content), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _whole(value: float) -> str:
    return f"{value:.0f}"
