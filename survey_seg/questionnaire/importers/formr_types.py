"""The types of a formr item table and what stands after them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

MOST_POINTS = 21
"""Points of a rating that become answers; longer ones are a range."""

ITEMS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("mc", "mc_button", "mc_heading", "select_one", "select_or_add_one", "sex"), "single"),
    **dict.fromkeys(("mc_multiple", "mc_multiple_button", "select_multiple", "mselect", "check"), "multi"),
    **dict.fromkeys(("select_or_add_multiple", "check_button"), "multi"),
    **dict.fromkeys(("rating_button", "range", "range_ticks", "visual_analog_scale", "slider"), "scale"),
    **dict.fromkeys(("number", "select_number", "year"), "number"),
    **dict.fromkeys(("text", "textarea", "letters", "email", "url", "tel"), "text"),
    **dict.fromkeys(("date", "datetime", "datetime_local", "yearmonth", "month", "week"), "date"),
    **dict.fromkeys(("note", "instruction", "image", "block", "note_iframe"), "info"),
    "sort": "rank",
}
"""The kind of question of each type."""

OPEN: Final = frozenset(["time", "cc", "color", "geopoint", "file", "audio", "video", "timezone"])
"""Types that people answer and that have no kind of their own here: open answers."""

RECORDED: Final = frozenset(
    ["calculate", "hidden", "random", "get", "ip", "referrer", "server", "browser", "block_order", "request_cookie"]
)
"""Types that nobody is asked."""


def arguments(text: str) -> tuple[str, list[str]]:
    """A type and what stands after it.

    >>> arguments("number  1, 30,any"), arguments("mc_multiple topics")
    (('number', ['1', '30', 'any']), ('mc_multiple', ['topics']))
    """
    word, _, rest = " ".join(text[:1000].split()).partition(" ")
    kind, comma, more = word.partition(",")
    rest = f"{more} {rest}" if comma else rest
    return kind.lower(), [piece for piece in re.split(r"[,\s]+", rest) if piece]


def points(values: Sequence[str], words: Sequence[str]) -> dict[str, Any]:
    """The points of a rating: the words stand at its ends, or at each point where there are as many.

    >>> points(["1", "3"], ["never", "always"])["options"]
    [{'code': 1, 'label': 'never'}, {'code': 2, 'label': ''}, {'code': 3, 'label': 'always'}]
    >>> points(["0", "100", "1"], [])
    {'min': 0, 'max': 100}
    """
    numbers = [float(value) for value in values if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", value)]
    low, high, step = [*numbers, 1, 5, 1][:3] if len(numbers) > 1 else (1, numbers[0] if numbers else 5, 1)
    if len(numbers) == 2:
        step = 1
    whole = all(number == int(number) for number in (low, high, step))
    count = int((high - low) / step) + 1 if step > 0 and high > low else 0
    if not whole or not 1 < count <= MOST_POINTS:
        return {"min": int(low) if whole else low, "max": int(high) if whole else high}
    codes = [int(low + at * step) for at in range(count)]
    labels = list(words) if len(words) == count else ["" for _ in codes]
    if len(words) != count and words:
        labels[0], labels[-1] = words[0], words[-1] if len(words) > 1 else ""
    return {"options": [{"code": code, "label": label} for code, label in zip(codes, labels, strict=True)]}
