"""What a quality check is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from survey_seg.errors import Notice
from survey_seg.responses.model import Responses

Findings = Mapping[int, str]
"""The people a check flags: place in the answers -> a sentence with the figure that tripped it."""


@dataclass(frozen=True, slots=True)
class Check:
    """A name, and what finds the people it flags; a notice instead says why the check cannot be made.

    `decides`: a person flagged by this check alone is left out, because there is nothing to analyse.
    """

    name: str
    run: Callable[[Responses], Findings | Notice]
    decides: bool = False
