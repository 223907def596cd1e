"""Questionnaires from other tools, one file per format.

A format is known by its name here: its module and the endings its files have. The module offers
`recognise(content, file) -> bool`, which is cheap and never raises, and `read(content, file) -> Draft`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

IMPORTERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "Qualtrics": ("survey_seg.questionnaire.importers.qsf", (".qsf",)),
    "LimeSurvey": ("survey_seg.questionnaire.importers.lss", (".lss", ".lsg", ".lsq")),
    "LimeSurvey table": ("survey_seg.questionnaire.importers.limesurvey_tsv", (".tsv", ".txt")),
    "XLSForm": ("survey_seg.questionnaire.importers.xlsform", (".xlsx", ".xls", ".xlsm")),
    "formr": ("survey_seg.questionnaire.importers.formr", (".xlsx", ".xls", ".csv")),
    "SurveyJS": ("survey_seg.questionnaire.importers.surveyjs", (".json",)),
    "Triple-S": ("survey_seg.questionnaire.importers.triples", (".sss", ".xml")),
    "Word": ("survey_seg.questionnaire.importers.word", (".docx",)),
}
