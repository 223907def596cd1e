"""The forms a typing tool leaves the house in. Needs only the standard library until a form is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.sql.dialects import DIALECTS

Exporter = Callable[[TypingSpec, Path], None]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the tool: the function that writes it ("module:function"), its file's ending, and what it is for.

    `variant` is what the function is told besides the tool and the file, where it writes several forms.
    """

    function: str
    suffix: str
    use: str
    variant: str = ""


def _sql(dialect: str, kind: str) -> Form:
    use = f"a SELECT for {DIALECTS[dialect].title}, columns of {'text' if kind == 'text' else 'numbers'}"
    ending = f".{dialect}{'-text' if kind == 'text' else ''}.sql"
    return Form("survey_seg.typing_tool.exporters.to_sql:export", ending, use, f"{dialect} {kind}")


FORMS: dict[str, Form] = {
    "xlsx": Form("survey_seg.typing_tool.exporters.to_xlsx:export", ".xlsx", "a workbook for sales"),
    "html": Form("survey_seg.typing_tool.exporters.to_html:export", ".html", "a page that works offline"),
    "call-sheet": Form(
        "survey_seg.typing_tool.exporters.to_call_sheet:export",
        "_call_sheet.html",
        "one printed side to add up by hand",
    ),
    "json": Form("survey_seg.typing_tool.exporters.to_json:export", ".json", "the portable tool itself"),
    "spss": Form("survey_seg.typing_tool.exporters.to_spss:export", ".sps", "SPSS syntax for an open data file"),
    "r": Form("survey_seg.typing_tool.exporters.to_r:export", ".R", "one R function for a data frame"),
    "decipher": Form("survey_seg.typing_tool.exporters.to_decipher:export", ".decipher.zip", "for a Decipher survey"),
    "onnx": Form("survey_seg.typing_tool.exporters.to_onnx:export", ".onnx", "a model for ONNX runtimes"),
    "pmml": Form("survey_seg.typing_tool.exporters.to_pmml:export", ".pmml", "a model for PMML scoring engines"),
    "coefficients": Form(
        "survey_seg.typing_tool.exporters.to_coefficients:export",
        ".coefficients.csv",
        "a table of coefficients, questions in rows",
    ),
    "coefficients-by-segment": Form(
        "survey_seg.typing_tool.exporters.to_coefficients:export",
        ".by-segment.csv",
        "a table of coefficients, segments in rows",
        "by segment",
    ),
    "qualtrics": Form(
        "survey_seg.typing_tool.exporters.to_qualtrics:export", ".qualtrics.txt", "a Qualtrics survey flow"
    ),
    "qualtrics-js": Form(
        "survey_seg.typing_tool.exporters.to_qualtrics:export",
        ".qualtrics.js",
        "JavaScript for Qualtrics",
        "javascript",
    ),
    "js": Form("survey_seg.typing_tool.exporters.to_js:export", ".mjs", "a JavaScript module for browsers and Node"),
    "python": Form("survey_seg.typing_tool.exporters.to_python:export", ".py", "a Python file that needs nothing else"),
    "lookup": Form(
        "survey_seg.typing_tool.exporters.to_lookup:export", ".lookup.zip", "every answer pattern, a byte each"
    ),
    "vectors": Form(
        "survey_seg.typing_tool.exporters.to_vectors:export", ".vectors.csv", "test cases for other programs"
    ),
    "dbt": Form(
        "survey_seg.typing_tool.exporters.to_dbt:export", ".dbt.zip", "a dbt model with its tests, any warehouse"
    ),
    **{f"sql-{dialect}": _sql(dialect, "number") for dialect in DIALECTS},
    **{f"sql-{dialect}-text": _sql(dialect, "text") for dialect in DIALECTS},
}

WITH_STUDY = ("xlsx", "html", "json")
"""The forms that every study holds; the others are written when they are asked for."""


def exporter(name: str) -> Exporter:
    """The function that writes a tool in one form; KeyError when there is no such form.

    >>> exporter("json").__name__
    'export'
    """
    form = FORMS[name]
    module, _, function = form.function.partition(":")
    found: Callable[..., None] = getattr(import_module(module), function)
    return partial(found, variant=form.variant) if form.variant else found
