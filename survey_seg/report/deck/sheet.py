"""One slide in the making: it prints numbers by their path in results.json and remembers each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.deck.content import Block, Number, Run, Series, Slide, runs_of
from survey_seg.report.language.catalogue import current
from survey_seg.report.language.numbers import DASH, FORMATS, INTERVALS, MINUS, SPACE
from survey_seg.report.trace import Trace

PERCENT = f'"{SPACE}"%'


class Sheet:
    r"""Prints values of the results and keeps what was printed with its path, for the notes.

    >>> sheet = Sheet({"segments": {"sizes": [{"share": 0.344, "low": 0.31, "high": 0.37}]}})
    >>> sheet.number("segments.sizes.0.share", "share").text
    '34\xa0%'
    >>> sheet.numbers
    [Number(printed='34\xa0%', paths=('segments.sizes.0.share',))]
    """

    def __init__(self, results: Mapping[str, Any]) -> None:
        self.results = results
        self.numbers: list[Number] = []
        self._trace = Trace(results)

    def number(self, path: str, way: str) -> Run:
        """The number at a path, printed one of the ways of `numbers.FORMATS`."""
        printed = FORMATS[way](self._trace.at(path))
        self._keep(printed, path)
        return Run(printed)

    def interval(self, path: str, way: str) -> Run:
        """The interval in the row at a path, printed one of the ways of `numbers.INTERVALS`."""
        low, high = f"{path}.low", f"{path}.high"
        printed = INTERVALS[way](self._trace.at(low), self._trace.at(high))
        self._keep(printed, low, high)
        return Run(printed)

    def series(self, name: str, paths: Sequence[str | None], way: str, look: str = "main") -> Series:
        """A series of a chart whose values are the printed numbers; None where there is no path or no value."""
        values = tuple(None if path is None else read(self.number(path, way).text) for path in paths)
        return Series(name, values, look)  # type: ignore[arg-type]

    def slide(self, title: Sequence[str | Run], blocks: Sequence[Block], notes: Sequence[str]) -> Slide:
        """The finished slide."""
        return Slide(runs_of(title), tuple(blocks), tuple(notes), tuple(dict.fromkeys(self.numbers)))

    def _keep(self, printed: str, *paths: str) -> None:
        if printed != DASH:
            self.numbers.append(Number(printed, paths))


def read(printed: str) -> float | None:
    r"""The value of a number printed in the report's language: what a chart and its workbook hold, so that they agree.

    >>> read("34\xa0%"), read("−0.50"), read("1,203"), read("–")
    (0.34, -0.5, 1203.0, None)
    """
    if printed == DASH:
        return None
    ways = current().conventions
    digits = printed.strip("<>").replace(SPACE, "").replace(ways.group, "").replace(ways.decimal, ".")
    digits = digits.replace(MINUS, "-")
    return round(float(digits[:-1]) / 100, 6) if digits.endswith("%") else float(digits)


def number_format(way: str, values: Sequence[float | None]) -> str:
    r"""How a spreadsheet prints values as this project prints them; shares near none and all have a decimal.

    >>> number_format("share", [0.34, 1.0]), number_format("share", [0.34, 0.004]), number_format("decimal", [])
    ('0"\xa0"%', '[<0.01]0.0"\xa0"%;0"\xa0"%', '0.00')
    """
    if way != "share":
        return {"decimal": "0.00", "score": "0.0", "count": "#,##0", "mean": "[<10]0.00;[<100]0.0;#,##0"}[way]
    whole, fine = f"0{PERCENT}", f"0.0{PERCENT}"
    known = [value for value in values if value is not None]
    few, most = any(0 < value < 0.01 for value in known), any(0.99 < value < 1 for value in known)
    if few and most:
        return f"[<0.01]{fine};[>0.99]{fine};{whole}"
    return f"[<0.01]{fine};{whole}" if few else f"[>0.99]{fine};{whole}" if most else whole
