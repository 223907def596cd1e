"""People who answered faster than one can read."""

from __future__ import annotations

from typing import Final

import numpy as np

from survey_seg.errors import Notice
from survey_seg.responses.model import Responses
from survey_seg.responses.quality.check import Check, Findings
from survey_seg.stats.weights import weighted_quantile

SHARE = 0.5
"""Share of the median length below which an interview is too fast."""
FEWEST = 30
"""Lengths from which a median says how long the interview takes."""


def speeding(responses: Responses) -> Findings | Notice:
    """Flags interviews shorter than half the (weighted) median.

    The rule is robust: speeders themselves hardly move the median. Lengths that are blank are not flagged. Source:
    Greszki, Meyer and Schoen (2015), Exploring the effects of removing "too fast" responses and respondents from web
    surveys, Public Opinion Quarterly 79(2), whose strictest cut is 50 % below the median.
    """
    if responses.seconds is None:
        return Notice("QUALITY_NO_DURATION", "Speeding was not checked: the file has no length of the interview.")
    seconds = responses.seconds
    known = ~np.isnan(seconds)
    if known.sum() < FEWEST:
        text = f"Speeding was not checked: {known.sum()} lengths are known, {FEWEST} are needed."
        return Notice("QUALITY_FEW_DURATIONS", text)
    median = weighted_quantile(seconds[known], responses.weights[known], 0.5)
    return {
        int(place): f"{seconds[place]:.0f} seconds, less than half of the median {median:.0f}."
        for place in np.flatnonzero(known & (seconds < SHARE * median))
    }


CHECK: Final = Check("speeding", speeding)
