"""A session of DuckDB, and tables of numbers in it."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest

from survey_seg.scale.duckdb_engine import DuckDB, duckdb_session


@pytest.fixture
def engine() -> Iterator[DuckDB]:
    pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")
    with duckdb_session("test") as session:
        yield session


@pytest.fixture
def table(engine: DuckDB) -> Callable[..., str]:
    """A function from people x items (NaN where blank) and weights or None to the name of a table with x1.., w, id."""

    def of(values: np.ndarray, weights: np.ndarray | None = None) -> str:
        frame = pd.DataFrame(values, columns=[f"x{i + 1}" for i in range(values.shape[1])])
        if weights is not None:
            frame["w"] = weights
        frame["id"] = np.arange(len(frame))
        blanks = ", ".join(f"CASE WHEN ISNAN({x}) THEN NULL ELSE {x} END AS {x}" for x in frame if x.startswith("x"))
        rest = ", ".join(column for column in frame if not column.startswith("x"))
        engine.take(frame, f"CREATE OR REPLACE TABLE numbers AS SELECT {blanks}, {rest} FROM batch")
        return "numbers"

    return of
