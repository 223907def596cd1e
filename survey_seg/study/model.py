"""What a person decides before the machine runs, and what is on disk afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from survey_seg.analysis.briefs import Briefs
from survey_seg.analysis.disclosure import Audience
from survey_seg.analysis.hypotheses import Hypotheses
from survey_seg.analysis.model import Basis, Candidates, FactorSolution, Priorities, Profiles, Segmentation
from survey_seg.analysis.priority_background import Background
from survey_seg.analysis.tables import Tables
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.report.section import Fault
from survey_seg.responses.model import QualityReport, Responses
from survey_seg.stats.column_tests import Correction
from survey_seg.study.showing import Showing
from survey_seg.tracking.model import RefreshAdvice
from survey_seg.typing_tool.making.question_choice import USUAL_QUESTIONS
from survey_seg.typing_tool.spec import TypingSpec

USUAL_SEGMENTS, MOST_SEGMENTS = 8, 10
"""Up to how many segments are compared, and up to how many on request."""


@dataclass(frozen=True, slots=True)
class Options:
    """The choices behind `analyze`; every option of the command is one field, with the same name and default.

    `k`: how many segments, "4" or "3-5"; empty takes the questionnaire's range. `k_max`: up to how many are compared.
    `because`: why a person chose k.
    `weights`: the column with the weights; empty takes the questionnaire's weight question, if it has one.
    `tool_questions`: how many questions the typing tool may ask. `ask`, `never`: questions that it asks in any case,
    and that it does not ask. `cost`: what questions cost beside the others (1), like "q7=0.5".
    `quotes`: whether people's own words are quoted in the briefs, made safe; never where readers are external.
    `disclosure`: who reads the tables, "internal" (cells of 5 people or more are shown) or "external" (of 10).
    `correction`: how the letters of a row of a table allow for how many pairs it has (see `stats.column_tests`).
    `force`: replace an earlier study in the output folder.
    """

    seed: int = 1
    k: str = ""
    k_max: int = USUAL_SEGMENTS
    because: str = ""
    weights: str = ""
    tool_questions: int = USUAL_QUESTIONS
    ask: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    quotes: bool = True
    disclosure: Audience = "internal"
    correction: Correction = "bh"
    force: bool = False


@dataclass(frozen=True, slots=True)
class Decisions:
    """What study.toml holds: everything people decided, nothing the machine found."""

    questionnaire: str
    responses: str
    options: Options
    names: Mapping[int, str] = field(default_factory=dict)
    criteria: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Files:
    """Where a study's inputs are; `keep_as` is where the response file is kept inside the study ("" = it is not)."""

    questionnaire: Path
    responses: Path
    keep_as: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """A study on disk: its folder, every number in it by name (results.json), and what no report could show."""

    path: Path
    results: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything one run of the analysis found, before it is written; None where a stage could not be computed.

    `usefulness`: a row per number of segments (see `study.usefulness`). `not_computed` says why, by stage ("factors",
    "profiles", "priorities", "typing", "find").
    """

    questionnaire: Questionnaire
    responses: Responses
    quality: QualityReport
    basis: Basis
    factors: FactorSolution | None
    candidates: Candidates
    segmentation: Segmentation
    usefulness: pd.DataFrame
    profiles: Profiles | None
    priorities: Priorities | None
    actions: pd.DataFrame
    reach: pd.DataFrame
    background: Background | None
    typing: TypingSpec | None
    find: TypingSpec | None
    advice: RefreshAdvice
    showing: Showing
    hypotheses: Hypotheses | None
    briefs: Briefs | None
    tables: Tables | None
    not_computed: Mapping[str, str]
    decisions: Decisions
