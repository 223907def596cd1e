"""The survey flow, followed step by step, and the script, run by node, give the reference's answers."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.errors import CannotCompute
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.exporters.to_qualtrics import flow, script
from survey_seg.typing_tool.spec import Option, TypingSpec
from survey_seg.typing_tool.terms import no_segment

Fields = dict[str, str]
SURVEY = """
const fs = require("fs");
const vm = require("vm");
const job = JSON.parse(fs.readFileSync("job.json", "utf-8"));
const source = fs.readFileSync("tool.js", "utf-8");
const page = vm.createContext({ Qualtrics: {} });
const rows = job.cases.map(function (answers) {
  // Qualtrics puts piped text into the script before the browser sees it.
  const piped = source.replace(/[$][{]q:\\/\\/QID([0-9]+)\\/[A-Za-z]+[}]/g, (_, number) => answers[Number(number) - 1]);
  const saved = {};
  const engine = { addOnload: (run) => run.call({}) };
  engine[job.save] = function (name, value) { saved[name] = value; };
  page.Qualtrics.SurveyEngine = engine;
  vm.runInContext(piped, page);
  return saved;
});
fs.writeFileSync("out.json", JSON.stringify(rows));
"""


def math(text: str, fields: Fields) -> int:
    """A math string: items apart by spaces; + - * and parentheses of whole numbers and fields."""
    assert text.startswith("$e{ ")
    assert text.endswith(" }")
    items = text[4:-2].split(" ")

    def atom(at: int) -> tuple[int, int]:
        if items[at] == "(":
            value, at = plus(at + 1)
            assert items[at] == ")"
            return value, at + 1
        if items[at].startswith("e://Field/"):
            return int(fields[items[at].removeprefix("e://Field/")]), at + 1
        assert items[at].isdigit(), items[at]
        return int(items[at]), at + 1

    def times(at: int) -> tuple[int, int]:
        value, at = atom(at)
        while at < len(items) and items[at] == "*":
            factor, at = atom(at + 1)
            value *= factor
        return value, at

    def plus(at: int) -> tuple[int, int]:
        value, at = times(at)
        while at < len(items) and items[at] in "+-":
            more, after = times(at + 1)
            value, at = (value + more, after) if items[at] == "+" else (value - more, after)
        return value, at

    found, end = plus(0)
    assert end == len(items)
    return found


def answered_with(condition: str, answers: list[Any]) -> bool:
    """Whether a branch on a question is taken."""
    number, given = re.fullmatch(r"If question (\d+) \(.*?\) is answered with (.*):", condition).groups()
    answer = answers[int(number) - 1]
    whole = isinstance(answer, int | float) and answer == answer and float(answer).is_integer()
    if not whole:
        return False
    if given.startswith("one of "):
        return answer in map(int, given.removeprefix("one of ").split(", "))
    if given.startswith("a whole number from "):
        low, high, without = re.fullmatch(r"a whole number from (\S+) to (\S+)(?: except (.*))?", given).groups()
        return int(low) <= answer <= int(high) and answer not in map(int, (without or "-99999").split(", "))
    return answer == int(given.split(" ")[0])


def all_true(condition: str, fields: Fields) -> bool:
    """Whether a branch on fields is taken."""
    tests = re.fullmatch(r"If (.*?): .*", condition).group(1).split(" and ")
    for test in tests:
        name, words, number = re.fullmatch(r"(\w+) is (less than|greater than or equal to) (-?\d+)", test).groups()
        value = int(fields[name])
        if not (value < int(number) if words == "less than" else value >= int(number)):
            return False
    return True


def followed(steps: list[str], answers: list[Any]) -> Fields:
    """What a respondent's embedded data hold after the survey flow."""
    fields: Fields = {}
    taken = True
    for line in steps:
        if line.startswith("If question"):
            taken = answered_with(line, answers)
        elif line.startswith("If "):
            taken = all_true(line, fields)
        elif taken or not line.startswith(" "):
            name, _, value = line.strip().partition(" = ")
            piped = re.fullmatch(r"\$\{q://QID(\d+)/\w+\}", value)
            if piped:
                value = str(int(answers[int(piped[1]) - 1]))
            fields[name] = str(math(value, fields)) if value.startswith("$e") else value
    return fields


def steps_of(spec: TypingSpec) -> list[str]:
    text = flow(spec).partition("1. Before the questions\n")[2]
    return [line for line in text.splitlines() if " = " in line or line.startswith("If ")]


def truth_of(spec: TypingSpec, case: list[Any]) -> Any:
    return classify(spec, dict(zip((question.id for question in spec.questions), case, strict=True)))


def tools(small: TypingSpec, typing_cases: ModuleType) -> Iterator[tuple[str, TypingSpec]]:
    yield "eight", typing_cases.eight_by_six()
    yield "small", small
    holes = replace(small.questions[1], no_answer=(3, 9))
    segments = tuple(replace(one, code=code) for one, code in zip(small.segments, (7, -1, 0, 9), strict=True))
    places = replace(small.questions[2], options=(*small.questions[2].options[:3], Option(97, "Straße  ﬁx Ünï")))
    yield (
        "holes",
        replace(small, segments=segments, questions=(small.questions[0], holes, places, *small.questions[3:])),
    )


