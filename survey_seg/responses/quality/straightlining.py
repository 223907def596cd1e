"""People who gave one answer all the way down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from survey_seg.errors import Notice
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.batteries import SHORTEST, batteries
from survey_seg.responses.model import Floats, Responses
from survey_seg.responses.quality.check import Check, Findings


def longest_run(codes: Floats) -> npt.NDArray[np.int64]:
    """The longest run of identical consecutive answers of each person; blanks are skipped.

    `codes`: people x items in the order asked, as asked. R twin: `careless::longstring`. Source: Johnson (2005),
    Ascertaining the validity of individual protocols, Journal of Research in Personality 39.

    >>> longest_run(np.array([[3, 3, 3, 1], [1, 2, np.nan, 2]])).tolist()
    [3, 2]
    """
    longest = np.zeros(len(codes), dtype=np.int64)
    run = np.zeros(len(codes), dtype=np.int64)
    last = np.full(len(codes), np.nan)
    for column in codes.T:
        there = ~np.isnan(column)
        run = np.where(there, np.where(column == last, run + 1, 1), run)
        last = np.where(there, column, last)
        longest = np.maximum(longest, run)
    return longest


def straightlining(responses: Responses) -> Findings | Notice:
    """Flags people whose answers to a whole battery are one and the same.

    A battery is six or more neighbouring items with the same three or more answers; at least six must be answered.
    Where a battery holds items that are worded the other way, a straight line contradicts itself, and the reason says
    so. Codes are compared as asked, before any item is turned.
    """
    there = set(responses.answers.columns)
    held = [[one for one in battery if one.name in there] for battery in batteries(responses.questionnaire)]
    found = [battery for battery in held if len(battery) >= SHORTEST]
    if not found:
        text = f"Straight-lining was not checked: no {SHORTEST} neighbouring items share three or more answers."
        return Notice("QUALITY_NO_BATTERY", text)
    flagged: dict[int, str] = {}
    for battery in found:
        codes = responses.answers[[one.name for one in battery]].to_numpy(dtype=np.float64)
        answered = (~np.isnan(codes)).sum(axis=1)
        for place in np.flatnonzero((answered >= SHORTEST) & (longest_run(codes) == answered)):
            code = codes[place][~np.isnan(codes[place])][0]
            flagged.setdefault(int(place), _reason(battery, code, int(answered[place])))
    return flagged


def _reason(battery: Sequence[Variable], code: float, answered: int) -> str:
    turned = sum(one.reverse for one in battery)
    against = f", {turned} of them worded the other way" if turned else ""
    return f"The same answer ({code:g}) to all {answered} items from {battery[0].name} to {battery[-1].name}{against}."


CHECK: Final = Check("straight-lining", straightlining)
