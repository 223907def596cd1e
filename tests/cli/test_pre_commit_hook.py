"""The hook that pre-commit runs before a questionnaire is committed."""

import configparser
import re
import shlex
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from survey_seg.cli import COMMANDS, run
from survey_seg.questionnaire.yaml_file import read_yaml
from survey_seg.resources import folder

NEEDED = {"id", "name", "entry", "language"}
"""The keys that pre-commit asks of every hook."""


@pytest.fixture
def hook(root: Path) -> Mapping[str, Any]:
    file = root / ".pre-commit-hooks.yaml"
    (only,) = read_yaml(file.read_text(encoding="utf-8"), file=file.name)[0]
    assert set(only) >= NEEDED
    return dict(only)


def test_the_entry_is_a_command_that_is_installed_with_options_that_it_has(hook: Mapping[str, Any], root: Path) -> None:
    setup = configparser.ConfigParser()
    setup.read(root / "setup.cfg", encoding="utf-8")
    scripts = dict(line.split(" = ") for line in setup["options.entry_points"]["console_scripts"].split("\n") if line)
    program, name, *words = [*shlex.split(hook["entry"]), *hook.get("args", [])]
    assert scripts[program] == "survey_seg.cli:main"
    assert name in COMMANDS
    command = import_module(f"survey_seg.cli.{name}_command").command
    options = {spelling for parameter in command.params for spelling in parameter.opts}
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= options
    assert (hook["language"], hook["pass_filenames"]) == ("python", True)


def test_the_hook_is_for_questionnaires_and_nothing_else(hook: Mapping[str, Any]) -> None:
    files = re.compile(hook["files"])
    assert all(files.search(name) for name in ("questionnaire.yaml", "waves/2/questionnaire.yml"))
    assert not any(files.search(name) for name in ("old_questionnaire.yaml", "questionnaire.yaml.bak", "study.yaml"))


def test_the_entry_takes_a_list_of_files_and_fails_when_one_has_a_finding(
    hook: Mapping[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, *arguments = [*shlex.split(hook["entry"]), *hook.get("args", [])]
    (tmp_path / "a b").mkdir()
    good, bad = tmp_path / "a b" / "questionnaire.yaml", tmp_path / "questionnaire.yml"
    good.write_bytes((folder("questionnaires") / "starter.yaml").read_bytes())
    bad.write_text("study: {title: Bad one}\nquestions:\n  - {id: q1, text: Why?, type: text}\n", encoding="utf-8")
    assert run([*arguments, str(good)]) == 0
    assert run([*arguments, str(good), str(good)]) == 0
    capsys.readouterr()
    assert run([*arguments, str(good), str(bad)]) == 1
    assert "Bad one: " in capsys.readouterr().out
