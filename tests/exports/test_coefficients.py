"""Both tables of coefficients, read back by their own words, give the reference's scores."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.typing_tool.classify import classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.spec import TypingSpec

Table = list[tuple[int, str, int | None, list[int]]]
WORDS = ("times the answer", "when the answer is", "when not answered")


def written(spec: TypingSpec, path: Path, form: str) -> list[list[str]]:
    exporter(form)(spec, path)
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def of_questions(spec: TypingSpec, path: Path) -> Table:
    """Number, what counts, code and points, from the table with questions in rows."""
    header, *rows = written(spec, path, "coefficients")
    assert header[:4] == ["number", "question", "counts", "code"]
    assert rows[0][2] == "constant"
    return [(int(row[0]), row[2], int(row[3]) if row[3] else None, list(map(int, row[4:-1]))) for row in rows]


def of_segments(spec: TypingSpec, path: Path) -> Table:
    """The same from the table with segments in rows."""
    header, *rows = written(spec, path, "coefficients-by-segment")
    assert header[-1] == "constant"
    assert [int(row[0]) for row in rows] == [segment.code for segment in spec.segments]
    table: Table = []
    for place, name in enumerate(header[3:], start=3):
        points = [int(row[place]) for row in rows]
        if name == "constant":
            table.append((0, name, None, points))
            continue
        counts = next(words for words in WORDS if f": {words}" in name)
        code = name.rpartition(": when the answer is ")[2]
        table.append((int(name.split(".")[0]), counts, int(code) if counts == "when the answer is" else None, points))
    return table


def scores(table: Table, codes: list[int | None]) -> list[int]:
    """As an agency computes them: the code of each question, None when there is none."""
    total = [0] * len(table[0][3])
    for number, counts, code, points in table:
        answer = codes[number - 1] if number else None
        factor = {
            "constant": 1,
            "times the answer": answer or 0,
            "when the answer is": int(answer is not None and answer == code),
            "when not answered": int(answer is None),
        }[counts]
        total = [old + factor * point for old, point in zip(total, points, strict=True)]
    return total


def valid_code(spec: TypingSpec, place: int, answer: object) -> int | None:
    question = spec.questions[place]
    codes = [option.code for option in question.options] or range(int(question.min), int(question.max) + 1)
    whole = isinstance(answer, int | float) and answer == answer and float(answer).is_integer()
    return int(answer) if whole and answer in codes and answer not in question.no_answer else None


@pytest.mark.parametrize("reader", [of_questions, of_segments])
@pytest.mark.parametrize("which", ["eight", "small"])
def test_the_table_gives_the_scores_of_the_reference(
    small: TypingSpec,
    typing_cases: ModuleType,
    tmp_path: Path,
    which: str,
    reader: Callable[[TypingSpec, Path], Table],
) -> None:
    spec = typing_cases.eight_by_six() if which == "eight" else small
    table = reader(spec, tmp_path / "table.csv")
    cases = typing_cases.hard_cases(spec, text=False)
    assert len(cases) >= 4000
    for case in cases:
        truth = classify(spec, dict(zip((question.id for question in spec.questions), case, strict=True)))
        codes = [valid_code(spec, place, answer) for place, answer in enumerate(case)]
        assert scores(table, codes) == list(truth.scores), case


@pytest.mark.parametrize("form", ["coefficients", "coefficients-by-segment"])
@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r\n=1", '"=1', "＝1"])
def test_no_cell_is_a_formula(small: TypingSpec, tmp_path: Path, form: str, bad: str) -> None:
    questions = tuple(
        replace(
            question,
            column=f"{bad}{at}",
            text=bad,
            options=tuple(replace(option, label=bad) for option in question.options),
        )
        for at, question in enumerate(small.questions)
    )
    segments = tuple(replace(segment, name=bad) for segment in small.segments)
    spec = replace(small, questions=questions, segments=segments, title=bad, card={"limits": [bad]})
    rows = written(spec, tmp_path / "table.csv", form)
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝")), cell
        assert not cell.startswith("-") or cell.lstrip("-").isdigit(), cell
        assert "\n" not in cell


def test_the_table_says_what_it_is_and_how_it_is_read(small: TypingSpec, tmp_path: Path) -> None:
    rows: list[Any] = written(small, tmp_path / "table.csv", "coefficients")
    assert small.model_id in rows[1][-1]
    assert "fewer than 3 of 5" in rows[1][-1]
    assert "Not for single decisions" in rows[1][-1]
    assert [row[1] for row in rows if row[2] == "times the answer"] == ["q1", "visits_month", "trainer", "price"]
    exporter("coefficients")(small, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "table.csv").read_bytes()
