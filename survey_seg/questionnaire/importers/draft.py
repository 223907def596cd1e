"""What an importer hands over: plain values with their places, made into a questionnaire without inventing anything.

Names that cannot be ids become ids and stay as the `column` of the response file; answers without a whole number as
code are numbered in their order, and what the other tool wrote stays in `also`; texts lose their mark-up. Whatever the
questionnaire cannot hold is noted in `lost`, never dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from survey_seg.questionnaire.model import Lost, Path


@dataclass(slots=True)
class Draft:
    """A questionnaire in the making: plain values as in the YAML file, and the cell or element each thing stands in.

    `questions` hold the keys of `model.Question`; `id` may be any text and `code` any value: `finish` makes them fit.
    """

    tool: str
    study: dict[str, Any] = field(default_factory=dict)
    questions: list[dict[str, Any]] = field(default_factory=list)
    anchors: dict[Path, str] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)

    def lose(self, what: str, anchor: str = "") -> None:
        """Note something that the questionnaire cannot hold."""
        self.lost.append(Lost(what, anchor))
