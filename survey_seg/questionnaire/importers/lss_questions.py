"""Questions of LimeSurvey as drafts, by the letter of their type; the same for both of its file formats.

The name of a line or answer in the file of answers is that of the question and its own in brackets: Q1[SQ001].
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_seg.errors import quoted

Lose = Callable[[str], None]
Drafts = list[dict[str, Any]]

OTHER = "-oth-"
"""The code of an answer to write on."""

DROPPED = {
    "*": "an equation is not part of the questionnaire",
    "I": "a choice of language is not part of the questionnaire",
}
"""Types that ask nothing."""


@dataclass(slots=True)
class Part:
    """A line (subquestion) or an answer of a question; `scale` is 0, or 1 for the second scale or the columns."""

    code: str
    text: str
    scale: str = "0"
    relevance: str = ""


@dataclass(slots=True)
class Asked:
    """A question as LimeSurvey has it, in its first language."""

    code: str
    kind: str
    text: str
    anchor: str
    help: str = ""
    relevance: str = ""
    mandatory: str = ""
    other: str = ""
    group: str = ""
    group_relevance: str = ""
    keys: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    lines: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)

    def on(self, scale: str) -> list[Part]:
        """The lines of one scale."""
        return [line for line in self.lines if line.scale == scale]


def drafts_of(asked: Asked, lose: Lose) -> Drafts:
    """The questions of one LimeSurvey question: none for those that ask nothing, several for arrays of several scales.

    >>> (draft,) = drafts_of(Asked("age", "N", "How old are you?", "age"), print)
    >>> draft["id"], draft["type"]
    ('age', 'number')
    """
    if asked.kind in DROPPED:
        lose(DROPPED[asked.kind])
        return []
    if asked.attributes.get("hidden") == "1":
        lose(f"a hidden question is left out: {quoted(asked.text)}")
        return []
    maker = _MAKERS.get(asked.kind)
    drafts = maker(asked) if maker else [_unknown(asked, lose)]
    _note(asked, lose)
    order = {asked.attributes.get(key, "") for key in ("random_order", "answer_order", "subquestion_order")}
    shared = {
        "required": asked.mandatory in {"Y", "S"} if asked.kind != "X" else None,
        "instruction": asked.help or None,
        "randomise": bool(order & {"1", "random"}),
    }
    return [{**shared, **draft} for draft in drafts]


def _named(asked: Asked, kind: str, **more: object) -> dict[str, Any]:
    return {"id": asked.code, "text": asked.text, "type": kind, **more}


def _options(parts: list[Part], asked: Asked) -> list[dict[str, Any]]:
    alone = {code.strip() for code in asked.attributes.get("exclude_all_others", "").split(";") if code.strip()}
    options = [{"code": part.code, "label": part.text, "exclusive": part.code in alone} for part in parts]
    if asked.other == "Y":
        label = asked.attributes.get("other_replace_text") or "Other"
        options.append({"code": OTHER, "label": label, "open": True, "also": ["other"]})
    return options


def _rows(asked: Asked, suffix: str = "", mark: str = "") -> list[dict[str, Any]]:
    return [
        {
            "id": f"{asked.code}_{line.code}{suffix}",
            "column": f"{asked.code}[{line.code}{suffix if not mark else ''}]{mark}",
            "text": line.text,
        }
        for line in asked.on("0")
    ]


def _single(asked: Asked) -> Drafts:
    return [_named(asked, "single", options=_options(asked.answers, asked))]


def _multi(asked: Asked) -> Drafts:
    return [_ticked(_named(asked, "multi", options=_options(asked.lines, asked)), "")]


def _ticked(question: dict[str, Any], line: str) -> dict[str, Any]:
    """A question whose answers have a column each: Q1[SQ001], Q1[other], or Q1[line_SQ001] in a table."""
    for option in question["options"]:
        code = "other" if option["code"] == OTHER else option["code"]
        option["column"] = f"{question['id']}[{line}{code}]"
    return question


def _rank(asked: Asked) -> Drafts:
    return [_named(asked, "rank", options=_options(asked.answers or asked.lines, asked))]


def _fixed(*labels: tuple[str, str]) -> Callable[[Asked], Drafts]:
    """A choice, or an array where there are lines, whose answers LimeSurvey knows."""

    def made(asked: Asked) -> Drafts:
        options = [{"code": code, "label": label} for code, label in labels]
        if asked.kind in {"C", "E"}:
            return [_named(asked, "grid", rows=_rows(asked), options=options)]
        return [_named(asked, "single", options=options)]

    return made


def _points(last: int) -> Callable[[Asked], Drafts]:
    """A scale from 1 to a number, of one line or of many."""

    def made(asked: Asked) -> Drafts:
        ends = {"min": 1, "max": last}
        if asked.kind == "5":
            return [_named(asked, "scale", **ends)]
        return [_named(asked, "grid", rows=_rows(asked), **ends)]

    return made


def _grid(asked: Asked) -> Drafts:
    return [_named(asked, "grid", rows=_rows(asked), options=_options(asked.answers, asked))]


def _two_scales(asked: Asked) -> Drafts:
    """A question for each scale."""
    drafts = []
    for number, scale in (("1", "0"), ("2", "1")):
        heading = asked.attributes.get(f"dualscale_header{'A' if scale == '0' else 'B'}", "")
        options = _options([answer for answer in asked.answers if answer.scale == scale], asked)
        rows = [{**row, "id": f"{row['id']}_{number}"} for row in _rows(asked, mark=f"[{number}]")]
        text = f"{asked.text} {heading}".strip()
        drafts.append(
            {**_named(asked, "grid", rows=rows, options=options), "id": f"{asked.code}_{number}", "text": text}
        )
    return drafts


def _table(kind: str) -> Callable[[Asked], Drafts]:
    """An array of fields: a question with the lines for each column; ticked fields are a question for each line."""

    def made(asked: Asked) -> Drafts:
        columns = asked.on("1")
        if asked.attributes.get("multiflexible_checkbox") == "1":
            return [
                _ticked(_named(asked, "multi", options=_options(columns, asked)), f"{line.code}_")
                | {"id": f"{asked.code}_{line.code}", "text": f"{asked.text} {line.text}"}
                for line in asked.on("0")
            ]
        ends = {}
        if kind == "number":
            ends = {key: asked.attributes.get(f"multiflexible_{key}") or None for key in ("min", "max")}
        return [
            _named(asked, kind, rows=_rows(asked, f"_{column.code}"), **ends)
            | {"id": f"{asked.code}_{column.code}", "text": f"{asked.text} {column.text}"}
            for column in columns
        ]

    return made


def _field(kind: str) -> Callable[[Asked], Drafts]:
    """A field to fill in, or one for each line."""

    def made(asked: Asked) -> Drafts:
        ends = {}
        if kind == "number":
            keys = {"min": "min_num_value_n", "max": "max_num_value_n"}
            ends = {key: asked.attributes.get(name) or None for key, name in keys.items()}
        return [_named(asked, kind, rows=_rows(asked), **ends)]

    return made


def _unknown(asked: Asked, lose: Lose) -> dict[str, Any]:
    kind = "an upload" if asked.kind == "|" else f"a question of the kind {quoted(asked.kind)}"
    lose(f"{kind} is taken for an open question")
    return _named(asked, "text")


_MAKERS: Mapping[str, Callable[[Asked], Drafts]] = {
    **dict.fromkeys(("L", "!", "O", "Z", "W"), _single),
    **dict.fromkeys(("M", "P"), _multi),
    **dict.fromkeys(("F", "H"), _grid),
    **dict.fromkeys(("S", "T", "U", "Q"), _field("text")),
    **dict.fromkeys(("N", "K"), _field("number")),
    "D": _field("date"),
    "X": _field("info"),
    "R": _rank,
    "5": _points(5),
    "A": _points(5),
    "B": _points(10),
    "Y": _fixed(("Y", "Yes"), ("N", "No")),
    "G": _fixed(("F", "Female"), ("M", "Male")),
    "C": _fixed(("Y", "Yes"), ("U", "Uncertain"), ("N", "No")),
    "E": _fixed(("I", "Increase"), ("S", "Same"), ("D", "Decrease")),
    "1": _two_scales,
    ";": _table("text"),
    ":": _table("number"),
}


def _note(asked: Asked, lose: Lose) -> None:
    """Note what a question can have and a draft cannot."""
    if asked.kind in {"O", "P"}:
        lose("the field for comments is left out")
    filtered = sum(1 for line in asked.lines if line.relevance not in {"", "1"})
    if filtered:
        lose(f"{filtered} line{'s are' if filtered > 1 else ' is'} shown on a condition only")
    for key, said in _NOTED.items():
        if asked.attributes.get(key, "").strip():
            lose(f"{said}: {quoted(asked.attributes[key])}")


_NOTED = {
    "em_validation_q": "a check of the answer is left out",
    "validation": "a check of the answer is left out",
    "default": "an answer that is given beforehand is left out",
    "array_filter": "the lines follow the answers of another question",
    "array_filter_exclude": "the lines follow the answers of another question",
    "random_group": "the question changes its place by chance within",
}
