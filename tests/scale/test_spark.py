"""Spark runs the same SQL to the same numbers."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from survey_seg.scale.duckdb_engine import DuckDB
from survey_seg.scale.linear_rule import LinearRule, rule_sql
from survey_seg.scale.moments import moments
from survey_seg.scale.spark_engine import Spark

duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")
pytest.importorskip("pyspark", reason="PySpark (extra spark) is not installed")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # Spark warns of the pandas it finds
]

COLUMNS = {"id": "id", "w": "w", "x1": 'q "1`', "x2": "q2", "x3": "q3"}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spark") / "people.parquet"
    duckdb.execute(
        f"""COPY (SELECT i AS id, 0.5 + (i % 4) AS w, CAST(1 + HASH(i) % 5 AS TINYINT) AS "q ""1`",
        CASE WHEN i % 9 = 0 THEN NULL ELSE CAST(1 + (HASH(i) // 7) % 5 AS TINYINT) END AS q2,
        CASE WHEN i % 11 = 0 THEN 'nan'::DOUBLE ELSE 1.5 * ((HASH(i) // 3) % 4) END AS q3
        FROM RANGE(3000) r(i)) TO '{path}' (FORMAT parquet)"""
    )
    return path


@pytest.fixture(scope="module")
def spark(people: Path) -> Iterator[Spark]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    engine = Spark(session)
    engine.name_columns(str(people), "answers", COLUMNS)
    yield engine
    session.stop()


@pytest.fixture
def local(engine: DuckDB, people: Path) -> DuckDB:
    named = ", ".join('"{}" AS {}'.format(old.replace('"', '""'), new) for new, old in COLUMNS.items())
    nan = "CASE WHEN ISNAN(x3) THEN NULL ELSE x3 END AS x3"
    engine.rows(f"CREATE VIEW answers AS SELECT * REPLACE ({nan}) FROM (SELECT {named} FROM '{people}')")
    return engine


@pytest.mark.parametrize("weighted", [False, True])
def test_correlations_agree(spark: Spark, local: DuckDB, weighted: bool) -> None:
    one, other = (moments(engine, "answers", 3, weighted=weighted) for engine in (spark, local))
    np.testing.assert_allclose(one.correlation, other.correlation, atol=1e-12)
    np.testing.assert_allclose(one.mean, other.mean, atol=1e-12)
    assert one.known.tolist() == other.known.tolist()
    assert one.base == pytest.approx(other.base, rel=1e-12)


def test_segments_and_scores_agree(spark: Spark, local: DuckDB, tmp_path: Path) -> None:
    generator = np.random.default_rng(1)
    rule = LinearRule(
        slope=generator.uniform(0.5, 2, 3),
        shift=generator.normal(size=3),
        soft=0.4,
        keep_level=True,
        coefficients=generator.normal(size=(4, 3)),
        constants=generator.normal(size=4),
        factors=generator.normal(size=(3, 2)),
        factor_constants=generator.normal(size=2),
    )
    sql = rule_sql(rule, "answers")
    spark.write(sql, str(tmp_path / "typed"))
    written = duckdb.execute(f"SELECT * FROM '{tmp_path}/typed/*.parquet' ORDER BY id").fetchall()
    assert written == local.rows(f"{sql} ORDER BY id")
