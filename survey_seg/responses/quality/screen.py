"""Who is kept: all checks, one rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

from survey_seg.errors import Notice
from survey_seg.responses.model import QualityReport, Responses
from survey_seg.responses.quality import CHECKS

FAILS = 2
"""Checks a person must fail to be left out, unless one of them decides."""

RULE = (
    "People are left out when they answered less than half of the basis items, or when at least two independent checks "
    "flag them (speeding, straight-lining, duplicates). One flag alone leaves a person in."
)


def screen(responses: Responses) -> QualityReport:
    """Which people are flagged, why, and who is kept.

    Are these answers people's own? Every check in `CHECKS` is made, or says why it could not be. One flag can be
    chance, so a single one leaves a person in; two are taken for carelessness, as sample providers do (GRBN, fail two
    or more). A person with too few basis answers is left out in any case: there is nothing to place them by.
    """
    flags = pd.DataFrame(index=responses.answers.index)
    reasons: list[tuple[str, str, str]] = []
    not_run: list[Notice] = []
    decided = np.zeros(responses.n, dtype=bool)
    for check in CHECKS:
        found = check.run(responses)
        if isinstance(found, Notice):
            not_run.append(found)
            continue
        flagged = np.zeros(responses.n, dtype=bool)
        flagged[list(found)] = True
        flags[check.name] = flagged
        reasons += [(str(responses.answers.index[place]), check.name, why) for place, why in sorted(found.items())]
        decided |= flagged & check.decides
    kept = ~decided & (flags.sum(axis=1).to_numpy() < FAILS)
    table = pd.DataFrame(reasons, columns=["respondent", "check", "reason"], dtype="object")
    return QualityReport(flags=flags, reasons=table, kept=kept, not_run=tuple(not_run), rule=RULE)
