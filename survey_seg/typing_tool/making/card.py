"""On whom a tool was made: what somebody must know before it is used on other people."""

from __future__ import annotations

from typing import Any

from survey_seg.responses.model import Responses
from survey_seg.stats.weights import effective_base


def trained_on(responses: Responses) -> dict[str, Any]:
    """The people of a tool, for its card: how many, from which file and wave, of whom, when; "" where nothing is said.

    `n`: people with weight; `n_eff`: how many unweighted people they are worth. `population`, `source` and `fielded`
    are those of the questionnaire's sample.
    """
    sample = responses.questionnaire.study.sample
    return {
        "n": int((responses.weights > 0).sum()),
        "n_eff": effective_base(responses.weights),
        "file": responses.file,
        "wave": responses.wave or "",
        "population": sample.population or "",
        "source": sample.source or "",
        "fielded": sample.fielded or "",
    }
