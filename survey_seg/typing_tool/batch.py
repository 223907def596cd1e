"""A file of people to a file of segments: CSV in, CSV out, one row at a time, with the standard library only."""

from __future__ import annotations

import csv
import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from survey_seg.artifact import spreadsheet_safe, whole_file
from survey_seg.errors import InputRefused, Problem, UsageProblem, quoted
from survey_seg.typing_tool.classify import UNKNOWN, Typed, answer_code, answers_in_words, classify_codes, self_test
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

RESULTS = ("segment", "name", "band", "margin", "runner_up", "answered")
ID = re.compile(r"(.*[\s_.-])?(?i:id|key|no|nr|number)|.*[a-z](ID|Id)|(?i:respondent)")
"""Names of columns that hold ids: id, customer_id, CustomerID, contact key, respondent."""

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
SHOWN = 100
"""Rows whose unknown answers are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """What was typed: people read, people with a segment, people with too few answers, unknown answers.

    `segments` and `bands` count people by segment code and by how sure the tool is. `problems` names the first
    hundred answers that are not one of their question's codes, and the rows that could not be read.
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

    def __str__(self) -> str:
        """The counts and the problems as lines to print."""
        lines = [f"{self.read} people read, {self.typed} typed, {self.too_few} with too few answers"]
        lines += [f"segment {code}: {count}" for code, count in self.segments.items()]
        lines += [", ".join(f"{name} {count}" for name, count in self.bands.items())]
        if self.unknown:
            lines.append(f"{self.unknown} answers are not codes of their question; they count as not answered")
        if self.unreadable:
            lines.append(f"{self.unreadable} rows with more cells than the header were not typed")
        return "\n".join([*lines, *(problem.line() for problem in self.problems)])


@dataclass(slots=True)
class _Tally:
    """Counts while the file is read."""

    read: int = 0
    too_few: int = 0
    unreadable: int = 0
    unknown: int = 0
    segments: Counter[int] = field(default_factory=Counter)
    bands: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def note(self, problem: Problem) -> None:
        if len(self.problems) < SHOWN:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class _Columns:
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


def classify_file(spec: TypingSpec, people: str | Path, out: str | Path) -> BatchCounts:
    """Types every person of a CSV file and writes id, segment, name, band, margin, runner_up and answered.

    Columns are found by the golden questions' column names or ids; comma, semicolon or tab, double or single quotes,
    with or without a byte order mark. The id is the first column called id, customer_id, CustomerID, contact key...,
    else the line in the file. Nothing else of the input is copied: a file of typed people holds no more than it needs,
    and no names. The file is written beside its place and renamed when whole. Duplicate ids are kept.

    Raises `InputRefused` when the file or a golden question's column is not there or the tool fails its own test
    vectors, `UsageProblem` when `out` is the input itself, `EnvironmentProblem` when the disk refuses `out`.
    """
    people, out = Path(people), Path(out)
    if out.exists() and people.exists() and out.samefile(people):
        raise UsageProblem(Problem("TYPING_SAME_FILE", "the results would replace the people's answers", file=out.name))
    if problems := self_test(spec):
        raise InputRefused(problems)
    tally = _Tally()
    try:
        source = people.open(encoding="utf-8-sig", newline="")
    except OSError as reason:
        what = f"the file cannot be opened ({reason.strerror})"
        raise InputRefused(Problem("TYPING_NO_FILE", what, file=people.name)) from None
    with source:
        try:
            delimiter, quote = _dialect(source)
            rows = csv.reader(source, delimiter=delimiter, quotechar=quote, strict=True)
            columns = _columns(spec, next(rows, []), people.name)
            _write(out, columns.name, _typed_rows(spec, rows, columns, tally))
        except UnicodeDecodeError:
            problem = Problem(
                "TYPING_ENCODING", "the file is not UTF-8 text", hint="save it as CSV UTF-8", file=people.name
            )
            raise InputRefused(problem) from None
        except csv.Error as reason:
            raise InputRefused(
                Problem("TYPING_CSV", f"the file is not whole CSV ({reason})", file=people.name)
            ) from None
    return _counts(tally, columns.name)


def _counts(tally: _Tally, id_column: str) -> BatchCounts:
    return BatchCounts(
        read=tally.read,
        typed=sum(tally.segments.values()),
        too_few=tally.too_few,
        unreadable=tally.unreadable,
        unknown=tally.unknown,
        segments=dict(sorted(tally.segments.items())),
        bands={name: tally.bands[name] for name in ("clear", "lean", "unclear")},
        id_column=id_column,
        problems=tuple(tally.problems),
    )


def _dialect(source: TextIO) -> tuple[str, str]:
    """Separator and quote, as the header uses them."""
    header = source.readline()
    source.seek(0)
    return max(",;\t", key=header.count), "'" if header.startswith("'") else '"'


def _columns(spec: TypingSpec, header: Sequence[str], file: str) -> _Columns:
    names = [name.strip() for name in header]
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
    place = ids[0] if ids else None
    return _Columns(file, tuple(places), place, "line" if place is None else names[place], len(names))


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


def _typed_rows(spec: TypingSpec, rows: Rows, columns: _Columns, tally: _Tally) -> Iterator[list[str | int]]:
    for row in rows:
        if not any(row):
            continue
        tally.read += 1
        has_id = columns.id is not None and columns.id < len(row)
        person = row[columns.id] if has_id and columns.id is not None else str(rows.line_num)
        place = _Place(columns.file, rows.line_num, person if has_id else "")
        if any(cell.strip() for cell in row[columns.width :]):
            tally.unreadable += 1
            tally.note(
                place.problem("TYPING_ROW", f"the row has {len(row)} cells; it was not typed", f"{columns.width}")
            )
            yield [_id_cell(person), *[""] * len(RESULTS)]
        else:
            cells = [row[column] if column < len(row) else "" for column in columns.questions]
            yield [_id_cell(person), *_results(_typed(spec, cells, tally, place), tally)]


def _typed(spec: TypingSpec, cells: Sequence[str], tally: _Tally, place: _Place) -> Typed:
    codes: list[int | None] = []
    for question, cell in zip(spec.questions, cells, strict=True):
        code = answer_code(question, cell)
        codes.append(code if isinstance(code, int) else None)
        if code is UNKNOWN:
            tally.unknown += 1
            what = f"{quoted(cell)} is not an answer of this question; it counts as not answered"
            tally.note(place.problem("TYPING_UNKNOWN_CODE", what, answers_in_words(question), question.column))
    return classify_codes(spec, codes)


def _results(typed: Typed, tally: _Tally) -> list[str | int]:
    if typed.segment is None:
        tally.too_few += 1
        return ["", "", "", "", "", typed.answered]
    tally.segments[typed.segment] += 1
    tally.bands[typed.band] += 1
    runner_up = "" if typed.runner_up is None else typed.runner_up
    name = spreadsheet_safe(typed.name)
    return [typed.segment, name, typed.band, typed.margin, runner_up, typed.answered]


def _id_cell(person: str) -> str:
    """The id as it was: a phone number keeps its plus, text that looks like a formula is defused."""
    return person if NUMBER.fullmatch(person) else spreadsheet_safe(person)


def _write(out: Path, id_column: str, rows: Iterator[list[str | int]]) -> None:
    with whole_file(out) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([spreadsheet_safe(id_column), *RESULTS])
        writer.writerows(rows)
