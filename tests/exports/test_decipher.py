"""The files for Decipher give the reference's answers when Python runs them beside the table."""

import json
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
from survey_seg.typing_tool.exporters.to_decipher import files, table
from survey_seg.typing_tool.spec import TypingSpec

BAND = {"clear": 3, "lean": 2, "unclear": 1}
SURVEY = """
import io, json, sys

class Thing(object):
    pass

gv = Thing()
gv.survey = Thing()
gv.survey.path = "."
names = {"gv": gv}

programs = {}
for name in ("exec_init.py", "exec_type.py"):
    with open(name) as file:
        programs[name] = compile(file.read(), name, "exec")

def run(name):
    exec(programs[name], names)

run("exec_init.py")
job = json.load(io.open("cases.json", encoding="utf-8"))
rows = []
for case in job["cases"]:
    for number, (label, answer) in enumerate(zip(job["questions"], case)):
        question = Thing()
        if number % 2:
            question.val = answer
        else:
            # A question with rows: val is the place of the row, and the code is the value of the row.
            question.val = 0
            question.selected = None
            if answer is not None:
                question.selected = Thing()
                question.selected.value = answer
            else:
                question.val = None
        names[label] = question
    for label in job["outputs"]:
        names[label] = Thing()
    run("exec_type.py")
    rows.append([names[label].val for label in job["outputs"]])
json.dump(rows, open("out.json", "w"))
"""


def labels_of(spec: TypingSpec) -> list[str]:
    return [question.column for question in spec.questions]


def outputs_of(spec: TypingSpec) -> list[str]:
    named = ["typed_segment", "typed_runner_up", "typed_margin", "typed_band", "typed_answered"]
    return [*named, *(f"typed_score_{place + 1}" for place in range(len(spec.segments)))]


