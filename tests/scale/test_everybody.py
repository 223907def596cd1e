"""A study of a long table: everybody's correlations, and a segment for each, as memory would give them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis, scale_answers
from survey_seg.analysis.factors import extract_factors, standardising
from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.methods.method import Fitted
from survey_seg.analysis.model import Basis
from survey_seg.analysis.partition import partition_of
from survey_seg.analysis.rule import rule_labels, rule_memberships
from survey_seg.errors import EnvironmentProblem
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.responses import large
from survey_seg.responses.read import read_responses
from survey_seg.stats.factor_scores import scoring_weights
from survey_seg.study.everybody import PEOPLE, assign_everybody, item_moments, with_everybody

duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

N, P = 3000, 8


def items() -> tuple[Question, ...]:
    """Eight items: one reversed, one of another range, one a number without a range."""
    role = ("basis",)
    made = [Question(id=f"q{i}", text=f"q{i}", type="scale", role=role, min=1, max=5) for i in range(P)]
    made[1] = replace(made[1], reverse=True)
    made[3] = Question(id="q3", text="q3", type="number", role=role)
    return tuple(made)


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    link = Question(id="id", text="Number", type="text", role=("link",))
    weight = Question(id="w", text="Weight", type="number", role=("weight",))
    return Questionnaire(Study(title="Long"), (link, weight, *items()))


@pytest.fixture(params=["complete", "blanks", "weighted"])
def people(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three thousand people in four groups; tables of more than 1,000 are long here, and 500 people are drawn."""
    generator = np.random.default_rng(5)
    centre = generator.uniform(1.2, 4.8, (4, P))[generator.integers(0, 4, N)]
    codes = np.clip(np.round(centre + generator.normal(size=(N, P)) * 0.7), 1, 5)
    codes[:, 3] = np.round(codes[:, 3] * 10 + generator.normal(size=N) * 3)
    if request.param != "complete":
        codes[generator.random((N, P)) < 0.06] = np.nan
    frame = pd.DataFrame(codes, columns=[f"q{i}" for i in range(P)])
    frame.insert(0, "id", [f"p{i:05}" for i in range(N)])
    frame["w"] = generator.uniform(0.3, 3, N) if request.param == "weighted" else 1.0
    duckdb.register("frame", frame)
    duckdb.execute(f"COPY (SELECT * FROM frame) TO '{tmp_path}/people.parquet' (FORMAT parquet)")
    monkeypatch.setattr(large, "LARGEST", 1000)
    monkeypatch.setattr(large, "DRAWN", 500)
    return tmp_path / "people.parquet"


