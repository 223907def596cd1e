"""A questionnaire from any file: our own formats, other tools' questionnaires, and the labels of a data file."""

from __future__ import annotations

from pathlib import Path

from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire


def open_questionnaire(path: str | Path) -> Questionnaire:
    """The questionnaire in a file of any known format; InputRefused says in one line what an unknown one is."""
    return read_questionnaire(path)
