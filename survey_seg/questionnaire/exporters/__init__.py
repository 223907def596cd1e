"""The questionnaire for other tools, one file per format.

A format is known by its name on the command line; the exporter is imported when it is wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXPORTERS: Final[Mapping[str, str]] = {
    "xlsform": "survey_seg.questionnaire.exporters.xlsform:EXPORTER",
    "surveyjs": "survey_seg.questionnaire.exporters.surveyjs:EXPORTER",
    "limesurvey": "survey_seg.questionnaire.exporters.limesurvey:EXPORTER",
    "qualtrics": "survey_seg.questionnaire.exporters.qualtrics:EXPORTER",
    "flat": "survey_seg.questionnaire.exporters.flat:EXPORTER",
}