@pytest.mark.parametrize("which", ["eight", "small", "holes"])
def test_the_survey_flow_gives_the_answers_of_the_reference(
    small: TypingSpec, typing_cases: ModuleType, which: str
) -> None:
    spec = dict(tools(small, typing_cases))[which]
    cases = typing_cases.hard_cases(spec, text=False, least=800 if which == "holes" else 4000)
    assert len(cases) >= (800 if which == "holes" else 4000)
    steps, wrong = steps_of(spec), []
    for case in cases:
        fields, truth = followed(steps, case), truth_of(spec, case)
        found = [int(fields[f"typed_score_{place + 1}"]) for place in range(len(truth.scores))]
        segment = int(fields["typed_segment"]) if truth.answered >= spec.min_answered else None
        if (found, segment, int(fields["typed_answered"])) != (list(truth.scores), truth.segment, truth.answered):
            wrong.append((case, fields, truth))
        if truth.segment is None and fields["typed_segment"] != str(no_segment(spec)):
            wrong.append((case, fields, truth))
    assert wrong == []


def run_script(spec: TypingSpec, cases: list[list[Any]], folder: Path, save: str) -> list[Fields]:
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not on this machine")
    texts = [["" if value is None or value != value else str(value) for value in case] for case in cases]
    exporter("qualtrics-js")(spec, folder / "tool.js")
    (folder / "job.json").write_text(json.dumps({"cases": texts, "save": save}), encoding="utf-8")
    (folder / "survey.js").write_text(SURVEY, encoding="utf-8")
    ran = subprocess.run([program, "survey.js"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: list[Fields] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return found


def wrong_rows(spec: TypingSpec, cases: list[list[Any]], rows: list[Fields]) -> list[object]:
    wrong = []
    for case, row in zip(cases, rows, strict=True):
        truth = truth_of(spec, case)
        expected = {
            "typed_segment": "" if truth.segment is None else str(truth.segment),
            "typed_runner_up": "" if truth.runner_up is None else str(truth.runner_up),
            "typed_margin": str(truth.margin),
            "typed_band": truth.band,
            "typed_answered": str(truth.answered),
            **{f"typed_score_{place}": str(score) for place, score in enumerate(truth.scores, start=1)},
        }
        if row != expected:
            wrong.append((case, row, expected))
    return wrong


@pytest.mark.parametrize("which", ["eight", "small", "holes"])
def test_node_gives_the_answers_of_the_reference(
    small: TypingSpec, typing_cases: ModuleType, tmp_path: Path, which: str
) -> None:
    spec = dict(tools(small, typing_cases))[which]
    cases = typing_cases.hard_cases(spec, least=800 if which == "holes" else 4000)
    for change in (str.upper, str.lower, str.casefold, str.title):
        # Qualtrics pipes text as it is: a quote would end the script's, and answers are asked for as codes anyhow.
        labels = [
            [change(one.label) for one in each.options if '"' not in one.label] or [None] for each in spec.questions
        ]
        cases += [[texts[0] for texts in labels], [texts[-1] for texts in labels]]
    assert len(cases) >= (800 if which == "holes" else 4000)
    save = "setJSEmbeddedData" if which == "small" else "setEmbeddedData"
    assert wrong_rows(spec, cases, run_script(spec, cases, tmp_path, save)) == []


def test_no_text_breaks_the_script_or_is_piped(small: TypingSpec, tmp_path: Path) -> None:
    bad = '";throw 1;//\n*/ </script> ${e://Field/x} $e{ 1 + 1 } ` \\ \u2028 Straße'
    options = (*small.questions[2].options[:3], Option(97, bad))
    questions = tuple(replace(one, text=bad, column=f"{bad}{at}") for at, one in enumerate(small.questions))
    questions = (*questions[:2], replace(questions[2], options=options), *questions[3:])
    segments = tuple(replace(segment, name=bad) for segment in small.segments)
    spec = replace(small, questions=questions, segments=segments, title=bad, card={"limits": [bad]})
    text = script(spec)
    assert text.isascii()
    assert re.findall(r"[$]e?[{][^}]*[}]", text) == re.findall(r"[$][{]q://QID[1-5]/[A-Za-z]+[}]", text)
    assert len(re.findall(r"[$]e?[{]", text)) == 5
    assert "</" not in text
    cases: list[list[Any]] = [[1, 2, 97, 1, 5], [6, 10, 5, 0, 1], [None] * 5]
    assert wrong_rows(spec, cases, run_script(spec, cases, tmp_path, "setEmbeddedData")) == []
    steps = steps_of(spec)
    assert not any("e://Field/x" in line for line in steps)
    assert followed(steps, [1, 2, 97, 1, 5])["typed_segment"] == str(truth_of(spec, [1, 2, 97, 1, 5]).segment)


def test_a_tool_without_labels_gives_scores_only(small: TypingSpec) -> None:
    spec = replace(small, kind="find", hard_labels=False)
    assert "typed_score_4 = " in flow(spec)
    assert "typed_segment" not in flow(spec)
    with pytest.raises(CannotCompute, match="EXPORT_NO_LABELS"):
        script(spec)


@pytest.mark.parametrize("form", ["qualtrics", "qualtrics-js"])
def test_the_same_tool_is_the_same_bytes(small: TypingSpec, tmp_path: Path, form: str) -> None:
    exporter(form)(small, tmp_path / "one")
    exporter(form)(small, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert small.model_id in (tmp_path / "one").read_text(encoding="utf-8")
