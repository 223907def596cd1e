"""An interrupted run continues, gives the same bytes as one that was not, and trusts nothing that it did not write."""

import errno
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.errors import CannotCompute, EnvironmentProblem, InputRefused, Problem
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.responses.simulate import simulate, write_simulated
from survey_seg.study import continuing as module
from survey_seg.study.continuing import README, continuing, part_folder
from survey_seg.study.model import Decisions, Files, Options

Floats = npt.NDArray[np.float64]

CHILD = """
import signal, sys, time
from pathlib import Path
from survey_seg import cli
from survey_seg.study import investigation

signal.signal(signal.SIGINT, signal.default_int_handler)
reached, stopping, never = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def stop(*_args, **_options):
    reached.touch()
    time.sleep(120)

def fail(*_args, **_options):
    raise AssertionError("computed again")

for name, instead in ((stopping, stop), (never, fail)):
    if name != "-":
        setattr(investigation, name, instead)
sys.argv = ["survey-seg", *sys.argv[4:]]
cli.main()
"""


class Run:
    """`survey-seg analyze` of a small made-up study in another process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        question = (
            "  - {{id: {0}, text: Item {0}, type: scale, role: [basis, typing], data_type: need, options: [{1}]}}"
        )
        options = ", ".join(f'{{code: {code}, label: "{code} of 5"}}' for code in range(1, 6))
        lines = [question.format(f"q{number}", options) for number in range(1, 7)]
        (folder / "q.yaml").write_text("\n".join(["study: {title: Small}", "questions:", *lines]), encoding="utf-8")
        made = simulate(read_questionnaire(folder / "q.yaml"), 35, seed=2, segments=2, separation=2.0)
        write_simulated(made, folder / "r.csv")

    def begin(self, output: str, *, stopping: str = "-", never: str = "-") -> subprocess.Popen[str]:
        arguments = [str(self.folder / "reached"), stopping, never, "analyze", "r.csv", "-q", "q.yaml", "-o", output]
        return subprocess.Popen(
            [sys.executable, "-c", CHILD, *arguments, "--k", "2", "--because", "two teams"],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end_with(self, number: int, output: str, *, never: str = "-") -> tuple[int, str]:
        """Let a run come to the typing tool, send it a signal there, and say how it ended."""
        child = self.begin(output, stopping="fit_typing_tool", never=never)
        while not (self.folder / "reached").exists() and child.poll() is None:
            time.sleep(0.02)
        child.send_signal(number)
        _, said = child.communicate(timeout=60)
        (self.folder / "reached").unlink()
        return child.returncode, said

    def finish(self, output: str, *, never: str = "-") -> str:
        child = self.begin(output, never=never)
        _, said = child.communicate(timeout=120)
        assert child.returncode == 0, said
        return said

    def files(self, output: str) -> dict[str, Any]:
        made = {path.relative_to(self.folder / output).as_posix(): path for path in (self.folder / output).rglob("*")}
        content: dict[str, Any] = {name: path.read_bytes() for name, path in made.items() if path.is_file()}
        content["manifest.json"] = {**json.loads(content["manifest.json"]), "run": None}
        return content


@pytest.mark.slow
def test_a_killed_run_continues_to_the_same_bytes(tmp_path: Path) -> None:
    run = Run(tmp_path)
    assert "part" not in run.finish("whole")
    code, _ = run.end_with(signal.SIGKILL, "study")
    assert code == -signal.SIGKILL
    part = tmp_path / "study.part"
    assert (part / README).is_file()
    assert len(list(part.glob("*.kept"))) == 1
    code, said = run.end_with(signal.SIGINT, "study", never="compare_segments")
    assert code == 130
    assert "continuing: one part of the work taken from the interrupted run in study.part" in said
    assert "what is done so far is kept in study.part: the same command continues there" in said
    said = run.finish("study", never="compare_segments")
    assert "continuing: one part" in said
    assert run.files("study") == run.files("whole")
    assert not part.exists()


@pytest.fixture
def inputs(tmp_path: Path) -> Files:
    files = Files(questionnaire=tmp_path / "q.yaml", responses=tmp_path / "r.csv")
    files.questionnaire.write_text("study: {}")
    files.responses.write_text("q1\n1\n")
    return files


def decisions(**options: Any) -> Decisions:
    return Decisions(questionnaire="questionnaire.yaml", responses="../r.csv", options=Options(**options))


class Work:
    """Three parts, and how often each was computed."""

    def __init__(self, files: Files, *, fault: BaseException | None = None, **options: Any) -> None:
        self.output, self.part = files.responses.parent / "study", files.responses.parent / "study.part"
        self.computed: list[str] = []
        self.values: list[Any] = []
        with continuing(self.output, files, decisions(**options)) as keep:
            for name in ("one 1", "one 2", "two/<ä>"):
                self.values.append(keep(name, self.compute(name), tuple[str, Floats]))
            if fault:
                raise fault

    def compute(self, name: str) -> Callable[[], tuple[str, Floats]]:
        def computed() -> tuple[str, Floats]:
            self.computed.append(name)
            return name, np.arange(12.0).reshape(3, 4)[:, ::2] / 7

        return computed


ALL = ["one 1", "one 2", "two/<ä>"]


def interrupt(files: Files, fault: BaseException | None = None, **options: Any) -> Path:
    with pytest.raises(type(fault or KeyboardInterrupt())):
        Work(files, fault=fault or KeyboardInterrupt(), **options)
    return files.responses.parent / "study.part"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_work_that_ends_well_leaves_nothing(inputs: Files, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    work = Work(inputs)
    assert work.computed == ALL
    assert names(work.output.parent) == {"q.yaml", "r.csv"}
    assert not caplog.messages


@pytest.mark.parametrize(
    "fault", [KeyboardInterrupt(), MemoryError(), ZeroDivisionError(), EnvironmentProblem(Problem("DISK", "full"))]
)
def test_interrupted_work_is_taken_up(inputs: Files, fault: BaseException, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    part = interrupt(inputs, fault)
    assert "is kept in" in caplog.messages[-1]
    assert len(names(part)) == 4
    work = Work(inputs)
    assert "continuing: 3 parts of the work taken" in caplog.messages[-1]
    assert work.computed == []
    assert not part.exists()


def test_what_goes_on_is_what_would_be_read_back(inputs: Files) -> None:
    part = interrupt(inputs)
    fresh = Work(inputs, seed=2).values
    interrupt(inputs)
    taken = Work(inputs).values
    for (name, array), (same_name, same_array) in zip(fresh, taken, strict=True):
        assert name == same_name
        assert array.tobytes() == same_array.tobytes()
        assert array.strides == same_array.strides
    assert not part.exists()


def test_a_refusal_is_final_and_leaves_nothing(inputs: Files) -> None:
    assert not interrupt(inputs, CannotCompute(Problem("TOO_FEW", "too few"))).exists()


def test_a_refusal_of_another_command_leaves_an_interrupted_run_alone(inputs: Files) -> None:
    part = interrupt(inputs)
    with pytest.raises(InputRefused), continuing(inputs.responses.parent / "study", inputs, decisions(k="9")):
        raise InputRefused(Problem("NO", "no"))
    assert len(names(part)) == 4


@pytest.mark.parametrize("other", [{"seed": 2}, {"k": "4"}, {"weights": "w"}, {"because": "so"}])
def test_other_options_take_nothing_and_replace_what_is_there(inputs: Files, other: dict[str, Any]) -> None:
    before = names(interrupt(inputs))
    part = interrupt(inputs, **other)
    assert names(part) & before == {README}
    assert Work(inputs).computed == ALL


def test_force_is_no_other_work(inputs: Files) -> None:
    interrupt(inputs)
    assert Work(inputs, force=True).computed == []


@pytest.mark.parametrize("which", ["questionnaire", "responses"])
def test_other_inputs_take_nothing(inputs: Files, which: str) -> None:
    interrupt(inputs)
    getattr(inputs, which).write_text("other")
    assert Work(inputs).computed == ALL


@pytest.mark.parametrize("what", ["versions", "_program"])
def test_another_program_takes_nothing(inputs: Files, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt(inputs)
    monkeypatch.setattr(module, what, lambda: {"survey-seg": "other"})
    assert Work(inputs).computed == ALL


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    head, _, body = data.partition(b"\n")
    changed = {
        "empty": b"",
        "cut": data[:-1],
        "cut in the head": data[:20],
        "longer": data + b"x",
        "one bit": data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
        "garbage": os.urandom(500),
        "a list": b"[]\n" + body,
        "no head": body,
        "newer": head.replace(b"kept/1", b"kept/2") + b"\n" + body,
        "of another run": head.replace(b'"key": "', b'"key": "0') + b"\n" + body,
        "deep": b"[" * 9_000,
    }
    path.write_bytes(changed[how])


@pytest.mark.parametrize(
    "how",
    ["empty", "cut", "cut in the head", "longer", "one bit", "garbage", "a list", "no head", "newer", "of another run",
     "deep"],
)  # fmt: skip
def test_damaged_parts_are_made_again(inputs: Files, how: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    part = interrupt(inputs)
    first, _, third = sorted(part.glob("*.kept"))
    damage(first, how)
    damage(third, how)
    work = Work(inputs)
    assert "continuing: one part of" in caplog.messages[-1]
    assert len(work.computed) == 2
    assert [name for name, _ in work.values] == ALL
    assert not part.exists()


def test_parts_that_changed_places_are_made_again(inputs: Files) -> None:
    first, second, _ = sorted(interrupt(inputs).glob("*.kept"))
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    work = Work(inputs)
    assert len(work.computed) == 2
    assert [name for name, _ in work.values] == ALL


def test_whole_parts_of_another_kind_are_made_again(inputs: Files) -> None:
    output = inputs.responses.parent / "study"
    with pytest.raises(KeyboardInterrupt), continuing(output, inputs, decisions()) as keep:
        for name in ALL:
            keep(name, lambda: 5, int)
        raise KeyboardInterrupt
    assert Work(inputs).computed == ALL


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_full_disk_only_ends_the_keeping(
    inputs: Files, at: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    written = iter(range(1, 9))
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        write(path, data[: len(data) // 2])
        if next(written) >= at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(KeyboardInterrupt):
        Work(inputs, fault=KeyboardInterrupt())
    warnings = [line for line in caplog.messages if "No space left on device" in line]
    assert len(warnings) == 1
    part = inputs.responses.parent / "study.part"
    assert len(list(part.glob("*.kept"))) == at - 1
    assert part.exists() == (at > 1)
    monkeypatch.undo()
    assert len(Work(inputs).computed) == 4 - at
    assert not part.exists()


def test_a_folder_that_cannot_be_made_only_ends_the_keeping(
    inputs: Files, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert Work(inputs).computed == ALL
    assert ["Permission denied" in line for line in caplog.messages] == [True]


@pytest.mark.parametrize("there", ["file", "folder", "link", "read me"])
def test_what_is_not_ours_is_never_touched(inputs: Files, there: str, caplog: pytest.LogCaptureFixture) -> None:
    part, elsewhere = inputs.responses.parent / "study.part", inputs.responses.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "holiday.kept").write_text("x")
    if there == "file":
        part.write_text("x")
    elif there == "link":
        part.symlink_to(elsewhere)
    else:
        part.mkdir()
        (part / ("holiday.jpg" if there == "folder" else README)).write_text("x")
        (part / "other.kept").write_text("x")
    before = {path: path.read_bytes() for path in inputs.responses.parent.rglob("*") if path.is_file()}
    assert Work(inputs).computed == ALL
    assert {path: path.read_bytes() for path in inputs.responses.parent.rglob("*") if path.is_file()} == before
    assert ["something else of that name" in line for line in caplog.messages] == [True]


def test_drafts_of_a_killed_run_go_too(inputs: Files) -> None:
    part = interrupt(inputs)
    kept = sorted(part.glob("*.kept"))[0]
    (part / f".{kept.name}-abc.kept").write_text("half")
    (part / f".{README}-abc.txt").write_text("half")
    Work(inputs)
    assert not part.exists()


def test_what_cannot_be_read_back_is_said_and_goes_on(inputs: Files, caplog: pytest.LogCaptureFixture) -> None:
    thing = object()
    with continuing(inputs.responses.parent / "study", inputs, decisions()) as keep:
        assert keep("thing", lambda: thing, object) is thing
    assert "thing cannot be kept" in caplog.messages[0]


def test_an_input_that_can_be_read_once_is_not_read_for_a_key(inputs: Files) -> None:
    pipe = inputs.responses.parent / "pipe"
    os.mkfifo(pipe)
    piped = Files(questionnaire=inputs.questionnaire, responses=pipe)
    with pytest.raises(KeyboardInterrupt):
        Work(piped, fault=KeyboardInterrupt())
    assert names(pipe.parent) == {"pipe", "q.yaml", "r.csv"}


def test_the_folder_is_beside_the_output_whatever_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert part_folder(Path("a.b/c.d")) == Path("a.b/c.d.part")
    assert part_folder(Path()) == tmp_path.with_name(f"{tmp_path.name}.part")
    assert part_folder(Path("x/..")) == tmp_path.with_name(f"{tmp_path.name}.part")
