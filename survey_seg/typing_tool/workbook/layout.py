"""Where everything of the workbook's model stands, and the formulas that use it.

Only functions that every spreadsheet of the last fifteen years knows: IF, IFERROR, INDEX, MATCH, MAX, LARGE, COUNTIF,
SUMPRODUCT, TRIM, TEXT, VALUE. All sums are sums of whole numbers, so the workbook and the program agree exactly.

Each question has a table on the sheet "Model": the row "not answered" (position 0), then a row per answer (positions
1, 2, ...), with the points for each segment. A question without answer options has its points per unit instead, and
the position of an answer is the answer minus the smallest plus one. An answer that is unknown has position -1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

POINTS = 4
"""First column of "Model" that holds points: one column per segment."""

CODE_ROW, NAME_ROW, MESSAGE_ROW, ACTION_ROW, CONSTANT_ROW = 4, 5, 6, 7, 8
MIN_ROW, CLEAR_ROW, LEAN_ROW = 11, 12, 13
SURE_ROW = 15
"""What to say of a clear, a leaning and an unclear person: this row and the next two."""

FIRST_TABLE = 20

REASONS = 3
"""Answers that are named as those that decided."""


@dataclass(frozen=True, slots=True)
class Table:
    """A question's table on the sheet "Model"; `row` is its heading, `low` the smallest answer without options."""

    question: GoldenQuestion
    row: int
    low: int
    high: int

    @property
    def height(self) -> int:
        """Rows below the heading."""
        return 1 + (len(self.question.options) or 3)

    def column(self, column: int, *, with_missing: bool = False) -> str:
        """The address of the answers' rows in one column."""
        first = self.row + (1 if with_missing else 2)
        return "Model!" + str(xl_range_abs(first, column, self.row + self.height, column))

    def row_of(self, row: int, last: int) -> str:
        """The address of a row's points, counted from the heading."""
        return "Model!" + str(xl_range_abs(self.row + row, POINTS, self.row + row, last))

    def block(self, last: int) -> str:
        """The address of the points of all answers, not answered first."""
        return "Model!" + str(xl_range_abs(self.row + 1, POINTS, self.row + self.height, last))

    def cell(self, row: int, column: int) -> str:
        """The address of one cell, counted from the heading."""
        return "Model!" + str(xl_rowcol_to_cell(self.row + row, column, row_abs=True, col_abs=True))


def tables(spec: TypingSpec) -> tuple[Table, ...]:
    """The tables of all questions, one below the other."""
    row, found = FIRST_TABLE, []
    for question in spec.questions:
        low = 0 if question.options or question.min is None else math.ceil(question.min)
        high = 0 if question.options or question.max is None else math.floor(question.max)
        found.append(Table(question, row, low, high))
        row += found[-1].height + 2
    return tuple(found)


def shown(question: GoldenQuestion, position: int) -> str:
    """An answer as the drop-down list shows it: code and words."""
    option = question.options[position]
    return f"{option.code} – {option.label}" if option.label else str(option.code)


def typed_words(question: GoldenQuestion) -> list[str]:
    """The words a person may type for each answer; where they are not unique, words that nobody types."""
    words = [" ".join(option.label.split()) for option in question.options]
    taken = {text for option in question.options for text in ("", str(option.code), f"{option.code}.0")}
    taken |= {shown(question, position).casefold() for position in range(len(words))}
    unique = []
    for position, text in enumerate(words):
        unique.append(f"#{position + 1}#" if text.casefold() in taken else text)
        taken.add(text.casefold())
    return unique


def position_formula(table: Table, cell: str) -> str:
    """The position of the answer in `cell`: 0 when there is none, -1 when it is unknown."""
    text = f"TRIM({cell})"
    number = f'IF(RIGHT({text},2)=".0",LEFT({text},LEN({text})-2),{text})'
    known = _listed(table, cell, text) if table.question.options else _in_range(table, number)
    none = [f'{text}=""', *(f'{number}="{code}"' for code in table.question.no_answer)]
    return f"=IF(OR({','.join(none)}),0,{known})"


def _listed(table: Table, cell: str, text: str) -> str:
    codes, words, lines = table.column(1), table.column(2), table.column(3)
    match = f'({codes}={text})+({codes}&".0"={text})+({words}={text})+({lines}={cell})'
    position = f"SUMPRODUCT(--({match}>0),{table.column(0)})"
    return f"IF({position}=0,-1,{position})"


def _in_range(table: Table, number: str) -> str:
    value = f"VALUE({number})"
    valid = f'AND(TEXT({value},"0")={number},{value}>={table.low},{value}<={table.high})'
    return f"IFERROR(IF({valid},{value}-({table.low})+1,-1),-1)"


def score_formula(spec: TypingSpec, segment: int, positions: Sequence[str]) -> str:
    """The score of one segment from the cells that hold the positions."""
    column = POINTS + segment
    terms = ["Model!" + str(xl_rowcol_to_cell(CONSTANT_ROW, column, row_abs=True, col_abs=True))]
    for table, position in zip(tables(spec), positions, strict=True):
        if table.question.options:
            points = table.column(column, with_missing=True)
            terms.append(f"INDEX({points},MAX({position},0)+1)")
        else:
            unit, missing = table.cell(2, column), table.cell(1, column)
            terms.append(f"IF({position}>0,{unit}*({position}-1+({table.low})),{missing})")
    return "=" + "+".join(terms)


def best_formula(scores: str) -> str:
    """Which segment has the highest score: the first of equals."""
    return f"=MATCH(MAX({scores}),{scores},0)"


def runner_up_formula(scores: str, last: str, best: str) -> str:
    """Which segment comes second: with a tie at the top the next of the equals, else the first of the second best."""
    tied = f"{best}+MATCH(MAX({scores}),INDEX({scores},1,{best}+1):{last},0)"
    return f"=IF(LARGE({scores},1)=LARGE({scores},2),{tied},MATCH(LARGE({scores},2),{scores},0))"


def reason_formula(spec: TypingSpec, number: int, position: str, best: str, runner_up: str) -> str:
    """How much the answer to one question speaks for the segment against the runner-up; above 0 when it does.

    The gain of `reasons.deciding_answers`, times the number of questions, less a little for questions that come later:
    so no two questions have the same number, and the largest is the first of the strongest.
    """
    table, m = tables(spec)[number], len(spec.questions)
    last = POINTS + len(spec.segments) - 1

    def gap(cells: str, row: str = "1") -> str:
        return f"INDEX({cells},{row},{best})-INDEX({cells},{row},{runner_up})"

    missing = gap(table.row_of(1, last))
    if table.question.options:
        own = gap(table.block(last), f"{position}+1")
    else:
        own = f"({gap(table.row_of(2, last))})*({position}-1+({table.low}))"
    return f"=IF({position}>0,({own}-({missing}))*{m}-{number},0)"


def reason_text(reasons: str, rank: int, questions: str, answers: str, *, between: str) -> str:
    """The question and the answer that come first, second, ... among the reasons; empty where there is none."""
    place = f"MATCH(LARGE({reasons},{rank}),{reasons},0)"
    return f'IF(LARGE({reasons},{rank})>0,INDEX({questions},{place})&"{between}"&INDEX({answers},{place}),"")'


def model_row(spec: TypingSpec, row: int) -> str:
    """The address of a row of "Model" that holds one thing per segment."""
    return "Model!" + str(xl_range_abs(row, POINTS, row, POINTS + len(spec.segments) - 1))


def rule(row: int) -> str:
    """The address of one of the rules on "Model"."""
    return "Model!" + str(xl_rowcol_to_cell(row, POINTS, row_abs=True, col_abs=True))
