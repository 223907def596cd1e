"""The typing tool as SPSS syntax: transformations for the data file that is open. Also read by PSPP."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from survey_seg.artifact import write_text
from survey_seg.errors import printable
from survey_seg.typing_tool.exporters.labels import require_exact
from survey_seg.typing_tool.exporters.wording import about, comment, identifier, safe_words, unlike
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.terms import Table, terms

RESERVED = ("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with")
LONGEST_NAME = 64
LONGEST_LABEL = 100
"""Bytes; SPSS takes 120 for a value and 256 in a line, where a quote counts twice."""
IN_LINE = 8
"""Codes or terms in a line."""
BANDS = ((3, "clear"), (2, "lean"), (1, "unclear"))


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as SPSS syntax; see `syntax`."""
    write_text(path, syntax(spec))


def syntax(spec: TypingSpec) -> str:
    """SPSS commands that add the segment of every case in the open file.

    Answers which question? "We work in SPSS: which segment are our respondents in?" Reads the numeric variables that
    are named like the columns of the study (names that SPSS does not take are replaced, and the comments say so); a
    text variable has to be recoded to its codes first. Adds typed_score_1, typed_score_2 and so on, typed_answered,
    typed_invalid (answers that are none of the codes), and, when the tool may name segments, typed_segment,
    typed_runner_up, typed_margin and typed_band (3 clear, 2 lean, 1 unclear). Codes are read with VALUE, so that
    user-missing declarations change nothing.

    Raises CannotCompute EXPORT_TOO_LARGE. Source: IBM SPSS Statistics Command Syntax Reference; run with GNU PSPP.
    """
    require_exact(spec)
    names, typed = variable_names(spec), result_prefix(spec)
    lines = comment(_head(spec, names), "* ", ".")
    lines += [f"COMPUTE {typed}_answered = 0.", f"COMPUTE {typed}_invalid = 0."]
    for place, question in enumerate(spec.questions):
        lines += _answer(question, names[place], place + 1, typed)
    lines += [line for place in range(len(spec.segments)) for line in _score(spec, place, typed)]
    if spec.hard_labels:
        lines += _result(spec, typed)
    lines += _labels(spec, typed)
    return "\n".join([*lines, "EXECUTE.", ""])


def variable_names(spec: TypingSpec) -> tuple[str, ...]:
    """The SPSS variable that holds the answers of each question: its column, or a name that SPSS takes instead."""
    return unlike([question.column for question in spec.questions], _name)


def result_prefix(spec: TypingSpec) -> str:
    """What the names of the results begin with: "typed", or longer when the study has such names itself."""
    prefix = "typed"
    while any(name.casefold().startswith(f"{prefix}_") for name in variable_names(spec)):
        prefix += "_x"
    return prefix


def _name(column: str, place: int) -> str:
    letters = all(letter in "_.@$0123456789" or _is_letter(letter) for letter in column)
    fits = 0 < len(column.encode("utf-8", "replace")) <= LONGEST_NAME - 3
    whole = letters and fits and (_is_letter(column[0]) or column[0] == "@") and column[-1] not in "._"
    if whole and column.casefold() not in RESERVED:
        return column
    return identifier(column, place, RESERVED).rstrip("_")


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "L"


def _head(spec: TypingSpec, names: Sequence[str]) -> list[str]:
    head = [*about(spec), "Variables are numeric. A text variable has to be recoded to its codes first."]
    for question, name in zip(spec.questions, names, strict=True):
        other = "" if name == question.column else f", in the study {safe_words(question.column)}"
        head.append(safe_words(f"{name}{other}: {question.text}"))
    return head


def _answer(question: GoldenQuestion, name: str, number: int, typed: str) -> list[str]:
    """`#v`: the code, 0 when not answered; `#a`: 1 when answered; `#p`: points of a choice by segment."""
    value, answered, invalid = f"#v{number}", f"#a{number}", f"#i{number}"
    one = terms(question)
    if isinstance(one, Table):
        valid = _any(value, tuple(one.points))
    else:
        valid = f"{value} >= {one.low} AND {value} <= {one.high} AND {value} = TRUNC({value})"
    lines = [f"COMPUTE {value} = VALUE({name}).", f"COMPUTE {answered} = 0."]
    lines += [f"IF ({valid}) {answered} = 1."] if valid else []
    declared = _any(value, question.no_answer)
    lines += [f"IF ({declared}) {answered} = 0."] if declared else []
    lines += [f"COMPUTE {invalid} = 1 - SYSMIS({value}) - {answered}."]
    lines += [f"IF ({declared}) {invalid} = 0."] if declared else []
    if question.type == "choice" and isinstance(one, Table):
        for place, missing in enumerate(question.missing):
            pairs = [f"({code}={points[place]})" for code, points in one.points.items()]
            recode = _broken([*pairs, f"(ELSE={missing})"], " ")
            lines += [f"RECODE {value} {recode} INTO #p{number}_{place + 1}."]
    lines += [f"IF ({answered} = 0) {value} = 0."]
    lines += [f"COMPUTE {typed}_answered = {typed}_answered + {answered}."]
    return [*lines, f"COMPUTE {typed}_invalid = {typed}_invalid + {invalid}."]


