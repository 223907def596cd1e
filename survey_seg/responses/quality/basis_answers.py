"""How much of the basis each person answered."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from survey_seg.responses.model import Responses


def answered(responses: Responses) -> tuple[npt.NDArray[np.int64], int] | None:
    """Usable basis answers per person, and how many there could be; None when the file holds no basis item."""
    names = [one.name for one in responses.questionnaire.having("basis") if one.name in responses.answers.columns]
    if not names:
        return None
    return responses.answers[names].notna().sum(axis=1).to_numpy(dtype=np.int64), len(names)
