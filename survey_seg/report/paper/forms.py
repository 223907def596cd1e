"""The questionnaire to read, sign and correct, with the findings of the lint beside it: page, workbook, document."""

from __future__ import annotations

from pathlib import Path

from survey_seg.artifact import write_text
from survey_seg.questionnaire.lint.finding import LintReport
from survey_seg.questionnaire.model import Questionnaire


def write_html(questionnaire: Questionnaire, report: LintReport, path: Path) -> None:
    """Write one HTML file that needs no network: every question as it is read, the findings in the margin.

    Raises EnvironmentProblem when the disk refuses.
    """
    from survey_seg.report.paper.page import page_of

    write_text(path, page_of(questionnaire, report))


def write_xlsx(questionnaire: Questionnaire, report: LintReport, path: Path) -> None:
    """Write a workbook: the findings as a table to filter, the questionnaire with comments, the coverage matrix.

    Raises EnvironmentProblem when the disk refuses.
    """
    from survey_seg.report.paper.book import write_book

    write_book(questionnaire, report, path)


def write_docx(questionnaire: Questionnaire, report: LintReport, path: Path) -> None:
    """Write a Word document to edit: the questionnaire as agencies write it, the findings as comments.

    Raises EnvironmentProblem when the disk refuses.
    """
    from survey_seg.report.paper.document import write_document

    write_document(questionnaire, report, path)
