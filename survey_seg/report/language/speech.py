"""Saying things in the language of the report: whole sentences with named places, never pieces put together.

`say` and `say_n` are for words of ours, which stand as literals where they are said; `told` is for sentences that the
analysis wrote into results.json. All of them give the English text where the catalogue lacks it.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from survey_seg.report.language.catalogue import Pattern, current
from survey_seg.report.language.numbers import MINUS, SPACE, localised, spelled

_PLACE = re.compile(r"\{([a-z_0-9]+)\}")
_SENTENCE = re.compile(r"(?<=[.!?]) |(?<=[.!?]”) ")
_NUMBER = re.compile(r"[<>−-]?\d[\d,]*(?:\.\d+)?(?:\s?%)?")


def say(text: str, /, **values: object) -> str:
    """A text of ours with its places filled.

    >>> say("Win {segments}.", segments="“Planners”")
    'Win “Planners”.'
    """
    return _filled(_form(text), values)


def say_n(one: str, many: str, n: int, /, **values: object) -> str:
    """A text whose form follows a number; `{n}` is the number, spelled out where it is small.

    >>> say_n("one segment", "{n} segments", 1), say_n("one segment", "{n} segments", 4)
    ('one segment', 'four segments')
    """
    return _filled(_form_of(one, many, n), {"n": spelled(n)} | values)


def say_markup(text: str, /, **values: object) -> Markup:
    """`say` for templates: the text is escaped, and so are values that are no markup.

    >>> say_markup("A < {b}", b=Markup("<b>B</b>"))
    Markup('A &lt; <b>B</b>')
    """
    return _filled_markup(_form(text), values)


def say_n_markup(one: str, many: str, n: int, /, **values: object) -> Markup:
    """`say_n` for templates, escaped like `say_markup`."""
    return _filled_markup(_form_of(one, many, n), {"n": spelled(n)} | values)


def marked(text: str) -> str:
    """A text of ours that is said elsewhere; it is marked where it stands so that catalogues hold it.

    >>> marked("sales talk")
    'sales talk'
    """
    return text


def told(text: str) -> str:
    """A text of results.json in the language of the report; numbers in it are written as the language writes them.

    What no pattern of the catalogue knows stays as it is: other people's words, and sentences not translated yet.

    >>> told("These groups exist.")
    'These groups exist.'
    """
    return "" if not text else _told(text, current().told) or text


def _told(text: str, patterns: tuple[Pattern, ...]) -> str | None:
    """The shortest beginning that a pattern knows, and after it the rest; None where a part is not known."""
    for cut in [*(end.start() for end in _SENTENCE.finditer(text)), len(text)]:
        head = _sentence(text[:cut], patterns)
        if head is None:
            continue
        rest = _told(text[cut + 1 :], patterns) if cut < len(text) else ""
        if rest is not None:
            return f"{head} {rest}".rstrip()
    return None


def _sentence(text: str, patterns: tuple[Pattern, ...]) -> str | None:
    for pattern in patterns:
        if text.startswith(pattern.start) and (found := pattern.whole.fullmatch(text)):
            return _retold(pattern.text, found.groupdict())
    return None


def _retold(text: str, values: dict[str, str]) -> str:
    return _filled(
        text, {name: _number(value) if _NUMBER.fullmatch(value) else told(value) for name, value in values.items()}
    )


def _number(text: str) -> str:
    return localised(text).replace(" %", f"{SPACE}%").replace("-", MINUS)


def _form(text: str) -> str:
    found = current().words.get(text, text)
    return found if isinstance(found, str) else found[-1]


def _form_of(one: str, many: str, n: int) -> str:
    words = current()
    found = words.words.get(one, [one, many])
    forms = [found, found] if isinstance(found, str) else found
    if n == 0 and len(forms) > 2:
        return forms[2]
    return forms[0] if n in words.conventions.one_is else forms[1]


def _filled(text: str, values: dict[str, object]) -> str:
    return _PLACE.sub(lambda place: str(values[place[1]]), text) if values else text


def _filled_markup(text: str, values: dict[str, object]) -> Markup:
    plain = escape(text)
    return Markup(_PLACE.sub(lambda place: str(escape(values[place[1]])), plain)) if values else plain
