"""People who answered nothing that segments are built on."""

from __future__ import annotations

from typing import Final

import numpy as np

from survey_seg.errors import Notice
from survey_seg.responses.model import Responses
from survey_seg.responses.quality.basis_answers import answered
from survey_seg.responses.quality.check import Check, Findings


def unit_missing(responses: Responses) -> Findings | Notice:
    """Flags people without a single usable answer to the basis; don't know is no answer."""
    counts = answered(responses)
    if counts is None:
        return Notice("QUALITY_NO_BASIS", "Empty interviews were not checked: no question has the role basis.")
    given, items = counts
    return {int(place): f"None of {items} basis items answered." for place in np.flatnonzero(given == 0)}


CHECK: Final = Check("unit missing", unit_missing, decides=True)
