"""The typing tool as one SELECT of plain SQL: sums, comparisons and CASE. Needs only the standard library.

What counts as an answer is said in `classify`. A column holds numbers or text (`kinds`): of numbers, the codes count,
whatever their type; of text, "3", "3.0", " 4 " and the words of an answer. One pass turns answers into codes, in wide
integers; the scores are linear in them. There is no division, no ORDER BY, and neither GREATEST nor LEAST, which treat
NULL differently from engine to engine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from survey_seg.errors import CannotCompute, Problem
from survey_seg.typing_tool.classify import WHOLE, is_answer
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.sql_dialects import DIALECTS, Dialect

Kind = Literal["number", "text"]

LARGEST = 2**53 - 1
"""Up to here whole numbers are exact in every program."""
DIGITS = 16
"""A longer number is no answer."""
LISTED = 20
"""Ranges of answers up to this length are written code by code."""


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
    blank is NULL or NaN) or "text". `keep`: columns that are kept, new name to SQL expression over the table, such as
    {"id": '"Customer"'}; they come first, in this order. `dialect`: a key of `sql_dialects.DIALECTS`.

    Columns given: the kept ones, then segment (code; NULL with fewer answers than `min_answered`), name (NULL then),
    band, margin (0 then), runner_up (code; NULL then), answered and unknown (counts of questions), score_1 ... score_k
    in the order of the spec's segments. Without `hard_labels` only answered, unknown and the scores. An engine that is
    asked for some of the columns (SELECT segment FROM (...) AS typed) computes no others.

    Raises CannotCompute: EXPORT_TOO_LARGE when scores could leave the whole numbers that all programs hold exactly.

    >>> from survey_seg.typing_tool.spec import ToolSegment
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
    bound = largest_score(spec)
    if bound > LARGEST:
        what = f"scores of this tool could be as large as {bound:,}; beyond {LARGEST:,} programs no longer agree"
        raise CannotCompute(Problem("EXPORT_TOO_LARGE", what, hint="give the questions narrower ranges of answers"))
    way = DIALECTS[dialect]
    kept = dict(keep or {})
    named = columns or {question.id: question.column for question in spec.questions}
    of_kind: list[Kind] = [(kinds or {}).get(question.id, "number") for question in spec.questions]
    ks = [f"k{i}" for i in range(1, len(kept) + 1)]
    first = [f"{expression} AS {k}" for k, expression in zip(ks, kept.values(), strict=True)]
    cells = [way.name(named[question.id]) for question in spec.questions]
    first += [
        f"{_cell(way, question, cell, kind)} AS x{i}"
        for i, (question, cell, kind) in enumerate(zip(spec.questions, cells, of_kind, strict=True), start=1)
    ]
    steps = [("answers", first, table), ("codes", _codes(spec, way, ks, of_kind), "answers")]
    steps.append(("scores", _scores(spec, way, ks, of_kind), "codes"))
    if spec.hard_labels:
        steps += _choice(spec, ks)
    names = [f"{k} AS {way.name(name)}" for k, name in zip(ks, kept, strict=True)]
    parts = ",\n".join(f"{name} AS (\n{_select(items, source)}\n)" for name, items, source in steps)
    return f"WITH {parts}\n{_select([*names, *_results(spec, way)], steps[-1][0])}"


def largest_score(spec: TypingSpec) -> int:
    """No score, and no sum on the way to one, is further from zero than this."""
    total = [abs(constant) for constant in spec.constants]
    for question in spec.questions:
        parts = [question.missing]
        if question.type == "choice":
            parts += question.points.values()
        else:
            ends = [option.code for option in question.options] or list(bounds(question))
            parts += [tuple(weight * end for weight in question.w) for end in ends]
        for j in range(len(total)):
            total[j] += max(abs(part[j]) for part in parts)
    return 2 * max(total) + 1


def bounds(question: GoldenQuestion) -> tuple[int, int]:
    """The smallest and the largest answer of a question without answer options."""
    most = 10**DIGITS - 1
    low = math.ceil(-most if question.min is None else question.min)
    high = math.floor(most if question.max is None else question.max)
    return max(low, -most), min(high, most)


def answer_sql(question: GoldenQuestion, cell: str, *, kind: Kind, dialect: str = "duckdb") -> str:
    """SQL for the code of an answer, NULL when there is none; `cell`: SQL of a number, or of a text from `text_sql`."""
    return _answer(DIALECTS[dialect], question, cell, kind)


def unknown_sql(question: GoldenQuestion, cell: str, *, kind: Kind, dialect: str = "duckdb") -> str:
    """SQL for 1 when something was answered that is no answer of the question, else 0; `cell` as in `answer_sql`."""
    way = DIALECTS[dialect]
    return _unknown(way, question, cell, _answer(way, question, cell, kind), kind)


def text_sql(question: GoldenQuestion, cell: str, *, dialect: str = "duckdb") -> str:
    """SQL for a cell of text as `answer_sql` and `unknown_sql` take it: without outer blanks, in small letters."""
    return _cell(DIALECTS[dialect], question, cell, "text")


def _select(items: Sequence[str], source: str) -> str:
    listed = ",\n".join(f"  {item}" for item in items)
    return f"SELECT\n{listed}\nFROM {source}"


def _cell(way: Dialect, question: GoldenQuestion, cell: str, kind: Kind) -> str:
    if kind == "number":
        return cell
    trimmed = way.trimmed(cell)
    return f"LOWER({trimmed})" if _labels(question) else trimmed


def _labels(question: GoldenQuestion) -> dict[str, int]:
    """Codes by the words of the options, in small letters as engines make them; the first of equals counts."""
    found: dict[str, int] = {}
    for option in question.options:
        words = " ".join(option.label.split())
        ascii_only = "".join(letter.lower() if letter.isascii() else letter for letter in words)
        for form in (words.casefold(), words.lower(), ascii_only):
            if form and not WHOLE.fullmatch(words):
                found.setdefault(form, option.code)
    return found


def _codes(spec: TypingSpec, way: Dialect, ks: Sequence[str], kinds: Sequence[Kind]) -> list[str]:
    items = [*ks, *(f"x{i}" for i in range(1, len(kinds) + 1))]
    for i, (question, kind) in enumerate(zip(spec.questions, kinds, strict=True), start=1):
        items.append(f"{_answer(way, question, f'x{i}', kind)} AS a{i}")
    return items


def _answer(way: Dialect, question: GoldenQuestion, x: str, kind: Kind) -> str:
    codes = _listable(question)
    if codes == []:
        return f"CAST(NULL AS {way.wide})"
    if codes is None:
        return _in_range(way, question, x, kind)
    if kind == "number":
        return f"CASE WHEN {x} IN ({_listed(codes)}) THEN CAST({x} AS {way.wide}) END"
    cases = " ".join(f"WHEN {way.words(text)} THEN {code}" for text, code in _texts(question, codes).items())
    return f"CASE {x} {cases} END"


def _in_range(way: Dialect, question: GoldenQuestion, x: str, kind: Kind) -> str:
    """The code of an answer to a question that takes every whole number of a long range."""
    low, high = bounds(question)
    nothing = [code for code in question.no_answer if is_answer(question, code)]
    without = f"WHEN {x} IN ({_listed(nothing)}) THEN NULL " if nothing else ""
    if kind == "number":
        whole = f"CAST({x} AS {way.wide})"
        return f"CASE {without}WHEN {x} BETWEEN {low} AND {high} THEN CASE WHEN {x} = {whole} THEN {whole} END END"
    zeros = x
    for digit in "123456789":
        zeros = f"REPLACE({zeros}, '{digit}', '0')"
    shapes = [f"{sign}{'0' * length}" for length in range(1, len(str(max(-low, high))) + 1) for sign in ("", "-")]
    shapes += [f"{shape}.0" for shape in shapes]
    value = f"CAST(REPLACE({x}, '.0', '') AS {way.wide})"
    tests = (
        f"{zeros} IN ({', '.join(map(way.words, shapes))})",
        f"({x} NOT LIKE '%.%' OR {x} LIKE '%.0')",
        f"({x} NOT LIKE '0%' OR {x} IN ('0', '0.0'))",
        f"{x} NOT LIKE '-0%'",
    )
    without = without.replace(f"{x} IN", f"{value} IN")
    return (
        f"CASE WHEN {' AND '.join(tests)} THEN CASE {without}WHEN {value} BETWEEN {low} AND {high} THEN {value} END END"
    )


def _listable(question: GoldenQuestion) -> list[int] | None:
    """The codes that are answers, None when they are too many to be written one by one."""
    if question.options:
        codes = [option.code for option in question.options]
    else:
        low, high = bounds(question)
        if high - low > LISTED:
            return None
        codes = list(range(low, high + 1))
    return [code for code in codes if code not in question.no_answer]


def _texts(question: GoldenQuestion, codes: Sequence[int]) -> dict[str, int]:
    """Everything a text may be that is an answer, with its code."""
    found = {text: code for code in codes for text in (str(code), f"{code}.0")}
    return found | {text: code for text, code in _labels(question).items() if code in codes}


def _listed(codes: Sequence[int]) -> str:
    return ", ".join(map(str, codes))


def _unknown(way: Dialect, question: GoldenQuestion, x: str, answer: str, kind: Kind) -> str:
    known = [f"{answer} IS NOT NULL", f"{x} IS NULL"]
    if kind == "text":
        forms = [text for code in question.no_answer for text in (str(code), f"{code}.0")]
        forms += [text for text, code in _labels(question).items() if code in question.no_answer]
        known.append(f"{x} IN ({', '.join(map(way.words, ['', *forms]))})")
    elif question.no_answer:
        known.append(f"{x} IN ({_listed(question.no_answer)})")
    cases = f"WHEN {' OR '.join(known)} THEN 0"
    if kind == "number" and way.nan:
        cases += f" WHEN LOWER({way.text.format(x)}) = 'nan' THEN 0"
    return f"CASE {cases} ELSE 1 END"


def _scores(spec: TypingSpec, way: Dialect, ks: Sequence[str], kinds: Sequence[Kind]) -> list[str]:
    count = range(1, len(spec.questions) + 1)
    answered = " + ".join(f"CASE WHEN a{i} IS NULL THEN 0 ELSE 1 END" for i in count)
    unknown = " + ".join(
        _unknown(way, question, f"x{i}", f"a{i}", kind)
        for i, (question, kind) in enumerate(zip(spec.questions, kinds, strict=True), start=1)
    )
    items = [*ks, f"{answered} AS answered", f"{unknown} AS unknown"]
    for j, constant in enumerate(spec.constants):
        terms = [_points(question, f"a{i}", j) for i, question in enumerate(spec.questions, start=1)]
        items.append(f"{' + '.join([str(constant), *terms])} AS s{j + 1}")
    return items


def _points(question: GoldenQuestion, a: str, j: int) -> str:
    if question.type == "scale":
        return f"COALESCE({a} * ({question.w[j]}), {question.missing[j]})"
    cases = " ".join(f"WHEN {code} THEN {points[j]}" for code, points in question.points.items())
    return f"CASE {a} {cases} ELSE {question.missing[j]} END"


def _choice(spec: TypingSpec, ks: Sequence[str]) -> list[tuple[str, list[str], str]]:
    """Best and second best segment, by their places."""
    places = range(1, len(spec.segments) + 1)
    carried = [*ks, "answered", "unknown", *(f"s{j}" for j in places)]
    others = [f"CASE best WHEN {j} THEN {-largest_score(spec)} ELSE s{j} END AS t{j}" for j in places]
    of_best, of_second = (
        f"CASE {which} {' '.join(f'WHEN {j} THEN s{j}' for j in places)} END" for which in ("best", "second")
    )
    margin = f"CASE WHEN answered >= {spec.min_answered} THEN {of_best} - {of_second} ELSE 0 END AS margin"
    return [
        ("firsts", [*carried, f"{_first_of_largest('s', len(places))} AS best"], "scores"),
        ("others", [*carried, "best", *others], "firsts"),
        ("seconds", [*carried, "best", f"{_first_of_largest('t', len(places))} AS second"], "others"),
        ("margins", [*carried, "best", "second", margin], "seconds"),
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
        f"{told('second', codes)} AS runner_up",
        "answered",
        "unknown",
        *scores,
    ]
