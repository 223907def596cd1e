"""`survey-seg audience`: from a study and a table to a private folder that appears whole or not at all."""

import hashlib
import inspect
import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest

from survey_seg.cli import run
from survey_seg.cli.audience_command import command as command_of_audience
from survey_seg.study.audience import audience as make_audience
from survey_seg.typing_tool.audiences.write import Request
from survey_seg.typing_tool.spec import read_spec, spec_text

TABLE = """\
person_id,email,marketing_consent,q1,visits_month,place,again
c1,One@example.com,yes,1,3,1,1
c2,two@example.com,yes,6,10,2,1
c3,three@example.com,,6,10,2,1
c4,nonsense,yes,1,3,1,1
r1,respondent@example.com,yes,1,3,1,1
"""


def results(answers: str, **people: int) -> dict[str, object]:
    return {"data": {"sha256": hashlib.sha256(answers.encode()).hexdigest(), **people}}


@pytest.fixture
def study(tmp_path: Path, root: Path) -> Path:
    """As much of a study as the command reads; r1 and +2 took part, and r3, who was left out of it."""
    folder = tmp_path / "study"
    (folder / "typing_tool").mkdir(parents=True)
    (folder / "segments").mkdir()
    shutil.copyfile(root / "tests" / "typing_tool" / "small_tool.json", folder / "typing_tool" / "typing_tool.json")
    answers = "id,q1\nr1,1\n+2,2\n"
    (tmp_path / "answers.csv").write_text(answers)
    (folder / "results.json").write_text(json.dumps(results(answers, n_read=3)))
    (folder / "segments" / "people.csv").write_text("id,segment\nr1,1\n'+2,2\n")
    (folder / "quality").mkdir()
    (folder / "quality" / "flags.csv").write_text("respondent,check,reason\nr3,speeding,fast\nr3,duplicates,same\n")
    return folder


@pytest.fixture
def people(tmp_path: Path, study: Path) -> Path:
    spec = read_spec(study / "typing_tool" / "typing_tool.json")
    columns = [question.column for question in spec.questions]
    table = tmp_path / "people.csv"
    rows = [line.split(",") for line in TABLE.splitlines()]
    rows = [[*row[:3], *(columns if place == 0 else ["1"] * len(columns))] for place, row in enumerate(rows)]
    table.write_text("\n".join(",".join(row) for row in rows) + "\n")
    return table


def audience(study: Path, people: Path, *more: str, to: str = "mailchimp", out: str = "out") -> int:
    return run(["audience", str(study), str(people), "--to", to, "-o", str(study.parent / out), *more])


