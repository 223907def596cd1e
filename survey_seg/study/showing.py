"""What the report shows beyond the main findings: how segments differ, who can be found, what validates them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import pandas as pd

from survey_seg.analysis.differences import CARRIES, MARKER, QUARTER, Differences, across, differences
from survey_seg.analysis.findability import ASKED, ENOUGH, TYPICAL, Findability, findability
from survey_seg.analysis.model import Basis, Candidates, Profiles, Segmentation
from survey_seg.analysis.validation import SplitHalf, removals, split_half, value_map
from survey_seg.responses.model import QualityReport, Responses

Stage = TypeVar("Stage")


class Attempt(Protocol):
    """Runs a stage by name; None where it cannot be computed."""

    def __call__(self, stage: str, compute: Callable[[], Stage]) -> Stage | None:
        """The stage's outcome."""


@dataclass(frozen=True, slots=True)
class Showing:
    """The parts, None where one could not be computed; tables without rows where there is nothing to tell."""

    differences: Differences | None
    findability: Findability | None
    split_half: SplitHalf | None
    removals: pd.DataFrame
    values: pd.DataFrame
    across: dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found before: the segments, all their candidates, and their profiles (None without segments)."""

    candidates: Candidates
    segmentation: Segmentation
    profiles: Profiles | None
    basis: Basis


def show(found: Found, read: Responses, quality: QualityReport, attempt: Attempt) -> Showing:
    """Everything these parts of the report print. `read`: the answers of everybody, before anybody was left out."""
    segmentation, basis, profiles = found.segmentation, found.basis, found.profiles
    kept, seed = read.kept(quality.kept), found.candidates.seed
    findable = None
    if profiles is not None:
        findable = attempt("findability", lambda: findability(segmentation, profiles, kept, basis))
    return Showing(
        differences=attempt("differences", lambda: differences(segmentation, basis)),
        findability=findable,
        split_half=attempt("split_half", lambda: split_half(segmentation, basis, seed=seed)),
        removals=removals(segmentation, basis, read, quality.kept),
        values=value_map(segmentation, kept, basis),
        across=across(found.candidates, basis.weights),
    )


def shown(
    showing: Showing,
    missing: Callable[[str], dict[str, str]],
    told: Callable[[pd.DataFrame], pd.DataFrame],
) -> dict[str, Any]:
    """These parts as results.json holds them; `missing` says why one is not there, `told` hides means as tables do."""
    apart, found, halves = showing.differences, showing.findability, showing.split_half
    return {
        "differences": missing("differences")
        if apart is None
        else {name: getattr(apart, name) for name in ("pairs", "axes", "carriers", "contours")}
        | {"items": told(apart.items), "cells": told(apart.cells)}
        | {"thresholds": {"marker": MARKER, "quarter": QUARTER, "carries": CARRIES}},
        "findability": missing("findability")
        if found is None
        else {name: getattr(found, name) for name in ("segments", "channels", "rules", "traits", "people")}
        | {"thresholds": {"typical": 100 * TYPICAL, "enough": ENOUGH}, "asked": sorted(ASKED)},
        "validation": {
            "split_half": missing("split_half") if halves is None else halves,
            "removals": showing.removals,
            "values": showing.values,
        },
        "across": showing.across,
    }
