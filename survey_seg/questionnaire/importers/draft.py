"""What an importer hands over: plain values with their places, made into a questionnaire without inventing anything.

Names that cannot be ids become ids and stay as the `column` of the response file; answers without a whole number as
code are numbered in their order, and what the other tool wrote stays in `also`; texts lose their mark-up. Whatever the
questionnaire cannot hold is noted in `lost`, never dropped in silence. Nothing is repaired: two questions with the same
id stay two questions with the same id, for the lint to find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from survey_seg.errors import InputRefused, Problem, printable
from survey_seg.questionnaire import schema
from survey_seg.questionnaire.importers.draft_fit import Fitter
from survey_seg.questionnaire.importers.draft_text import PIPED
from survey_seg.questionnaire.model import Lost, Path, Questionnaire

MAX_ENTRIES = 200_000
"""Questions, answers and rows of one file."""

LONGEST_NOTE = 300


@dataclass(slots=True)
class Draft:
    """A questionnaire in the making: plain values as in the YAML file, and the cell or element each thing stands in.

    `questions` hold the keys of `model.Question`, with what the other tool wrote: `id` (of questions and rows) may be
    any text, `code` any value, texts may hold HTML, `type` any word, `show_if` a tree of `conditions.Comparison` and
    `conditions.Combined`; conditions, `skip`, `loop` and quotas use the ids and codes of the other tool. `finish` makes
    all of them fit. `piped` finds the text that the tool fills in for each respondent.
    """

    tool: str
    study: dict[str, Any] = field(default_factory=dict)
    questions: list[dict[str, Any]] = field(default_factory=list)
    anchors: dict[Path, str] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    piped: re.Pattern[str] = PIPED

    def lose(self, what: str, anchor: str = "") -> None:
        """Note something that the questionnaire cannot hold."""
        what = printable(what)
        self.lost.append(Lost(what if len(what) <= LONGEST_NOTE else what[: LONGEST_NOTE - 1] + "…", printable(anchor)))

    def lose_routing(self, question: dict[str, Any], words: str, anchor: str = "") -> None:
        """Keep a filter that cannot be expressed as words that nothing evaluates, and note it."""
        question["routing_note"] = "; ".join(part for part in (question.get("routing_note"), words) if part)
        self.lose(f"a filter is kept in words only: {words}", anchor)

    def anchor(self, *path: str | int) -> str:
        """The cell or element of a place, or of the nearest place that contains it."""
        while path and path not in self.anchors:
            path = path[:-1]
        return self.anchors.get(path, "")


def finish(draft: Draft, *, file: str) -> Questionnaire:
    """The draft as a questionnaire; InputRefused where it has no questions, or tags that do not exist.

    >>> ask = {"id": "1.", "text": "<b>Tea</b> or ${drink}?", "type": "single", "options": [
    ...     {"code": "A1", "label": "Tea"}, {"code": "A2", "label": ""}]}
    >>> whole = finish(Draft("Some tool", questions=[ask]), file="drinks.json")
    >>> (asked,) = whole.questions
    >>> asked.id, asked.column, asked.text, asked.options[1].code, asked.options[1].also
    ('q1', '1.', 'Tea or [...]?', 2, ('A2',))
    >>> [lost.what for lost in whole.lost]
    ['the file has no title; its name stands instead', 'text filled in for each respondent is shown as [...]: ${drink}']
    """
    _check_size(draft, file)
    fitter = Fitter(draft)
    plain = {"study": fitter.study(file), "questions": fitter.questions()}
    whole = schema.validate(plain, file=file, place=lambda path: (None, printable(draft.anchor(*path))))
    return Questionnaire(
        study=whole.study,
        questions=whole.questions,
        file=file,
        anchors={path: printable(anchor) for path, anchor in draft.anchors.items()},
        imported=draft.tool,
        lost=tuple(dict.fromkeys(draft.lost)),
    )


def _check_size(draft: Draft, file: str) -> None:
    if not draft.questions:
        what = f"the {draft.tool} file has no questions"
        raise InputRefused(Problem("QUEST_EMPTY", what, "a questionnaire", file=file))
    entries = sum(1 + len(q.get("options") or ()) + len(q.get("rows") or ()) for q in draft.questions)
    if entries > MAX_ENTRIES:
        what = f"the file has {entries:,} questions, answers and rows"
        raise InputRefused(Problem("QUEST_TOO_LARGE", what, "a questionnaire", file=file))
