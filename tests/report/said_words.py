"""Every text the report says, read from its code and its templates.

    python tests/report/said_words.py de [FILE ...]

prints what the catalogue of a language lacks, as JSON to be filled in; with files, only what those say.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "templates" / "words"
PLACE = re.compile(r"\{([a-z_0-9]+)\}")


def said(paths: list[Path]) -> dict[str, tuple[str, ...]]:
    """The texts said in files: by the text (the one for one), all its English forms."""
    found: dict[str, tuple[str, ...]] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for forms in _in_code(text) if path.suffix == ".py" else _in_template(text):
            if found.setdefault(forms[0], forms) != forms:
                raise ValueError(f"{path.name}: {forms[0]!r} is said with different forms")
    return found


def files() -> list[Path]:
    """Code and templates of the report."""
    return sorted([*(ROOT / "survey_seg" / "report").rglob("*.py"), *(ROOT / "templates" / "report").glob("*.j2")])


def catalogue_files(language: str) -> Iterator[tuple[str, dict[str, str | list[str]]]]:
    """The files of a language with their contents, without its conventions."""
    for file in sorted((WORDS / language).glob("*.json")):
        if file.name != "conventions.json":
            yield file.name, json.loads(file.read_text(encoding="utf-8"))


def _in_code(text: str) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _forms(node.func.id, [arg.value for arg in node.args if isinstance(arg, ast.Constant)])


def _in_template(text: str) -> Iterator[tuple[str, ...]]:
    nodes = jinja2.nodes
    for node in jinja2.Environment(autoescape=True).parse(text).find_all(nodes.Call):
        if isinstance(node.node, nodes.Name):
            constants = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
            if node.node.name in {"say", "say_n"} and not constants:
                raise ValueError(f"line {node.lineno}: say takes the text itself; what is no literal is said in code")
            yield from _forms(node.node.name, constants)


def _forms(name: str, constants: list[object]) -> Iterator[tuple[str, ...]]:
    size = {"say": 1, "say_markup": 1, "marked": 1, "say_n": 2}.get(name, 0)
    if size and len(constants) >= size:
        yield tuple(str(one) for one in constants[:size])


if __name__ == "__main__":
    known = {text for _, part in catalogue_files(sys.argv[1]) for text in part}
    here = said([Path(one) for one in sys.argv[2:]] or files())
    lacking = {text: "" if len(forms) == 1 else ["", ""] for text, forms in here.items() if text not in known}
    sys.stdout.write(json.dumps(lacking, ensure_ascii=False, indent=1) + "\n")
