"""Bad input is refused in one clear line per problem, with the right exit code, and leaves nothing behind."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from survey_seg.cli import run

QUESTIONNAIRE = """\
study:
  title: Coffee at home
questions:
  - {id: person, text: Respondent, type: text, role: [link]}
  - id: taste
    text: "I choose coffee for its taste"
    type: scale
    role: [basis, typing]
    data_type: attitude
    options: &agree
      - {code: 1, label: Disagree}
      - {code: 2, label: Rather disagree}
      - {code: 3, label: Neither}
      - {code: 4, label: Rather agree}
      - {code: 5, label: Agree}
  - {id: price, text: "I look for offers", type: scale, role: [basis, typing], data_type: attitude, options: *agree}
  - {id: speed, text: "Coffee must be quick", type: scale, role: [basis, typing], data_type: need, options: *agree}
  - {id: age, text: "How old are you?", type: number, min: 16, max: 99, role: [descriptor], data_type: demographic}
"""
HEADER = ["person", "taste", "price", "speed", "age"]


def people(n: int = 150) -> list[list[str]]:
    draw = random.Random(1)
    rows = []
    for i in range(n):
        leaning = i % 3
        answers = [min(5, max(1, round(draw.gauss(4.5 if leaning == j else 2, 0.7)))) for j in range(3)]
        rows.append([f"p{i:03d}", *map(str, answers), str(draw.randint(18, 70))])
    return rows


def csv_text(rows: list[list[str]], header: list[str] | None = None) -> str:
    return "\n".join(",".join(row) for row in [header or HEADER, *rows]) + "\n"


def column(rows: list[list[str]], place: int, value: str) -> list[list[str]]:
    return [[*row[:place], value, *row[place + 1 :]] for row in rows]


def some(rows: list[list[str]], place: int, value: str, every: int) -> list[list[str]]:
    return [[*row[:place], value, *row[place + 1 :]] if i % every == 0 else row for i, row in enumerate(rows)]


RESPONSES = {
    "empty file": ("", 3, "answers.csv"),
    "header only": (csv_text([]), 3, "answers.csv"),
    "wrong columns": (csv_text(people(), ["id", "a", "b", "c", "d"]), 3, "taste"),
    "one column missing": (csv_text([row[:1] + row[2:] for row in people()], ["person", "price", "speed", "age"]), 3,
                           "taste"),
    "unknown code": (csv_text(some(people(), 2, "7", 10)), 3, "price"),
    "words for a code": (csv_text(some(people(), 2, "maybe", 10)), 3, "price"),
    "all-missing item": (csv_text(column(people(), 3, "")), 3, "speed"),
    "constant item": (csv_text(column(people(), 3, "4")), 4, "speed"),
    "fewer people than items": (csv_text(people(2)), 4, ""),
    "a row too long": (csv_text([*people(), ["p900", "1", "2", "3", "40", "9"]]), 3, "152"),
    "an id twice": (csv_text([*people(), people()[0]]), 3, "p000"),
    "a web page": ("<!DOCTYPE html><html><body>Please log in</body></html>", 3, "answers.csv"),
}  # fmt: skip
QUESTIONNAIRES = {
    "broken YAML": (QUESTIONNAIRE.replace("  title: Coffee", "  title: [Coffee"), "questionnaire.yaml:"),
    "duplicate question id": (QUESTIONNAIRE.replace("id: price", "id: taste"), "taste"),
    "duplicate key": (QUESTIONNAIRE.replace("  title: Coffee at home", "  title: A\n  title: B"), "title"),
    "unknown key": (QUESTIONNAIRE.replace("data_type: attitude\n", "data_typ: attitude\n"), "data_type"),
    "unknown type": (QUESTIONNAIRE.replace("    type: scale\n", "    type: skale\n"), "scale"),
    "empty": ("", "questionnaire.yaml"),
}  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "questionnaire.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(csv_text(people()), encoding="utf-8")
    return tmp_path


def analyze(folder: Path, *more: str) -> int:
    files = [str(folder / "answers.csv"), "-q", str(folder / "questionnaire.yaml"), "-o", str(folder / "study")]
    return run(["analyze", *files, *more])


def refused(folder: Path, capsys: pytest.CaptureFixture[str], code: int, said: str) -> None:
    before = sorted(path.name for path in folder.iterdir())
    assert analyze(folder) == code
    errors = capsys.readouterr().err
    lines = [line for line in errors.splitlines() if line]
    assert lines, "an error says something"
    assert all(line.startswith("survey-seg: ERROR ") for line in lines), errors
    assert said in errors
    assert "Traceback" not in errors
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("case", RESPONSES)
def test_bad_responses_are_refused(case: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, code, said = RESPONSES[case]
    (study / "answers.csv").write_text(text, encoding="utf-8")
    refused(study, capsys, code, said)


@pytest.mark.parametrize("case", QUESTIONNAIRES)
def test_bad_questionnaires_are_refused(case: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, said = QUESTIONNAIRES[case]
    (study / "questionnaire.yaml").write_text(text, encoding="utf-8")
    refused(study, capsys, 3, said)


@pytest.mark.parametrize("name", ["answers.csv", "questionnaire.yaml"])
def test_a_missing_file_is_refused(name: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / name).unlink()
    refused(study, capsys, 3, name)


def test_an_output_that_exists_is_refused_and_kept(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "study").mkdir()
    (study / "study" / "notes.txt").write_text("mine")
    refused(study, capsys, 3, "STUDY_OUTPUT_EXISTS")
    assert (study / "study" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("k", ["0", "9", "5-3", "four", "3-", ""])
def test_an_unreadable_number_of_segments_is_a_usage_error(
    k: str, study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert analyze(study, "--k", k) == (2 if k else 0)
    assert "Traceback" not in capsys.readouterr().err


def here(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root)}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing_behind(how: signal.Signals, study: Path, root: Path) -> None:
    arguments = ["analyze", "answers.csv", "-q", "questionnaire.yaml", "-o", "study"]
    command = [sys.executable, "-m", "survey_seg", *arguments]
    process = subprocess.Popen(command, cwd=study, stderr=subprocess.PIPE, text=True, env=here(root))
    deadline = time.monotonic() + 60
    while not list(study.glob(".study-*")) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(how)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert sorted(path.name for path in study.iterdir()) == ["answers.csv", "questionnaire.yaml"]


def test_a_disk_that_is_full_is_said_and_an_earlier_study_kept(study: Path, root: Path) -> None:
    (study / "study").mkdir()
    (study / "study" / "manifest.json").write_text("{}")
    arguments = ["analyze", "answers.csv", "-q", "questionnaire.yaml", "-o", "study", "--force"]
    done = subprocess.run(
        [sys.executable, "-m", "survey_seg", *arguments],
        cwd=study, capture_output=True, text=True, check=False, env=here(root),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    assert done.returncode == 5, done.stderr
    assert "DISK_REFUSED" in done.stderr
    assert "Traceback" not in done.stderr
    assert "nothing is kept in study.part" in done.stderr
    assert sorted(path.name for path in study.iterdir()) == ["answers.csv", "questionnaire.yaml", "study"]
    assert (study / "study" / "manifest.json").read_text() == "{}"


def test_a_reader_of_a_pipe_may_leave_early(study: Path, root: Path) -> None:
    command = f"'{sys.executable}' -m survey_seg lint questionnaire.yaml | true"
    done = subprocess.run(
        ["bash", "-c", command], cwd=study, capture_output=True, text=True, check=False, env=here(root)
    )
    assert done.stderr == ""
