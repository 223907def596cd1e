"""The rule as SQL gives the segments, memberships and factor scores that arrays give."""

from collections.abc import Callable

import numpy as np
import pytest

from survey_seg.scale.duckdb_engine import DuckDB
from survey_seg.scale.linear_rule import LinearRule, rule_sql


def by_arrays(rule: LinearRule, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    z = x * rule.slope + rule.shift
    if rule.soft is not None:
        level = z.mean(1, keepdims=True)
        z = (z - level) / np.sqrt((z - level).var(1, keepdims=True) + rule.soft**2) + level * rule.keep_level
    scores = np.round(z @ rule.coefficients.T + rule.constants, 9)
    likely = np.exp(scores - scores.max(1, keepdims=True))
    return scores.argmax(1) + 1, 1 / likely.sum(1), x @ rule.factors + rule.factor_constants


@pytest.mark.parametrize("k", [1, 2, 5])
@pytest.mark.parametrize("soft", [None, 0.4])
def test_sql_and_arrays_agree(engine: DuckDB, table: Callable[..., str], k: int, soft: float | None) -> None:
    generator = np.random.default_rng(k)
    x, p = generator.integers(1, 6, (2000, 7)).astype(float), 7
    rule = LinearRule(
        slope=generator.uniform(0.5, 2, p),
        shift=generator.normal(size=p),
        soft=soft,
        keep_level=soft is not None,
        coefficients=generator.normal(size=(k, p)),
        constants=generator.normal(size=k),
        factors=generator.normal(size=(p, 2)),
        factor_constants=generator.normal(size=2),
    )
    rows = np.array(engine.rows(f"SELECT * FROM ({rule_sql(rule, table(x))}) ORDER BY id"))
    labels, firm, factors = by_arrays(rule, x)
    assert (rows[:, 1] == labels).all()
    np.testing.assert_allclose(rows[:, 2], firm, atol=5.1e-5)
    np.testing.assert_allclose(rows[:, 3:], factors, atol=5.1e-5)


def test_the_first_of_equal_segments_wins_and_blanks_are_left_out(engine: DuckDB, table: Callable[..., str]) -> None:
    x = np.array([[0.0, 0.0], [1.0, -1.0], [-1.0, 1.0], [np.nan, 1.0]])
    rule = LinearRule(
        np.ones(2), np.zeros(2), None, False, np.array([[0.0, 1], [1, 0], [0.1, 0.1]]), np.zeros(3),
        np.zeros((2, 0)), np.zeros(0),
    )  # fmt: skip
    rows = engine.rows(f"SELECT * FROM ({rule_sql(rule, table(x))}) ORDER BY id")
    assert [row[:2] for row in rows] == [(0, 1), (1, 2), (2, 1)]
