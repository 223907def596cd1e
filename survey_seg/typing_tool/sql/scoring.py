"""The typing tool as one SELECT of plain SQL: sums, comparisons and CASE. Needs only the standard library.

What counts as an answer is said in `classify`. A column holds numbers or text (`kinds`): of numbers, the codes count,
whatever their type; of text, "3", "3.0", " 4 " and the words of an answer. One pass turns answers into codes, in wide
integers; the scores are linear in them. There is no division, no ORDER BY, and neither GREATEST nor LEAST, which treat
NULL differently from engine to engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_seg.errors import CannotCompute, Problem, quoted
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.sql.answers import Coded, Kind
from survey_seg.typing_tool.sql.dialects import DIALECTS, Dialect

LARGEST = 2**63 - 1
"""The widest whole number that all engines know."""
SMALL = 2**31 - 1
"""Sums up to here need only 32 bits, which some engines add twice as fast."""


def scoring_sql(
    spec: TypingSpec,
    table: str,
    *,
    dialect: str = "duckdb",
    columns: Mapping[str, str] | None = None,
    kinds: Mapping[str, Kind] | None = None,
    keep: Mapping[str, str] | None = None,
) -> str:
    """One SELECT (WITH ...) that types every row of a table: what `classify` says, in any engine.

    `table`: SQL of the table, as it stands after FROM (a name, `READ_PARQUET(...)`). `columns`: by question id, the
    name of its column, unquoted; by default the spec's. `kinds`: by question id, "number" (default; any numeric type,
    blank is NULL or NaN), "whole" (a type of whole numbers only, which is faster) or "text". `keep`: columns that are
    kept, new name to SQL expression over the table, such as {"id": '"Customer"'}; they come first, in this order.
    `dialect`: a key of `sql.dialects.DIALECTS`.

    Columns given: the kept ones, then segment (code; NULL with fewer answers than `min_answered`), name (NULL then),
    band, margin (0 then), runner_up (code; NULL then), answered and unknown (counts of questions), score_1 ... score_k
    in the order of the spec's segments. Without `hard_labels` only answered, unknown and the scores. An engine that is
    asked for some of the columns (SELECT segment FROM (...) AS typed) computes no others.

    Raises CannotCompute: EXPORT_TOO_LARGE when scores could leave the whole numbers of 64 bits, EXPORT_COLUMN for a
    column whose name the engine would replace.

    >>> from survey_seg.typing_tool.spec import GoldenQuestion, ToolSegment
    >>> question = GoldenQuestion("q1", "q1", "Do you plan?", "scale", (), 1, 5, (10, -10), {}, (30, -30))
    >>> segments = ToolSegment(1, "Planners", 0.5, ""), ToolSegment(2, "Others", 0.5, "")
    >>> bands = {"clear": 11, "lean": 4}
    >>> tool = TypingSpec(
    ...     "tool-1", "Plans", "ask", True, 10, segments, (question,), (-30, 30), 1, bands, {}, {}, None, {}, {}, ()
    ... )
    >>> import sqlite3
    >>> people = sqlite3.connect(":memory:")
    >>> _ = people.execute("CREATE TABLE people AS SELECT 5 AS q1 UNION ALL SELECT NULL")
    >>> people.execute(scoring_sql(tool, "people", dialect="sqlite")).fetchall()
    [(1, 'Planners', 'clear', 40, 2, 1, 0, 20, -20), (None, None, 'unclear', 0, None, 0, 0, 0, 0)]
    """
    way = DIALECTS[dialect]
    asked = [
        Coded(question, (kinds or {}).get(question.id, "number"), way, place)
        for place, question in enumerate(spec.questions, start=1)
    ]
    bound = _bound(spec, asked)
    if bound > LARGEST:
        what = f"scores of this tool could be as large as {bound:,}, more than whole numbers hold in SQL"
        raise CannotCompute(Problem("EXPORT_TOO_LARGE", what, hint="give the questions narrower ranges of answers"))
    kept = dict(keep or {})
    ks = [f"k{i}" for i in range(1, len(kept) + 1)]
    first = [f"{expression} AS {k}" for k, expression in zip(ks, kept.values(), strict=True)]
    for coded in asked:
        name = (columns or {}).get(coded.question.id, coded.question.column)
        if "$" in way.spoken and "${" in name:
            what = f"{way.title} replaces what stands in ${{...}} even in the name of a column: {quoted(name)}"
            raise CannotCompute(Problem("EXPORT_COLUMN", what, hint="rename the column"))
        first.append(f"{coded.cell(way.name(name))} AS {coded.x}")
    steps = [("answers", first, table), *_scoring(spec, asked, ks, way.small if bound <= SMALL else way.wide)]
    if spec.hard_labels:
        steps += _choice(spec, ks, -bound - 1)
    names = [f"{k} AS {way.name(name)}" for k, name in zip(ks, kept, strict=True)]
    parts = ",\n".join(f"{name} AS (\n{_select(items, source)}\n)" for name, items, source in steps)
    return f"WITH {parts}\n{_select([*names, *_results(spec, way)], steps[-1][0])}"


def _bound(spec: TypingSpec, asked: Sequence[Coded]) -> int:
    """No score, and no sum on the way to one, is further from zero than this."""
    sizes = [abs(constant) + sum(coded.largest_term(j) for coded in asked) for j, constant in enumerate(spec.constants)]
    return 2 * max(sizes)


def _select(items: Sequence[str], source: str) -> str:
    listed = ",\n".join(f"  {item}" for item in items)
    return f"SELECT\n{listed}\nFROM {source}"


def _scoring(
    spec: TypingSpec, asked: Sequence[Coded], ks: Sequence[str], whole: str
) -> list[tuple[str, list[str], str]]:
    """From answers to codes, to how many there are, to scores."""
    cells, codes = [coded.x for coded in asked], [coded.a for coded in asked]
    all_there = " AND ".join(f"{coded.a} <> {coded.nothing}" for coded in asked)
    counted = " + ".join(f"CASE WHEN {coded.a} = {coded.nothing} THEN 0 ELSE 1 END" for coded in asked)
    answered = f"CASE WHEN {all_there} THEN {len(asked)} ELSE {counted} END AS answered"
    unknown = " + ".join(coded.unknown() for coded in asked)
    scores = [_score(spec, asked, j) for j in range(len(spec.segments))]
    return [
        ("codes", [*ks, *cells, *(f"CAST({coded.code()} AS {whole}) AS {coded.a}" for coded in asked)], "answers"),
        ("counts", [*ks, *codes, answered, f"{unknown} AS unknown"], "codes"),
        ("scores", [*ks, "answered", "unknown", *scores], "counts"),
    ]


def _score(spec: TypingSpec, asked: Sequence[Coded], j: int) -> str:
    """Weights times codes; what is asked of people who left questions out is worked out for them only."""
    terms = [str(spec.constants[j]), *(term for coded in asked if (term := coded.points(j)))]
    left_out = [term for coded in asked if (term := coded.correction(j))]
    if left_out:
        terms.append(f"CASE WHEN answered = {len(asked)} THEN 0 ELSE {' + '.join(left_out)} END")
    return f"{' + '.join(terms)} AS s{j + 1}"


def _choice(spec: TypingSpec, ks: Sequence[str], below: int) -> list[tuple[str, list[str], str]]:
    """Best and second best segment, by their places; `below`: less than any score."""
    places = range(1, len(spec.segments) + 1)
    carried = [*ks, "answered", "unknown", *(f"s{j}" for j in places)]
    others = [f"CASE best WHEN {j} THEN {below} ELSE s{j} END AS t{j}" for j in places]
    of_best, of_runner = (
        f"CASE {which} {' '.join(f'WHEN {j} THEN s{j}' for j in places)} END" for which in ("best", "runner")
    )
    margin = f"CASE WHEN answered >= {spec.min_answered} THEN {of_best} - {of_runner} ELSE 0 END AS margin"
    return [
        ("firsts", [*carried, f"{_first_of_largest('s', len(places))} AS best"], "scores"),
        ("others", [*carried, "best", *others], "firsts"),
        ("seconds", [*carried, "best", f"{_first_of_largest('t', len(places))} AS runner"], "others"),
        ("margins", [*carried, "best", "runner", margin], "seconds"),
    ]


def _first_of_largest(letter: str, k: int) -> str:
    cases = []
    for j in range(1, k):
        rivals = " AND ".join(f"{letter}{j} >= {letter}{other}" for other in range(j + 1, k + 1))
        cases.append(f"WHEN {rivals} THEN {j}")
    return f"CASE {' '.join(cases)} ELSE {k} END"


def _results(spec: TypingSpec, way: Dialect) -> list[str]:
    scores = [f"s{j} AS score_{j}" for j in range(1, len(spec.segments) + 1)]
    if not spec.hard_labels:
        return ["answered", "unknown", *scores]
    enough = f"WHEN answered >= {spec.min_answered} THEN CASE"
    codes = [str(segment.code) for segment in spec.segments]
    names = [way.words(segment.name) for segment in spec.segments]

    def told(which: str, values: Sequence[str]) -> str:
        cases = " ".join(f"WHEN {j} THEN {value}" for j, value in enumerate(values, start=1))
        return f"CASE {enough} {which} {cases} END END"

    band = f"WHEN margin >= {spec.bands['clear']} THEN 'clear' WHEN margin >= {spec.bands['lean']} THEN 'lean'"
    return [
        f"{told('best', codes)} AS segment",
        f"{told('best', names)} AS name",
        f"CASE WHEN answered < {spec.min_answered} THEN 'unclear' {band} ELSE 'unclear' END AS band",
        "margin",
        f"{told('runner', codes)} AS runner_up",
        "answered",
        "unknown",
        *scores,
    ]
