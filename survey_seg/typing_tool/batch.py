"""A file of people to a file of segments: CSV in, CSV out, one row at a time, with the standard library only.

Cells and rows of answers that were seen before are not worked out again; what is remembered has a limit.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from survey_seg.artifact import spreadsheet_safe, whole_file
from survey_seg.errors import InputRefused, Notice, Problem, UsageProblem, quoted
from survey_seg.typing_tool.classify import (
    BANDS,
    UNKNOWN,
    Typed,
    answer_code,
    answers_in_words,
    classify_codes,
    self_test,
)
from survey_seg.typing_tool.population import AnswerCounts, Population, differences
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

RESULTS = ("segment", "name", "band", "margin", "runner_up", "answered")
ID = re.compile(r"(.*[\s_.-])?(?i:id|key|no|nr|number)|.*[a-z](ID|Id)|(?i:respondent)")
"""Names of columns that hold ids: id, customer_id, CustomerID, contact key, respondent."""

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
SHOWN = 100
"""Rows whose unknown answers are named; the others are counted."""

REMEMBERED = 50_000
"""Cells per question, and rows of answers, that are remembered."""


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """What was typed: people read, people with a segment, people with too few answers, unknown answers.

    `segments` and `bands` count people by segment code and by how sure the tool is; nobody is counted there when the
    tool gives scores only. `questions`: the answers to each question. `notices`: how these people differ from those
    whom the tool was made from. `problems` names the first hundred answers that are not one of their question's codes,
    and the rows that could not be read.
    """

    read: int
    typed: int
    too_few: int
    unreadable: int
    unknown: int
    segments: Mapping[int, int]
    bands: Mapping[str, int]
    id_column: str
    problems: tuple[Problem, ...]
    questions: tuple[AnswerCounts, ...]
    notices: tuple[Notice, ...]

    def __str__(self) -> str:
        """The counts and the problems as lines to print."""
        lines = [f"{self.read} people read, {self.typed} typed, {self.too_few} with too few answers"]
        lines += [f"segment {code}: {count}" for code, count in self.segments.items()]
        lines += [", ".join(f"{name} {count}" for name, count in self.bands.items())]
        if self.unknown:
            lines.append(f"{self.unknown} answers are not codes of their question; they count as not answered")
        if self.unreadable:
            lines.append(f"{self.unreadable} rows with more cells than the header were not typed")
        lines += [notice.text for notice in self.notices]
        return "\n".join([*lines, *(problem.line() for problem in self.problems)])


class _Typist:
    """Types rows of cells, counting; what was seen before is remembered."""

    def __init__(self, spec: TypingSpec) -> None:
        self.spec = spec
        self.read = self.too_few = self.unreadable = 0
        self.segments: Counter[int] = Counter()
        self.bands: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self._cells: list[dict[str, int | None]] = [{} for _ in spec.questions]
        self._rows: dict[tuple[int | None, ...], Typed] = {}
        self._codes: list[Counter[int]] = [Counter() for _ in spec.questions]
        self._unknown = [0] * len(spec.questions)
        self._blank = [0] * len(spec.questions)

    def note(self, problem: Problem) -> None:
        if len(self.problems) < SHOWN:
            self.problems.append(problem)

    def typed(self, cells: Sequence[str], place: _Place) -> Typed:
        """One person, counted."""
        codes = tuple(self._code(at, cell, place) for at, cell in enumerate(cells))
        typed = self._rows.get(codes)
        if typed is None:
            typed = classify_codes(self.spec, list(codes))
            if len(self._rows) < REMEMBERED:
                self._rows[codes] = typed
        if typed.segment is None:
            self.too_few += 1
        else:
            self.segments[typed.segment] += 1
            self.bands[typed.band] += 1
        return typed

    def counts(self, id_column: str) -> BatchCounts:
        """Everything that was counted."""
        segments = dict(sorted(self.segments.items())) if self.spec.hard_labels else {}
        bands: dict[str, int] = {name: self.bands[name] for name in BANDS}
        questions = tuple(
            AnswerCounts(question.id, self._blank[at], self._unknown[at], dict(sorted(self._codes[at].items())))
            for at, question in enumerate(self.spec.questions)
        )
        return BatchCounts(
            read=self.read,
            typed=sum(segments.values()),
            too_few=self.too_few,
            unreadable=self.unreadable,
            unknown=sum(self._unknown),
            segments=segments,
            bands=bands if segments else {},
            id_column=id_column,
            problems=tuple(self.problems),
            questions=questions,
            notices=differences(self.spec, Population(self.read, segments, questions)),
        )

    def _code(self, at: int, cell: str, place: _Place) -> int | None:
        known = self._cells[at]
        if cell in known:
            code = known[cell]
        else:
            found = answer_code(self.spec.questions[at], cell)
            if found is UNKNOWN:
                self._unknown_cell(at, cell, place)
                return None
            code = found if isinstance(found, int) else None
            if len(known) < REMEMBERED:
                known[cell] = code
        if code is None:
            self._blank[at] += 1
        else:
            self._codes[at][code] += 1
        return code

    def _unknown_cell(self, at: int, cell: str, place: _Place) -> None:
        question = self.spec.questions[at]
        self._unknown[at] += 1
        what = f"{quoted(cell)} is not an answer of this question; it counts as not answered"
        self.note(place.problem("TYPING_UNKNOWN_CODE", what, answers_in_words(question), question.column))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the golden questions and the id stand in a file; the id is the line number when it has no such column."""

    file: str
    questions: tuple[int, ...]
    id: int | None
    name: str
    width: int


