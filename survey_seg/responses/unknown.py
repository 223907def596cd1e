"""What happens to cells that are no answer of their question: few are slips, many are a misunderstanding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_seg.errors import Notice, Problem, quoted
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.codes import number_of, text_of
from survey_seg.responses.refuse import listing
from survey_seg.responses.table import Cell

FEW = 0.01
"""Share of a column's answers up to which unknown cells are taken for slips and set blank."""

USUAL_MISSING = frozenset(
    sign * code for sign in (-1, 1) for code in (7, 8, 9, 66, 77, 88, 97, 98, 99, 997, 998, 999, 9999)
) | {-1.0, -2.0, -3.0}
"""Numbers that survey files use for no answer, don't know and refused."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where cells come from: the file, and the row and person of each record."""

    file: str
    rows: Sequence[int]
    ids: Sequence[str]


def verdict(column: str, unknown: Mapping[int, Cell], answered: int, place: Place, asked: Variable) -> Problem | Notice:
    """A notice when at most 1 % of a column's answers are unknown, otherwise the problem, with rows and examples.

    Rows of the file are counted, not weights: this is about how the file was made.
    """
    rows = [place.rows[at] for at in unknown]
    seen = [cell for cell, _ in Counter(text_of(cell) for cell in unknown.values()).most_common()]
    told = f"{len(rows):,} of {answered:,} answers unknown: {listing(map(quoted, seen))}; rows {listing(rows)}"
    hint = _hint(asked, set(unknown.values()))
    if len(rows) <= FEW * answered:
        text = f"Column {column}: {told}. They were set blank." + (f" Hint: {hint}." if hint else "")
        return Notice("DATA_CODES_BLANKED", text)
    first = next(iter(unknown))
    return Problem(
        "DATA_NOT_A_NUMBER" if _is_text(asked, unknown[first]) else "DATA_UNKNOWN_CODE",
        f"{quoted(text_of(unknown[first]))} is not an answer of this question ({told})",
        expected=_expected(asked),
        hint=hint,
        file=place.file,
        row=place.rows[first],
        column=column,
        respondent=place.ids[first],
    )


def counted_verdict(
    column: str, unknown: Mapping[Cell, int], answered: int, file: str, asked: Variable
) -> Problem | Notice:
    """The same verdict where cells were counted and rows are not known. `unknown`: how often each such cell occurs."""
    times = sum(unknown.values())
    seen = [text_of(cell) for cell, _ in Counter(unknown).most_common()]
    told = f"{times:,} of {answered:,} answers unknown: {listing(map(quoted, seen))}"
    hint = _hint(asked, set(unknown))
    if times <= FEW * answered:
        text = f"Column {column}: {told}. They were set blank." + (f" Hint: {hint}." if hint else "")
        return Notice("DATA_CODES_BLANKED", text)
    code = "DATA_NOT_A_NUMBER" if _is_text(asked, next(iter(unknown))) else "DATA_UNKNOWN_CODE"
    what = f"{quoted(seen[0])} is not an answer of this question ({told})"
    return Problem(code, what, expected=_expected(asked), hint=hint, file=file, column=column)


def _is_text(asked: Variable, cell: Cell) -> bool:
    return not asked.codes and number_of(cell) is None


def _expected(asked: Variable) -> str:
    if asked.codes:
        return listing((f"{option.code} ({option.label})" for option in asked.options), shown=12)
    if asked.low is not None and asked.high is not None:
        return f"a number from {asked.low:g} to {asked.high:g}"
    if asked.low is not None:
        return f"a number of at least {asked.low:g}"
    return "a number" if asked.high is None else f"a number of at most {asked.high:g}"


def _hint(asked: Variable, unknown: set[Cell]) -> str:
    numbers = {number for cell in unknown if (number := number_of(cell)) is not None}
    usual = sorted(numbers & USUAL_MISSING)
    if usual:
        return f"if {text_of(usual[0])} means no answer, give the question an option with that code and `missing: true`"
    if asked.codes and numbers == {min(asked.codes) - 1.0}:
        return f"does the file count from {min(asked.codes) - 1}? Recode it to {min(asked.codes)} to {max(asked.codes)}"
    if asked.codes:
        return "if this is another way to write an answer, list it under the option's `also`"
    return ""
