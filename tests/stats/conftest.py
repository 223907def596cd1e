"""Real batteries with the results of R's psych on them."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

FILES = {
    "bfi": "bfi",
    "election12": "election",
    "oddjob_expectation": "airline_oddjob",
    "oddjob_performance": "airline_oddjob",
    "yps_music17": "young_people_survey",
}


def _codes(column: pd.Series) -> np.ndarray:
    numbers = column if column.dtype.kind in "fi" else column.str.extract(r"^(\d+)")[0]
    return numbers.astype(float).to_numpy()


@pytest.fixture(scope="session")
def real_battery(shared: Path) -> Callable[[str], tuple[dict[str, Any], np.ndarray]]:
    """A function from the name of a battery to R's results and the answers, NaN where blank."""

    @cache
    def read(name: str) -> tuple[dict[str, Any], np.ndarray]:
        reference = json.loads((shared / "reference" / f"fa_{name}.json").read_text())
        table = pd.read_csv(shared / "data" / f"{FILES[name]}.csv")
        table.columns = [re.sub(r"[^A-Za-z0-9]", ".", column) for column in table.columns]
        items = table[[re.sub(r"[^A-Za-z0-9]", ".", item) for item in reference["items"]]]
        return reference, np.column_stack([_codes(items[column]) for column in items])

    return read
