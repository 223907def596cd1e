"""The sections of the report in the order in which they are read: one module each."""

from __future__ import annotations

from survey_seg.report.section import Section
from survey_seg.report.sections import (
    data_quality,
    differences,
    method,
    priorities,
    reach,
    refresh,
    segments,
    summary,
    tables,
    told,
    typing_card,
    validation,
    why,
)

SECTIONS: tuple[Section, ...] = (
    summary.SECTION,
    priorities.SECTION,
    segments.SECTION,
    differences.SECTION,
    reach.SECTION,
    typing_card.SECTION,
    why.SECTION,
    validation.SECTION,
    data_quality.SECTION,
    tables.SECTION,
    refresh.SECTION,
    method.SECTION,
    told.SECTION,
)
