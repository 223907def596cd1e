"""How numbers look in print: one place, so that the same number never looks two ways.

A value that is not known prints as a dash; a space that must not break stands between number and unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from survey_seg.report.language.catalogue import current

DASH = "–"
MINUS = "−"
SPACE = "\u00a0"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_PLAIN = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?![\d,])")


def share(value: float | None) -> str:
    r"""A share of people as a percentage; one decimal where whole percents would say nobody or everybody.

    >>> share(0.344), share(0.004), share(0.0001), share(0.998), share(1), share(None)
    ('34\xa0%', '0.4\xa0%', '<0.1\xa0%', '99.8\xa0%', '100\xa0%', '–')
    """
    return DASH if value is None else localised(f"{_percent(100 * value)}{SPACE}%")


def _percent(percent: float) -> str:
    if 0 < percent < 0.05:
        return "<0.1"
    if 99.95 <= percent < 100:
        return ">99.9"
    return f"{percent:.{_share_digits(percent)}f}"


def _share_digits(percent: float) -> int:
    return 1 if 0 < percent < 1 or 99 < percent < 100 else 0


def share_interval(low: float | None, high: float | None) -> str:
    r"""An interval of shares, both ends with the same number of decimals.

    >>> share_interval(0.312, 0.369), share_interval(0.004, 0.021), share_interval(0.338, 0.343)
    ('31–37\xa0%', '0.4–2.1\xa0%', '33.8–34.3\xa0%')
    """
    if low is None or high is None:
        return DASH
    ends = 100 * low, 100 * high
    fine = max(_share_digits(end) for end in ends) or (f"{ends[0]:.0f}" == f"{ends[1]:.0f}" and low != high)
    return localised(f"{ends[0]:.{int(fine)}f}{DASH}{ends[1]:.{int(fine)}f}{SPACE}%")


def interval(low: float | None, high: float | None) -> str:
    """An interval of quantities between 0 and 1, two decimals each.

    >>> interval(0.712, 0.863)
    '0.71–0.86'
    """
    return DASH if low is None or high is None else f"{decimal(low)}{DASH}{decimal(high)}"


def decimal(value: float | None) -> str:
    """Two decimals, for quantities around 1.

    >>> decimal(0.8249), decimal(-0.5), decimal(-0.001)
    ('0.82', '−0.50', '0.00')
    """
    return _fixed(value, 2)


def score(value: float | None) -> str:
    """One decimal, for scores and ratings from 0 to 10.

    >>> score(7.25)
    '7.2'
    """
    return _fixed(value, 1)


def count(value: float | None) -> str:
    """A whole number with separated thousands: people, points of an index.

    >>> count(1203.4)
    '1,203'
    """
    return _fixed(value, 0)


def mean(value: float | None) -> str:
    """A mean with the decimals its size asks for.

    >>> mean(3.418), mean(45.26), mean(1203.4)
    ('3.42', '45.3', '1,203')
    """
    if value is None:
        return DASH
    return _fixed(value, 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0)


def end_of_scale(value: float) -> str:
    """The end of a scale as it was declared: 5, not 5.00.

    >>> end_of_scale(5.0), end_of_scale(0.5)
    ('5', '0.5')
    """
    return localised(f"{value:g}")


def mean_interval(low: float | None, high: float | None) -> str:
    """An interval of means.

    >>> mean_interval(3.2, 3.6)
    '3.20–3.60'
    """
    return DASH if low is None or high is None else f"{mean(low)}{DASH}{mean(high)}"


def score_interval(low: float | None, high: float | None) -> str:
    """An interval of scores from 0 to 10.

    >>> score_interval(9.04, 10.0)
    '9.0–10.0'
    """
    return DASH if low is None or high is None else f"{score(low)}{DASH}{score(high)}"


def p_value(value: float | None) -> str:
    """A p-value: three decimals, and below that only that it is below.

    >>> p_value(0.0312), p_value(1e-9)
    ('0.031', '<0.001')
    """
    if value is None:
        return DASH
    return localised("<0.001" if value < 0.001 else f"{value:.3f}")


def localised(text: str) -> str:
    r"""The same text with its numbers written as the language of the report writes them; it is English as it comes.

    >>> localised("1,203.5 of 2000")
    '1,203.5 of 2000'
    """
    return _PLAIN.sub(_localised, text)


def _localised(number: re.Match[str]) -> str:
    ways = current().conventions
    digits = number[1].replace(",", "")
    whole = digits
    if "," in number[1] and len(digits) >= ways.group_from:
        whole = f"{int(digits):,}".replace(",", ways.group)
    return whole if number[2] is None else f"{whole}{ways.decimal}{number[2]}"


def _fixed(value: float | None, digits: int) -> str:
    if value is None:
        return DASH
    text = localised(f"{abs(value):,.{digits}f}")
    return f"{MINUS}{text}" if value < 0 and any(letter in "123456789" for letter in text) else text


def month(value: str | None) -> str:
    r"""A month of the calendar in words; what is not written as a month stays as it is.

    >>> month("2027-03"), month("next spring"), month(None)
    ('March\xa02027', 'next spring', '–')
    """
    if value is None:
        return DASH
    found = _MONTH.fullmatch(value)
    ways = current().conventions
    return ways.month.format(month=ways.months[int(found[2]) - 1], year=found[1]) if found else value


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things in words, small numbers spelled out.

    >>> counted(1, "segment"), counted(4, "segment"), counted(12, "person", "people")
    ('one segment', 'four segments', '12 people')
    """
    return f"{spelled(number)} {one if number == 1 else many or one + 's'}"


def spelled(number: int) -> str:
    """A small number as a word.

    >>> spelled(0), spelled(7), spelled(12)
    ('no', 'seven', '12')
    """
    words = current().conventions.spelled
    return words[number] if 0 <= number < len(words) else count(number)


FORMATS: Mapping[str, Callable[[float | None], str]] = {
    "share": share,
    "decimal": decimal,
    "score": score,
    "count": count,
    "mean": mean,
    "p": p_value,
}
"""The ways a single number is printed, by name."""

INTERVALS: Mapping[str, Callable[[float | None, float | None], str]] = {
    "share": share_interval,
    "decimal": interval,
    "mean": mean_interval,
    "score": score_interval,
}
"""The ways an interval is printed, by the name of the way its number is printed."""
