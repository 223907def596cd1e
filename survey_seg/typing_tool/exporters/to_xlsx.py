"""The typing tool as a workbook: no macros, live formulas, works in Excel and LibreOffice."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_seg.typing_tool.exporters.labels import require_labels
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.workbook.ask_sheet import write_ask
from survey_seg.typing_tool.workbook.many_sheet import write_many
from survey_seg.typing_tool.workbook.model_sheet import write_evidence, write_model
from survey_seg.typing_tool.workbook.styles import styles

CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""The same tool is the same bytes whenever it is written."""

TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class PlainFormulas(Worksheet):  # type: ignore[misc] # xlsxwriter tells mypy nothing
    """A sheet whose formulas use old functions only, so that they need not be searched for new ones.

    xlsxwriter looks for thirty new functions in every formula, which takes most of the time for the many rows here.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as a workbook with the sheets "Ask" (one person), "Many" (a list), "How good" and "Model".

    Every formula carries its result, so that previews show the right values; names, labels and questions are text
    cells, whatever they begin with. Formulas are protected without a password. Raises CannotCompute for a tool that
    names nobody's segment.
    """
    require_labels(spec, "a workbook")
    book = Workbook(str(path), TEXT_STAYS_TEXT)
    book.set_properties({"title": spec.title[:255], "comments": spec.model_id, "created": CREATED})
    look = styles(book)
    ask, many, good, model = (book.add_worksheet(name, PlainFormulas) for name in ("Ask", "Many", "How good", "Model"))
    write_ask(ask, spec, look)
    write_many(many, spec, look)
    write_evidence(good, spec, look)
    write_model(model, spec, look)
    book.close()
