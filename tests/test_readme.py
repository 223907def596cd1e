"""The README's console lines can be repeated."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from survey_seg.cli import run

FINDS_SOMETHING = "questionnaires/flawed"


def lines(root: Path) -> list[str]:
    text = (root / "README.md").read_text(encoding="utf-8")
    return [line.split("  #")[0] for line in re.findall(r"^\$ (.+)$", text, re.MULTILINE)]


def test_every_console_line_of_the_readme_works(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(root / "questionnaires", tmp_path / "questionnaires")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("click.prompt", lambda *_arguments, **_options: "1")
    found = lines(root)
    assert len(found) >= 12
    for line in found:
        command, *arguments = shlex.split(line)
        if command == "cp":
            shutil.copyfile(*arguments)
        else:
            assert command == "survey-seg"
            assert run(arguments) == (1 if FINDS_SOMETHING in line else 0), line
    printed = capsys.readouterr().out.replace("\xa0", " ")
    readme = (root / "README.md").read_text(encoding="utf-8")
    for quoted in ("4 segments, natural.", "Win first: 1, 2 and 3", "7 questions put 95 % of unseen people"):
        assert quoted in readme
        assert quoted in printed
