"""The answers of one wave, bound to the questionnaire, and what the quality screen says of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.errors import Notice
from survey_seg.questionnaire.model import Questionnaire

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Responses:
    """Coded answers of n people.

    `answers` has a row per person (index: respondent id as text, unique) and a column per questionnaire variable
    (`Variable.name`) that the file holds. Closed and numeric variables are float codes with NaN where there is no
    usable answer; text and date variables are text with None. Reversed items are *not* turned: codes are as asked.
    `declared_missing` has the same shape: True where the person chose an answer that is marked missing (don't know),
    so that it can be told from a blank. `weights` has mean 1 (all ones when the study has none). `seconds` is the
    interview's length, or None. `drawn_from`: how many people the file holds, where these were drawn from it; else 0.
    """

    questionnaire: Questionnaire
    answers: pd.DataFrame
    declared_missing: pd.DataFrame
    weights: Floats
    seconds: Floats | None
    weighted: bool
    file: str
    sha256: str
    wave: str = "1"
    notices: tuple[Notice, ...] = ()
    drawn_from: int = 0

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.answers)

    def kept(self, mask: Flags) -> Responses:
        """The same responses with only the people where `mask` is True; weights are scaled to mean 1 again."""
        weights = self.weights[mask]
        return Responses(
            questionnaire=self.questionnaire,
            answers=self.answers[mask],
            declared_missing=self.declared_missing[mask],
            weights=weights / weights.mean() if len(weights) else weights,
            seconds=None if self.seconds is None else self.seconds[mask],
            weighted=self.weighted,
            file=self.file,
            sha256=self.sha256,
            wave=self.wave,
            notices=self.notices,
            drawn_from=self.drawn_from,
        )


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Who was flagged, by which check, and who is kept.

    `flags`: a row per person (index: respondent id), a boolean column per check that could run.
    `reasons`: a row per flag: respondent, check, reason (a sentence with the figure that tripped it).
    `kept`: True for the people the analysis uses. `not_run`: checks that could not run, with why.
    """

    flags: pd.DataFrame
    reasons: pd.DataFrame
    kept: Flags
    not_run: tuple[Notice, ...]
    rule: str

    @property
    def counts(self) -> dict[str, int]:
        """How many people each check flagged."""
        return {str(check): int(self.flags[check].sum()) for check in self.flags.columns}
