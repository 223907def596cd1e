"""The typing tool as a SELECT in the SQL of one engine."""

from __future__ import annotations

from pathlib import Path

from survey_seg.artifact import write_text
from survey_seg.typing_tool.exporters.labels import require_exact
from survey_seg.typing_tool.exporters.wording import about, comment
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.sql.answers import Kind
from survey_seg.typing_tool.sql.dialects import DIALECTS
from survey_seg.typing_tool.sql.scoring import scoring_sql

TABLE, PERSON = "people", "person_id"
"""What the reader of the file replaces: the table and its key."""

HOLDS: dict[Kind, str] = {
    "number": "Its answer columns hold numbers: the codes below; blank is NULL or NaN.",
    "text": "Its answer columns hold text: codes such as 3 and 3.0, or the words of an answer; blank is NULL or empty.",
}
RESULT = {
    True: "Result: a row per person: segment (empty with too few answers), name, band, margin, runner_up, answered, "
    "unknown (how many answers are none of the codes) and score_1, score_2 and so on, a score per segment.",
    False: "Result: a row per person: answered, unknown (how many answers are none of the codes) and score_1, score_2 "
    "and so on, a score per segment. The fields of this tool say too little to name a person's segment.",
}


def export(spec: TypingSpec, path: Path, *, variant: str) -> None:
    """Write the tool as SQL; `variant`: a dialect and what the columns hold, such as "duckdb number".

    Raises CannotCompute EXPORT_TOO_LARGE when scores could be too large for whole numbers to be exact everywhere.
    """
    dialect, _, kind = variant.partition(" ")
    write_text(path, select(spec, dialect, "text" if kind == "text" else "number"))


def select(spec: TypingSpec, dialect: str, kind: Kind) -> str:
    """The file: a comment that says what it is, and one SELECT from `people` with the key `person_id`."""
    require_exact(spec)
    kinds: dict[str, Kind] = {question.id: kind for question in spec.questions}
    sql = scoring_sql(spec, TABLE, dialect=dialect, kinds=kinds, keep={PERSON: PERSON})
    return "\n".join([*head(spec, dialect, kind), sql, ""])


def head(spec: TypingSpec, dialect: str, kind: Kind) -> list[str]:
    """What the file says of itself, as comments."""
    use = (
        f"SQL for {DIALECTS[dialect].title}. Use: put the table and its key in place of {TABLE} and {PERSON} in the "
        f"first part. {HOLDS[kind]}"
    )
    return comment([*about(spec), use, RESULT[spec.hard_labels]], "-- ")
