"""A study to fill in."""

from __future__ import annotations

import shutil
from pathlib import Path

from survey_seg.artifact import whole_file
from survey_seg.errors import InputRefused, Problem
from survey_seg.resources import folder


def new(directory: str | Path) -> Path:
    """Start a study: a folder with a commented questionnaire file to fill in; gives the file's path.

    Raises InputRefused when the folder already holds a questionnaire, EnvironmentProblem when the disk refuses.
    """
    target = Path(directory) / "questionnaire.yaml"
    if target.exists():
        hint = "choose another folder; nothing was changed"
        raise InputRefused(Problem("NEW_EXISTS", "there is a questionnaire already", file=str(target), hint=hint))
    with whole_file(target) as draft:
        shutil.copyfile(folder("questionnaires") / "starter.yaml", draft)
    return target
