"""How many people a test of two versions needs."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from survey_seg.errors import CannotCompute, Problem

POWER = 0.8
LEVEL = 0.05


def people_per_arm(share: float, lift: float, *, power: float = POWER, level: float = LEVEL) -> int:
    """How many people each of two versions must be shown to, so that a lift of the share is found.

    `share`: of people who act under the old version; `lift`: how many more there must be to matter (0.05 is five
    points). A lift of that size is then found in `power` of all tests (two-sided, at `level`; two proportions, normal
    approximation). Raises CannotCompute where a share would leave 0..1 or the lift is none. R twin:
    `ceiling(power.prop.test(p1 = share, p2 = share + lift, power = 0.8)$n)`; source: Fleiss, Levin & Paik (2003),
    Statistical Methods for Rates and Proportions, section 4.2.

    >>> people_per_arm(0.2, 0.05)
    1094
    """
    other = share + lift
    if not (0 <= share <= 1 and 0 <= other <= 1 and lift):
        what = f"a share of {share:g} that becomes {other:g} is no test"
        raise CannotCompute(Problem("TEST_SHARES", what, expected="two different shares between 0 and 1"))
    middle = (share + other) / 2
    alike = float(ndtri(1 - level / 2)) * np.sqrt(2 * middle * (1 - middle))
    apart = float(ndtri(power)) * np.sqrt(share * (1 - share) + other * (1 - other))
    return int(np.ceil(((alike + apart) / lift) ** 2))
