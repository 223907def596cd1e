"""A questionnaire from any file that is read: our own, another tool's, or the codebook of an SPSS file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

SPSS: Final = (".sav", ".zsav")


def open_questionnaire(path: str | Path) -> Questionnaire:
    """The questionnaire in a file; raises as `read_questionnaire` and `read_sav_questionnaire`.

    >>> from survey_seg.resources import folder
    >>> open_questionnaire(folder("questionnaires") / "starter.yaml").questions[0].id
    'consent'
    """
    path = Path(path)
    if path.suffix.lower() not in SPSS:
        return read_questionnaire(path)
    if not path.is_file():
        what = "this is a folder" if path.is_dir() else "there is no such file"
        raise InputRefused(Problem("QUEST_NO_FILE", what, file=path.name))
    # Imported here: only files of SPSS need the parser in a process of its own.
    from survey_seg.responses.sav_codebook import read_sav_questionnaire

    return read_sav_questionnaire(path)
