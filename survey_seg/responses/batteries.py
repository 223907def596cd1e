"""Rows of items that are answered on one scale, one below the other."""

from __future__ import annotations

import itertools

from survey_seg.questionnaire.model import Questionnaire, Variable

SHORTEST = 6
"""Items from which the same answer throughout says something about the person and not about the items."""


def batteries(questionnaire: Questionnaire) -> tuple[tuple[Variable, ...], ...]:
    """The runs of at least six neighbouring scale items with the same answers (three or more); a grid ends a run.

    Yes/no items are none: "none of these" is an answer like any other there.
    """
    runs = itertools.groupby(questionnaire.variables(), key=_scale)
    found = (tuple(run) for scale, run in runs if scale is not None)
    return tuple(run for run in found if len(run) >= SHORTEST)


def _scale(variable: Variable) -> tuple[object, ...] | None:
    if variable.kind != "scale" or variable.question.type in {"rank", "sum", "maxdiff"}:
        return None
    if variable.codes and len(variable.codes) < 3:
        return None
    grid = variable.question.id if variable.question.rows else ""
    return (grid, variable.codes, variable.low, variable.high)