def run_survey(program: str, spec: TypingSpec, cases: list[list[Any]], folder: Path) -> list[list[Any]]:
    exporter("decipher")(spec, folder / "tool.zip")
    with zipfile.ZipFile(folder / "tool.zip") as archive:
        archive.extractall(folder)
    job = {"cases": cases, "questions": labels_of(spec), "outputs": outputs_of(spec)}
    (folder / "cases.json").write_text(json.dumps(job), encoding="utf-8")
    (folder / "survey.py").write_text(SURVEY, encoding="utf-8")
    ran = subprocess.run([program, "survey.py"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: list[list[Any]] = json.loads((folder / "out.json").read_text())
    return found


def expected(spec: TypingSpec, case: list[Any]) -> list[Any]:
    truth = classify(spec, dict(zip((question.id for question in spec.questions), case, strict=True)))
    return [truth.segment, truth.runner_up, truth.margin, BAND[truth.band], truth.answered, *truth.scores]


def is_words(spec: TypingSpec, value: object) -> bool:
    """Answers given in words, which a survey does not have: its rows have values."""
    labels = {option.label for question in spec.questions for option in question.options}
    return isinstance(value, str) and value in labels


def pythons() -> list[str]:
    """This Python, and Python 2.7, which older surveys run on, where there is one."""
    old = shutil.which("python2.7")
    answers = old is not None and subprocess.run([old, "--version"], capture_output=True, check=False).returncode == 0
    return [sys.executable, *([old] if old is not None and answers else [])]


@pytest.mark.parametrize("which", ["eight", "small"])
@pytest.mark.parametrize("program", pythons())
def test_the_exec_elements_give_the_answers_of_the_reference(
    tools: dict[str, tuple[TypingSpec, list[list[Any]]]], tmp_path: Path, which: str, program: str
) -> None:
    spec, cases = tools[which]
    assert len(cases) >= 4000
    rows = run_survey(program, spec, cases, tmp_path)
    wrong = [(case, row) for case, row in zip(cases, rows, strict=True) if row != expected(spec, case)]
    assert wrong == []


@pytest.fixture(scope="module")
def tools(small: TypingSpec, typing_cases: ModuleType) -> dict[str, tuple[TypingSpec, list[list[Any]]]]:
    """Both tools with their hard cases; answers in words are left out, for the rows of a survey have values."""
    tools = {"eight": typing_cases.eight_by_six(), "small": small}
    cases = {name: typing_cases.hard_cases(spec, least=4400) for name, spec in tools.items()}
    kept = {
        name: [case for case in cases[name] if not any(is_words(spec, value) for value in case)]
        for name, spec in tools.items()
    }
    return {name: (spec, kept[name]) for name, spec in tools.items()}


def by_the_page(text: str, terms: list[int]) -> list[float]:
    """Decipher's own reading: columns of numbers under a header, the last of which is the constant."""
    rows = [line.strip("\r\n").split("\t") for line in text.split("\n")]
    columns = [[float(row[place]) for row in rows[1:]] for place in range(len(rows[0]))]
    return [sum(i * j for i, j in zip(terms, column[:-1], strict=True)) + column[-1] for column in columns]


@pytest.mark.parametrize("which", ["eight", "small"])
def test_the_table_read_by_the_platforms_rules_gives_the_scores(
    tools: dict[str, tuple[TypingSpec, list[list[Any]]]], which: str
) -> None:
    spec, cases = tools[which]
    cases = [case for case in cases if not any(isinstance(value, str) for value in case)]
    text = table(spec)
    assert not text.endswith("\n")
    assert len(cases) >= 2500
    for case in cases:
        terms: list[int] = []
        for question, answer in zip(spec.questions, case, strict=True):
            whole = answer is not None and answer == answer and float(answer).is_integer()
            codes = [option.code for option in question.options] or range(int(question.min), int(question.max) + 1)
            valid = whole and answer in codes and answer not in question.no_answer
            if question.type == "choice":
                terms += [int(valid and answer == option.code) for option in question.options]
            else:
                terms += [int(answer) if valid else 0]
            terms += [int(not valid)]
        truth = classify(spec, dict(zip((question.id for question in spec.questions), case, strict=True)))
        assert by_the_page(text, terms) == list(truth.scores), case


def test_no_text_breaks_the_code_or_the_table(small: TypingSpec, tmp_path: Path) -> None:
    bad = "\n''' \"\"\" \\ \t# import os & <b>\r\nraise SystemExit(9) ]]> Größe \u2028"
    questions = tuple(replace(one, text=bad, column=f"{bad}{at}") for at, one in enumerate(small.questions))
    segments = tuple(replace(segment, name=bad) for segment in small.segments)
    spec = replace(small, questions=questions, segments=segments, title=bad, card={"limits": [bad]})
    texts = files(spec)
    for name in ("exec_init.py", "exec_type.py"):
        compile(texts[name], name, "exec")
        assert texts[name].isascii()
        assert not set("<&") & set(texts[name])
        assert not any(line.startswith("raise SystemExit") for line in texts[name].splitlines())
    assert {len(line.split("\t")) for line in texts["algorithm.dat"].split("\n")} == {4}
    assert texts["algorithm.dat"].isascii()


def test_a_table_that_is_not_whole_is_noticed(small: TypingSpec, tmp_path: Path) -> None:
    texts = files(small)
    (tmp_path / "algorithm.dat").write_text(texts["algorithm.dat"].rpartition("\n")[0])
    survey = ModuleType("survey")
    survey.path = str(tmp_path)
    place = ModuleType("gv")
    place.survey = survey
    with pytest.raises(ValueError, match="not whole"):
        exec(compile(texts["exec_init.py"], "exec_init.py", "exec"), {"gv": place})


def test_a_tool_without_labels_is_refused(small: TypingSpec) -> None:
    with pytest.raises(CannotCompute, match="EXPORT_NO_LABELS"):
        files(replace(small, kind="find", hard_labels=False))


def test_the_same_tool_is_the_same_bytes(small: TypingSpec, tmp_path: Path) -> None:
    exporter("decipher")(small, tmp_path / "one.zip")
    exporter("decipher")(small, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
