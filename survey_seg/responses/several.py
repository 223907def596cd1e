"""Questions where several answers may be chosen: one column per answer, or all of them in one cell."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from survey_seg.errors import Notice
from survey_seg.questionnaire.model import Option, Question, Variable
from survey_seg.responses.codes import Codebook, is_blank, number_of, text_of, words_of
from survey_seg.responses.model import Flags, Floats
from survey_seg.responses.table import Cell

SEPARATORS = tuple(re.compile(pattern) for pattern in (";", r"\|", r"\n", ",", r"[;,|\n]", r"\s+"))
"""Tried one after the other, because an answer's words may hold a comma or a space."""

TICKED = frozenset({"x", "selected", "checked"})
NOT_TICKED = frozenset({"not selected", "unchecked", "not checked"})

Columns = dict[str, Floats]
"""Values per variable of one question: 1 chosen, 0 not chosen, NaN no answer."""


def names(question: Question) -> Mapping[int, str]:
    """The variable of each option's code."""
    return {option.code: f"{question.id}_{option.code}" for option in question.options}


def option_of(variable: Variable) -> Option:
    """The option that a variable of a multi question stands for."""
    return next(one for one in variable.question.options if variable.name == f"{variable.question.id}_{one.code}")


def ticked(variable: Variable, cells: Sequence[Cell]) -> tuple[Sequence[Cell], int]:
    """The cells of one option's column, with the option's own words, or a mark, read as chosen.

    The column of an answer to write on may hold what people wrote (LimeSurvey's Q1[other]): any words there are a
    choice, and the second value is how many cells hold some. A number is a code there, too.
    """
    option, book = option_of(variable), Codebook.of(variable.options)
    own = words_of(option.label)
    meaning = {**dict.fromkeys(TICKED, 1.0), **dict.fromkeys(NOT_TICKED, 0.0)} | ({own: 1.0} if own else {})
    read = [meaning.get(words_of(cell), cell) if isinstance(cell, str) else cell for cell in cells]
    if not option.open:
        return read, 0
    unread = {cell for cell in set(read) if isinstance(cell, str) and not is_blank(cell)}
    wrote = {cell for cell in unread if number_of(cell) is None and book.code(cell) is None}
    return [1.0 if cell in wrote else cell for cell in read], sum(cell in wrote for cell in read)


def split(question: Question, cells: Sequence[Cell]) -> tuple[Columns, Mapping[int, Cell]]:
    """Answers that stand in one cell, separated by ; , | or spaces, as a column per option; and unknown cells.

    A blank cell is no answer to any of them. A cell with a part that is no answer is unknown as a whole.
    """
    book = Codebook.of(question.options)
    chosen = {cell: _codes(book, cell) for cell in set(cells)}
    unknown = {place: cell for place, cell in enumerate(cells) if chosen[cell] is None and not is_blank(cell)}
    columns: Columns = {}
    for code, name in names(question).items():
        of_cell = {cell: math.nan if codes is None else float(code in codes) for cell, codes in chosen.items()}
        columns[name] = np.fromiter(map(of_cell.__getitem__, cells), dtype=np.float64, count=len(cells))
    return columns, unknown


def _codes(book: Codebook, cell: Cell) -> frozenset[int] | None:
    whole = book.code(cell)
    if whole is not None:
        return frozenset({whole})
    if is_blank(cell):
        return None
    text = text_of(cell)
    for separator in SEPARATORS:
        codes = [book.code(part) for part in separator.split(text) if part.strip()]
        if codes and None not in codes:
            return frozenset(code for code in codes if code is not None)
    return None


def settle(question: Question, columns: Columns) -> tuple[dict[str, Flags], Notice | None]:
    """Say what a blank means, in place, and return which answers were declared missing.

    Where a file marks what was chosen and nothing else (no 0 anywhere), a blank of somebody who chose something else
    is a 0; people without any mark have no answer. The same holds for the column of an answer to write on that has no
    0 of its own, where the other columns have. Somebody who chose an option marked missing (don't know) gave no answer
    to the others.
    """
    text = _blanks_as_no(question, columns)
    values = np.column_stack(list(columns.values()))
    missing = [f"{question.id}_{option.code}" for option in question.options if option.missing]
    unsure: Flags = np.zeros(len(values), dtype=bool)
    for name in missing:
        unsure |= columns.get(name, np.zeros(len(values))) == 1
    declared = {name: unsure if name not in missing else np.zeros_like(unsure) for name in columns}
    columns |= {name: np.where(flags, math.nan, columns[name]) for name, flags in declared.items()}
    return declared, Notice("DATA_BLANK_IS_NO", f"{question.id}: {text}") if text else None


def _blanks_as_no(question: Question, columns: Columns) -> str:
    """Make the blanks that mean no a 0, in place; what was done, or nothing."""
    values = np.column_stack(list(columns.values()))
    answered = ~np.isnan(values).all(axis=1)
    said = "the file marks chosen answers only; blanks of people who chose another were read as no."
    marks = list(columns)
    if (values == 0).any():
        opened = [f"{question.id}_{option.code}" for option in question.options if option.open]
        marks = [name for name in opened if name in columns and not (columns[name] == 0).any()]
        said = "the answer to write on is marked where it was chosen only; blanks beside other answers were read as no."
    blank = {name: answered & np.isnan(columns[name]) for name in marks}
    if not any(flags.any() for flags in blank.values()):
        return ""
    columns |= {name: np.where(flags, 0.0, columns[name]) for name, flags in blank.items()}
    return said
