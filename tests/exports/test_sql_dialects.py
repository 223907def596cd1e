"""The exported SQL is read by the grammar of every engine, whatever the study's words are; hostile words stay words."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from survey_seg.errors import CannotCompute
from survey_seg.typing_tool.exporters import FORMS, exporter
from survey_seg.typing_tool.exporters.to_dbt import TARGETS, model, properties
from survey_seg.typing_tool.spec import Option, TypingSpec
from survey_seg.typing_tool.sql.dialects import DIALECTS
from survey_seg.typing_tool.sql.scoring import scoring_sql

sqlglot = pytest.importorskip("sqlglot", reason="sqlglot is not installed")

HOSTILE = (
    'it\'s "quoted" `ticked` [bracketed]',
    "*/ /* -- # ; DROP TABLE people; --",
    'a]b]]c`d``e"f""g\'\'h\\',
    "line\nbreak\r\nand\ttab",
    "{{ env_var('HOME') }} {% raw %} {# #} {% endraw %} {% endif %}",
    "${env:HOME} ${hivevar:x} $$ &ampersand &&x :name ? %s",
    "Ünï \u2028 \U0001f600 " + "x" * 300,
    "\\' OR 1=1 \\\\' \\n",
    "typing_table_ typing_key_ FROM typing_table_\nFROM people",
)
"""Words that end, open or replace something in some language."""


def hostile(spec: TypingSpec) -> TypingSpec:
    """The tool with these words for columns, answers, segments, title and limits."""
    words = [HOSTILE[place % len(HOSTILE)] for place in range(100)]
    questions = [
        replace(
            question,
            column=f"{words[place]} {place}".replace("${", "{"),
            text=words[place + 1],
            options=tuple(
                Option(option.code, f"{words[place + at]} {at}") for at, option in enumerate(question.options)
            ),
        )
        for place, question in enumerate(spec.questions)
    ]
    segments = [replace(one, name=words[place * 2 + 1]) for place, one in enumerate(spec.segments)]
    limits = {"limits": [*HOSTILE]}
    return replace(spec, questions=tuple(questions), segments=tuple(segments), title=" ".join(HOSTILE), card=limits)


@pytest.mark.parametrize("words", ["plain", "hostile"])
@pytest.mark.parametrize("form", [form for form in FORMS if form.startswith("sql-")])
def test_every_dialect_reads_it(form: str, words: str, small: TypingSpec, tmp_path: Path) -> None:
    spec = hostile(small) if words == "hostile" else small
    exporter(form)(spec, tmp_path / "tool.sql")
    text = (tmp_path / "tool.sql").read_bytes().decode()
    dialect = form.split("-")[1]
    tree = sqlglot.parse_one(text, read=dialect)
    assert isinstance(tree, sqlglot.exp.Select)
    names = ["person_id", "segment", "name", "band", "margin", "runner_up", "answered", "unknown"]
    assert [one.alias_or_name for one in tree.selects] == [*names, "score_1", "score_2", "score_3", "score_4"]
    again = tree.sql(dialect=dialect, comments=False)
    assert sqlglot.parse_one(again, read=dialect).sql(dialect=dialect) == again
    assert not list(tree.find_all(sqlglot.exp.Div, sqlglot.exp.Order, sqlglot.exp.Greatest, sqlglot.exp.Least))
    columns = {one.name for one in tree.find_all(sqlglot.exp.Column) if one.this.quoted}
    assert columns == {question.column for question in spec.questions}


def test_a_column_that_spark_would_replace_is_refused(small: TypingSpec) -> None:
    columns = {one.id: "${env:HOME}" for one in small.questions}
    with pytest.raises(CannotCompute, match=r"\$\{env:HOME\}"):
        scoring_sql(small, "people", dialect="spark", columns=columns)
    assert "${env:HOME}" in scoring_sql(small, "people", dialect="trino", columns=columns)


@pytest.mark.parametrize("form", [form for form in FORMS if form.startswith("sql-")])
def test_segment_names_arrive_as_they_are(form: str, small: TypingSpec) -> None:
    """Every name but those that a dialect joins from parts is one literal of the tree."""
    dialect = form.split("-")[1]
    spec = hostile(small)
    tree = sqlglot.parse_one(scoring_sql(spec, "people", dialect=dialect), read=dialect)
    literals = {
        one.this for one in tree.find_all(sqlglot.exp.Literal, sqlglot.exp.National) if one.is_string or one.this
    }
    whole = [one.name for one in spec.segments if not set(one.name) & set("\n\r\t&$\\")]
    assert whole
    assert set(whole) <= literals


@pytest.mark.parametrize("kind", ["number", "text"])
@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_hostile_words_come_back_from_engines(engine: str, kind: str, small: TypingSpec) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB (extra scale) is not installed")
    spec = hostile(small)
    way = DIALECTS[engine]
    connection = duckdb.connect() if engine == "duckdb" else sqlite3.connect(":memory:")
    found = set()
    for codes in ([6, 9, 1, 0, 1], [1, 0, 2, 1, 5], [1, 0, 5, 0, 1], [3, 3, 97, 0, 5]):
        cells = [f"'{code}'" if kind == "text" else str(code) for code in codes]
        columns = [f"{cell} AS {way.name(one.column)}" for cell, one in zip(cells, spec.questions, strict=True)]
        table = f"(SELECT {', '.join(columns)})" + (" AS people" if engine == "duckdb" else "")
        sql = scoring_sql(spec, table, dialect=engine, kinds={one.id: kind for one in spec.questions})
        found.add(connection.execute(sql).fetchone()[1])
    assert found == {one.name for one in spec.segments}


def test_labels_are_found_whatever_they_hold(small: TypingSpec, typing_cases: ModuleType) -> None:
    spec = hostile(small)
    connection = sqlite3.connect(":memory:")
    way = DIALECTS["sqlite"]
    listed = ", ".join(way.name(one.column) for one in spec.questions)
    connection.execute(f"CREATE TABLE people ({listed})")
    people = [
        [
            " ".join(question.options[at % len(question.options)].label.split()) if question.options else "3"
            for question in spec.questions
        ]
        for at in range(6)
    ]
    connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", people)
    sql = scoring_sql(spec, "people", dialect="sqlite", kinds={one.id: "text" for one in spec.questions})
    scores = [list(row[-4:]) for row in connection.execute(sql)]
    assert scores == [list(typing_cases.typed(spec, answers).scores) for answers in people]


def rendered(spec: TypingSpec, target: str, *, text: bool = False) -> str:
    """The dbt model as dbt would hand it to a warehouse."""
    jinja2 = pytest.importorskip("jinja2")
    values = {"typing_answers_are_text": text, "typing_people": "crm", "typing_person_id": "customer"}

    class Compiler:
        @staticmethod
        def raise_compiler_error(message: str) -> str:
            raise ValueError(message)

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"])
    return environment.from_string(model(spec)).render(
        target={"type": target},
        var=lambda name, default=None: values.get(name, default),
        ref=lambda name: f"warehouse.{name}",
        exceptions=Compiler,
    )


@pytest.mark.parametrize("text", [False, True], ids=["numbers", "text"])
@pytest.mark.parametrize(("dialect", "target"), [(one, name) for one, names in TARGETS.items() for name in names])
def test_the_dbt_model_becomes_the_sql_of_its_target(dialect: str, target: str, text: bool, small: TypingSpec) -> None:
    spec = hostile(small)
    sql = rendered(spec, target, text=text)
    kinds = {one.id: "text" if text else "number" for one in spec.questions}
    wanted = scoring_sql(spec, "warehouse.crm", dialect=dialect, kinds=kinds, keep={"person_id": "customer"})
    assert [line for line in sql.split("\n") if line.strip() and not line.startswith("-- ")] == [
        line for line in wanted.split("\n") if line.strip()
    ]
    assert isinstance(sqlglot.parse_one(sql, read=dialect), sqlglot.exp.Select)


def test_the_dbt_model_knows_every_dialect_and_no_other(small: TypingSpec) -> None:
    assert set(TARGETS) == set(DIALECTS)
    with pytest.raises(ValueError, match="no SQL for teradata"):
        rendered(small, "teradata")


def test_the_tests_of_the_dbt_model_accept_what_it_can_give(small: TypingSpec) -> None:
    yaml = pytest.importorskip("ruamel.yaml")
    content = yaml.YAML(typ="safe").load(properties(hostile(small)))
    (described,) = content["models"]
    columns = {column["name"]: column.get("data_tests", []) for column in described["columns"]}
    accepted = {
        name: tests[0]["accepted_values"]["arguments"] for name, tests in columns.items() if name in {"segment", "band"}
    }
    assert accepted == {
        "segment": {"values": [1, 2, 3, 4], "quote": False},
        "band": {"values": ["clear", "lean", "unclear"]},
    }
    assert columns["answered"] == ["not_null"]
    assert "{" not in described["description"]
    only_scores = replace(small, hard_labels=False)
    names = [one["name"] for one in yaml.YAML(typ="safe").load(properties(only_scores))["models"][0]["columns"]]
    assert names == ["answered", "unknown"]