def _any(value: str, codes: Sequence[int]) -> str:
    return f"ANY({value}, {_broken([str(code) for code in codes], ', ')})" if codes else ""


def _broken(parts: Sequence[str], separator: str) -> str:
    """Parts of a command over as many lines as they need."""
    lines = [separator.join(parts[start : start + IN_LINE]) for start in range(0, len(parts), IN_LINE)]
    return f"{separator.rstrip()}\n  ".join(lines)


def _score(spec: TypingSpec, place: int, typed: str) -> list[str]:
    lines = [f"COMPUTE {typed}_score_{place + 1} = {spec.constants[place]}"]
    for number, question in enumerate(spec.questions, start=1):
        if question.type == "choice":
            lines.append(f"  + #p{number}_{place + 1}")
        else:
            missing = f"({question.missing[place]})*(1 - #a{number})"
            lines.append(f"  + ({question.w[place]})*#v{number} + {missing}")
    lines[-1] += "."
    return lines


def _result(spec: TypingSpec, typed: str) -> list[str]:
    """The two best in one pass; a later segment has to be better to take a place, so that the first wins a tie."""
    scores = [f"{typed}_score_{place + 1}" for place in range(len(spec.segments))]
    lines = [
        "COMPUTE #best = 1.",
        f"COMPUTE #high = {scores[0]}.",
        "COMPUTE #other = 2.",
        f"COMPUTE #next = {scores[1]}.",
    ]
    for number, score in enumerate(scores[1:], start=2):
        lines += [f"DO IF ({score} > #high).", "  COMPUTE #other = #best.", "  COMPUTE #next = #high."]
        lines += [f"  COMPUTE #best = {number}.", f"  COMPUTE #high = {score}."]
        lines += [f"ELSE IF ({score} > #next).", f"  COMPUTE #other = {number}.", f"  COMPUTE #next = {score}."]
        lines += ["END IF."]
    codes = [segment.code for segment in spec.segments]
    places = _broken([f"({number}={code})" for number, code in enumerate(codes, start=1)], " ")
    enough = f"IF ({typed}_answered >= {spec.min_answered})"
    lines += [f"RECODE #best {places} INTO #code.", f"RECODE #other {places} INTO #second."]
    lines += [f"NUMERIC {typed}_segment {typed}_runner_up (F11.0)."]
    lines += [f"COMPUTE {typed}_segment = $SYSMIS.", f"COMPUTE {typed}_runner_up = $SYSMIS."]
    lines += [f"COMPUTE {typed}_margin = 0.", f"COMPUTE {typed}_band = 1."]
    lines += [f"{enough} {typed}_segment = #code.", f"{enough} {typed}_runner_up = #second."]
    lines += [f"{enough} {typed}_margin = #high - #next."]
    met = f"{typed}_answered >= {spec.min_answered} AND {typed}_margin >="
    return [*lines, *(f"IF ({met} {spec.bands[name]}) {typed}_band = {code}." for code, name in reversed(BANDS[:2]))]


def _labels(spec: TypingSpec, typed: str) -> list[str]:
    lines = [f"FORMATS {typed}_score_1 TO {typed}_score_{len(spec.segments)} (F17.0)."]
    lines += [f"FORMATS {typed}_answered {typed}_invalid (F5.0)."]
    for place, segment in enumerate(spec.segments, start=1):
        lines += [f"VARIABLE LABELS {typed}_score_{place} {_quoted(f'Score: {segment.name}')}."]
    if not spec.hard_labels:
        return lines
    lines += [f"FORMATS {typed}_margin (F17.0).", f"FORMATS {typed}_band (F1.0)."]
    title = _quoted(f"Segment by {spec.model_id}: {spec.title}")
    lines += [f"VARIABLE LABELS {typed}_segment {title}."]
    lines += [f"VALUE LABELS {typed}_segment {typed}_runner_up"]
    lines += [f"  {segment.code} {_quoted(segment.name)}" for segment in spec.segments]
    lines[-1] += "."
    bands = " ".join(f"{code} '{name}'" for code, name in BANDS)
    return [*lines, f"VALUE LABELS {typed}_band {bands}."]


def _quoted(text: str) -> str:
    """A label in quotes, on one line, short enough for SPSS."""
    short = printable(text).encode("utf-8", "replace")[:LONGEST_LABEL].decode("utf-8", "ignore")
    return "'" + short.replace("'", "''") + "'"
