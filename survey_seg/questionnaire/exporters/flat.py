"""Our own flat form as a workbook: the sheets study and questions, for people who live in spreadsheets."""

from __future__ import annotations

from typing import Final

from survey_seg.questionnaire.exporters.exported import Exported, Exporter
from survey_seg.questionnaire.formats import cells
from survey_seg.questionnaire.formats.flat import COLUMNS
from survey_seg.questionnaire.formats.write_flat import brief_lines, question_lines
from survey_seg.questionnaire.model import Questionnaire


def export(questionnaire: Questionnaire) -> Exported:
    """The two sheets of a flat workbook; everything fits.

    >>> from survey_seg.questionnaire.read import read_questionnaire
    >>> from survey_seg.resources import folder
    >>> sheets = export(read_questionnaire(folder("questionnaires") / "starter.yaml")).content
    >>> list(sheets), sheets["study"][1]
    (['study', 'questions'], ('title', 'Coffee at work 2026'))
    """
    study = (("key", "value"), *brief_lines(questionnaire.study))
    questions = (COLUMNS, *question_lines(questionnaire))
    return Exported(
        {
            name: tuple(tuple(_cell(text) for text in line) for line in lines)
            for name, lines in (("study", study), ("questions", questions))
        }
    )


def _cell(text: str) -> str:
    """The text with a quote in front where reading would take one off."""
    return f"'{text}" if cells.as_meant(text) != text else text


EXPORTER: Final = Exporter("flat", ".xlsx", export)
