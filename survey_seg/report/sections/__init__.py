"""The sections of the report in the order in which they are read: one module each."""

from __future__ import annotations

from survey_seg.report.section import Section
from survey_seg.report.sections import (
    briefs,
    data_quality,
    decisions,
    differences,
    hypotheses,
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
    decisions.SECTION,
    priorities.SECTION,
    segments.SECTION,
    briefs.SECTION,
    differences.SECTION,
    reach.SECTION,
    typing_card.SECTION,
    why.SECTION,
    validation.SECTION,
    hypotheses.SECTION,
    data_quality.SECTION,
    tables.SECTION,
    refresh.SECTION,
    method.SECTION,
    told.SECTION,
)
