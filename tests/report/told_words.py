"""Words of ours in results.json: read from results, and from the code of the analysis that writes them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from survey_seg.report.language.catalogue import speaking
from survey_seg.report.language.speech import told

CODE = Path(__file__).resolve().parents[2] / "survey_seg"
WORDS = CODE.parent / "templates" / "words"
PLACE = re.compile(r"\{[a-z_0-9]+\}")
TRANSLATED = ("de", "es", "fr")
WRITES_NOTICES = ("analysis", "responses", "study", "tracking", "typing_tool/making", "typing_tool/finding")
WRITES_REASONS = ("analysis", "stats", "typing_tool/making", "typing_tool/finding")

NOT_IN_RESULTS = {
    "analysis/basis.py": "without a basis there is no study",
    "analysis/what_if.py": "the what-if page says it",
    "stats/arm_size.py": "the plan of a test is no part of a study's results",
    "stats/factor_analyzer_engine.py": "another engine is chosen by whoever calls it",
    "typing_tool/making/question_choice.py": "a choice that cannot be is refused before the analysis",
}
"""Modules whose problems do not become a reason in results.json, and why."""

READ_AT_RUN = (
    "Columns are separated by a ",
    "study.refresh.",
    "what the ",
    "no question is a field ",
    "The items have little ",
)
"""Beginnings of sentences whose words stand in tables or are chosen at run time; tests make them by running."""


OURS = (
    "quality.rule",
    "quality.checks[].check",
    "quality.checks[].sentence",
    "quality.not_run[].text",
    "factors.votes[].method",
    "factors.decides",
    "segments.verdict_sentence",
    "segments.reason",
    "segments.models[].words",
    "segments.neighbours[].change",
    "profiles.criteria_sentence",
    "priorities.rank[].knocked_out",
    "priorities.samda[].reason",
    "typing.accuracy.method",
    "find.explained.method",
    "find.left_out[].reason",
    "hypotheses.rows[].reason",
    "hypotheses.rows[].by_construction",
    "hypotheses.notices[].text",
    "tables.left_out[].why",
    "tables.questions[].note",
    "cadence.reasons[].text",
    "cadence.reasons[].source",
    "cadence.notices[].text",
    "warnings[].text",
)
"""Where results.json holds words of ours that a report tells; reasons why a part is not computed come to them."""

KEYS = "questionnaire: "
"""Before the key of a questionnaire that a reason comes from; the key is printed as it is."""

ENGLISH = re.compile(r"\b(?:the|of|is|are|and|than|people|which|were|not)\b")


class _Known:
    """What stands at the places of an f-string, as far as it can be read: the texts of names of one function."""

    def __init__(self, function: ast.AST, module: ast.Module) -> None:
        self.fixed = {
            node.targets[0].id: [node.value.value]
            for node in module.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        }  # fmt: skip
        self.given: list[tuple[int, str, ast.expr, bool]] = []
        for node in ast.walk(function):
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                self.given.append((node.lineno, node.target.id, node.value, True))
            for target in node.targets if isinstance(node, ast.Assign) else ():
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=True))
                self.given += [(node.lineno, one.id, value, False) for one, value in pairs if isinstance(one, ast.Name)]

    def texts(self, node: ast.expr | None, line: int) -> list[str]:
        """Every text an expression can have at a line, with 7 for what is only known when it runs."""
        if node is None:
            return [""]
        if isinstance(node, ast.Constant):
            return [str(node.value)]
        if isinstance(node, ast.FormattedValue):
            percent = "%" if node.format_spec and ast.unparse(node.format_spec).endswith("%'") else ""
            return [text + percent for text in self.texts(node.value, line)]
        if isinstance(node, ast.JoinedStr):
            return ["".join(parts) for parts in product(*[self.texts(value, line) for value in node.values])]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return [one + other for one in self.texts(node.left, line) for other in self.texts(node.right, line)]
        if isinstance(node, ast.IfExp):
            return [*self.texts(node.body, line), *self.texts(node.orelse, line)]
        return self._named(node.id, line) if isinstance(node, ast.Name) else ["7"]

    def _named(self, name: str, line: int) -> list[str]:
        before = sorted((row for row in self.given if row[1] == name and row[0] < line), key=lambda row: row[0])
        found = self.fixed.get(name, ["7"])
        for at, _, value, added in before:
            texts = self.texts(value, at)
            found = [*found, *(one + more for one in found for more in texts)] if added else texts
        return found


def _said(call: str, folders: tuple[str, ...]) -> Iterator[tuple[str, _Known, ast.Call]]:
    """Every call of a name in some folders: the file, what is known around the call, the call."""
    for file in sorted(path for folder in folders for path in (CODE / folder).rglob("*.py")):
        module = ast.parse(file.read_text(encoding="utf-8"))
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef):
                known = _Known(function, module)
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == call:
                        yield file.relative_to(CODE).as_posix(), known, node


def _part(node: ast.Call, place: int, name: str) -> ast.expr | None:
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    return node.args[place] if len(node.args) > place else given.get(name)


@cache
def notices() -> set[str]:
    """Every notice of the analysis, with 7 for what varies."""
    return {
        text.removesuffix(" Hint: 7.")
        for _, known, node in _said("Notice", WRITES_NOTICES)
        for text in known.texts(_part(node, 1, "text"), node.lineno)
        if re.search("[a-z]", text) and not text.startswith(READ_AT_RUN)
    }


@cache
def reasons() -> set[str]:
    """Every reason of the analysis why something is not computed, with 7 for what varies."""
    found = set()
    for file, known, node in _said("Problem", WRITES_REASONS):
        if file not in NOT_IN_RESULTS:
            parts = [
                known.texts(_part(node, *part), node.lineno) for part in ((1, "what"), (2, "expected"), (3, "hint"))
            ]
            for what, expected, hint in product(*parts):
                ends = f"; expected {expected}" if expected else ""
                found.add(f"{what}{ends}.{f' Hint: {hint}' if hint else ''}")
    return {text for text in found if not text.startswith(READ_AT_RUN)}


def _at(node: Any, steps: list[str]) -> Iterator[str]:
    if not steps:
        yield from [node] if isinstance(node, str) else []
    elif steps[0] == "[]":
        for one in node if isinstance(node, list) else []:
            yield from _at(one, steps[1:])
    elif isinstance(node, dict) and steps[0] in node:
        yield from _at(node[steps[0]], steps[1:])


def _not_computed(node: Any) -> Iterator[str]:
    for name, value in node.items() if isinstance(node, dict) else []:
        yield from [value] if name == "not_computed" else _not_computed(value)


def words_of(results: dict[str, Any]) -> set[str]:
    """Every text of ours in results; a reason that a person gave for the number of segments is none."""
    found = {text for path in OURS for text in _at(results, path.replace("[]", ".[]").split("."))}
    found |= set(_not_computed(results))
    given = results["segments"]["reason"] if results["segments"]["chosen_by"] == "person" else ""
    return {text for text in found if text not in {"", given} and not text.startswith(KEYS)}


def left_in_english(texts: set[str]) -> list[str]:
    """The texts of which something stays English in some language; what is quoted is no word of ours."""
    found = []
    for language in TRANSLATED:
        with speaking(language):
            for text in sorted(texts):
                said = told(text)
                if said == text or ENGLISH.search(re.sub("[“„«].*?[”“»]|`.*?`", "", said)):
                    found.append(f"{language}: {said}")
    return found
