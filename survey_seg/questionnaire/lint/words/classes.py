"""The answers of a question as numeric classes: which two hold the same number, and which numbers none holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.ranges import MONEY, Range, class_of
from survey_seg.questionnaire.model import Option, Question

NESTED = 3
"""So many classes with the same open end are steps of a threshold (up to 10, up to 20, up to 50), not classes."""

FEWEST = 3
"""With words at an end ("I am retired"), at least so many answers have to be classes."""

COUNTED = 12
"""Single numbers up to this one are counts, of which none should be left out (1, 2, 4 or more)."""

OFFERED = frozenset({*MONEY, "span", "%", "km"})
"""Units in which single numbers may be offers (contracts of 1, 3 or 12 months) and no counts."""

SINCE = Late(r"\bago\b|^vor |^within ")
"""Times since something happened, of which "never" is not the lowest but none."""

ROUNDING = 0.1
"""Classes in different units (months, then years) meet where they differ by less than this share."""

TINY = 1e-9


@dataclass(frozen=True, slots=True)
class NumericClass:
    """One answer that is a class: its place among the options, its label and its numbers."""

    index: int
    label: str
    range: Range


class Clash(NamedTuple):
    """Two neighbouring classes that both hold a number, or leave one out between them."""

    first: NumericClass
    second: NumericClass
    number: float | None
    """The lowest number of which this is true, None where it cannot be said in the unit of the labels."""


def numeric_classes(question: Question, language: str) -> tuple[NumericClass, ...]:
    """The classes among the answers, in the order of the file; none where the answers are no list of classes.

    Every answer but missing ones, those with a line to write on, and words at the ends has to be a class of one unit.

    >>> from survey_seg.questionnaire.model import Option
    >>> answers = [Option(code=1, label="18-24"), Option(code=2, label="25+"), Option(code=9, label="No", missing=True)]
    >>> [one.label for one in numeric_classes(Question(id="q", text="?", type="single", options=tuple(answers)), "en")]
    ['18-24', '25+']
    """
    return _classes(question.options, language) if question.type not in ("info", "maxdiff", "rank", "sum") else ()


@lru_cache(maxsize=1024)
def _classes(options: tuple[Option, ...], language: str) -> tuple[NumericClass, ...]:
    kept = [(index, option) for index, option in enumerate(options) if not option.missing and not option.open]
    read = [(index, option.label, class_of(option.label, language)) for index, option in kept]
    if not any(numbers for _, _, numbers in read):
        return ()
    if any(SINCE.search(plain_text(option.label)) for _, option in kept):
        read = [(index, label, numbers if numbers != Range(0, 0) else None) for index, label, numbers in read]
    found = [NumericClass(index, label, numbers) for index, label, numbers in read if numbers]
    if len(found) < (2 if len(found) == len(read) else FEWEST) or _words_between(read):
        return ()
    if all(one.range.is_exact for one in found) or not _one_unit(found):
        return ()
    return tuple(found)


def _words_between(read: list[tuple[int, str, Range | None]]) -> bool:
    at = [place for place, (_, _, numbers) in enumerate(read) if numbers]
    return at[-1] - at[0] + 1 != len(at)


def _one_unit(classes: list[NumericClass]) -> bool:
    return len({one.range.unit for one in classes} - {""}) <= 1


def overlaps(classes: tuple[NumericClass, ...]) -> Iterator[Clash]:
    """Neighbouring classes that both hold a number.

    >>> both = tuple(NumericClass(n, label, class_of(label, "en")) for n, label in enumerate(["0-10", "10-20"]))
    >>> [(one.second.label, one.number) for one in overlaps(both)]
    [('10-20', 10.0)]
    """
    if _is_nested(classes):
        return
    widest: NumericClass | None = None
    for one in _ascending(classes):
        if widest is not None and _overlap(widest.range, one.range) and widest.label != one.label:
            first, second = sorted((widest, one), key=lambda part: part.index)
            yield Clash(first, second, _in_words(max(one.range.low, -math.inf), one))
        if widest is None or one.range.high > widest.range.high:
            widest = one


def gaps(classes: tuple[NumericClass, ...]) -> Iterator[Clash]:
    """Neighbouring classes with numbers between them that neither holds.

    >>> both = tuple(NumericClass(n, label, class_of(label, "en")) for n, label in enumerate(["18-24", "26-34"]))
    >>> [(one.second.label, one.number) for one in gaps(both)]
    [('26-34', 25.0)]
    """
    ordered = _ascending(classes)
    free = _chosen_freely(ordered)
    widest: NumericClass | None = None
    for one in ordered:
        if widest is not None and _gap(widest.range, one.range, free=free):
            low = widest.range.high + (min(widest.range.step, one.range.step) if widest.range.high_closed else 0)
            yield Clash(widest, one, _in_words(low, widest))
        if widest is None or _reach(one) > _reach(widest):
            widest = one


def _reach(one: NumericClass) -> tuple[float, bool]:
    return one.range.high, one.range.high_closed


def _in_words(number: float, one: NumericClass) -> float | None:
    return number if one.range.unit != "span" and math.isfinite(number) else None


def _is_nested(classes: tuple[NumericClass, ...]) -> bool:
    return any(sum(math.isinf(end) for end in ends) >= NESTED for ends in zip(*_ends(classes), strict=True))


def _ends(classes: tuple[NumericClass, ...]) -> Iterator[tuple[float, float]]:
    return ((one.range.low, one.range.high) for one in classes)


def _ascending(classes: tuple[NumericClass, ...]) -> list[NumericClass]:
    """The classes from the lowest up; beside "none", "less than 5" begins above zero."""
    has_zero = any(one.range.is_exact and one.range.low == 0 for one in classes)
    placed = [replace(one, range=_above_zero(one.range)) if has_zero else one for one in classes]
    return sorted(placed, key=lambda one: (one.range.low, one.range.high, one.index))


def _above_zero(numbers: Range) -> Range:
    return numbers._replace(low=0.0, low_closed=False) if numbers.low == -math.inf and numbers.high > 0 else numbers


def _overlap(lower: Range, upper: Range) -> bool:
    if lower.per != upper.per and not (lower.is_exact or upper.is_exact):
        return lower.high - upper.low > ROUNDING * max(upper.low, TINY)
    if abs(lower.high - upper.low) <= TINY:
        return lower.high_closed and upper.low_closed
    return lower.high > upper.low


def _chosen_freely(ordered: list[NumericClass]) -> bool:
    """Whether single numbers are offers rather than counts (contracts of 1, 3, 6 or 12 months)."""
    single = [
        one.range for one in ordered if one.range.is_exact or (one.range.high == math.inf and one.range.low_closed)
    ]
    if sum(one.is_exact for one in single) < 2:
        return False
    apart = [after.low - before.low for before, after in pairwise(single)]
    counted = single[-2].low <= COUNTED and all(one.unit not in OFFERED for one in single)
    return not counted or sum(step != 1 for step in apart) > 1 or len(apart) < 2


def _gap(lower: Range, upper: Range, *, free: bool) -> bool:
    if free and lower.is_exact and (upper.is_exact or math.isinf(upper.high)):
        return False
    apart = upper.low - lower.high
    if lower.per != upper.per:
        return apart > lower.step + ROUNDING * upper.low
    if not lower.high_closed or not upper.low_closed:
        touching = lower.high_closed or upper.low_closed
        return apart > TINY or (apart > -TINY and not touching)
    return apart > min(lower.step, upper.step) * (1 + TINY)
