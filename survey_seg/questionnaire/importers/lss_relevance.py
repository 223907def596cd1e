"""Relevance equations of LimeSurvey (ExpressionScript) as conditions: `Q1.NAOK == "A1" and !is_empty(Q2_SQ001)`.

A line of a multiple choice is compared with "Y" there; here the question contains the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from survey_seg.questionnaire.conditions import Comparison, Condition, Operator
from survey_seg.questionnaire.importers.draft_conditions import answered, opposite
from survey_seg.questionnaire.importers.expression import Dialect, read_expression
from survey_seg.questionnaire.importers.lss_questions import OTHER, Asked

EMPTY = "\N{EMPTY SET}"
"""Stands for "not answered" while an equation is read."""

_IS_EMPTY = re.compile(r"\bis_empty\(\s*([\w.]{1,200})\s*\)")
_NO_TEXT = re.compile(r"\"\"|''")
_SUFFIX = re.compile(r"\.(NAOK|value|valueNAOK|code)$")
_PROPERTY = re.compile(r"\.[A-Za-z_]+$")

EXPRESSION_SCRIPT: Final = Dialect(
    re.compile(
        r"\s*(?:(?P<name>\d+X\d+X\d+\w*(?:\.\w+)?)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<number>-?\d+(?:\.\d+)?)(?![\w.])"
        r"|(?P<word>[A-Za-z_][\w.]*)|(?P<sign>[=!<>]=|&&|\|\||[<>(),!]))"
    ),
    {
        **{sign: sign for sign in ("==", "!=", "<", "<=", ">", ">=", "(", ")", ",")},
        "&&": "and",
        "||": "or",
        "and": "and",
        "or": "or",
        "AND": "and",
        "OR": "or",
        "!": "not",
        "not": "not",
        "eq": "==",
        "ne": "!=",
        "lt": "<",
        "le": "<=",
        "gt": ">",
        "ge": ">=",
    },
    bare_names=True,
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a name in an equation stands for: a question or a line, its kind and answers, or one answer of several."""

    name: str
    kind: str
    codes: tuple[str, ...] = ()
    answer: str = ""


def always(relevance: str) -> bool:
    """Whether an equation holds for everybody.

    >>> always(" 1 "), always("")
    (True, True)
    """
    return relevance.strip().lower() in {"", "1", "true"}


def read_relevance(relevance: str, named: Mapping[str, Named]) -> Condition | None:
    """The condition in an equation; None where ours cannot say it.

    >>> tea = Named("tea", "multi", ("SQ1",), "SQ1")
    >>> read_relevance("tea_SQ1.NAOK == 'Y'", {"tea_SQ1": tea})
    Comparison(name='tea', operator='contains', values=('SQ1',))
    """
    text = _NO_TEXT.sub(f'"{EMPTY}"', _IS_EMPTY.sub(rf'\1 == "{EMPTY}"', relevance.strip()))
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1]
    found = read_expression(text, EXPRESSION_SCRIPT)
    return _each(found, named) if found else None


def _each(part: Condition, named: Mapping[str, Named]) -> Condition | None:
    """The condition with every comparison in our terms; one may become several."""
    if isinstance(part, Comparison):
        return _compared(part, named)
    inner = [_each(each, named) for each in part.parts]
    kept = tuple(each for each in inner if each is not None)
    if len(kept) < len(inner):
        return None
    return opposite(kept[0]) if part.how == "not" else type(part)(part.how, kept)


def _compared(part: Comparison, named: Mapping[str, Named]) -> Condition | None:
    name = _SUFFIX.sub("", part.name)
    if _PROPERTY.search(name) or ":" in name:
        return None
    target = named.get(name) or Named(name, "")
    if target.kind == "none":
        return None
    if target.answer:
        return _of_answer(part, target)
    if EMPTY in part.values:
        given = answered(target.name, target.kind, target.codes)
        return {"!=": given, "==": opposite(given)}.get(part.operator)
    if target.kind == "multi":
        return None
    return Comparison(target.name, part.operator, part.values)


def _of_answer(part: Comparison, target: Named) -> Condition | None:
    """An answer of a multiple choice: chosen ("Y", or not empty) or not."""
    chosen = Comparison(target.name, "contains", (target.answer,))
    yes: Mapping[Operator, bool] = {"==": True, "!=": False}
    if part.operator not in yes or part.values not in {("Y",), (EMPTY,)}:
        return None
    return chosen if yes[part.operator] == (part.values == ("Y",)) else opposite(chosen)


def names_of(asked: Asked, drafts: Iterable[Mapping[str, object]]) -> Mapping[str, Named]:
    """Every name an equation may use for a question, with what it stands for in the drafts made of it."""
    made = list(drafts)
    found: dict[str, Named] = {}
    if not made:
        return {key: Named(asked.code, "none") for key in (asked.code, *asked.keys)}
    draft = made[0]
    options = draft.get("options")
    codes = tuple(str(option["code"]) for option in options) if isinstance(options, list) else ()
    kind = str(draft["type"])
    for key in (asked.code, *asked.keys):
        found[key] = Named(asked.code, kind if len(made) == 1 else "none", codes)
        for line in asked.lines:
            for joint in ("_", ""):
                found.setdefault(f"{key}{joint}{line.code}", _line(asked, line.code, kind, codes))
        if asked.other == "Y":
            of_other = Named(asked.code, kind, codes, OTHER) if kind == "multi" else Named(asked.code, "none")
            found.setdefault(f"{key}_other", of_other)
            found.setdefault(f"{key}other", of_other)
    return found


def _line(asked: Asked, code: str, kind: str, codes: tuple[str, ...]) -> Named:
    if kind == "multi" and asked.kind in {"M", "P"}:
        return Named(asked.code, kind, codes, code)
    if asked.kind in {"1", ":", ";"} or kind in {"rank", "multi"}:
        return Named(asked.code, "none")
    return Named(f"{asked.code}_{code}", kind, codes)
