"""What can be wrong with a person's answers: one check per module, in the order they are reported."""

from typing import Final

from survey_seg.responses.quality import duplicates, item_missing, speeding, straightlining, unit_missing
from survey_seg.responses.quality.check import Check

CHECKS: Final[tuple[Check, ...]] = (
    unit_missing.CHECK,
    item_missing.CHECK,
    speeding.CHECK,
    straightlining.CHECK,
    duplicates.CHECK,
)
