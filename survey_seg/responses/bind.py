"""The cells of a file as the answers of a questionnaire."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from survey_seg.errors import Notice, Problem, quoted
from survey_seg.questionnaire.model import Question, Questionnaire, Variable
from survey_seg.responses import several
from survey_seg.responses.codes import Codebook, coded, is_blank, number_of, text_of, words_of
from survey_seg.responses.columns import Matches
from survey_seg.responses.model import Flags, Floats
from survey_seg.responses.refuse import listing
from survey_seg.responses.table import Cell, Table
from survey_seg.responses.unknown import Place, verdict

Ranges = Sequence[tuple[float, float]]
"""From and to of the codes that a file declares missing."""


@dataclass(slots=True)
class Bound:
    """Answers in the making: per variable the values and which were declared missing; what was noticed."""

    numbers: dict[str, Floats] = field(default_factory=dict)
    texts: dict[str, list[str | None]] = field(default_factory=dict)
    declared: dict[str, Flags] = field(default_factory=dict)
    heard: list[Problem | Notice] = field(default_factory=list)

    def frames(self, questionnaire: Questionnaire, ids: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The answers and the declared missings: a row per person, columns in the order asked."""
        index = pd.Index(ids, dtype="object", name="respondent")
        answers: dict[str, pd.Series] = {}
        declared: dict[str, pd.Series] = {}
        for name in (variable.name for variable in questionnaire.variables()):
            if name in self.numbers:
                answers[name] = pd.Series(self.numbers[name], index=index)
            elif name in self.texts:
                answers[name] = pd.Series(self.texts[name], index=index, dtype="object")
            if name in answers:
                flags = self.declared.get(name, np.zeros(len(index), dtype=bool))
                declared[name] = pd.Series(flags, index=index)
        return pd.DataFrame(answers, index=index), pd.DataFrame(declared, index=index)


def bind(table: Table, questionnaire: Questionnaire, found: Matches, place: Place) -> Bound:
    """The answers of every variable that has a column, with all problems of the file's content.

    Unknown cells are set blank with a notice where they are at most 1 % of a column's answers; more are a problem per
    column, DATA_UNKNOWN_CODE or DATA_NOT_A_NUMBER. A basis variable without a single answer is DATA_ALL_MISSING.
    """
    bound = Bound()
    for variable in questionnaire.variables():
        if variable.name in found.columns:
            _bind_column(bound, variable, table, found.columns[variable.name], place)
    for question in questionnaire.questions:
        if question.type == "multi":
            _bind_several(bound, question, table, found, place)
    bound.heard += _all_missing(bound, questionnaire, found, place)
    return bound


def _bind_column(bound: Bound, variable: Variable, table: Table, column: str, place: Place) -> None:
    cells = table.column(column)
    if variable.kind in {"text", "date"}:
        bound.texts[variable.name] = [text_of(cell) or None for cell in cells]
        return
    cells, by_file = _without_file_missings(bound, variable, cells, (column, table.missing.get(column, ())))
    cells = _by_label(bound, variable, cells, (column, table.labels.get(column, {})))
    if variable.question.type == "multi":
        cells, wrote = several.ticked(variable, cells)
        if wrote:
            text = f"Column {column} holds what people wrote ({wrote:,} answers): read as chosen."
            bound.heard.append(Notice("DATA_WRITTEN_ANSWERS", text))
    result = coded(variable, cells)
    if result.unknown:
        answered = sum(not is_blank(cell) for cell in cells)
        bound.heard.append(verdict(column, result.unknown, answered, place, variable))
    if result.decimal_comma:
        bound.heard.append(Notice("DATA_DECIMAL_COMMA", f"Column {column} was read with a decimal comma."))
    _compare_labels(bound, variable, table.labels.get(column, {}))
    chosen: Flags = np.isin(result.values, [option.code for option in variable.options if option.missing])
    bound.numbers[variable.name] = np.where(chosen, math.nan, result.values)
    bound.declared[variable.name] = chosen | by_file


