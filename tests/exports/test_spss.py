"""SPSS syntax gives the reference's answers when PSPP runs it."""

import csv
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from survey_seg.errors import CannotCompute
from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.exporters.to_spss import result_prefix, syntax, variable_names
from survey_seg.typing_tool.spec import TypingSpec

BAND = {"clear": 3, "lean": 2, "unclear": 1}
HOSTILE = ("Q'1. EXECUTE", "größe", "a b; DROP", "to", "x" * 200)


def hostile(spec: TypingSpec) -> TypingSpec:
    """The same tool with columns that SPSS does not take, and texts that would end a comment or a string."""
    bad = "It's */ over.\nEXECUTE.\nERASE FILE='x'. !DO \"--> " + "é" * 300
    questions = [
        replace(question, column=name, text=bad) for question, name in zip(spec.questions, HOSTILE, strict=True)
    ]
    segments = tuple(replace(segment, name=bad) for segment in spec.segments)
    return replace(spec, questions=tuple(questions), segments=segments, title=bad, card={"limits": [bad]})


def large(spec: TypingSpec) -> TypingSpec:
    """Weights so that scores have twelve digits."""
    questions = list(spec.questions)
    for place in (0, 1):
        question = questions[place]
        questions[place] = replace(question, w=tuple(123_456_789_01 * weight for weight in question.w))
    return replace(spec, questions=tuple(questions))


def number(value: object) -> str:
    return "" if value is None or value != value else str(value)


def read_by_pspp(spec: TypingSpec, cases: list[list[object]], folder: Path) -> list[dict[str, float | None]]:
    """What the syntax adds to each case, by PSPP; the reading of the data is the test's own."""
    program = shutil.which("pspp")
    if program is None:
        pytest.skip("PSPP is not on this machine")
    names = variable_names(spec)
    with (folder / "data.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([number(value) for value in case] for case in cases)
    variables = "\n".join(f"  {name} F17.6" for name in names)
    begin = "SET DECIMAL DOT.\nGET DATA /TYPE=TXT /FILE='data.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=','\n"
    begin += f" /VARIABLES=\n{variables}.\n"
    # A code that is declared missing is still a code.
    declared = f"MISSING VALUES {names[0]} (1).\n"
    end = "SAVE TRANSLATE /OUTFILE='out.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.\n"
    (folder / "run.sps").write_text(begin + declared + syntax(spec) + end, encoding="utf-8")
    command = [program, "-O", "format=txt", "--syntax-encoding=UTF-8", "run.sps"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert "error" not in (ran.stdout + ran.stderr).lower()
    with (folder / "out.csv").open(encoding="utf-8") as file:
        rows = [
            {key: float(value) if value.strip() else None for key, value in row.items()} for row in csv.DictReader(file)
        ]
    assert len(rows) == len(cases)
    return rows


def differences(spec: TypingSpec, cases: list[list[object]], rows: list[dict[str, float | None]]) -> list[object]:
    ids, typed = [question.id for question in spec.questions], result_prefix(spec)
    wrong: list[object] = []
    for case, row in zip(cases, rows, strict=True):
        truth = classify(spec, dict(zip(ids, case, strict=True)))
        expected = {
            f"{typed}_segment": truth.segment,
            f"{typed}_runner_up": truth.runner_up,
            f"{typed}_margin": truth.margin,
            f"{typed}_band": BAND[truth.band],
            f"{typed}_answered": truth.answered,
            f"{typed}_invalid": len(truth.invalid),
            **{f"{typed}_score_{place}": score for place, score in enumerate(truth.scores, start=1)},
        }
        found = {key: row[key] for key in expected}
        if found != expected:
            wrong.append((case, found, expected))
    return wrong


@pytest.mark.parametrize("which", ["eight", "small", "hostile", "large"])
def test_pspp_gives_the_answers_of_the_reference(
    small: TypingSpec, typing_cases: ModuleType, tmp_path: Path, which: str
) -> None:
    tools = {"eight": typing_cases.eight_by_six(), "small": small, "hostile": hostile(small), "large": large(small)}
    spec = tools[which]
    least = 4000 if which in {"eight", "small"} else 800
    cases = typing_cases.hard_cases(spec, text=False, least=least)
    assert len(cases) >= least
    assert differences(spec, cases, read_by_pspp(spec, cases, tmp_path)) == []


def test_names_that_spss_does_not_take_are_replaced_and_said(small: TypingSpec) -> None:
    names = variable_names(hostile(small))
    assert names[1] == "größe"
    assert names[0] == "q1_Q_1_EXECUTE"
    assert len(set(names)) == 5
    assert all(len(name.encode()) <= 64 for name in names)
    assert "q4_to, in the study to" in syntax(hostile(small))


def test_no_text_ends_a_comment_or_makes_a_line_too_long(small: TypingSpec) -> None:
    lines = syntax(hostile(small)).splitlines()
    assert max(len(line.encode()) for line in lines) <= 256
    assert not any(line.startswith(("ERASE", "!")) for line in lines)
    assert sum(line == "EXECUTE." for line in lines) == 1
    assert all(line.endswith(".") for line in lines if line.startswith("*"))


def test_a_tool_without_labels_gives_scores_only(small: TypingSpec) -> None:
    text = syntax(replace(small, kind="find", hard_labels=False))
    assert "typed_score_4" in text
    assert "typed_segment" not in text
    assert "typed_band" not in text


def test_a_tool_beyond_double_precision_is_refused(small: TypingSpec) -> None:
    first = replace(small.questions[1], max=10**10, w=(2**31 - 1, 0, 0, 0))
    with pytest.raises(CannotCompute, match="EXPORT_TOO_LARGE"):
        syntax(replace(small, questions=(first,)))


def test_the_same_tool_is_the_same_bytes(small: TypingSpec, tmp_path: Path) -> None:
    exporter("spss")(small, tmp_path / "one.sps")
    exporter("spss")(small, tmp_path / "two.sps")
    assert (tmp_path / "one.sps").read_bytes() == (tmp_path / "two.sps").read_bytes()
    assert small.model_id in (tmp_path / "one.sps").read_text(encoding="utf-8")
