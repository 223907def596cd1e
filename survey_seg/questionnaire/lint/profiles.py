"""Limits and severities that go together for a kind of study; a study's own settings come before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from survey_seg.questionnaire.model import Questionnaire

Limits = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs from the rules' own limits and severities."""

    limits: Limits = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)


PROFILES: Final[Mapping[str, Profile]] = {
    "b2c-online": Profile(),
    "b2b": Profile(
        limits={"LEN001": {"minutes": 10, "most": 15}, "LEN002": {"minutes": 15}, "ANA405": {"smallest": 50}}
    ),
    "mobile-first": Profile(
        limits={"LEN001": {"minutes": 10, "most": 15}, "LEN002": {"minutes": 15}, "LEN005": {"columns": 5}}
    ),
    "tracker": Profile(severity={"STU507": "info", "MIX010": "off"}),
    "strict": Profile(limits={"ANA404": {"per_item": 100}}),
    "legacy-import": Profile(severity={"WRD": "info", "STU": "info"}),
}


def profile_of(questionnaire: Questionnaire) -> Profile:
    """The profile a study names; without one, that of files of other tools, or of its market.

    >>> from survey_seg.questionnaire.brief import Study
    >>> asked = Questionnaire(study=Study(title="T"), questions=())
    >>> profile_of(asked) is PROFILES["b2c-online"]
    True
    """
    study = questionnaire.study
    if study.lint.profile:
        return PROFILES[study.lint.profile]
    if questionnaire.imported:
        return PROFILES["legacy-import"]
    return PROFILES["b2b" if study.market.type == "b2b" else "b2c-online"]
