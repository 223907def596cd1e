"""How often people would get the same segment again if they answered the same questions some weeks later."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.model import Basis
from survey_seg.stats.seeds import stream
from survey_seg.typing_tool.making.candidates import Design, is_choice
from survey_seg.typing_tool.making.weigh import Weights

Floats = npt.NDArray[np.float64]

MOVED, FLIPPED = 0.3, 0.1
"""Share of the answers on a scale that move by one step, and of the yes/no answers and categories that change."""

TIMES, STEPS = 10, 10
"""How often everybody answers again; a wide number moves by one such part of its range."""

ASSUMPTION = (
    f"assumed: at the second time {MOVED:.0%} of the answers on scales are one step higher or lower, and {FLIPPED:.0%} "
    "of the yes/no answers and categories are others; simulated, nobody was asked twice"
)


def expected_agreement(tool: Weights, design: Design, basis: Basis, *, seed: int) -> float:
    """The share of people who get the same segment again when their answers change a little by chance.

    Everybody's answers are changed `TIMES` times: 30 in 100 answers on a scale move by one step (at an end they can
    only move inwards), 10 in 100 answers to yes/no questions and categories become another one. Blanks stay blank. An
    expectation under this assumption, not a measurement.
    """
    there = np.flatnonzero(basis.weights > 0)
    people = there[np.argsort(np.array(basis.ids)[there], kind="stable")]  # whatever order they come in
    own = Design(design.variables, design.columns[people], design.groups)
    weights = basis.weights[people]
    first = tool.scores(own).argmax(axis=1)
    chance = stream(seed, "typing", "asked again")
    same = 0.0
    for _ in range(TIMES):
        columns = own.columns.copy()
        for group in tool.chosen:
            places = np.flatnonzero(own.groups == group)
            columns[:, places] = _again(own, group, columns[:, places], chance)
        second = tool.scores(Design(own.variables, columns, own.groups)).argmax(axis=1)
        same += float(weights @ (first == second) / weights.sum())
    return same / TIMES


def _again(design: Design, group: int, answers: Floats, chance: np.random.Generator) -> Floats:
    """The answers to one question, at the second time."""
    variable = design.variables[group]
    luck, other = chance.random(len(answers)), chance.random(len(answers))
    if is_choice(variable):
        categories = answers.shape[1]
        onward = 1 + (other * (categories - 1)).astype(np.int64)
        turned = np.eye(categories)[(np.nan_to_num(answers).argmax(axis=1) + onward) % categories]
        return np.where((luck < FLIPPED)[:, None] & ~np.isnan(answers), turned, answers)
    codes = np.array(sorted(variable.codes) or _numbers(variable.low, variable.high), dtype=np.float64)
    place = np.searchsorted(codes, np.nan_to_num(answers[:, 0], nan=codes[0]))
    step = max(1, (len(codes) - 1) // STEPS) if not variable.codes else 1
    moved = np.where(other < 0.5, place - step, place + step)
    moved = np.where((moved < 0) | (moved >= len(codes)), 2 * place - moved, moved)  # inwards
    changes = luck < (FLIPPED if len(codes) == 2 else MOVED)
    again = np.where(changes, codes[np.clip(moved, 0, len(codes) - 1)], answers[:, 0])
    return np.where(np.isnan(answers[:, 0]), np.nan, again)[:, None]


def _numbers(low: float | None, high: float | None) -> range:
    return range(int(np.ceil(low or 0)), int(np.floor(high or 0)) + 1)
