"""What a line of a questionnaire in Word is: a question, an answer, a filter, a note to the programmer, a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from survey_seg.questionnaire.conditions import Condition
from survey_seg.questionnaire.importers.expression import SURVEYJS, read_expression

Kind = Literal["single", "multi", "scale", "grid", "rank", "sum", "number", "text", "date", "info"]

LONGEST: Final = 4000
"""Letters of a line that patterns look at."""
MOST_CODES: Final = 100
"""Codes that a filter may list."""

_ID: Final = r"[A-Z]{1,4}[0-9]{1,3}(?:[_.][0-9]{1,3})?[a-z]?"


def _either(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _any_case(*pieces: str) -> re.Pattern[str]:
    return re.compile("".join(pieces), re.IGNORECASE | re.DOTALL)


QUESTION: Final = re.compile(rf"\[?({_ID})\]?\s{{0,5}}(?:[.:)\-–]\s{{0,9}}|\s(?=[\[(]))(.*)", re.DOTALL)
"""`Q12. How often...`, `S1: ...`, `Q3 [MULTI] ...`."""
NUMBERED: Final = re.compile(
    r"([0-9]{1,3}[a-z]?)\s{0,5}[.:)]\s{1,9}(.*[?:])\s{0,9}((?:\[[^\[\]]{1,80}\]\s{0,3}){0,5})", re.DOTALL
)
"""`12. How often...?`: what starts with a number alone is a question only when it asks."""
_ASK: Final = (
    r"(?:ASK|SHOW|DISPLAY)\s{1,5}(?:ONLY\s{1,5})?(?:IF|TO|THOSE WHO|ALL WHO)\b",
    r"ASK(?=\s{1,5}ALL\b)",
    r"(?:BASE|FILTER|ROUTING)\s{0,3}:",
    r"(?:NUR\s{1,5})?(?:FRAGEN,?\s{1,5})?(?:WENN|FALLS)\b",
    r"IF(?=\s)",
)
FILTER: Final = _any_case(r"[\[(]?\s{0,5}", _either(*_ASK), r"\s{0,5}(.*)")
EVERYBODY: Final = _any_case(
    r"\s{0,5}(?:ALL|EVERYBODY|EVERYONE|ALLE)", r"(?:\s{1,3}(?:RESPONDENTS|BEFRAGTEN?))?", r"\W{0,5}"
)
_PROGRAMMER: Final = (r"PROG(?:RAMM(?:ER|IERER|ING))?", r"SCRIPT(?:ER|ING)?", "DP", r"INT(?:ERVIEWER)?")
NOTE: Final = _any_case(r"[\[(]?\s{0,5}", _either(*_PROGRAMMER), r"\b.{0,20}?[:\-]")
SECTION: Final = _any_case(
    _either("SECTION", "PART", "BLOCK", "MODULE", "TEIL", "ABSCHNITT"), r"\s{1,5}[A-Z0-9]{1,3}\b[\s:.\-–]{0,5}.{0,200}"
)
_OPTION: Final = re.compile(r"[\[(]?(-?[0-9]{1,3})[\])]?\s{0,5}[.)=:\t–-]\s{0,9}(\S.*)", re.DOTALL)
_CODE_LAST: Final = re.compile(r"(\S.{0,400}?)\s{0,3}(?:\.{3,}|…|\t|_{3,})\s{0,9}([0-9]{1,3})", re.DOTALL)
_BULLET: Final = re.compile(r"(?:[□○◯☐❑❏•●▪·o*\-–]|\[\s?\]|\(\s?\)|[a-z]\))\s{1,9}(\S.*)", re.DOTALL)
_TAG: Final = re.compile(r"[\[(]([^\[\]()]{1,120})[\])]")
_OPEN: Final = _any_case(r"please specify|specify:|bitte (?:angeben|nennen)|\bund zwar\b|_{4,}")
_JUMP: Final = _any_case(_either("→", "->", "=>", r"\bGO\s?TO", r"\bSKIP TO", r"\bWEITER MIT"), rf"\s{{0,5}}({_ID})\b")
_END: Final = re.compile(
    r"\b"
    + _either("TERMINATE", r"SCREEN\s?OUT", "(?:THANK AND )?CLOSE", r"END (?:INTERVIEW|SURVEY)", "ABBRUCH")
    + r"\b"
)
_WORDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "grid": ("grid", "matrix", "single (?:code|response|answer) per row"),
    "multi": (
        "multi(?:ple)?(?:[ -](?:code|response|answer|choice|punch)s?)?",
        *("select all", "all that apply", "MA", "MR", r"mehrfach\w*"),
    ),
    "rank": ("rank(?:ing)?", "rangfolge"),
    "number": ("numeric", "number", "enter a number", "zahl", "numerisch"),
    "text": ("open[ -]?(?:end(?:ed)?|text)?", "verbatim", "OE", "offene?(?: frage| nennung)?", "free text"),
    "scale": ("scale", "skala"),
    "single": ("single(?:[ -](?:code|response|answer|choice|punch))?", "select one", "SA", "SR", r"einfach\w*"),
    "sum": ("allocate", "constant sum", "sum to 100"),
    "info": ("info", "text screen", "show screen"),
}
_KINDS: Final = {kind: _any_case(r"\b", _either(*words), r"\b") for kind, words in _WORDS.items()}
_SHUFFLED: Final = _any_case(r"\b(?:random\w*|rotat\w*|shuffle|rotieren)\b")
_EXCLUSIVE: Final = _any_case(r"\b(?:exclusive|single code|exklusiv)\b")
_SIGN: Final = r"(=|==|>=|<=|<>|!=|≠|<|>|\bIS NOT|\bNOT|\bIS|\bCODES?|:)"
_LIST: Final = r"(?:CODES?\s)?[0-9][0-9 ,;/\-–]*(?:(?:OR|TO|ODER|BIS)\s[0-9 ,;/\-–]+)*"
_TERM: Final = _any_case(rf"\b({_ID})\s{{0,5}}(?:{_SIGN}\s{{0,5}}({_LIST})|{_SIGN}?\s{{0,5}}\(({_LIST})\))")


class Tags(NamedTuple):
    """A text without the remarks in brackets, and what they say."""

    text: str
    kind: Kind | None
    randomise: bool
    notes: tuple[str, ...]


def tags(text: str) -> Tags:
    """The remarks in brackets or small words of a question.

    >>> tags("How old are you? [NUMERIC] [ROTATE]")
    Tags(text='How old are you?', kind='number', randomise=True, notes=())
    >>> tags("Which brands (if any) do you know? (MULTIPLE RESPONSE)").kind
    'multi'
    """
    kind: Kind | None = None
    shuffled = False
    notes, removed = [], []
    for found in _TAG.finditer(text[:LONGEST]):
        word = found[1].strip()
        if not (found[0].startswith("[") or word.isupper()):
            continue
        removed.append(found[0])
        named = next((known for known, pattern in _KINDS.items() if pattern.search(word)), None)
        shuffled = shuffled or _SHUFFLED.search(word) is not None
        kind = kind or named
        if named is None and not _SHUFFLED.search(word):
            notes.append(word)
    for piece in removed:
        text = text.replace(piece, " ")
    return Tags(" ".join(text.split()), kind, shuffled, tuple(notes))


def kind_of(text: str) -> Kind | None:
    """The kind of question that an instruction names: "Please select all that apply"."""
    named: tuple[Kind, ...] = ("multi", "rank")
    return next((kind for kind in named if _KINDS[kind].search(text[:LONGEST])), None)


def option(text: str, *, listed: bool) -> dict[str, Any] | None:
    """A line as an answer; None where it is none. `to` is where people go on after it.

    >>> option("3 = Other (please specify)", listed=False)
    {'code': '3', 'label': 'Other (please specify)', 'open': True}
    >>> option("Never ....... 1 [TERMINATE]", listed=False)
    {'code': '1', 'label': 'Never', 'to': 'end'}
    >>> option("No numbers here", listed=False) is None
    True
    """
    line = text[:LONGEST].strip()
    marks = [found[1] for found in _TAG.finditer(line) if found[0].startswith("[") or found[1].strip().isupper()]
    jump, ended = _JUMP.search(line), _END.search(line)
    plain = line
    for found in _TAG.finditer(line):
        if found[1] in marks and not found[1].strip().isdigit():
            plain = plain.replace(found[0], " ")
    plain = _END.sub("", _JUMP.sub("", plain)).strip(" →")
    first, last, bullet = _OPTION.fullmatch(plain), _CODE_LAST.fullmatch(plain), _BULLET.fullmatch(plain)
    if first:
        built: dict[str, Any] = {"code": first[1], "label": first[2]}
    elif last:
        built = {"code": last[2], "label": last[1]}
    elif bullet or (listed and plain):
        built = {"code": None, "label": bullet[1] if bullet else plain}
    else:
        return None
    built["label"] = " ".join(str(built["label"]).split()).rstrip(" .…_") or str(built["label"])
    if _OPEN.search(plain) or any(re.search(r"\bopen|\boffen", mark, re.IGNORECASE) for mark in marks):
        built["open"] = True
    if any(_EXCLUSIVE.search(mark) for mark in marks):
        built["exclusive"] = True
    if jump or ended:
        built["to"] = jump[1] if jump else "end"
    return built


def condition(text: str) -> Condition | None:
    """A filter that compares codes: `Q1=1 or 2 AND Q3 NOT 4`; None where it says anything else.

    >>> condition("Q1 = 1-3")
    Comparison(name='Q1', operator='in', values=(1, 2, 3))
    >>> condition("Q1=1 and respondent is a parent") is None
    True
    """
    said = _TERM.sub(_term, text[:LONGEST].strip(" .:][\t"))
    for word, ours in ((r"\bund\b", "and"), (r"\boder\b", "or"), ("&", " and ")):
        said = re.sub(word, ours, said, flags=re.IGNORECASE)
    return read_expression(said, SURVEYJS)


def _term(found: re.Match[str]) -> str:
    """One comparison in the words of SurveyJS."""
    sign = (found[2] or found[4] or "=").upper()
    codes = list(_codes(found[3] or found[5]))
    if sign in {"<", ">", "<=", ">="} and len(codes) == 1:
        return f" {{{found[1]}}} {sign} {codes[0]} "
    if sign in {"<", ">", "<=", ">="} or not 0 < len(codes) <= MOST_CODES:
        return f" {found[0]} "
    how = "noneof" if sign in {"<>", "!=", "≠", "NOT", "IS NOT"} else "anyof"
    return f" {{{found[1]}}} {how} [{', '.join(map(str, codes))}] "


def _codes(text: str) -> Iterator[int]:
    for low, high in re.findall(r"([0-9]{1,4})(?:\s{0,3}(?:-|–|TO\b|BIS\b)\s{0,3}([0-9]{1,4}))?", text, re.IGNORECASE):
        yield from range(int(low), min(int(high or low), int(low) + 100) + 1)
