"""The tool for another population."""

import csv
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.responses.model import Responses
from survey_seg.typing_tool.classify import classify, self_test
from survey_seg.typing_tool.engines.scores import score_counts
from survey_seg.typing_tool.reweight import weighted, weighted_for
from survey_seg.typing_tool.spec import TypingSpec, read_spec, spec_text


@pytest.fixture
def people(small: TypingSpec, tmp_path: Path) -> Callable[[int], Path]:
    """A function that writes n people who answer by chance, the first ones with too few answers."""

    def of(n: int) -> Path:
        rng = np.random.default_rng(1)
        codes = {q.column: [o.code for o in q.options] or list(range(11)) for q in small.questions}
        with (tmp_path / "people.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", *codes])
            for at in range(n):
                cells = [rng.choice(some) for some in codes.values()]
                writer.writerow([at, *(cells if at >= 5 else ["", "", "", "", 1])])
        return tmp_path / "people.csv"

    return of


def test_constants_move_by_the_log_of_the_shares_and_nothing_else_changes(small: TypingSpec) -> None:
    small = replace(small, scale=1000)
    new = weighted(small, [0.1, 0.2, 0.3, 0.4], "crm 2026", n=5000)
    moved = [
        math.log(share / old) * 1000 for share, old in zip([0.1, 0.2, 0.3, 0.4], small.priors["train"], strict=True)
    ]
    steps = [after - before for before, after in zip(small.constants, new.constants, strict=True)]
    assert steps == pytest.approx([step - sum(moved) / 4 for step in moved], abs=0.51)
    assert all(isinstance(constant, int) for constant in new.constants)
    assert (new.questions, new.bands, new.min_answered, new.evidence) == (
        small.questions,
        small.bands,
        small.min_answered,
        small.evidence,
    )
    assert [segment.share for segment in new.segments] == [0.1, 0.2, 0.3, 0.4]
    assert new.priors["train"] == small.priors["train"]
    assert new.priors["population"] == {"name": "crm 2026", "shares": [0.1, 0.2, 0.3, 0.4], "n": 5000}
    assert new.model_id != small.model_id


def test_the_weighted_tool_is_a_whole_tool(small: TypingSpec, tmp_path: Path) -> None:
    new = weighted(small, [0.7, 0.1, 0.1, 0.1], "<b>'x'</b>", n=5000)
    (tmp_path / "tool.json").write_text(spec_text(new), encoding="utf-8")
    assert read_spec(tmp_path / "tool.json") == new
    assert not self_test(new)
    assert any("Weighted for" in line for line in new.card["limits"])


def test_the_adaptive_questions_are_weighted_too(small: TypingSpec) -> None:
    asked = replace(small, adaptive={"model": {"lift": [1.0, 1.0, 1.0, 2.0]}})
    new = weighted(asked, [0.1, 0.2, 0.3, 0.4], "b", n=5000)
    assert new.adaptive == {"model": {"lift": pytest.approx([0.25, 0.2 / 0.3, 1.5, 8.0], rel=1e-5)}}
    assert weighted(small, [0.1, 0.2, 0.3, 0.4], "b", n=5000).adaptive is None


def test_weighting_twice_is_weighting_for_the_last(small: TypingSpec) -> None:
    small = replace(small, scale=100_000)
    once = weighted(small, [0.1, 0.2, 0.3, 0.4], "b", n=5000)
    twice = weighted(weighted(small, [0.7, 0.1, 0.1, 0.1], "a", n=5000), [0.1, 0.2, 0.3, 0.4], "b", n=5000)
    assert np.abs(np.subtract(twice.constants, once.constants)).max() <= 2
    assert (twice.priors, twice.card) == (once.priors, once.card)


def test_a_segment_that_was_not_found_can_still_win(small: TypingSpec) -> None:
    new = weighted(small, [0.5, 0.5, 0.0, 0.0], "b", n=100)
    assert all(abs(constant) < 1000 for constant in new.constants)
    for wrong in ([0.5, 0.5], [1.2, -0.2, 0, 0], [0, 0, 0, 0]):
        with pytest.raises(ValueError, match="one share per segment"):
            weighted(small, wrong, "b", n=100)


def test_scores_are_counted_as_classify_gives_them(
    small: TypingSpec, people: Callable[[int], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    polars = pytest.importorskip("polars", reason="Polars (extra scale) is not installed")
    pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")
    file = people(400)
    frame = polars.read_csv(file)
    frame.write_parquet(tmp_path / "people.parquet")
    expected: dict[tuple[int, ...], int] = {}
    for row in frame.iter_rows(named=True):
        typed = classify(small, row)
        if typed.segment is not None:
            expected[typed.scores] = expected.get(typed.scores, 0) + 1

    def found(path: Path) -> dict[tuple[int, ...], int]:
        scores, times = score_counts(small, path)
        return dict(zip(map(tuple, scores.tolist()), times.tolist(), strict=True))

    assert sum(expected.values()) == 395
    assert found(file) == expected
    assert found(tmp_path / "people.parquet") == expected
    monkeypatch.setattr("survey_seg.typing_tool.engines.find_spec", lambda name: name == "duckdb")
    assert found(tmp_path / "people.parquet") == expected
    monkeypatch.setattr("survey_seg.typing_tool.engines.scores.MOST", 150)
    assert sum(found(tmp_path / "people.parquet").values()) == pytest.approx(134, abs=3)
    monkeypatch.undo()
    monkeypatch.setattr("survey_seg.typing_tool.engines.scores.MOST", 150)
    assert sum(found(tmp_path / "people.parquet").values()) == pytest.approx(134, abs=3)


def test_few_people_say_nothing_about_shares(small: TypingSpec, people: Callable[[int], Path]) -> None:
    with pytest.raises(CannotCompute, match="TYPING_FEW_PEOPLE"):
        weighted_for(small, people(104), "few")
    assert weighted_for(small, people(105), "enough").priors["population"]["n"] == 100


def test_a_segment_that_became_common_gets_the_share_it_has(
    fitted: tuple[Responses, TypingSpec], marked: Any, tmp_path: Path
) -> None:
    """People of the world, most of them from what is the smallest segment there."""
    _, tool = fitted
    there = marked.ask(4000, seed=11)
    columns = [question.column for question in tool.questions]
    asked = there.answers[[question.id for question in tool.questions]]
    typed = [classify(tool, dict(zip(asked.columns, row, strict=True))) for row in asked.itertuples(index=False)]
    segments = np.array([one.segment or 0 for one in typed])
    rare = min(tool.segments, key=lambda segment: segment.share).code
    sure = np.array([one.band == "clear" for one in typed])
    many = np.concatenate([np.flatnonzero((segments == rare) & sure), np.flatnonzero(segments != rare)[:150]])
    file = tmp_path / "people.csv"
    asked.iloc[many].set_axis(columns, axis=1).to_csv(file, index_label="id")
    new = weighted_for(tool, file, "shifted")
    shares = {segment.code: segment.share for segment in new.segments}
    before = {segment.code: segment.share for segment in tool.segments}
    assert shares[rare] > before[rare] + 0.3
    assert sum(shares.values()) == pytest.approx(1)
