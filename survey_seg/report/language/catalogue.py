"""The language a report is written in: its catalogue of words, and how it writes numbers, months and lists.

A catalogue is a folder `templates/words/<language>` of JSON files. `conventions.json` says how the language writes;
files whose names begin with `told` translate sentences that stand in results.json; all others translate the words of
templates and code, by their English text. A text whose form follows a number is a list: the form for one, the form for
several, and where the language wants it a form for none. English needs no words of its own, but a house may reword it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from survey_seg.errors import InputRefused, Problem, UsageProblem
from survey_seg.resources import folder

Text = str | list[str]

_PLACE = re.compile(r"\{([a-z_0-9]+)\}")


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a language writes: marks within numbers, quotation marks, words for small numbers, months, lists.

    `group_from`: whole numbers of at least so many digits have their thousands separated. `one_is`: the numbers that
    take the form for one.
    """

    decimal: str
    group: str
    group_from: int
    quotes: tuple[str, str]
    and_: str
    or_: str
    month: str
    months: tuple[str, ...]
    spelled: tuple[str, ...]
    one_is: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An English sentence with named places, and its text in another language.

    `start`: what every such sentence begins with; `whole` matches it.
    """

    start: str
    whole: re.Pattern[str]
    text: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language: `words` by their English text, `told` the sentences of results.json.

    A sentence that begins with words comes before all that begin with a place, and the longer one before the shorter.
    """

    language: str
    conventions: Conventions
    words: Mapping[str, Text]
    told: tuple[Pattern, ...]


def languages(templates: Path | None = None) -> list[str]:
    """The languages a report can be written in: those that come along and those of an own folder of templates.

    >>> languages()
    ['de', 'en', 'es', 'fr']
    """
    found = {file.parent.name for place in _places(templates) for file in place.glob("*/conventions.json")}
    return sorted(found)


def catalogue(language: str, templates: Path | None = None) -> Catalogue:
    """The words of a language; files of an own folder of templates are taken before those of the same name.

    Raises UsageProblem for a language without a catalogue, InputRefused for a file that cannot be read.
    """
    if language not in languages(templates):
        known = ", ".join(languages(templates))
        raise UsageProblem(Problem("REPORT_LANGUAGE", f"there are no words for the language {language}", known))
    return _read(language, templates)


@cache
def _read(language: str, templates: Path | None) -> Catalogue:
    files: dict[str, Path] = {}
    for place in reversed(_places(templates)):
        files |= {file.name: file for file in sorted((place / language).glob("*.json"))}
    parts = {name: _content(file) for name, file in sorted(files.items())}
    conventions = _conventions(parts.pop("conventions.json"), files["conventions.json"])
    words: dict[str, Text] = {}
    told: dict[str, Any] = {}
    for name, part in parts.items():
        (told if name.startswith("told") else words).update(part)
    ordered = sorted(told, key=lambda text: (text.startswith("{"), -len(_PLACE.sub("", text)), text))
    return Catalogue(language, conventions, words, tuple(_pattern(text, told[text]) for text in ordered))


def _pattern(english: str, text: str) -> Pattern:
    pieces = _PLACE.split(english)
    regex = re.escape(pieces[0])
    for at, (name, literal) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        place = f"(?P={name})" if name in pieces[1 : 2 * at : 2] else f"(?P<{name}>.+?)"
        regex += place + re.escape(literal)
    return Pattern(pieces[0], re.compile(regex, re.DOTALL), text)


def _content(file: Path) -> dict[str, Text]:
    hint = "a JSON object: English text to text, or to a list of texts for one and for several"
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputRefused(Problem("REPORT_WORDS", f"it is no JSON ({error})", hint, file=str(file))) from error
    if not isinstance(found, dict):
        raise InputRefused(Problem("REPORT_WORDS", "it holds no words by their English text", hint, file=str(file)))
    return found


def _conventions(found: Mapping[str, object], file: Path) -> Conventions:
    raw = {f"{name}_" if name in {"and", "or"} else name: value for name, value in found.items()}
    lists = {name: tuple(value) for name, value in raw.items() if isinstance(value, list)}
    try:
        return Conventions(**raw | lists | {"one_is": frozenset(lists["one_is"])})  # type: ignore[arg-type]
    except (KeyError, TypeError) as error:
        hint = "copy the conventions.json of another language and change it"
        raise InputRefused(
            Problem("REPORT_WORDS", f"it lacks or adds a key ({error})", hint, file=str(file))
        ) from error


def _places(templates: Path | None) -> list[Path]:
    return [place / "words" for place in (templates, folder("templates")) if place is not None]


_current: ContextVar[Catalogue | None] = ContextVar("report language", default=None)


def current() -> Catalogue:
    """The catalogue of the report that is being written; English where nobody chose.

    >>> current().language
    'en'
    """
    chosen = _current.get()
    return catalogue("en") if chosen is None else chosen


@contextmanager
def speaking(language: str, templates: Path | None = None) -> Iterator[None]:
    """Within it, reports are written in a language.

    >>> with speaking("de"):
    ...     current().conventions.decimal
    ','
    """
    before = _current.set(catalogue(language, templates))
    try:
        yield
    finally:
        _current.reset(before)
