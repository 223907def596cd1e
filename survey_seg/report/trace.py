"""Numbers on the page that can be traced: each carries the path of its value in results.json."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from survey_seg.report.language.numbers import FORMATS, INTERVALS


class Trace:
    r"""Prints values of the results by their path, with the path beside the print.

    >>> trace = Trace({"segments": {"sizes": [{"share": 0.344, "low": 0.31, "high": 0.37}]}})
    >>> str(trace.number("segments.sizes.0.share", "share"))
    '<span data-ref="segments.sizes.0.share">34\xa0%</span>'
    """

    def __init__(self, results: Mapping[str, Any]) -> None:
        self.results = results

    def at(self, path: str) -> Any:  # noqa: ANN401 - a result file holds anything
        """The value at a path like "segments.sizes.0.share"."""
        value: Any = self.results
        for step in path.split("."):
            value = value[int(step)] if isinstance(value, list) else value[step]
        return value

    def number(self, path: str, way: str) -> Markup:
        """The number at a path, printed one of the ways of `numbers.FORMATS`."""
        return self._span(path, FORMATS[way](self.at(path)))

    def interval(self, path: str, way: str, ends: tuple[str, str] = ("low", "high")) -> Markup:
        """The interval in the row at a path, printed one of the ways of `numbers.INTERVALS`."""
        low, high = f"{path}.{ends[0]}", f"{path}.{ends[1]}"
        return self._span(f"{low} {high}", INTERVALS[way](self.at(low), self.at(high)))

    @staticmethod
    def _span(path: str, text: str) -> Markup:
        return Markup('<span data-ref="{}">{}</span>').format(path, text)