@pytest.fixture
def whole(people: Path, asked: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> Basis:
    """Everybody in memory, on the ranges and with the expectations of those who were drawn."""
    with monkeypatch.context() as patched:
        patched.setattr(large, "LARGEST", 10_000)
        everybody = read_responses(people, asked)
    drawn = build_basis(read_responses(people, asked))
    raw = everybody.answers[list(drawn.items)].to_numpy(dtype=float)
    clipped = np.clip(raw, drawn.low, drawn.high)
    return replace(drawn, raw=clipped, matrix=scale_answers(drawn, raw), weights=everybody.weights,
                   ids=tuple(everybody.answers.index))  # fmt: skip


@pytest.fixture
def findings(people: Path, asked: Questionnaire) -> SimpleNamespace:
    """What the study of the drawn people hands on: a basis with everybody's moments, factors and segments."""
    basis = build_basis(read_responses(people, asked))
    basis = replace(basis, everybody=item_moments(people, asked, basis))
    frame = frame_of(basis.matrix, basis.weights, reverse=basis.reverse)
    groups = np.digitize(frame.rows[:, 0] + frame.rows[:, 1], [0.6, 1.2])
    found = partition_of(frame, {"one": Fitted(groups)}, 3, people=(basis.matrix, basis.weights), seed=1)
    sizes = pd.DataFrame({"share": np.bincount(found.labels, basis.weights, 3) / basis.weights.sum()})
    return SimpleNamespace(
        basis=basis,
        questionnaire=asked,
        factors=extract_factors(basis, n_factors=2),
        segmentation=SimpleNamespace(rule=found.rule, k=3, sizes=sizes),
        decisions=SimpleNamespace(options=SimpleNamespace(weights="")),
    )


def test_correlations_of_everybody_are_those_of_memory(findings: SimpleNamespace, whole: Basis) -> None:
    in_memory = extract_factors(whole, n_factors=2)
    everybody = findings.basis.everybody
    np.testing.assert_allclose(everybody.correlation, in_memory.correlation, atol=1e-9)
    np.testing.assert_allclose(everybody.mean, in_memory.items["difficulty"], atol=1e-9)
    np.testing.assert_allclose(everybody.spread, in_memory.items["spread"], atol=1e-9)
    streamed = findings.factors
    assert streamed.kmo == pytest.approx(in_memory.kmo, abs=1e-9)
    assert streamed.bartlett_chi2 == pytest.approx(in_memory.bartlett_chi2, rel=1e-9)
    np.testing.assert_allclose(streamed.random_eigenvalues, in_memory.random_eigenvalues)
    np.testing.assert_allclose(streamed.loadings, in_memory.loadings, atol=1e-6)


def test_everybody_gets_the_segment_that_memory_gives(
    people: Path, findings: SimpleNamespace, whole: Basis, tmp_path: Path
) -> None:
    told = assign_everybody(people, findings, tmp_path / "study")
    found = duckdb.execute(f"SELECT * FROM '{tmp_path}/study/{PEOPLE}' ORDER BY id").df()
    rule, basis, factors = findings.segmentation.rule, findings.basis, findings.factors
    assert found["id"].tolist() == list(whole.ids)
    assert (found["segment"] - 1).tolist() == rule_labels(rule, whole.matrix).tolist()
    np.testing.assert_allclose(found["membership"], rule_memberships(rule, whole.matrix).max(1), atol=5.1e-5)
    np.testing.assert_allclose(found["weight"], whole.weights, atol=1e-6)
    mean, spread = standardising(basis)
    scores = (
        (whole.matrix - mean) / spread @ scoring_weights(factors.correlation, factors.loadings.to_numpy(), factors.phi)
    )
    np.testing.assert_allclose(found[["F1", "F2"]], scores, atol=5.1e-5)
    shares = np.bincount(found["segment"] - 1, whole.weights) / whole.weights.sum()
    np.testing.assert_allclose(told.sizes["share"], shares, atol=1e-6)
    assert (told.people, told.drawn, int(told.sizes["n"].sum())) == (N, 500, N)
    assert told.filled == np.isnan(whole.raw).any(1).sum()


def test_order_and_number_of_files_change_no_segment(people: Path, findings: SimpleNamespace, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    for part in range(3):
        rows = f"SELECT * FROM '{people}' WHERE HASH(id) % 3 = {part} ORDER BY q1, id DESC"
        duckdb.execute(f"COPY ({rows}) TO '{folder}/{part}.parquet' (FORMAT parquet)")
    both = []
    for name, path in (("one", people), ("parts", folder)):
        assign_everybody(path, findings, tmp_path / name)
        both.append(duckdb.execute(f"SELECT * FROM '{tmp_path}/{name}/{PEOPLE}' ORDER BY id").fetchall())
    assert both[0] == both[1]
    again = assign_everybody(people, findings, tmp_path / "again")
    assert (tmp_path / "again" / PEOPLE).read_bytes() == (tmp_path / "one" / PEOPLE).read_bytes()
    results = with_everybody({"data": {}, "segments": {}, "warnings": []}, again)
    assert results["data"] == {"n_file": N, "n_drawn": 500}
    assert [row["segment"] for row in results["segments"]["everybody"]["sizes"]] == [1, 2, 3]
    assert results["warnings"][0]["code"] == "SEGMENTS_EVERYBODY"


def test_a_place_that_cannot_be_written_is_said(
    people: Path, findings: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey_seg.study.everybody.PEOPLE", Path("/dev/full"))
    with pytest.raises(EnvironmentProblem, match=r"DISK_REFUSED .*No space left"):
        assign_everybody(people, findings, tmp_path)
