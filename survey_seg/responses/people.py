"""Who the rows are, and how much each of them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from survey_seg.errors import Notice, Problem, quoted
from survey_seg.responses.codes import number_of, text_of, uses_decimal_comma, with_point
from survey_seg.responses.model import Floats
from survey_seg.responses.refuse import listing
from survey_seg.responses.table import Table
from survey_seg.stats.weights import effective_base, weighted_quantile

EXTREME = 20.0
"""Largest weight over the median weight from which a notice is due."""

SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+[0-9]+")


def raw_ids(table: Table, column: str | None) -> tuple[str, ...]:
    """Each row's respondent id as text, leading zeros kept; the row's number where the file has no ids."""
    if column is None:
        return tuple(str(row) for row in table.rows)
    return tuple(text_of(cell) for cell in table.column(column))


def id_problems(ids: Sequence[str], table: Table, column: str, file: str) -> list[Problem]:
    """Blank ids, and ids that stand in several rows: DATA_BLANK_ID, DATA_DUPLICATE_ID."""
    rows: dict[str, list[int]] = {}
    for one, row in zip(ids, table.rows, strict=True):
        rows.setdefault(one, []).append(row)
    blank = rows.pop("", [])
    problems = []
    if blank:
        what = f"{len(blank):,} people have no id (rows {listing(blank)})"
        problems.append(Problem("DATA_BLANK_ID", what, file=file, row=blank[0], column=column, expected="an id each"))
    for one, places in rows.items():
        if len(places) > 1:
            what = f"{quoted(one)} stands in {len(places)} rows ({listing(places)})"
            problem = Problem("DATA_DUPLICATE_ID", what, expected="one row per person", file=file, row=places[1])
            problems.append(replace(problem, column=column, respondent=one))
    return problems


def id_notices(ids: Sequence[str], column: str) -> list[Notice]:
    """Ids that a spreadsheet has rounded (1.2E+10), so that they may no longer tell people apart."""
    rounded = [one for one in ids if SCIENTIFIC.fullmatch(one)]
    if not rounded:
        return []
    text = f"{len(rounded):,} ids in column {column} look rounded by a spreadsheet: {listing(rounded)}."
    return [Notice("DATA_ROUNDED_IDS", text)]


def read_weights(
    table: Table, column: str, ids: Sequence[str], file: str
) -> tuple[Floats, list[Problem], list[Notice]]:
    """The weights as they stand in the file; DATA_BAD_WEIGHT for each that is blank, negative or no number."""
    values, problems, notices = [], [], []
    cells = table.column(column)
    if uses_decimal_comma(cells):
        cells = [with_point(cell) for cell in cells]
        notices.append(Notice("DATA_DECIMAL_COMMA", f"Column {column} was read with a decimal comma."))
    for cell, row, one in zip(cells, table.rows, ids, strict=True):
        number = number_of(cell)
        if number is None or number < 0:
            what = "a blank weight" if text_of(cell) == "" else f"{quoted(text_of(cell))} is no weight"
            problem = Problem("DATA_BAD_WEIGHT", what, expected="a number of 0 or more", file=file, row=row)
            problems.append(replace(problem, column=column, respondent=one))
        values.append(0.0 if number is None else number)
    if not problems and not any(values):
        what = "every weight is 0"
        problems.append(Problem("DATA_BAD_WEIGHT", what, expected="somebody who counts", file=file, column=column))
    return np.array(values, dtype=np.float64), problems, notices


def weight_notices(weights: Floats, column: str) -> list[Notice]:
    """What a reader must know of weights: people left out, the scale, and how much precision they cost."""
    counted = weights[weights > 0]
    notices = []
    if len(counted) < len(weights):
        text = f"People with weight 0 in column {column} were left out: {len(weights) - len(counted):,}."
        notices.append(Notice("DATA_ZERO_WEIGHT", text))
    if counted.min() == counted.max():
        return notices
    base = effective_base(counted)
    text = (
        f"Weights in column {column} have mean {counted.mean():.4g} and were scaled to mean 1; {len(counted):,} people"
    )
    notices.append(Notice("DATA_WEIGHTS_SCALED", f"{text} have the precision of {base:,.0f} unweighted ones."))
    ratio = counted.max() / weighted_quantile(counted, np.ones_like(counted), 0.5)
    if ratio > EXTREME:
        text = f"The largest weight in column {column} is {ratio:.1f} times the median: few people decide the result."
        notices.append(Notice("DATA_EXTREME_WEIGHTS", text + " Consider trimming."))
    return notices
