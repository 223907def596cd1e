"""A typing tool as the numbers that an engine of the room `scale` works with."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from survey_seg.scale.answer_tables import UNKNOWN as UNKNOWN_PLACE
from survey_seg.scale.answer_tables import Item, Rule
from survey_seg.typing_tool.batch import find_columns
from survey_seg.typing_tool.classify import UNKNOWN, answer_code
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

WIDE = 5000
"""A range with more numbers than this has no table of points; its points are worked out for each answer."""


def scoring_rule(spec: TypingSpec, columns: Mapping[str, str]) -> Rule:
    """The tool's arithmetic for a table in which the questions (by id) stand in the given columns."""
    return Rule(
        items=tuple(_item(question, columns[question.id]) for question in spec.questions),
        constants=np.array(spec.constants, dtype=np.int64),
        least=spec.min_answered,
        clear=spec.bands["clear"],
        lean=spec.bands["lean"],
    )


def question_columns(spec: TypingSpec, names: Sequence[str], file: str) -> tuple[dict[str, str], str | None]:
    """The column of each question (by id) and the column of ids, if there is one; see `batch.find_columns`."""
    places, identifier = find_columns(spec, names, file)
    columns = {question.id: names[place] for question, place in zip(spec.questions, places, strict=True)}
    return columns, None if identifier is None else names[identifier]


def known_codes(question: GoldenQuestion) -> Sequence[int]:
    """The codes that a question scores, ascending.

    >>> known_codes(GoldenQuestion("v", "v", "How often?", "scale", (), 0, 3, (1, -1), {}, (0, 0)))
    range(0, 4)
    """
    if question.options:
        return tuple(sorted(option.code for option in question.options))
    return range(math.ceil(question.min or 0), math.floor(question.max or 0) + 1)


def _item(question: GoldenQuestion, column: str) -> Item:
    codes = known_codes(question)
    steep = not question.options and len(codes) > WIDE
    rows = [question.missing, *(() if steep else (question.score(code) for code in codes))]
    return Item(
        column=column,
        codes=codes,
        points=np.array(rows, dtype=np.int64),
        place_of=_places(question, codes),
        slope=np.array(question.w, dtype=np.int64) if steep else None,
    )


def _places(question: GoldenQuestion, codes: Sequence[int]) -> Callable[[object], int]:
    listed = None if isinstance(codes, range) else {code: place for place, code in enumerate(codes, start=1)}

    def place(cell: object) -> int:
        code = answer_code(question, cell)
        if code is UNKNOWN:
            return UNKNOWN_PLACE
        if not isinstance(code, int):
            return 0
        return code - codes[0] + 1 if listed is None else listed[code]

    return place