def test_people_who_agreed_are_written_and_the_rest_accounted_for(
    study: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audience(study, people) == 0
    said = capsys.readouterr()
    assert "5 people read, 3 written" in said.out
    assert "left out: 1: the consent columns do not all grant" in said.out
    assert "AUDIENCE_ROW people.csv:5, column email: invalid_identifier" in said.err
    assert "nonsense" not in said.out + said.err
    lines = (study.parent / "out" / "people_001.csv").read_text().splitlines()
    assert lines[0] == "Email Address,Tags"
    assert lines[1].startswith("one@example.com,SEG-")
    assert stat.S_IMODE((study.parent / "out").stat().st_mode) == 0o700


def test_respondents_are_known_by_their_ids(study: Path, people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people.write_text(people.read_text().replace("marketing_consent", "agreed").replace("c2,", "+2,"))
    assert audience(study, people, "--consent", "agreed") == 0
    assert "left out: 2: has the id of somebody who took part" in capsys.readouterr().out


def test_people_whom_the_quality_screen_left_out_took_part_too(
    study: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people.write_text(people.read_text().replace("marketing_consent", "agreed").replace("c2,", "r3,"))
    assert audience(study, people, "--consent", "agreed") == 0
    assert "left out: 2: has the id of somebody who took part" in capsys.readouterr().out


def test_a_study_that_does_not_name_everybody_asks_for_marketing_consent(
    study: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (study / "results.json").write_text(json.dumps(results("", n_read=3, n_file=200_000)))
    assert audience(study, people, "--consent-elsewhere", "they did") == 0
    people.write_text(people.read_text().replace("marketing_consent", "agreed"))
    for wish in (["--consent", "agreed"], ["--consent-elsewhere", "they did"]):
        assert audience(study, people, *wish, out="other") == 3
        assert "AUDIENCE_RESPONDENTS" in capsys.readouterr().err
    assert not (study.parent / "other").exists()


def test_the_response_file_itself_is_refused(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = "person_id,email,agreed\nr1,a@example.com,yes\n"
    (study.parent / "answers.csv").write_text(answers)
    (study / "results.json").write_text(json.dumps(results(answers, n_read=3)))
    for wish in (["--consent", "agreed"], ["--consent-elsewhere", "they did"]):
        assert audience(study, study.parent / "answers.csv", *wish) == 3
        assert "AUDIENCE_RESPONDENTS" in capsys.readouterr().err
    assert not (study.parent / "out").exists()


WRONG = {
    "an unknown platform": (["--to", "myspace"], 2, "myspace"),
    "an unknown segment": (["--segments", "7"], 2, "AUDIENCE_SEGMENT"),
    "words for segments": (["--segments", "all"], 2, "numbers of segments"),
    "an unknown country": (["--country", "XX"], 2, "AUDIENCE_COUNTRY"),
    "a folder inside the study": (["-o", "study/lists"], 2, "AUDIENCE_OUTPUT"),
    "the study itself": (["-o", "study"], 2, "AUDIENCE_OUTPUT"),
    "a folder with something in it": (["-o", "full"], 2, "AUDIENCE_OUTPUT"),
    "an unknown consent column": (["--consent", "opt_in"], 3, "AUDIENCE_NO_CONSENT"),
    "nobody left": (["--segments", "4", "--band", "clear"], 4, "AUDIENCE_NOBODY"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_calls_are_refused_in_sentences_and_leave_nothing(
    case: str, study: Path, people: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(study.parent)
    (study.parent / "full").mkdir()
    (study.parent / "full" / "notes.txt").write_text("mine")
    before = sorted(str(path) for path in study.parent.rglob("*"))
    more, code, said = WRONG[case]
    assert audience(study, people, *more) == code
    errors = capsys.readouterr().err
    assert said in errors
    assert "Traceback" not in errors
    assert sorted(str(path) for path in study.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("broken", "code", "said"),
    [
        ("results.json", 3, "STUDY_NOT_ONE"),
        ("typing_tool/typing_tool.json", 4, "AUDIENCE_NO_TOOL"),
        ("segments/people.csv", 3, "STUDY_FILE_MISSING"),
        ("quality/flags.csv", 3, "STUDY_FILE_MISSING"),
    ],
)
def test_a_study_that_is_not_whole_is_refused(
    broken: str, code: int, said: str, study: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (study / broken).unlink()
    assert audience(study, people) == code
    assert said in capsys.readouterr().err


def test_a_table_that_is_not_there_is_refused(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audience(study, study.parent / "nobody.csv") == 3
    assert "AUDIENCE_NO_FILE" in capsys.readouterr().err


def many(people: Path, n: int) -> None:
    head, first = people.read_text().splitlines()[:2]
    rest = first.split(",", 2)[2]
    people.write_text("\n".join([head, *(f"c{i},person{i}@example.com,{rest}" for i in range(n))]) + "\n")


def command(root: Path, *, limit: int = 0) -> dict[str, object]:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return {"env": {**os.environ, "PYTHONPATH": str(root)}, "text": True, "preexec_fn": full if limit else None}


ARGUMENTS = [sys.executable, "-m", "survey_seg", "audience", "study", "people.csv", "--to", "mailchimp", "-o", "out"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_list_leaves_nothing(how: signal.Signals, study: Path, people: Path, root: Path) -> None:
    many(people, 300_000)
    process = subprocess.Popen(ARGUMENTS, cwd=study.parent, stderr=subprocess.PIPE, **command(root))
    deadline = time.monotonic() + 60
    while not list(study.parent.glob(".out-*/*")) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(how)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert sorted(path.name for path in study.parent.iterdir()) == ["answers.csv", "people.csv", "study"]


def test_a_disk_that_is_full_leaves_nothing(study: Path, people: Path, root: Path) -> None:
    many(people, 5_000)
    done = subprocess.run(ARGUMENTS, cwd=study.parent, capture_output=True, check=False, **command(root, limit=50_000))
    assert done.returncode == 5, done.stderr
    assert "DISK_REFUSED" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in study.parent.iterdir()) == ["answers.csv", "people.csv", "study"]


def test_the_command_needs_no_data_stack(study: Path, people: Path, root: Path) -> None:
    program = (
        "import sys; from survey_seg.cli import run; code = run(sys.argv[1:]); "
        "print(code, [m for m in ('numpy', 'pandas', 'scipy', 'duckdb', 'polars') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *ARGUMENTS[3:]],
        cwd=study.parent,
        capture_output=True,
        check=True,
        **command(root),
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_tool_that_may_not_label_people_is_refused(
    study: Path, people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = read_spec(study / "typing_tool" / "typing_tool.json")
    (study.parent / "find.json").write_text(spec_text(replace(spec, kind="find", hard_labels=False)), encoding="utf-8")
    assert audience(study, people, "--tool", str(study.parent / "find.json")) == 4
    assert "AUDIENCE_NO_HARD_LABELS" in capsys.readouterr().err
    assert not (study.parent / "out").exists()


def test_the_command_takes_what_its_function_takes() -> None:
    given = command_of_audience.make_context("audience", ["study", "people.csv", "--to", "x", "-o", "out"]).params
    wishes = {field.name: given[field.name] for field in fields(Request)}
    assert set(given) == set(inspect.signature(make_audience).parameters) - {"request"} | set(wishes)
    assert Request(**wishes) == Request()
