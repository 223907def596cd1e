"""Everybody in a table too long for memory: correlations over all rows, and a segment for each person.

Models are fitted to the people drawn from the table (`responses.large`); their rule is carried to all rows by SQL.
Blanks are filled as in the basis: people with any are fetched in batches, filled, and sorted by the same SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.basis import scale_answers
from survey_seg.analysis.factors import standardising
from survey_seg.analysis.model import Basis, FactorSolution, ItemMoments, Segmentation
from survey_seg.artifact import plain
from survey_seg.errors import InputRefused, Notice, Problem
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.large import LargeFile, open_large
from survey_seg.responses.large_codes import coded_columns
from survey_seg.scale.duckdb_engine import DuckDB, duckdb_session
from survey_seg.scale.engine import number, words
from survey_seg.scale.linear_rule import LinearRule, rule_sql
from survey_seg.scale.moments import moments
from survey_seg.stats.factor_scores import scoring_weights
from survey_seg.stats.significance import wilson
from survey_seg.study.model import Findings

Floats = npt.NDArray[np.float64]

PEOPLE = Path("segments", "people.parquet")
ANSWERS = "answers"
FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Everybody:
    """Who was sorted: `people` in the table, `drawn` of them for the models, `filled` with blanks that were filled.

    `sizes`: a row per segment: segment, n, share (weighted), low, high, share_drawn (among the people the models saw).
    """

    people: int
    drawn: int
    filled: int
    weighted: bool
    sizes: pd.DataFrame
    notices: tuple[Notice, ...]


def item_moments(path: Path, questionnaire: Questionnaire, basis: Basis, *, weights: str = "") -> ItemMoments:
    """Means, spreads and correlations of the basis items over all rows of a long table, on the scale of the basis.

    Agrees with what the same rows would give in memory to 1e-9. Raises what reading the table raises.
    """
    with _answers(path, questionnaire, basis, weights) as (engine, large, _):
        found = moments(engine, ANSWERS, len(basis.items), weighted=large.weighted)
    width, sign = basis.high - basis.low, np.where(basis.reverse, -1.0, 1.0)
    share = (found.mean - basis.low) / width
    return ItemMoments(
        people=found.answered,
        base=found.base,
        mean=np.where(basis.reverse, 1 - share, share),
        spread=found.spread / width,
        correlation=found.correlation * np.outer(sign, sign),
    )


def assign_everybody(path: Path, findings: Findings, folder: Path) -> Everybody:
    """Write segments/people.parquet into a study's folder: id, segment, weight, membership and factor scores.

    Complete people come in the order of the table, then those with blanks. Raises what reading the table raises, and
    EnvironmentProblem when the disk refuses.
    """
    basis, segmentation = findings.basis, findings.segmentation
    weights = findings.decisions.options.weights
    target = folder / PEOPLE
    target.parent.mkdir(parents=True, exist_ok=True)
    with _answers(path, findings.questionnaire, basis, weights) as (engine, large, notices):
        filled = _fill(engine, basis)
        rule = linear_rule(segmentation, basis, findings.factors)
        per_person = number(large.people / large.mass)
        columns = ["id", "segment", f"ROUND(w * {per_person}, 6) AS weight", "membership", *rule.factor_names]
        engine.write(
            f"SELECT {', '.join(columns)} FROM ({rule_sql(rule, _whole(engine, basis), keep=('id', 'w'))})", target
        )
        sizes = _sizes(engine, target, large, segmentation)
    return Everybody(large.people, len(basis.ids), filled, large.weighted, sizes, (*notices, *_notices(large, filled)))


def with_everybody(results: Mapping[str, Any], everybody: Everybody) -> dict[str, Any]:
    """The results with what is known of all rows: `data.n_file`, `data.n_drawn`, `segments.everybody`, warnings."""
    rows = plain(everybody.sizes)
    data = {**results["data"], "n_file": everybody.people, "n_drawn": everybody.drawn}
    told = {"file": PEOPLE.as_posix(), "n": everybody.people, "n_filled": everybody.filled, "sizes": rows}
    segments = {**results["segments"], "everybody": told}
    warnings = [*results["warnings"], *({"code": one.code, "text": one.text} for one in everybody.notices)]
    return {**results, "data": data, "segments": segments, "warnings": warnings}


def linear_rule(segmentation: Segmentation, basis: Basis, factors: FactorSolution | None) -> LinearRule:
    """The rule of a segmentation, and the factor scores, on answers as they are coded in the table."""
    rule, space = segmentation.rule, segmentation.rule.space
    width, own = basis.high - basis.low, np.argsort(rule.asked.columns)
    centre, scale = space.centre[own], space.scale[own]
    coefficients = rule.coefficients @ space.turn.T / space.spread
    made, constants = _factors(basis, factors, width)
    return LinearRule(
        slope=1 / (width * scale),
        shift=(-basis.low / width - centre) / scale,
        soft=space.soft,
        keep_level=space.level_in_items,
        coefficients=coefficients[:, own],
        constants=rule.constants - coefficients @ space.mean,
        factors=made,
        factor_constants=constants,
    )


def _factors(basis: Basis, factors: FactorSolution | None, width: Floats) -> tuple[Floats, Floats]:
    if factors is None:
        return np.zeros((len(width), 0)), np.zeros(0)
    weights = scoring_weights(factors.correlation, factors.loadings.to_numpy(), factors.phi)
    mean, spread = standardising(basis)
    sign = np.where(basis.reverse, -1.0, 1.0)
    at_zero = np.where(basis.reverse, 1 + basis.low / width, -basis.low / width)
    return (sign / width / spread)[:, None] * weights, ((at_zero - mean) / spread) @ weights


@contextmanager
def _answers(
    path: Path, questionnaire: Questionnaire, basis: Basis, weights: str
) -> Iterator[tuple[DuckDB, LargeFile, tuple[Notice, ...]]]:
    """The view `answers`: id, id_text, w and x1..., the codes of the basis, moved to the ends of their ranges."""
    large = open_large(path, questionnaire, weights=weights or None)
    if large is None:
        what = "the table has become short since people were drawn from it"
        raise InputRefused(Problem("DATA_CHANGED", what, file=path.name, hint="run the analysis again"))
    with duckdb_session(large.table.label) as engine:
        found = coded_columns(engine, large, questionnaire, "basis")
        cells = [f"{large.id} AS id", f"{large.id_text} AS id_text", f"{large.weight} AS w"]
        declared = {variable.name: variable for variable in questionnaire.having("basis")}
        for i, item in enumerate(basis.items):
            sql, low, high = found.sql[item], number(float(basis.low[i])), number(float(basis.high[i]))
            if declared[item].low is None or declared[item].high is None:
                sql = f"CASE WHEN {sql} < {low} THEN {low} WHEN {sql} > {high} THEN {high} ELSE {sql} END"
            cells.append(f"{sql} AS x{i + 1}")
        view = f"SELECT {', '.join(cells)} FROM {large.table.relation} WHERE {large.weight} > 0"
        engine.rows(f"CREATE VIEW {ANSWERS} AS {view}")
        yield engine, large, found.notices


def _items(basis: Basis) -> list[str]:
    return [f"x{i + 1}" for i in range(len(basis.items))]


def _fill(engine: DuckDB, basis: Basis) -> int:
    """Make the table `filled` of everybody with a blank, filled by what the other answers lead one to expect."""
    items = _items(basis)
    listed, blank = ", ".join(items), " OR ".join(f"{item} IS NULL" for item in items)
    kinds = ", ".join(f"{item} DOUBLE" for item in items)
    engine.rows(f"CREATE TABLE {FILLED} (id_text VARCHAR, w DOUBLE, {kinds})")
    asked = ", ".join(f"CAST({item} AS DOUBLE) AS {item}" for item in items)
    width, people = basis.high - basis.low, 0
    for frame in engine.batches(f"SELECT id_text, w, {asked} FROM {ANSWERS} WHERE {blank}"):
        shares = scale_answers(basis, frame[items].to_numpy(dtype=np.float64, na_value=np.nan))
        frame[items] = basis.low + np.where(basis.reverse, 1 - shares, shares) * width
        engine.take(frame, f"INSERT INTO {FILLED} SELECT id_text, w, {listed} FROM batch")
        people += len(frame)
    return people


def _whole(engine: DuckDB, basis: Basis) -> str:
    """Everybody without a blank: complete people, then those whose blanks were filled."""
    items = _items(basis)
    listed, complete = ", ".join(items), " AND ".join(f"{item} IS NOT NULL" for item in items)
    ((kind,),) = [(row[1],) for row in engine.rows(f"DESCRIBE {ANSWERS}") if row[0] == "id"]
    own = f"SELECT id, w, {listed} FROM {ANSWERS} WHERE {complete}"
    return f"({own} UNION ALL SELECT CAST(id_text AS {kind}) AS id, w, {listed} FROM {FILLED})"


def _sizes(engine: DuckDB, target: Path, large: LargeFile, segmentation: Segmentation) -> pd.DataFrame:
    sql = "SELECT segment, COUNT(*), SUM(weight), SUM(weight * weight)"
    found = engine.rows(f"{sql} FROM READ_PARQUET({words(str(target))}) GROUP BY segment")
    by_segment = {int(row[0]): row[1:] for row in found}
    counts = np.array([by_segment.get(j, (0, 0.0, 0.0)) for j in range(1, segmentation.k + 1)], dtype=np.float64)
    if int(counts[:, 0].sum()) != large.people:
        what = f"{int(counts[:, 0].sum()):,} of {large.people:,} people could be sorted"
        raise InputRefused(
            Problem("DATA_CHANGED", what, file=large.table.label, hint="was the file changed meanwhile?")
        )
    share = counts[:, 1] / counts[:, 1].sum()
    low, high = wilson(share, float(counts[:, 1].sum() ** 2 / counts[:, 2].sum()))
    return pd.DataFrame(
        {
            "segment": np.arange(1, segmentation.k + 1),
            "n": counts[:, 0].astype(np.int64),
            "share": share,
            "low": low,
            "high": high,
            "share_drawn": segmentation.sizes["share"].to_numpy(),
        }
    )


def _notices(large: LargeFile, filled: int) -> Iterator[Notice]:
    text = f"All {large.people:,} people were sorted by the rule found on the drawn ones; see {PEOPLE.as_posix()}."
    text += " Factors come from the correlations of everybody. Only the drawn people were screened for quality."
    yield Notice("SEGMENTS_EVERYBODY", text)
    if filled:
        text = f"{filled:,} people had blanks in the basis, which were filled by what their other answers lead one to"
        yield Notice("SEGMENTS_EVERYBODY_FILLED", f"{text} expect.")
