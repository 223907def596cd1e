"""How SQL writes names, texts and whole numbers in each engine. Needs nothing but the standard library."""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANKS = (9, 10, 11, 12, 13, 32, 160)
"""What is taken off the ends of a text, by code point: tab, line ends, space and the space that does not break."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_COMMENT = 300
_COMMENT = str.maketrans({"'": "’", '"': "”", "`": "’", **dict.fromkeys("*$&{}<>;\\@#%:", "_")})


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine's way of writing SQL.

    `opening`, `closing`: around a name; `closing_inside`: how the closing mark is written within one. `backslash`:
    texts escape by backslash instead of doubling. `small`, `wide`: whole numbers of 32 and 64 bits. `text`: a cell as
    text; `trim`: a text without outer blanks, {0} the text and {1} the blanks. `letter`: a character by its code point.
    `spoken`: the characters beside control characters that must not stand in a text, as the engine's own clients
    replace them before the engine reads it. `nan`: whether a number can be NaN.
    """

    title: str
    opening: str = '"'
    closing: str = '"'
    closing_inside: str = '""'
    backslash: bool = False
    prefix: str = ""
    join: str = " || "
    letter: str = "CHR({0})"
    spoken: str = ""
    small: str = "INTEGER"
    wide: str = "BIGINT"
    text: str = "CAST({0} AS VARCHAR)"
    trim: str = "TRIM({0}, {1})"
    nan: bool = True

    def name(self, name: str) -> str:
        """A column's name, whatever letters it is made of.

        >>> DIALECTS["tsql"].name("a]b"), DIALECTS["mysql"].name("a`b")
        ('[a]]b]', '`a``b`')
        """
        inside = _escaped(name) if self.closing_inside.startswith("\\") else name
        return f"{self.opening}{inside.replace(self.closing, self.closing_inside)}{self.closing}"

    def words(self, text: str) -> str:
        """A text; control characters other than tab and line ends become U+FFFD.

        >>> DIALECTS["duckdb"].words("it's"), DIALECTS["tsql"].words("N'") == "N'N" + "'" * 3
        ("'it''s'", True)
        """
        text = _CONTROL.sub("\ufffd", text)
        if self.backslash:
            inside = _escaped(text).replace("'", "\\'")
            for letter in self.spoken:
                inside = inside.replace(letter, f"\\u{ord(letter):04x}")
            return f"{self.prefix}'{inside}'"
        parts = [part for part in re.split(f"([\\t\\n\\r{re.escape(self.spoken)}])", text) if part]
        return self.join.join(map(self._part, parts)) or f"{self.prefix}''"

    def _part(self, part: str) -> str:
        if len(part) == 1 and part in f"\t\n\r{self.spoken}":
            return self.letter.format(ord(part))
        doubled = part.replace("'", "''")
        return f"{self.prefix}'{doubled}'"

    def trimmed(self, cell: str) -> str:
        """A cell as text without outer blanks."""
        return self.trim.format(self.text.format(cell), self.join.join(map(self.letter.format, BLANKS)))


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\")
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def comment(text: str) -> str:
    """A text as part of a comment, in any engine, client and template: one line, no quotes, nothing that ends it.

    >>> comment("it's */ -- {{ x }};")
    'it’s _/ – __ x ___'
    """
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    while "--" in line:
        line = line.replace("--", "–")
    return line.translate(_COMMENT)[:_LONGEST_COMMENT]


_BACKTICKS = {"opening": "`", "closing": "`"}

DIALECTS: dict[str, Dialect] = {
    "duckdb": Dialect("DuckDB"),
    "sqlite": Dialect(
        "SQLite", letter="CHAR({0})", small="INTEGER", wide="INTEGER", text="CAST({0} AS TEXT)", nan=False
    ),
    "postgres": Dialect("PostgreSQL", trim="BTRIM({0}, {1})"),
    "snowflake": Dialect("Snowflake", backslash=True),
    "bigquery": Dialect(
        "BigQuery",
        opening="`",
        closing="`",
        closing_inside="\\`",
        backslash=True,
        small="INT64",
        wide="INT64",
        text="CAST({0} AS STRING)",
        trim="TRIM({0})",
    ),
    "redshift": Dialect("Amazon Redshift", backslash=True, trim="BTRIM({0}, ' \\t\\n\\r')"),
    "spark": Dialect(
        "Spark and Databricks",
        opening="`",
        closing="`",
        closing_inside="``",
        backslash=True,
        spoken="$",
        small="INT",
        text="CAST({0} AS STRING)",
        trim="TRIM(BOTH ' \\t\\n\\r\\u000b\\u000c\\u00a0' FROM {0})",
    ),
    "tsql": Dialect(
        "SQL Server",
        opening="[",
        closing="]",
        closing_inside="]]",
        prefix="N",
        join=" + ",
        letter="NCHAR({0})",
        small="INT",
        text="CAST({0} AS NVARCHAR(4000)) COLLATE Latin1_General_BIN2",
        trim="TRIM({1} FROM {0})",
        nan=False,
    ),
    "mysql": Dialect(
        "MySQL",
        opening="`",
        closing="`",
        closing_inside="``",
        backslash=True,
        small="SIGNED",
        wide="SIGNED",
        text="CAST({0} AS CHAR)",
        trim="REGEXP_REPLACE({0}, '^[[:space:]]+|[[:space:]]+$', '')",
        nan=False,
    ),
    "trino": Dialect("Trino"),
    "oracle": Dialect(
        "Oracle",
        letter="CHR({0})",
        spoken="&",
        small="NUMBER(19)",
        wide="NUMBER(38)",
        text="CAST({0} AS VARCHAR2(4000))",
        trim="LTRIM(RTRIM({0}, {1}), {1})",
    ),
}
"""By the name that the exports use."""
