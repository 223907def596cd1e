"""The typing tool as a module of JavaScript without dependencies: `import { typePerson } from "./typing_tool.mjs"`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from survey_seg.artifact import plain, write_text
from survey_seg.resources import folder
from survey_seg.typing_tool.exporters.labels import require_exact
from survey_seg.typing_tool.exporters.letter_case import folding
from survey_seg.typing_tool.exporters.parts import parts_of
from survey_seg.typing_tool.exporters.wording import about, comment
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

USE = "Use: import { typePerson } from this file; typePerson(answers).segment. selfTest() gives [] when all is well."


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as a module of JavaScript; see `module`."""
    write_text(path, module(spec))


def module(spec: TypingSpec) -> str:
    """ES module with `typePerson(answers)`, `selfTest()` and `model`, for browsers, Node and survey scripts.

    What `classify` says of one person. Everything from the tool stands in one JSON literal of ASCII in which no `<` is
    left, so that the module may also stand inside a page. Raises CannotCompute EXPORT_TOO_LARGE.
    """
    require_exact(spec)
    head = "\n".join(comment([*about(spec), USE], "// "))
    body = (folder("templates") / "typing_tool" / "module.js").read_text(encoding="utf-8")
    return f"{head}\n\nexport const model = {_literal(_model(spec))};\n{body}"


def _model(spec: TypingSpec) -> dict[str, Any]:
    return {
        "id": spec.model_id,
        "title": spec.title,
        "limits": spec.card.get("limits", []),
        "scale": spec.scale,
        "hardLabels": spec.hard_labels,
        "segments": [{"code": segment.code, "name": segment.name} for segment in spec.segments],
        "constants": spec.constants,
        "minAnswered": spec.min_answered,
        "bands": spec.bands,
        "folds": folding(option.label for question in spec.questions for option in question.options),
        "questions": [_question(question) for question in spec.questions],
        "vectors": spec.vectors,
    }


def _question(question: GoldenQuestion) -> dict[str, Any]:
    parts = parts_of(question)
    kept = {key: parts[key] for key in ("id", "column", "low", "high", "w", "missing")}
    pairs = {key: list(parts[key].items()) for key in ("points", "labels")}
    return {**kept, **pairs, "noAnswer": parts["no_answer"]}


def _literal(value: object) -> str:
    text = json.dumps(plain(value), ensure_ascii=True, allow_nan=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
