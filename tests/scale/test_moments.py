"""Correlations summed in streams are those of the same rows in memory."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.scale.duckdb_engine import DuckDB
from survey_seg.scale.moments import moments
from survey_seg.stats.correlation import weighted_correlation
from survey_seg.stats.weights import effective_base

pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")

AGREES = {"rtol": 0, "atol": 1e-9, "equal_nan": True}


def likert(n: int, p: int, *, blanks: float = 0.0, seed: int = 3) -> np.ndarray:
    generator = np.random.default_rng(seed)
    factor = generator.standard_normal((n, 2))
    latent = factor @ generator.uniform(-1, 1, (2, p)) + generator.standard_normal((n, p))
    values = np.clip(np.round(latent * 1.2 + 3), 1, 5)
    values[generator.random((n, p)) < blanks] = np.nan
    return values


@pytest.fixture
def streamed(engine: DuckDB, table: Callable[..., str]) -> Callable:
    def of(values: np.ndarray, weights: np.ndarray | None = None):
        return moments(engine, table(values, weights), values.shape[1], weighted=weights is not None)

    return of


@pytest.mark.parametrize("blanks", [0.0, 0.03, 0.5])
@pytest.mark.parametrize("weighted", [False, True])
def test_streams_and_memory_agree(streamed: Callable, blanks: float, weighted: bool) -> None:
    values = likert(3000, 9, blanks=blanks)
    weights = np.random.default_rng(1).uniform(0.2, 4, 3000)
    found = streamed(values, weights if weighted else None)
    used = weights if weighted else np.ones(3000)
    np.testing.assert_allclose(found.correlation, weighted_correlation(values, used), **AGREES)
    known = ~np.isnan(values)
    mean = np.nansum(values * used[:, None], 0) / (known * used[:, None]).sum(0)
    np.testing.assert_allclose(found.mean, mean, **AGREES)
    spread = np.sqrt(np.nansum((values - mean) ** 2 * used[:, None], 0) / (known * used[:, None]).sum(0))
    np.testing.assert_allclose(found.spread, spread, **AGREES)
    assert found.base == pytest.approx(effective_base(used[known.any(1)]), rel=1e-12)
    assert (found.people, found.answered) == (3000, int(known.any(1).sum()))
    assert found.known.tolist() == known.sum(0).tolist()


def test_large_numbers_far_from_zero_lose_no_digits(streamed: Callable) -> None:
    values = likert(2000, 4, blanks=0.05) / 7 + 1e7
    near = weighted_correlation(values - 1e7, np.ones(2000))
    np.testing.assert_allclose(streamed(values).correlation, near, **AGREES)


def test_wide_whole_numbers_are_summed_without_overflow(streamed: Callable) -> None:
    values = likert(2000, 4) * 40_000 - 1_000_000
    np.testing.assert_allclose(streamed(values).correlation, weighted_correlation(values, np.ones(2000)), **AGREES)


def test_pairs_without_correlation_are_nan_in_both(streamed: Callable) -> None:
    values = likert(400, 5)
    values[:200, 0], values[200:, 1] = np.nan, np.nan
    values[:, 4] = np.where(np.isnan(values[:, 0]), values[:, 4], 2.0)
    in_memory = weighted_correlation(values, np.ones(400))
    assert np.isnan(in_memory[0, 1])
    assert np.isnan(in_memory[0, 4])
    np.testing.assert_allclose(streamed(values).correlation, in_memory, **AGREES)
    weights = np.random.default_rng(1).uniform(0.2, 4, 400)
    np.testing.assert_allclose(streamed(values, weights).correlation, weighted_correlation(values, weights), **AGREES)


def test_weight_of_two_equals_two_people_and_scale_does_not_matter(streamed: Callable) -> None:
    values = likert(300, 4, blanks=0.1)
    weights = np.random.default_rng(2).integers(1, 4, 300).astype(float)
    one, repeated = streamed(values, weights), streamed(np.repeat(values, weights.astype(int), axis=0))
    np.testing.assert_allclose(one.correlation, repeated.correlation, **AGREES)
    np.testing.assert_allclose(one.correlation, streamed(values, weights * 1e6).correlation, **AGREES)


def test_order_of_rows_and_threads_change_no_digit(engine: DuckDB, table: Callable[..., str]) -> None:
    values = likert(5000, 6, blanks=0.1)
    first = moments(engine, table(values, None), 6, weighted=False)
    engine.rows("SET threads = 1")
    again = moments(engine, table(values[::-1], None), 6, weighted=False)
    assert (first.correlation == again.correlation).all()


def test_no_rows_and_no_answers_are_said(streamed: Callable) -> None:
    with pytest.raises(CannotCompute, match="items without an answer: 2"):
        streamed(np.column_stack([np.arange(5.0), np.full(5, np.nan)]))
    with pytest.raises(CannotCompute, match="items without an answer: 1, 2, 3"):
        streamed(np.empty((0, 3)))


def test_a_stored_file_of_numbers_of_any_type_gives_the_same(engine: DuckDB, tmp_path: Path) -> None:
    values = likert(1000, 3)
    found = []
    for kind in ("TINYINT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(6,2)"):
        frame = pd.DataFrame(values, columns=["x1", "x2", "x3"])
        columns = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column in frame)
        engine.take(frame, f"COPY (SELECT {columns} FROM batch) TO '{tmp_path}/one.parquet' (FORMAT parquet)")
        found.append(moments(engine, f"'{tmp_path}/one.parquet'", 3, weighted=False).correlation)
    assert all((found[0] == other).all() for other in found)
