"""The sections of the report in the order in which they are read: one module each."""

from __future__ import annotations

from survey_seg.report.section import Section
from survey_seg.report.sections import (
    method,
    priorities,
    refresh,
    segments,
    summary,
    tables,
    told,
    typing_card,
    why,
)

SECTIONS: tuple[Section, ...] = (
    summary.SECTION,
    why.SECTION,
    priorities.SECTION,
    segments.SECTION,
    typing_card.SECTION,
    tables.SECTION,
    refresh.SECTION,
    method.SECTION,
    told.SECTION,
)
