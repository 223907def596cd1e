"""The command line mirrors the library, starts fast, and explains itself."""

import dataclasses
import inspect
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest

from survey_seg.cli import COMMANDS, group, run
from survey_seg.study.demo import demo
from survey_seg.study.model import Options
from survey_seg.study.sharing import export, report
from survey_seg.study.steps import analyze, check, choose, rename

HEAVY = "numpy|pandas|scipy|sklearn|statsmodels"
ROOT = Path(__file__).resolve().parents[2]


def command(name: str) -> click.Command:
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_the_table_says(name: str) -> None:
    assert (
        command(name).get_short_help_str(200) == COMMANDS[name].rstrip(".")
        or command(name).get_short_help_str(200) == COMMANDS[name]
    )


def test_every_command_has_its_file_and_every_file_its_command() -> None:
    files = {
        path.stem.removesuffix("_command").replace("_", "-")
        for path in (ROOT / "survey_seg" / "cli").glob("*_command.py")
    }
    assert files == set(COMMANDS)


def parameters(name: str) -> dict[str, object]:
    return {parameter.name or "": parameter for parameter in command(name).params}


@pytest.mark.parametrize(
    ("name", "function", "presented"),
    [
        ("analyze", analyze, set()),
        ("check", check, set()),
        ("choose", choose, set()),
        ("rename", rename, set()),
        ("export", export, set()),
        ("report", report, set()),
        ("demo", demo, {"output"}),
    ],
)
def test_commands_take_what_their_function_takes(
    name: str, function: Callable[..., object], presented: set[str]
) -> None:
    wanted = set(inspect.signature(function).parameters) - {"progress"}
    if "options" in wanted:
        wanted = (wanted - {"options"}) | {field.name for field in dataclasses.fields(Options)}
    if name == "demo":
        own = {"because", "weights", "tool_questions", "ask", "never", "cost", "disclosure", "correction", "quotes"}
        wanted = (wanted - {"output", *own}) | {"directory"}
    assert set(parameters(name)) == wanted


@pytest.mark.parametrize("name", ["analyze", "demo"])
def test_options_have_the_defaults_of_the_library(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[Options] = []

    def record(*_files: object, options: Options, progress: object) -> None:
        seen.append(options)
        raise KeyboardInterrupt

    module = {"analyze": "survey_seg.study.steps", "demo": "survey_seg.study.demo"}[name]
    monkeypatch.setattr(import_module(module), name, record)
    arguments = {"analyze": ["analyze", "r.csv", "-q", "q.yaml", "-o", str(tmp_path / "s")], "demo": ["demo"]}[name]
    assert run(arguments) == 130
    assert seen == [Options()]


def modules_after(arguments: list[str]) -> str:
    program = (
        "import sys; from survey_seg.cli import run; code = run(sys.argv[1:]); "
        f"print([m for m in '{HEAVY}'.split('|') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["lint", "questionnaires/starter.yaml"], ["explain", "ACT001"], ["type", "--help"]],
    ids=lambda arguments: arguments[0],
)
def test_light_commands_import_no_data_stack(arguments: list[str]) -> None:
    assert modules_after(arguments) == "[]"


def cpu_seconds(code: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *code], capture_output=True, cwd=ROOT, check=True, env={**os.environ})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_costs_at_most_half_more_than_importing_click() -> None:
    pairs = [(cpu_seconds(["-m", "survey_seg", "--help"]), cpu_seconds(["-c", "import click"])) for _ in range(9)]
    assert min(ours for ours, _ in pairs) <= 1.5 * min(theirs for _, theirs in pairs)


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse"]) == 2
    assert "No such command" in capsys.readouterr().err


def test_the_demo_leaves_nothing_to_commit() -> None:
    place = next(one.default for one in command("demo").params if one.name == "directory")
    assert f"{place}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
