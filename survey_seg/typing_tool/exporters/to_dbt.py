"""The typing tool as a dbt model and its tests: one model for every warehouse, which takes the SQL of its target."""

from __future__ import annotations

from pathlib import Path

from survey_seg.typing_tool.exporters.bundle import write_bundle
from survey_seg.typing_tool.exporters.labels import require_exact
from survey_seg.typing_tool.exporters.to_sql import RESULT
from survey_seg.typing_tool.exporters.wording import about, comment
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.sql.answers import Kind
from survey_seg.typing_tool.sql.dialects import DIALECTS
from survey_seg.typing_tool.sql.scoring import scoring_sql

MODEL = "typed_people"
PEOPLE = "{{ ref(var('typing_people', 'people')) }}"
PERSON = "{{ var('typing_person_id', 'person_id') }}"

TARGETS = {
    "duckdb": ("duckdb",),
    "sqlite": ("sqlite",),
    "postgres": ("postgres",),
    "snowflake": ("snowflake",),
    "bigquery": ("bigquery",),
    "redshift": ("redshift",),
    "spark": ("spark", "databricks"),
    "tsql": ("sqlserver", "fabric", "synapse"),
    "mysql": ("mysql", "mysql5", "mariadb"),
    "trino": ("trino", "athena"),
    "oracle": ("oracle",),
}
"""The dialect of each of dbt's adapters."""

USE = (
    "Use: put both files into the folder models of a dbt project. Variables: typing_people, the model with the "
    "answers (people); typing_person_id, its key (person_id); typing_answers_are_text, true when the answers are text.",
)


def export(spec: TypingSpec, path: Path) -> None:
    """Write a zip archive with a dbt model (SQL with Jinja) and its properties (YAML with tests).

    The model holds the SQL of every dialect and takes that of `target.type`. Nothing of the tool is read as Jinja.
    Raises CannotCompute EXPORT_TOO_LARGE.
    """
    require_exact(spec)
    write_bundle(path, {f"models/{MODEL}.sql": model(spec), f"models/{MODEL}.yml": properties(spec)})


def model(spec: TypingSpec) -> str:
    """The model: SQL by the type of the target, for columns of numbers or text."""
    lines = comment([*about(spec), *USE, RESULT[spec.hard_labels]], "-- ")
    word = "if"
    for dialect in DIALECTS:
        names = ", ".join(f"'{name}'" for name in TARGETS[dialect])
        lines.append(f"{{% {word} target.type in [{names}] %}}")
        lines.append("{% if var('typing_answers_are_text', false) %}")
        lines += [_sql(spec, dialect, "text"), "{% else %}", _sql(spec, dialect, "number"), "{% endif %}"]
        word = "elif"
    lines += ["{% else %}", "{{ exceptions.raise_compiler_error('this model has no SQL for ' ~ target.type) }}"]
    return "\n".join([*lines, "{% endif %}", ""])


def properties(spec: TypingSpec) -> str:
    """The YAML beside the model: what it is, and tests of its columns."""
    said = " ".join(about(spec))
    lines = ["version: 2", "", "models:", f"  - name: {MODEL}", f'    description: "{said}"', "    columns:"]
    if spec.hard_labels:
        codes = ", ".join(str(segment.code) for segment in spec.segments)
        lines += _column("segment", "The code of the segment; empty with too few answers.", f"[{codes}]", quote=False)
        lines += _column("runner_up", "The code of the second best segment.", f"[{codes}]", quote=False)
        lines += _column("band", "How sure the segment is.", "[clear, lean, unclear]", quote=True)
    lines += ["      - name: answered", '        description: "How many questions were answered."']
    lines += ["        data_tests:", "          - not_null"]
    lines += ["      - name: unknown", '        description: "How many answers are none of their question\'s codes."']
    return "\n".join([*lines, ""])


def _column(name: str, description: str, values: str, *, quote: bool) -> list[str]:
    return [
        f"      - name: {name}",
        f'        description: "{description}"',
        "        data_tests:",
        "          - accepted_values:",
        "              arguments:",
        f"                values: {values}",
        *([] if quote else ["                quote: false"]),
    ]


def _sql(spec: TypingSpec, dialect: str, kind: Kind) -> str:
    """The SELECT with dbt's variables in it, and every other brace as text."""
    kinds: dict[str, Kind] = {question.id: kind for question in spec.questions}
    said = "".join([*(question.column for question in spec.questions), *(segment.name for segment in spec.segments)])
    people = _unused("typing_table_", said)
    person = _unused("typing_key_", said)
    sql = scoring_sql(spec, people, dialect=dialect, kinds=kinds, keep={"person_id": person})
    # Jinja would also make one line end of every "\r\n".
    sql = sql.replace("{", "{{ '{' }}").replace("\r", "{{ '\\r' }}")
    return sql.replace(people, PEOPLE).replace(person, PERSON)


def _unused(word: str, texts: str) -> str:
    """A word that stands in none of the texts."""
    while word in texts:
        word += "_"
    return word
