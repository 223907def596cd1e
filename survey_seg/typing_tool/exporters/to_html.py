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
from survey_seg.typing_tool.adaptive import adaptive_form
from survey_seg.typing_tool.adaptive_words import adaptive_headline
from survey_seg.typing_tool.evidence_words import SURE, evidence_tables, headline, sure_by, sure_sentence
from survey_seg.typing_tool.exporters.labels import require_labels
from survey_seg.typing_tool.exporters.letter_case import folded_words, folding
from survey_seg.typing_tool.shares import percent
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

NO_ACTION = "No action is written for this segment yet."
SCRIPTS = ("typing.js", "adaptive.js", "table.js", "few.js", "one.js", "many.js")
STYLES = ("palette.css", "typing_tool/style.css")


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as one HTML file; raises CannotCompute for a tool that names nobody's segment."""
    path.write_text(page(spec), encoding="utf-8", newline="\n")


def page(spec: TypingSpec) -> str:
    """The page: questions with a live result, a list of people, the evidence, and the points for scoring by hand.

    Loads nothing and sends nothing: its content security policy allows only its own style and script, by their
    hashes. All texts are escaped; the numbers travel as JSON in which no `<` is left.
    """
    require_labels(spec, "a page")
    home = folder("templates") / "typing_tool"
    style = "".join((home.parent / name).read_text(encoding="utf-8") for name in STYLES)
    script = "\n".join((home / name).read_text(encoding="utf-8") for name in SCRIPTS)
    environment = Environment(
        loader=FileSystemLoader(home), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(percent=percent, whole=_whole)
    text: str = environment.get_template("page.html.j2").render(
        spec=spec,
        further=further_questions(spec),
        keys=keys,
        lang="en",
        policy=f"default-src 'none'; style-src {content_hash(style)}; script-src {content_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'",
        style=Markup(style),
        script=Markup(script),
        island=Markup(_island(spec)),
        headline=headline(spec),
        adaptive_headline=adaptive_headline(spec.adaptive) if spec.adaptive else (),
        tables=evidence_tables(spec),
        no_action=NO_ACTION,
    )
    return text


def keys(question: GoldenQuestion) -> tuple[str, ...]:
    """The key that picks each answer: its code where all codes are digits, else its place up to 9, else none.

    >>> from survey_seg.typing_tool.spec import Option
    >>> answers = (Option(1, "Yes"), Option(0, "No"))
    >>> keys(GoldenQuestion("q", "q", "?", "scale", answers, 0, 1, (1, -1), {}, (0, 0)))
    ('1', '0')
    """
    codes = [option.code for option in question.options]
    if all(0 <= code <= 9 for code in codes):
        return tuple(map(str, codes))
    return tuple(str(place) if place <= 9 else "" for place in range(1, len(codes) + 1))


def _island(spec: TypingSpec) -> str:
    """What the script needs, as JSON that cannot end its element."""
    every = (*spec.questions, *further_questions(spec))
    content: dict[str, Any] = {
        "segments": spec.segments,
        "questions": [_with_words(question) for question in spec.questions],
        "further": [_with_words(question) for question in further_questions(spec)],
        "adaptive": _adaptive(spec),
        "constants": spec.constants,
        "min_answered": spec.min_answered,
        "bands": spec.bands,
        "bands_in_words": SURE,
        "sure": {name: sure_sentence(spec, name) for name in SURE},
        "no_action": NO_ACTION,
        "folds": folding(option.label for question in every for option in question.options),
    }
    text = json.dumps(plain(content), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def further_questions(spec: TypingSpec) -> tuple[GoldenQuestion, ...]:
    """The questions that only the adaptive form asks."""
    if spec.adaptive is None:
        return ()
    fixed = {question.id for question in spec.questions}
    return tuple(question for question in adaptive_form(spec.adaptive).questions if question.id not in fixed)


def _adaptive(spec: TypingSpec) -> dict[str, Any] | None:
    """The adaptive part, with the place on the page of each of its questions."""
    if spec.adaptive is None:
        return None
    places = [question.id for question in (*spec.questions, *further_questions(spec))]
    content = {key: value for key, value in spec.adaptive.items() if key != "evidence"}
    bands = spec.adaptive["evidence"].get("bands", ())
    return {
        **content,
        "fields": [places.index(question["id"]) for question in spec.adaptive["questions"]],
        "sure_words": {name: sure_by(bands, name) for name in SURE},
    }


def _with_words(question: GoldenQuestion) -> dict[str, Any]:
    """A question whose answers also hold their words as typed words are compared with them."""
    options = [
        {"code": option.code, "label": option.label, "words": folded_words(option.label)} for option in question.options
    ]
    content = plain(question)
    return {**content, "options": options} if isinstance(content, dict) else {}


def content_hash(text: str) -> str:
    """A style or script as a content security policy names it.

    >>> content_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _whole(value: float) -> str:
    return f"{value:.0f}"
