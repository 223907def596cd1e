"""Texts as other tools take them: words that stay words, whatever signs are in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from survey_seg.questionnaire.importers.draft_text import plain_text
from survey_seg.questionnaire.importers.markdown import without_marks

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_ROUND = str.maketrans("{}", "()")
_MARKDOWN = {ord(sign): f"&#{ord(sign)};" for sign in "*_[]#"}


def words(text: str) -> str:
    r"""A text on one line, with round brackets for curly ones: between those, tools fill in answers or run formulas.

    >>> words("How old\nare you, ${name}?")
    'How old are you, $(name)?'
    """
    return " ".join(_CONTROL.sub("", text).split()).translate(_ROUND)


def as_text(text: str) -> str:
    """Words for a tool that shows texts as they are: mark-up in them is written so that it is shown as well.

    >>> as_text("Research & Development"), as_text("<b>1 < 2</b>")
    ('Research & Development', '&lt;b&gt;1 &lt; 2&lt;/b&gt;')
    """
    held = words(text)
    return held if plain_text(held) == held else html.escape(held, quote=False)


def as_html(text: str) -> str:
    """Words for a tool that takes texts for HTML; a sign that begins a formula in a spreadsheet is written in code.

    >>> as_html("=1+1"), as_html("Research & Development")
    ('&#61;1+1', 'Research &amp; Development')
    """
    held = html.escape(words(text), quote=False)
    return f"&#{ord(held[0])};{held[1:]}" if held[:1] in {*"=+-@＝＋－＠"} and held else held


def as_markdown(text: str) -> str:
    """Words for a tool that takes texts for Markdown.

    >>> as_markdown("**Tea** or milk?"), as_markdown("snake_case")
    ('&#42;&#42;Tea&#42;&#42; or milk?', 'snake_case')
    """
    held = as_text(text)
    return held if without_marks(held) == held else held.replace("&#", "&amp;#").translate(_MARKDOWN)


def unique(names: Iterable[str], letters: int) -> dict[str, str]:
    """Names of letters and digits alone, no two alike and none longer than asked, for names with underscores.

    >>> unique(["price_offer", "priceoffer", "age"], 20)
    {'price_offer': 'priceoffer2', 'priceoffer': 'priceoffer', 'age': 'age'}
    """
    asked = list(dict.fromkeys(names))
    found = {name: name for name in asked if len(name) <= letters and name.isascii() and name.isalnum()}
    taken = {name.lower() for name in found}
    for name in asked:
        if name in found:
            continue
        stem = re.sub(r"[^A-Za-z0-9]", "", name)[:letters] or "q"
        own, count = stem, 1
        while own.lower() in taken:
            count += 1
            own = f"{stem[: letters - len(str(count))]}{count}"
        taken.add(own.lower())
        found[name] = own
    return {name: found[name] for name in asked}
