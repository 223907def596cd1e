"""Programs that type files of people: one module each, all with the answers of `classify`."""

from __future__ import annotations

from importlib.util import find_spec

from survey_seg.errors import EnvironmentProblem, Problem, UsageProblem
from survey_seg.typing_tool.engines.engine import Engine

_HERE = "survey_seg.typing_tool.engines"

ENGINES = {
    "python": Engine("python", f"{_HERE}.python_engine:type_file", reads="csv", package="", extra="", parts=True),
    "polars": Engine(
        "polars", f"{_HERE}.polars_engine:type_file", reads="parquet", package="polars", extra="scale", parts=True
    ),
    "duckdb": Engine(
        "duckdb", f"{_HERE}.duckdb_engine:type_file", reads="parquet", package="duckdb", extra="scale", parts=True
    ),
    "spark": Engine(
        "spark", f"{_HERE}.spark_engine:type_file", reads="parquet", package="pyspark", extra="spark", parts=False
    ),
}

AUTOMATIC = ("python", "polars", "duckdb")
"""The engines that are chosen from, best first; Spark is only used when it is asked for."""

_KINDS = {"csv": "CSV files", "parquet": "Parquet files"}


def engine_for(name: str, reads: str) -> Engine:
    """The engine of a name, or with "auto" the first that reads this kind of file ("csv", "parquet") and is installed.

    CSV is typed by Python itself, Parquet by Polars, else DuckDB. Raises UsageProblem TYPING_ENGINE when there is no
    such engine or it does not read such files, EnvironmentProblem TYPING_NO_ENGINE when its package is not installed.

    >>> engine_for("auto", "csv").name
    'python'
    """
    if name != "auto" and name not in ENGINES:
        raise UsageProblem(
            Problem("TYPING_ENGINE", f"there is no engine {name}", expected=f"auto, {', '.join(ENGINES)}")
        )
    fitting = [ENGINES[one] for one in (AUTOMATIC if name == "auto" else (name,)) if ENGINES[one].reads == reads]
    if not fitting:
        what = f"the engine {name} does not read {_KINDS[reads]}"
        raise UsageProblem(Problem("TYPING_ENGINE", what, hint="leave --engine out: the fitting one is chosen"))
    installed = [one for one in fitting if not one.package or find_spec(one.package)]
    if not installed:
        what = f"{_KINDS[reads]} are typed with {' or '.join(one.package for one in fitting)}, which is not installed"
        hint = f"python3 -m pip install 'survey-seg[{fitting[0].extra}]', or export the people as CSV"
        raise EnvironmentProblem(Problem("TYPING_NO_ENGINE", what, hint=hint))
    return installed[0]
