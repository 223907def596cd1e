"""What was filled, dropped, left out or could not be made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report.language.speech import marked
from survey_seg.report.section import Results, Section


def view(_: Results) -> Mapping[str, Any]:
    """Nothing beyond the warnings themselves."""
    return {}


SECTION = Section("warnings", marked("Warnings"), view)
