"""People who are somebody else."""

from __future__ import annotations

from typing import Final

import numpy as np

from survey_seg.errors import Notice
from survey_seg.responses.model import Flags, Floats, Responses
from survey_seg.responses.quality.check import Check, Findings

FEWEST = 10
"""Questions from which identical answers can be told from coincidence at all."""
CHANCE = 0.001
"""Pairs of people with one pattern of answers that chance may produce for the pattern to count as copied."""
APART = frozenset({"link", "weight", "duration"})
"""Roles of variables that say nothing about a person's answers."""


def duplicates(responses: Responses) -> Findings | Notice:
    """Flags people who repeat all closed and numeric answers of somebody above them, when that cannot be chance.

    Many people share a pattern of a few yes/no questions, so a pattern counts only when chance would give fewer than
    one pair of people with it in a thousand such studies, were every question answered independently with the
    (weighted) shares found here. One answer to the whole basis is left to the check of straight lines. Of identical
    people the first is not flagged.
    """
    asked = [one for one in responses.questionnaire.variables() if one.name in responses.answers.columns]
    names = [one.name for one in asked if one.kind not in {"text", "date"} and not one.roles & APART]
    if len(names) < FEWEST:
        text = f"Duplicates were not checked: {len(names)} closed or numeric variables, {FEWEST} are needed."
        return Notice("QUALITY_FEW_QUESTIONS", text)
    codes = responses.answers[names].to_numpy(dtype=np.float64)
    basis = [place for place, one in enumerate(names) if any(two.name == one and "basis" in two.roles for two in asked)]
    varied = _varied(codes[:, basis]) if basis else _varied(codes)
    likely = _expected_pairs(codes, responses.weights) >= CHANCE
    enough = (~np.isnan(codes)).sum(axis=1) >= FEWEST
    ids = responses.answers.index
    return {
        place: f"All {len(names)} closed and numeric answers are those of {ids[first]}."
        for place, first in enumerate(_first_alike(codes))
        if first != place and varied[place] and enough[place] and not likely[place]
    }


def _varied(codes: Floats) -> Flags:
    """Who gave at least two different answers."""
    filled = np.where(np.isnan(codes), np.inf, codes).min(axis=1)
    varied: Flags = filled < np.where(np.isnan(codes), -np.inf, codes).max(axis=1)
    return varied


def _first_alike(codes: Floats) -> list[int]:
    """For each person the first person with the same answers, blanks included."""
    first: dict[bytes, int] = {}
    keys = np.where(np.isnan(codes), np.inf, codes)
    return [first.setdefault(row.tobytes(), place) for place, row in enumerate(keys)]


def _expected_pairs(codes: Floats, weights: Floats) -> Floats:
    """Pairs of people with a person's pattern that independent answers would give, for each person."""
    logarithm = np.full(len(codes), np.log(len(codes)) + np.log(max(len(codes) - 1, 1)) - np.log(2))
    for column in np.where(np.isnan(codes), np.inf, codes).T:
        _, inverse = np.unique(column, return_inverse=True)
        logarithm += np.log(np.bincount(inverse, weights) / weights.sum())[inverse]
    expected: Floats = np.exp(logarithm)
    return expected


CHECK: Final = Check("duplicates", duplicates)
