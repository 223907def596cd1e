"""The look-up table gives every pattern the segment and band that the arithmetic gives."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import numpy as np
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.spec import TypingSpec

BANDS = ("unclear", "lean", "clear")


class LookUp:
    """Reads the archive by its README alone."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            self.table = np.frombuffer(archive.read("table.bin"), dtype=np.uint8)
            self.readme = archive.read("README.txt").decode()
            rows = list(csv.DictReader(io.StringIO(archive.read("digits.csv").decode())))
            segments = csv.DictReader(io.StringIO(archive.read("segments.csv").decode()))
            self.segments = {int(row["place"]): int(row["code"]) for row in segments}
        count = max(int(row["question"]) for row in rows)
        self.digits: list[dict[str, int]] = [{} for _ in range(count)]
        self.strides = [0] * count
        for row in rows:
            place = int(row["question"]) - 1
            self.digits[place][row["code"]] = int(row["digit"])
            self.strides[place] = int(row["stride"])

    def of(self, codes: list[int | None]) -> tuple[int | None, str]:
        """Segment and band of codes; None is no answer."""
        at = 0
        for digits, stride, code in zip(self.digits, self.strides, codes, strict=True):
            at += digits.get("" if code is None else str(code), digits[""]) * stride
        byte = int(self.table[at])
        return (self.segments[byte % 64] if byte else None), BANDS[byte // 64]


def test_every_pattern_of_eight_questions(typing_cases: ModuleType, tmp_path: Path) -> None:
    spec = typing_cases.eight_by_six()
    exporter("lookup")(spec, tmp_path / "table.zip")
    table = LookUp(tmp_path / "table.zip")
    assert len(table.table) == 7**8
    patterns = typing_cases.every_pattern()
    places = (patterns.astype(np.int64) - 1) @ np.array(table.strides)
    assert [table.digits[0][str(code)] for code in range(1, 7)] == list(range(6))
    scores = typing_cases.every_score(spec, patterns)
    margins = typing_cases.margins(scores)
    bands = (margins >= spec.bands["lean"]).astype(int) + (margins >= spec.bands["clear"])
    found = table.table[places]
    assert len(found) == 1_679_616
    assert (found % 64 == scores.argmax(axis=1) + 1).all()
    assert (found // 64 == bands).all()


@pytest.mark.parametrize("name", ["eight by six", "small"])
def test_people_who_leave_questions_out(name: str, typing_cases: ModuleType, small: TypingSpec, tmp_path: Path) -> None:
    spec = typing_cases.eight_by_six() if name == "eight by six" else small
    exporter("lookup")(spec, tmp_path / "table.zip")
    table = LookUp(tmp_path / "table.zip")
    people = typing_cases.hard_cases(spec, text=False)
    assert len(people) >= 4000
    for answers in people:
        wanted = typing_cases.typed(spec, answers)
        codes = [code if isinstance(code, int) else None for code in answers]
        assert table.of(codes) == (wanted.segment, wanted.band), answers
    assert spec.model_id in table.readme
    if name == "small":
        assert "Not for single decisions" in table.readme


def test_a_table_that_would_be_too_large_is_refused(small: TypingSpec, tmp_path: Path) -> None:
    question = small.questions[1]
    nine = tuple(replace(question, id=f"v{at}", column=f"v{at}", min=0, max=1) for at in range(9))
    wide = tuple(replace(question, id=f"v{at}", column=f"v{at}", min=0, max=99) for at in range(4))
    huge = (replace(question, max=1e15),)
    for questions in (nine, wide, huge):
        with pytest.raises(CannotCompute, match="look-up table") as refused:
            exporter("lookup")(replace(small, questions=questions, min_answered=0), tmp_path / "table.zip")
        assert refused.value.problems[0].code == "EXPORT_TOO_LARGE"
    assert not (tmp_path / "table.zip").exists()


def test_a_tool_that_may_not_name_segments_is_refused(small: TypingSpec, tmp_path: Path) -> None:
    with pytest.raises(CannotCompute) as refused:
        exporter("lookup")(replace(small, hard_labels=False), tmp_path / "table.zip")
    assert refused.value.problems[0].code == "EXPORT_NO_LABELS"


def test_vectors_are_a_table_of_answers_and_results(small: TypingSpec, tmp_path: Path) -> None:
    exporter("vectors")(small, tmp_path / "vectors.csv")
    with (tmp_path / "vectors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(small.vectors) > 20
    for row, vector in zip(rows, small.vectors, strict=True):
        answers = ["" if one is None else str(one) for one in vector["answers"]]
        assert [row[question.id] for question in small.questions] == answers
        assert row["expected_segment"] == ("" if vector["segment"] is None else str(vector["segment"]))
        assert [int(row[f"expected_score_{at}"]) for at in range(1, 5)] == vector["scores"]
        assert (int(row["expected_margin"]), row["expected_band"]) == (vector["margin"], vector["band"])


def test_vectors_hold_no_formula_and_no_segment_that_may_not_be_named(small: TypingSpec, tmp_path: Path) -> None:
    first = replace(small.questions[0], id="=1+1")
    spec = replace(small, questions=(first, *small.questions[1:]), hard_labels=False)
    exporter("vectors")(spec, tmp_path / "vectors.csv")
    head = (tmp_path / "vectors.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("'=1+1,")
    assert "segment" not in head
