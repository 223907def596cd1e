"""People who answered too little of what segments are built on."""

from __future__ import annotations

from typing import Final

import numpy as np

from survey_seg.errors import Notice
from survey_seg.responses.model import Responses
from survey_seg.responses.quality.basis_answers import answered
from survey_seg.responses.quality.check import Check, Findings

SHARE = 0.5
"""Share of the basis a person must have answered."""


def item_missing(responses: Responses) -> Findings | Notice:
    """Flags people who answered something, but less than half of the basis; don't know is no answer.

    More than half of such a person's place among the others would be filled in.
    """
    counts = answered(responses)
    if counts is None:
        return Notice("QUALITY_NO_BASIS", "Missing answers were not checked: no question has the role basis.")
    given, items = counts
    return {
        int(place): f"{given[place]} of {items} basis items answered, less than half."
        for place in np.flatnonzero((given > 0) & (given < SHARE * items))
    }


CHECK: Final = Check("item missing", item_missing, decides=True)
