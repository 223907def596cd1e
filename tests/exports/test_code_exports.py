"""The JavaScript module and the Python file say what the program says, alone, and prove it themselves."""

import json
import math
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from survey_seg.typing_tool.classify import Typed, classify_codes
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.spec import Option, TypingSpec

Answers = list[Any]
Found = dict[str, Any]
HOSTILE = (
    "\"'`</script><script>alert(1)</script>",
    "\"\"\"\n'''; import os #",
    "${alert(1)} */ // <!-- ]]>",
    "\\ \\u0022 \\",
    "\u2028\u2029\r\n\ud800",
    "__proto__",
    "constructor",
)


@pytest.fixture(scope="session")
def node() -> Callable[..., Any]:
    """A function from a module's file and a program (which reads `input`) to what the program prints as JSON."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not on this machine")

    def run(module: Path, source: str, given: object = None) -> Any:
        head = f'import {{ typePerson, selfTest, model }} from "{module.as_uri()}";\n'
        head += 'import { readFileSync } from "node:fs";\nconst input = JSON.parse(readFileSync(0, "utf8"));\n'
        done = subprocess.run(
            [program, "--input-type=module", "--eval", f"{head}console.log(JSON.stringify({source}));"],
            input=json.dumps(given), capture_output=True, text=True, check=True, timeout=300, encoding="utf-8",
        )  # fmt: skip
        return json.loads(done.stdout)

    return run


def tool(name: str, cases: ModuleType, small: TypingSpec) -> TypingSpec:
    return cases.eight_by_six() if name == "eight by six" else small


def told(found: Typed, runner_up: str) -> Found:
    return {
        "segment": found.segment, "name": found.name, "band": found.band, "margin": found.margin,
        runner_up: found.runner_up, "scores": list(found.scores), "answered": found.answered,
        "invalid": list(found.invalid),
    }  # fmt: skip


def by_id(spec: TypingSpec, answers: Answers) -> dict[str, Any]:
    return dict(zip((question.id for question in spec.questions), answers, strict=True))


def differences(spec: TypingSpec, cases: ModuleType, people: list[Answers], found: list[Found], key: str) -> list[Any]:
    pairs = zip(people, found, strict=True)
    return [(answers, got) for answers, got in pairs if got != told(cases.typed(spec, answers), key)]


@pytest.mark.parametrize("name", ["eight by six", "small"])
def test_python_says_what_the_program_says(
    name: str, typing_cases: ModuleType, small: TypingSpec, tmp_path: Path
) -> None:
    spec = tool(name, typing_cases, small)
    exporter("python")(spec, tmp_path / "tool.py")
    typed = runpy.run_path(str(tmp_path / "tool.py"))["typed"]
    people = [*typing_cases.hard_cases(spec), [True] * len(spec.questions), [np.int8(3)] * len(spec.questions)]
    assert len(people) >= 4000
    found = [typed(by_id(spec, answers)) for answers in people]
    assert differences(spec, typing_cases, people, found, "runner_up") == []
    by_column = {question.column: 1 for question in spec.questions}
    assert typed(by_column)["answered"] == len(spec.questions)


@pytest.mark.parametrize("name", ["eight by six", "small"])
def test_node_says_what_the_program_says(
    name: str, typing_cases: ModuleType, small: TypingSpec, tmp_path: Path, node: Callable[..., Any]
) -> None:
    spec = tool(name, typing_cases, small)
    exporter("js")(spec, tmp_path / "tool.mjs")
    hard = typing_cases.hard_cases(spec)
    people = [[None if isinstance(one, float) and math.isnan(one) else one for one in answers] for answers in hard]
    people += [["Entirely", 3, "AT  home", "yes", "In Part"][: len(spec.questions)]] if name == "small" else []
    assert len(people) >= 4000
    found = node(tmp_path / "tool.mjs", "input.map(typePerson)", [by_id(spec, answers) for answers in people])
    assert differences(spec, typing_cases, people, found, "runnerUp") == []
    nothing = "[NaN, undefined, null, '', '\\u00a0'].map((one) => typePerson({ q1: one }).invalid.length)"
    assert node(tmp_path / "tool.mjs", nothing) == [0] * 5


def test_node_agrees_on_every_pattern(typing_cases: ModuleType, tmp_path: Path, node: Callable[..., Any]) -> None:
    spec = typing_cases.eight_by_six()
    exporter("js")(spec, tmp_path / "tool.mjs")
    source = """(() => {
      const digits = new Array(8).fill(1), rows = [], ids = model.questions.map((one) => one.id), person = {};
      let sum = 0n, count = 0;
      const out = new Int32Array(1679616 * 6);
      for (;;) {
        ids.forEach((id, at) => { person[id] = digits[at]; });
        const found = typePerson(person);
        out.set([found.segment, found.margin, ...found.scores], count * 6);
        count += 1;
        let at = 7;
        while (at >= 0 && digits[at] === 6) { digits[at] = 1; at -= 1; }
        if (at < 0) break;
        digits[at] += 1;
      }
      writeFileSync(input, out);
      return count;
    })()"""
    source = source.replace("writeFileSync", "process.getBuiltinModule('node:fs').writeFileSync")
    assert node(tmp_path / "tool.mjs", source, str(tmp_path / "found.bin")) == 1_679_616
    found = np.fromfile(tmp_path / "found.bin", dtype=np.int32).reshape(-1, 6)
    scores = typing_cases.every_score(spec, typing_cases.every_pattern())
    assert (found[:, 0] == scores.argmax(axis=1) + 1).all()
    assert (found[:, 1] == typing_cases.margins(scores)).all()
    assert (found[:, 2:] == scores).all()


@pytest.mark.slow
def test_python_and_the_program_agree_on_every_pattern(typing_cases: ModuleType, tmp_path: Path) -> None:
    spec = typing_cases.eight_by_six()
    exporter("python")(spec, tmp_path / "tool.py")
    typed = runpy.run_path(str(tmp_path / "tool.py"))["typed"]
    patterns = typing_cases.every_pattern()
    scores = typing_cases.every_score(spec, patterns)
    best, margins = scores.argmax(axis=1) + 1, typing_cases.margins(scores)
    ids = [question.id for question in spec.questions]
    wrong = 0
    every = zip(patterns.tolist(), best.tolist(), margins.tolist(), scores.tolist(), strict=True)
    for codes, segment, margin, points in every:
        ours = classify_codes(spec, codes)
        theirs = typed(dict(zip(ids, codes, strict=True)))
        wrong += (ours.segment, ours.margin, list(ours.scores)) != (segment, margin, points)
        wrong += (theirs["segment"], theirs["margin"], theirs["scores"]) != (segment, margin, points)
    assert (wrong, len(patterns)) == (0, 1_679_616)


def hostile(spec: TypingSpec) -> TypingSpec:
    words = [HOSTILE[place % len(HOSTILE)] for place in range(60)]
    questions = tuple(
        replace(
            question, id=f"{words[place]}{place}", column=words[place + 3], text=words[place + 1],
            options=tuple(Option(one.code, f"{words[place + at]} {at}") for at, one in enumerate(question.options)),
        )
        for place, question in enumerate(spec.questions)
    )  # fmt: skip
    segments = tuple(replace(one, name=words[place * 2]) for place, one in enumerate(spec.segments))
    limits = {"limits": list(HOSTILE)}
    return replace(spec, questions=questions, segments=segments, title="\n".join(HOSTILE), card=limits)


def test_hostile_words_stay_words(small: TypingSpec, tmp_path: Path, node: Callable[..., Any]) -> None:
    spec = hostile(small)
    names = [segment.name for segment in spec.segments]
    exporter("python")(spec, tmp_path / "tool.py")
    text = (tmp_path / "tool.py").read_bytes()
    assert runpy.run_path(str(tmp_path / "tool.py"))["MODEL"]["segments"] == [
        (segment.code, segment.name) for segment in spec.segments
    ]
    exporter("js")(spec, tmp_path / "tool.mjs")
    module = (tmp_path / "tool.mjs").read_bytes()
    assert node(tmp_path / "tool.mjs", "model.segments.map((one) => one.name)") == names
    assert b"</script" not in module
    assert b"<!--" not in module
    assert text.split(b"MODEL: dict")[1].isascii()
    assert node(tmp_path / "tool.mjs", "selfTest()") == []
    nobody = node(tmp_path / "tool.mjs", "typePerson({})")
    assert (nobody["answered"], nobody["invalid"]) == (0, [])


def test_both_test_themselves_and_notice_a_changed_weight(
    small: TypingSpec, tmp_path: Path, node: Callable[..., Any]
) -> None:
    assert small.vectors
    changed = replace(small, constants=(small.constants[0] + 1, *small.constants[1:]))
    for name, spec, failures in (("right", small, 0), ("wrong", changed, len(small.vectors))):
        exporter("python")(spec, tmp_path / f"{name}.py")
        exporter("js")(spec, tmp_path / f"{name}.mjs")
        done = subprocess.run(
            [sys.executable, "-I", "-W", "error", tmp_path / f"{name}.py"], capture_output=True, text=True, check=False
        )
        assert done.returncode == bool(failures), done.stderr
        assert done.stdout == f"{len(small.vectors) - failures} of {len(small.vectors)} test vectors agree\n"
        assert len(node(tmp_path / f"{name}.mjs", "selfTest()")) == failures


def test_the_python_file_needs_the_standard_library_only(small: TypingSpec, tmp_path: Path) -> None:
    import ast

    exporter("python")(small, tmp_path / "tool.py")
    tree = ast.parse((tmp_path / "tool.py").read_text(encoding="utf-8"))
    found = {one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    found |= {name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names}
    assert {one.partition(".")[0] for one in found} <= sys.stdlib_module_names


def test_a_tool_that_may_not_name_segments_gives_scores_only(
    small: TypingSpec, tmp_path: Path, node: Callable[..., Any]
) -> None:
    spec = replace(small, kind="find", hard_labels=False)
    exporter("python")(spec, tmp_path / "tool.py")
    exporter("js")(spec, tmp_path / "tool.mjs")
    wanted = {"scores", "answered", "invalid"}
    assert set(runpy.run_path(str(tmp_path / "tool.py"))["typed"]({"q1": 3})) == wanted
    assert set(node(tmp_path / "tool.mjs", "typePerson({ q1: 3 })")) == wanted


@pytest.mark.parametrize("form", ["js", "python", "sql-duckdb", "dbt", "lookup", "vectors"])
def test_the_same_tool_is_the_same_bytes(form: str, small: TypingSpec, tmp_path: Path) -> None:
    exporter(form)(small, tmp_path / "one")
    exporter(form)(small, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    if form in {"js", "python", "sql-duckdb"}:
        text = (tmp_path / "one").read_text(encoding="utf-8")
        assert small.model_id in text.splitlines()[0]
        assert "Not for single decisions" in text