def _without_file_missings(
    bound: Bound, variable: Variable, cells: Sequence[Cell], declared: tuple[str, Ranges]
) -> tuple[Sequence[Cell], Flags]:
    """The cells with what the file itself declares missing made blank, unless the questionnaire knows it as missing."""
    column, ranges = declared
    known = {option.code for option in variable.options if option.missing}
    missing = (
        {cell for cell in set(cells) if _within(cell, ranges) and number_of(cell) not in known} if ranges else set()
    )
    if not missing:
        return cells, np.zeros(len(cells), dtype=bool)
    flags: Flags = np.fromiter(map(missing.__contains__, cells), dtype=bool, count=len(cells))
    codes = listing(sorted(map(text_of, missing)))
    text = f"Column {column}: the file declares {codes} as missing ({flags.sum():,} answers)."
    if any(number_of(cell) in variable.codes for cell in missing):
        text += " The questionnaire counts such a code as an answer; the file was followed."
    bound.heard.append(Notice("DATA_FILE_MISSING_CODES", text))
    return ["" if flag else cell for cell, flag in zip(cells, flags, strict=True)], flags


def _within(cell: Cell, ranges: Ranges) -> bool:
    number = number_of(cell)
    return number is not None and any(low <= number <= high for low, high in ranges)


def _by_label(
    bound: Bound, variable: Variable, cells: Sequence[Cell], labelled: tuple[str, Mapping[float, str]]
) -> Sequence[Cell]:
    """The cells with codes the questionnaire does not know replaced by the words that the file itself gives them."""
    column, labels = labelled
    book = Codebook.of(variable.options)
    words = {code: label for code, label in labels.items() if book.code(code) is None and book.code(label) is not None}
    if not words or not words.keys() & set(cells):
        return cells
    text = f"Column {column}: {listing(map(text_of, words))} were read by the file's own words for them."
    bound.heard.append(Notice("DATA_READ_BY_LABEL", text))
    return [words.get(cell, cell) if isinstance(cell, float) else cell for cell in cells]


def _compare_labels(bound: Bound, variable: Variable, labels: Mapping[float, str]) -> None:
    book = Codebook.of(variable.options)
    told = {float(option.code): option.label for option in variable.options}
    differing = [
        f"{text_of(code)} is {quoted(label)} in the file and {quoted(told[code])} in the questionnaire"
        for code, label in labels.items()
        if code in told and words_of(label) != words_of(told[code])
    ]
    if differing:
        swapped = any(book.words.get(words_of(label), code) != code for code, label in labels.items())
        text = f"{variable.name}: {listing(differing)}. Codes were read as in the questionnaire."
        bound.heard.append(Notice("DATA_LABELS_SWAPPED" if swapped else "DATA_LABELS_DIFFER", text))


def _bind_several(bound: Bound, question: Question, table: Table, found: Matches, place: Place) -> None:
    columns = {name: bound.numbers[name] for name in several.names(question).values() if name in bound.numbers}
    if question.id in found.joined:
        column = found.joined[question.id]
        cells = table.column(column)
        columns, unknown = several.split(question, cells)
        if unknown:
            asked = Variable(column, column, question, question.text, column, "nominal", options=question.options)
            bound.heard.append(verdict(column, unknown, sum(not is_blank(cell) for cell in cells), place, asked))
    if not columns:
        return
    declared, notice = several.settle(question, columns)
    bound.numbers |= columns
    bound.declared |= declared
    if notice:
        bound.heard.append(notice)


def _all_missing(bound: Bound, questionnaire: Questionnaire, found: Matches, place: Place) -> list[Problem]:
    wrong = {problem.column for problem in bound.heard if isinstance(problem, Problem)}
    problems = []
    for variable in questionnaire.having("basis"):
        column = found.columns.get(variable.name, found.joined.get(variable.question.id, ""))
        values = bound.numbers.get(variable.name)
        if values is not None and column not in wrong and bool(np.isnan(values).all()):
            what = f"the basis variable {variable.name} has no usable answer in any of {len(values):,} rows"
            hint = "give the question another role, or check the export"
            row = place.rows[0]
            problems.append(Problem("DATA_ALL_MISSING", what, file=place.file, row=row, column=column, hint=hint))
    return problems