@dataclass(frozen=True, slots=True)
class _Place:
    """The line a problem stands on."""

    file: str
    row: int
    person: str

    def problem(self, code: str, what: str, expected: str, column: str = "") -> Problem:
        return Problem(
            code, what, expected, file=self.file, row=self.row, column=column, respondent=self.person[:SHOWN]
        )


class Rows(Protocol):
    """What a csv.reader is."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def classify_file(spec: TypingSpec, people: str | Path, out: str | Path | None) -> BatchCounts:
    """Types every person of a CSV file and writes id, segment, name, band, margin, runner_up and answered.

    A tool whose answers say too little for a person's segment (`hard_labels` is False) writes id, answered and one
    column of scores per segment, score_1 ..., instead.

    Columns are found by the golden questions' column names or ids; comma, semicolon or tab, double or single quotes,
    with or without a byte order mark. The id is the first column called id, customer_id, CustomerID, contact key...,
    else the line in the file. Nothing else of the input is copied: a file of typed people holds no more than it needs,
    and no names. The file is written beside its place and renamed when whole. Duplicate ids are kept. With `out` None
    people are only counted.

    Raises `InputRefused` when the file or a golden question's column is not there or the tool fails its own test
    vectors, `UsageProblem` when `out` is the input itself, `EnvironmentProblem` when the disk refuses `out`.
    """
    people, out = Path(people), None if out is None else Path(out)
    refuse_unfit(spec, people, out)
    typist = _Typist(spec)
    with open_rows(spec, people) as (rows, columns):
        typed = _typed_rows(rows, columns, typist)
        if out is None:
            deque(typed, maxlen=0)
        else:
            _write(out, [columns.name, *result_columns(spec)], typed)
        return typist.counts(columns.name)


@contextmanager
def open_rows(spec: TypingSpec, people: Path) -> Iterator[tuple[Rows, Columns]]:
    """The rows of a CSV file below its header, and where the golden questions and the ids stand in them.

    Raises InputRefused, also while the rows are read: TYPING_NO_FILE, TYPING_ENCODING, TYPING_CSV, TYPING_NO_COLUMN,
    TYPING_DOUBLE_COLUMN.
    """
    try:
        source = people.open(encoding="utf-8-sig", newline="")
    except OSError as reason:
        what = f"the file cannot be opened ({reason.strerror})"
        raise InputRefused(Problem("TYPING_NO_FILE", what, file=people.name)) from None
    with source:
        try:
            delimiter, quote = _dialect(source)
            rows = csv.reader(source, delimiter=delimiter, quotechar=quote, strict=True)
            yield rows, _columns(spec, next(rows, []), people.name)
        except UnicodeDecodeError:
            hint = "save it as CSV UTF-8"
            problem = Problem("TYPING_ENCODING", "the file is not UTF-8 text", hint=hint, file=people.name)
            raise InputRefused(problem) from None
        except csv.Error as reason:
            what = f"the file is not whole CSV ({reason})"
            raise InputRefused(Problem("TYPING_CSV", what, file=people.name)) from None


def refuse_unfit(spec: TypingSpec, people: Path, out: Path | None) -> None:
    """Refuse a tool that fails its own test vectors, and results that would replace the answers."""
    if out is not None and out.exists() and people.exists() and out.samefile(people):
        raise UsageProblem(Problem("TYPING_SAME_FILE", "the results would replace the people's answers", file=out.name))
    if problems := self_test(spec):
        raise InputRefused(problems)


def result_columns(spec: TypingSpec) -> tuple[str, ...]:
    """The columns of a CSV of typed people beside the id."""
    return RESULTS if spec.hard_labels else ("answered", *(f"score_{code.code}" for code in spec.segments))


def _dialect(source: TextIO) -> tuple[str, str]:
    """Separator and quote, as the header uses them."""
    header = source.readline()
    source.seek(0)
    return max(",;\t", key=header.count), "'" if header.startswith("'") else '"'


def _columns(spec: TypingSpec, header: Sequence[str], file: str) -> Columns:
    names = [name.strip() for name in header]
    places, place = find_columns(spec, names, file)
    return Columns(file, places, place, "line" if place is None else names[place], len(names))


def find_columns(spec: TypingSpec, names: Sequence[str], file: str) -> tuple[tuple[int, ...], int | None]:
    """The places of the golden questions and of the id (None: there is no such column) among names of columns.

    A question is found by its column or else its id; the id is the first column called id, customer_id, CustomerID,
    contact key ... Raises InputRefused with every question that is not there once.
    """
    problems, places = [], []
    for question in spec.questions:
        found = [place for place, name in enumerate(names) if name == question.column]
        found = found or [place for place, name in enumerate(names) if name == question.id]
        if len(found) == 1:
            places.append(found[0])
        else:
            problems.append(_column_problem(question, names, len(found), file))
    if problems:
        raise InputRefused(problems)
    ids = [place for place, name in enumerate(names) if ID.fullmatch(name) and place not in places]
    return tuple(places), ids[0] if ids else None


def _column_problem(question: GoldenQuestion, names: Sequence[str], times: int, file: str) -> Problem:
    near = difflib.get_close_matches(question.column, names, n=1, cutoff=0.6)
    return Problem(
        "TYPING_DOUBLE_COLUMN" if times else "TYPING_NO_COLUMN",
        f"column {quoted(question.column)} stands {times} times" if times else f"no column {quoted(question.column)}",
        expected=f"one column with the answers to {quoted(question.text)}",
        hint=f"did you mean {quoted(near[0])}?" if near and not times else "",
        file=file,
        row=1,
    )


def _typed_rows(rows: Rows, columns: Columns, typist: _Typist) -> Iterator[list[str | int]]:
    spec = typist.spec
    for row in rows:
        if not any(row):
            continue
        typist.read += 1
        has_id = columns.id is not None and columns.id < len(row)
        person = row[columns.id] if has_id and columns.id is not None else str(rows.line_num)
        place = _Place(columns.file, rows.line_num, person if has_id else "")
        if any(cell.strip() for cell in row[columns.width :]):
            typist.unreadable += 1
            what = f"the row has {len(row)} cells; it was not typed"
            typist.note(place.problem("TYPING_ROW", what, f"{columns.width}"))
            yield [_id_cell(person), *[""] * len(result_columns(spec))]
        else:
            cells = [row[column] if column < len(row) else "" for column in columns.questions]
            yield [_id_cell(person), *_results(spec, typist.typed(cells, place))]


def _results(spec: TypingSpec, typed: Typed) -> list[str | int]:
    if not spec.hard_labels:
        return [typed.answered, *typed.scores]
    if typed.segment is None:
        return ["", "", "", "", "", typed.answered]
    runner_up = "" if typed.runner_up is None else typed.runner_up
    name = spreadsheet_safe(typed.name)
    return [typed.segment, name, typed.band, typed.margin, runner_up, typed.answered]


def _id_cell(person: str) -> str:
    """The id as it was: a phone number keeps its plus, text that looks like a formula is defused."""
    return person if NUMBER.fullmatch(person) else spreadsheet_safe(person)


def _write(out: Path, columns: Sequence[str], rows: Iterator[list[str | int]]) -> None:
    with whole_file(out) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([spreadsheet_safe(column) for column in columns])
        writer.writerows(rows)
