"""What a lint says, for people and for programs, one file per format; this table is the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OUTPUTS: Final[Mapping[str, str]] = {
    "text": "survey_seg.questionnaire.lint.outputs.text:as_text",
    "json": "survey_seg.questionnaire.lint.outputs.machine:as_json",
    "sarif": "survey_seg.questionnaire.lint.outputs.sarif:as_sarif",
    "github": "survey_seg.questionnaire.lint.outputs.github:as_github",
    "methods": "survey_seg.questionnaire.lint.outputs.methods:as_methods",
}
"""The formats that are text, each a function of the report."""
