"""The PMML document is valid, and gives the reference's answers when the JPMML evaluator runs it."""

import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.errors import CannotCompute
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.exporters.to_pmml import document, field_names
from survey_seg.typing_tool.spec import Option, TypingSpec

Cases = list[list[Any]]
HOSTILE = "]]> --> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]> &e; \"'\n\x00\x1b Größe 😀"
ENGINE = """
import json, sys, warnings
warnings.simplefilter("ignore")
import pandas
from jpmml_evaluator import make_backend, make_evaluator

backend = make_backend("jpype")
for job in json.load(open("jobs.json")):
    evaluator = make_evaluator(job["model"], backend=backend)
    data = pandas.DataFrame(job["cases"], columns=job["columns"], dtype=float)
    found = evaluator.evaluateAll(data, error_col="errors", parallelism=1)
    found.to_json(job["model"] + ".json", orient="records", double_precision=15)
"""


def evaluator_folder() -> Path:
    """Where the evaluator and its Java archives are."""
    found = importlib.util.find_spec("jpmml_evaluator")
    if found is None or found.origin is None:
        pytest.skip("jpmml-evaluator is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java is not on this machine")
    return Path(found.origin).parent


def run(jobs: dict[str, tuple[TypingSpec, Cases]], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every tool in one process: Java takes its time to start."""
    evaluator_folder()
    content = []
    for name, (spec, cases) in jobs.items():
        (folder / name).write_text(document(spec), encoding="utf-8")
        rows = [[None if value is None or value != value else value for value in case] for case in cases]
        content.append({"model": name, "columns": field_names(spec), "cases": rows})
    (folder / "jobs.json").write_text(json.dumps(content))
    (folder / "engine.py").write_text(ENGINE)
    java = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m"}
    ran = subprocess.run(
        [sys.executable, "engine.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **java},
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return {name: json.loads((folder / f"{name}.json").read_text()) for name in jobs}


def wrong_rows(spec: TypingSpec, cases: Cases, rows: list[dict[str, Any]]) -> list[object]:
    ids, codes, wrong = [question.id for question in spec.questions], [one.code for one in spec.segments], []
    for case, row in zip(cases, rows, strict=True):
        truth = classify(spec, dict(zip(ids, case, strict=True)))
        expected = {
            "typed_segment": truth.segment,
            "typed_runner_up": truth.runner_up,
            "typed_margin": truth.margin,
            "typed_band": truth.band,
            "typed_answered": truth.answered,
            "typed_invalid": len(truth.invalid),
            "typed_best": codes[truth.scores.index(max(truth.scores))],
            **{f"typed_score_{place}": score for place, score in enumerate(truth.scores, start=1)},
        }
        if {key: row[key] for key in expected} != expected or row.get("errors") is not None:
            wrong.append((case, row, expected))
    return wrong


def hostile(spec: TypingSpec) -> TypingSpec:
    questions = tuple(replace(one, text=HOSTILE, column=f"{HOSTILE}{at}") for at, one in enumerate(spec.questions))
    segments = tuple(replace(segment, name=HOSTILE) for segment in spec.segments)
    return replace(spec, questions=questions, segments=segments, title=HOSTILE, card={"limits": [HOSTILE]})


def large(spec: TypingSpec) -> TypingSpec:
    """Codes that are no places, a range with a hole, and scores of twelve digits."""
    segments = tuple(replace(one, code=code) for one, code in zip(spec.segments, (0, -1, 70_000, 2), strict=True))
    wide = replace(spec.questions[1], w=tuple(12_345_678_901 * one for one in spec.questions[1].w), no_answer=(9, 3))
    # A question with many answers, one of which is the number that stands for nothing in many programs.
    place = spec.questions[2]
    options = tuple(Option(code, f"Place {code}") for code in range(400))
    points = {option.code: (option.code - 200, 0, 7, 200 - option.code) for option in options}
    place = replace(place, options=options, points=points)
    return replace(spec, segments=segments, questions=(spec.questions[0], wide, place, *spec.questions[3:]))


def ahead(spec: TypingSpec) -> TypingSpec:
    """Scores 4, 0, 0 and 0 with a scale of 10: the first is 0.4 log odds ahead."""
    questions = (replace(spec.questions[1], w=(4, 0, 0, 0), missing=(0, 0, 0, 0)),)
    return replace(spec, questions=questions, constants=(0, 0, 0, 0), min_answered=0)


def test_jpmml_gives_the_answers_of_the_reference(small: TypingSpec, typing_cases: ModuleType, tmp_path: Path) -> None:
    tools = {"eight": typing_cases.eight_by_six(), "small": small, "hostile": hostile(small), "large": large(small)}
    jobs = {
        name: (spec, typing_cases.hard_cases(spec, text=False, least=500 if name in {"hostile", "large"} else 4000))
        for name, spec in tools.items()
    }
    assert len(jobs["eight"][1]) >= 4000
    assert len(jobs["small"][1]) >= 4000
    jobs["odds"] = (ahead(small), [[1]])
    found = run(jobs, tmp_path)
    odds = 2.718281828459045**0.4
    assert found["odds"][0]["typed_probability_1"] == pytest.approx(odds / (odds + 3), abs=1e-5)
    assert found["odds"][0]["typed_probability_4"] == pytest.approx(1 / (odds + 3), abs=1e-5)
    for name, (spec, cases) in jobs.items():
        assert wrong_rows(spec, cases, found[name]) == [], name


def test_the_document_fits_the_schema(small: TypingSpec, typing_cases: ModuleType) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    (archive,) = (evaluator_folder() / "dependencies").glob("pmml-model-[0-9]*.jar")
    with zipfile.ZipFile(archive) as jar:
        schema = etree.XMLSchema(etree.parse(io.BytesIO(jar.read("pmml.xsd"))))
    for spec in (small, typing_cases.eight_by_six(), hostile(small), large(small)):
        schema.assertValid(etree.fromstring(document(spec).encode()))


def test_a_tool_without_labels_is_refused(small: TypingSpec) -> None:
    with pytest.raises(CannotCompute, match="EXPORT_NO_LABELS"):
        document(replace(small, kind="find", hard_labels=False))


def test_the_same_tool_is_the_same_bytes(small: TypingSpec, tmp_path: Path) -> None:
    exporter("pmml")(small, tmp_path / "one.pmml")
    exporter("pmml")(small, tmp_path / "two.pmml")
    assert (tmp_path / "one.pmml").read_bytes() == (tmp_path / "two.pmml").read_bytes()
    assert small.model_id in (tmp_path / "one.pmml").read_text(encoding="utf-8")
