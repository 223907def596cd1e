"""The words of a text with mark-up, and a name as an id: what every importer does to what it reads."""

from __future__ import annotations

import html
import re
import unicodedata

PIPED = re.compile(r"\$\{[^{}]{1,500}\}|\{\{[^{}]{1,500}\}\}")
"""Text that a tool fills in for each respondent: ${q://QID1/ChoiceTextEntryValue}, ${age}, {{name}}."""

IN_BRACES = re.compile(rf"{PIPED.pattern}|\{{[A-Za-z_!][^{{}}]{{0,500}}\}}")
"""The same for tools that also take {name}."""

BLANK = "[...]"
"""What stands in the place of such text."""

_INLINE_NAMES = "a abbr acronym b bdi bdo big cite code em font i ins kbd mark q s small span strong sub sup u"
_OTHER_NAMES = """address article aside audio base basefont blink blockquote body br button canvas caption center col
colgroup dd del details dfn dialog dir div dl dt embed fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6
head header hr html iframe img input label legend li link main map marquee math meta meter nav nobr noscript object ol
optgroup option output p param picture pre progress samp script section select source strike style summary svg table
tbody td template textarea tfoot th thead time title tr track tt ul var video wbr"""
_INLINE = frozenset(_INLINE_NAMES.split())
_ELEMENTS = _INLINE | frozenset(_OTHER_NAMES.split())
_UNREAD = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]*)(?=[\s/>:])|!")


def plain_text(text: str) -> str:
    """The words of a text, on one line: without HTML tags, scripts, styles, comments and control characters.

    What looks like a tag but is no element of HTML is text; so is a bracket that nothing closes.

    >>> plain_text("<p>Do you <b>like</b> it?<br/>(1&nbsp;&lt;&nbsp;2, <Brand>)</p><script>alert(1)</script>")
    'Do you like it? (1 < 2, <Brand>)'
    """
    pieces = []
    at = 0
    while (start := text.find("<", at)) >= 0:
        end, between = _tag(text, start)
        pieces += [text[at:start], between]
        at = end
    words = html.unescape("".join([*pieces, text[at:]]))
    return " ".join(_CONTROL.sub("", words).split())


def _tag(text: str, start: int) -> tuple[int, str]:
    """Where the tag at a bracket ends, and what stands in its place."""
    name = _NAME.match(text, start + 1)
    if name is None or (name[1] and name[1].lower() not in _ELEMENTS and text[name.end()] != ":"):
        return start + 1, "<"
    if text.startswith("<!--", start):
        end = text.find("-->", start)
        return (end + 3 if end >= 0 else len(text)), ""
    end = _closing(text, start)
    if end < 0:
        return len(text), text[start:]
    word = (name[1] or "").lower()
    if word in _UNREAD and text[start + 1] != "/":
        closed = _UNREAD[word].search(text, end)
        return (closed.start() if closed else len(text)), " "
    return end + 1, "" if word in _INLINE else " "


def _closing(text: str, start: int) -> int:
    """The bracket that closes a tag; one within a quoted value does not."""
    end = text.find(">", start)
    if end >= 0 and text.count('"', start, end) % 2:
        quote = text.find('"', end)
        beyond = text.find(">", quote) if quote >= 0 else -1
        return beyond if beyond >= 0 else end
    return end


def identifier(name: str) -> str:
    """A name as an id: letters, digits and underscores, a letter first, at most 64 of them.

    >>> identifier("1.P(D2|N=0)"), identifier("Größe "), identifier("年齢")
    ('q1_P_D2_N_0', 'Grosse', 'q')
    """
    letters = unicodedata.normalize("NFKD", name[:1000].replace("ß", "ss")).encode("ascii", "ignore").decode()
    word = re.sub(r"[^A-Za-z0-9]+", "_", letters).strip("_") if not _is_identifier(letters) else letters
    return (word if word[:1].isalpha() else f"q{word}")[:64]


def _is_identifier(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name) is not None


def identifiers(names: list[str]) -> dict[str, str]:
    """An id for each name, never one for two: names that are ids already keep them, others get a number if need be.

    >>> identifiers(["age?", "age", "Q 1", "Q-1", "age?"])
    {'age': 'age', 'age?': 'age_2', 'Q 1': 'Q_1', 'Q-1': 'Q_1_2'}
    """
    found = {name: name for name in names if _is_identifier(name)}
    taken = set(found)
    counts: dict[str, int] = {}
    for name in dict.fromkeys(names):
        if name in found:
            continue
        word = own = identifier(name)
        while own in taken:
            counts[word] = counts.get(word, 1) + 1
            own = f"{word[:54]}_{counts[word]}"
        taken.add(own)
        found[name] = own
    return found
