"""A study folder appears whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from survey_seg.errors import EnvironmentProblem, InputRefused
from survey_seg.study.folder import MANIFEST, whole_folder


def fill(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_that_was_filled_takes_its_place(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "study") as draft:
        fill(draft, "one")
    assert (tmp_path / "study" / MANIFEST).read_text() == "one"
    assert names(tmp_path) == ["study"]


@pytest.mark.parametrize("fault", [ValueError(), KeyboardInterrupt(), MemoryError()])
def test_a_fault_leaves_nothing_behind(tmp_path: Path, fault: BaseException) -> None:
    with pytest.raises(type(fault)), whole_folder(tmp_path / "study") as draft:
        fill(draft, "one")
        raise fault
    assert names(tmp_path) == []


def test_an_interruption_while_the_folder_is_made_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = os.mkdir

    def interrupted(folder: Path, mode: int = 0o777) -> None:
        make(folder, mode)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "study"):
        pytest.fail("the block must not run")
    assert names(tmp_path) == []


def test_a_fault_leaves_an_earlier_study_as_it_was(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "study") as draft:
        fill(draft, "one")
    with pytest.raises(ValueError), whole_folder(tmp_path / "study", force=True) as draft:
        fill(draft, "two")
        raise ValueError
    assert (tmp_path / "study" / MANIFEST).read_text() == "one"
    assert names(tmp_path) == ["study"]


def test_force_replaces_a_study(tmp_path: Path) -> None:
    for text in ("one", "two"):
        with whole_folder(tmp_path / "study", force=True) as draft:
            fill(draft, text)
    assert (tmp_path / "study" / MANIFEST).read_text() == "two"
    assert names(tmp_path) == ["study"]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_that_is_no_study_is_never_replaced(tmp_path: Path, force: bool) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(InputRefused) as refused, whole_folder(tmp_path / "photos", force=force):
        pytest.fail("the block must not run")
    assert refused.value.problems[0].code == "STUDY_OUTPUT_EXISTS"
    assert names(tmp_path / "photos") == ["holiday.jpg"]


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as failed, whole_folder(tmp_path / "study"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert failed.value.exit_code == 5
    assert "No space left" in str(failed.value)
    assert names(tmp_path) == []


def test_an_output_below_a_file_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentProblem), whole_folder(tmp_path / "file" / "study"):
        pytest.fail("the block must not run")
