"""A folder that appears whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from survey_seg.artifact import disk_problem
from survey_seg.errors import EnvironmentProblem, InputRefused, Problem

MANIFEST = "manifest.json"


@contextmanager
def whole_folder(target: Path, *, force: bool = False) -> Iterator[Path]:
    """A temporary folder beside `target` that takes its place when the block ends well.

    When the block fails, is interrupted, or the disk is full, the temporary folder goes and an earlier `target` is
    as it was. With `force` an earlier study (a folder with a manifest) is replaced; any other folder never is.

    Raises InputRefused when `target` exists and may not be replaced, EnvironmentProblem when the disk refuses.
    """
    _check_target(target, force=force)
    draft = target.parent / f".{target.name}-{secrets.token_hex(8)}"
    try:  # begins before the folder is there: an interruption in between would leave it behind
        draft.mkdir(mode=0o700, parents=True)
        yield draft
        _take_place(draft, target)
    except OSError as error:
        raise EnvironmentProblem(disk_problem(error, target)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_target(target: Path, *, force: bool) -> None:
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if force and (target / MANIFEST).is_file():
        return
    hint = "choose another folder, or add --force to replace the study in it"
    if force:
        hint = "choose another folder: this one is not a study, so it is never replaced"
    raise InputRefused(Problem("STUDY_OUTPUT_EXISTS", "the output folder is not empty", file=str(target), hint=hint))


def _take_place(draft: Path, target: Path) -> None:
    draft.chmod(0o755)
    earlier = draft.with_name(draft.name + "-earlier")
    if target.exists():
        target.rename(earlier)
    try:
        draft.rename(target)
    except OSError:
        with suppress(OSError):
            earlier.rename(target)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
