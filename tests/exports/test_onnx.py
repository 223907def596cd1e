"""The ONNX model gives the reference's answers when onnxruntime runs it."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from survey_seg.errors import EnvironmentProblem
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.terms import no_segment

onnx = pytest.importorskip("onnx", reason="onnx is not installed")
runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
Cases = list[list[Any]]


def run(spec: TypingSpec, cases: Cases, path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Outputs by name, and what the file says of itself."""
    exporter("onnx")(spec, path)
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    answers = np.array([[np.nan if value is None else value for value in case] for case in cases], dtype=np.float64)
    names = [output.name for output in session.get_outputs()]
    found = dict(zip(names, session.run(None, {"answers": answers}), strict=True))
    return found, session.get_modelmeta().custom_metadata_map


def wrong_rows(spec: TypingSpec, cases: Cases, found: dict[str, Any]) -> list[object]:
    ids, nobody, wrong = [question.id for question in spec.questions], no_segment(spec), []
    for number, case in enumerate(cases):
        truth = classify(spec, dict(zip(ids, case, strict=True)))
        expected = {
            "segment": nobody if truth.segment is None else truth.segment,
            "runner_up": nobody if truth.runner_up is None else truth.runner_up,
            "margin": truth.margin,
            "band": truth.band,
            "answered": truth.answered,
            "scores": list(truth.scores),
            "invalid": [int(name in truth.invalid) for name in ids],
        }
        one = {
            name: values[number].tolist() if name in {"scores", "invalid"} else values[number]
            for name, values in found.items()
        }
        if one != expected:
            wrong.append((case, one, expected))
    return wrong


def ranges_only(spec: TypingSpec) -> TypingSpec:
    """Questions without options, some with codes inside their range that mean "don't know"; twelve-digit scores."""
    first = spec.questions[1]
    wide = replace(first, w=tuple(12_345_678_901 * weight for weight in first.w))
    questions = [replace(wide, id=f"r{at}", column=f"r{at}", no_answer=(9, 9, 3)[:at]) for at in range(4)]
    return replace(spec, questions=tuple(questions))


@pytest.mark.parametrize("which", ["eight", "small", "ranges"])
def test_onnxruntime_gives_the_answers_of_the_reference(
    small: TypingSpec, typing_cases: ModuleType, tmp_path: Path, which: str
) -> None:
    spec = {"eight": typing_cases.eight_by_six, "small": lambda: small, "ranges": lambda: ranges_only(small)}[which]()
    cases = typing_cases.hard_cases(spec, text=False)
    cases.append([float("inf"), 1e300] + [2] * (len(spec.questions) - 2))
    assert len(cases) >= 4000
    found, _ = run(spec, cases, tmp_path / "tool.onnx")
    assert wrong_rows(spec, cases, found) == []


def test_every_answer_pattern_of_eight_questions(typing_cases: ModuleType, tmp_path: Path) -> None:
    spec = typing_cases.eight_by_six()
    patterns = typing_cases.every_pattern()
    truth = typing_cases.every_score(spec, patterns)
    exporter("onnx")(spec, tmp_path / "tool.onnx")
    session = runtime.InferenceSession(str(tmp_path / "tool.onnx"), providers=["CPUExecutionProvider"])
    wrong = 0
    for start in range(0, len(patterns), 200_000):
        part = slice(start, start + 200_000)
        segment, margin = session.run(["segment", "margin"], {"answers": patterns[part].astype(np.float64)})
        wrong += int((segment != truth[part].argmax(axis=1) + 1).sum())
        wrong += int((margin != typing_cases.margins(truth[part])).sum())
    assert len(patterns) == 1_679_616
    assert wrong == 0


def test_the_file_says_what_it_is(small: TypingSpec, tmp_path: Path) -> None:
    _, said = run(small, [[1, 2, 1, 1, 1]], tmp_path / "tool.onnx")
    assert said["model_id"] == small.model_id
    assert json.loads(said["columns"]) == ["q1", "visits_month", "place", "trainer", "price"]
    assert json.loads(said["limits"]) == small.card["limits"]
    assert json.loads(said["segments"])["3"] == "<img src=x onerror=alert(1)>"


def test_nobodys_code_is_no_segments_code(small: TypingSpec, tmp_path: Path) -> None:
    segments = tuple(replace(one, code=code) for one, code in zip(small.segments, (0, -1, 7, 2), strict=True))
    spec = replace(small, segments=segments)
    assert no_segment(spec) == -2
    found, _ = run(spec, [[None] * 5], tmp_path / "tool.onnx")
    assert found["segment"].tolist() == [-2]


def test_a_tool_without_labels_gives_scores_only(small: TypingSpec, tmp_path: Path) -> None:
    found, _ = run(replace(small, kind="find", hard_labels=False), [[1, 2, 1, 1, 1]], tmp_path / "tool.onnx")
    assert sorted(found) == ["answered", "invalid", "scores"]


def test_without_the_package_a_sentence_says_so(
    small: TypingSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(EnvironmentProblem, match=r"survey-seg\[onnx\]"):
        exporter("onnx")(small, tmp_path / "tool.onnx")
    assert not list(tmp_path.iterdir())


def test_the_same_tool_is_the_same_bytes(small: TypingSpec, tmp_path: Path) -> None:
    exporter("onnx")(small, tmp_path / "one.onnx")
    exporter("onnx")(small, tmp_path / "two.onnx")
    assert (tmp_path / "one.onnx").read_bytes() == (tmp_path / "two.onnx").read_bytes()
