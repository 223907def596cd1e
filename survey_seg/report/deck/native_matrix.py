"""The matrix of priorities as a native chart: a dot per segment between two ratings, with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from pptx.chart.data import XyChartData
from pptx.chart.xlsx import XyWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt

from survey_seg.report.deck.content import Dot, Matrix
from survey_seg.report.deck.drawing import Canvas, describe
from survey_seg.report.deck.native_charts import LETTERS, chart_language, print_as, theme, workbook
from survey_seg.report.deck.sheet import number_format

NEAR: Final = (1.4, 1.0)
"""Ratings across and up within which two numbers would meet."""


class _Book(XyWorkbookWriter):  # type: ignore[misc]
    """A workbook whose texts are never formulas, with the same bytes at any time of day."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
        with workbook(xlsx_file) as (book, sheet):
            yield book, sheet


class _Data(XyChartData):  # type: ignore[misc]
    @property
    def _workbook_writer(self) -> _Book:
        return _Book(self)


def draw_matrix(canvas: Canvas, matrix: Matrix) -> int:
    """The chart in the colours of the theme: circles for segments to win, diamonds for the others."""
    place = canvas.place(matrix.area)
    data = _Data(number_format="0.0")
    for dot in matrix.dots:
        data.add_series(dot.label).add_data_point(dot.across, dot.up)
    shape = canvas.slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER, place.left, place.top, place.width, place.height, data
    )
    shape.name = matrix.name
    describe(shape, matrix.finding)
    native = shape.chart
    native.has_legend = native.has_title = False
    native.font.size = Pt(LETTERS)
    theme(native.font.color, MSO_THEME_COLOR.TEXT_1)
    _axis(native.category_axis, matrix.across, matrix.ends)
    _axis(native.value_axis, matrix.up, matrix.ends)
    for drawn, dot in zip(native.plots[0].series, matrix.dots, strict=True):
        _dot(drawn, dot, side(dot, matrix.dots))
    print_as(native, number_format("score", ()))
    for axis in (native.category_axis, native.value_axis):
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    chart_language(native)
    return 0


def side(dot: Dot, dots: Sequence[Dot]) -> str:
    """On which side of a dot its number stands: above, or away from dots that are near.

    >>> left, right = Dot(1, "", 2.0, 5.0, win=True), Dot(2, "", 2.5, 5.0, win=False)
    >>> side(left, [left, right]), side(right, [left, right]), side(left, [left])
    ('LEFT', 'RIGHT', 'ABOVE')
    """
    near = [other for other in dots if other is not dot and abs(other.across - dot.across) < NEAR[0]
            and abs(other.up - dot.up) < NEAR[1]]  # fmt: skip
    if not near:
        return "ABOVE"
    if all((dot.across, dot.number) < (other.across, other.number) for other in near):
        return "LEFT"
    if all((dot.across, dot.number) > (other.across, other.number) for other in near):
        return "RIGHT"
    return "ABOVE" if all(dot.up >= other.up for other in near) else "BELOW"


def _axis(axis: Any, title: str, ends: tuple[float, float]) -> None:  # noqa: ANN401
    axis.minimum_scale, axis.maximum_scale = ends
    axis.major_unit = (ends[1] - ends[0]) / 2
    axis.major_tick_mark, axis.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.LOW
    axis.has_major_gridlines, axis.has_title = True, True
    theme(axis.major_gridlines.format.line.color, MSO_THEME_COLOR.TEXT_1, 0.75)
    axis.major_gridlines.format.line.width = Pt(0.5)
    theme(axis.format.line.color, MSO_THEME_COLOR.TEXT_1)
    axis.axis_title.text_frame.text = title
    font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(LETTERS), False


def _dot(drawn: Any, dot: Dot, where: str) -> None:  # noqa: ANN401
    """A circle for a segment to win, a diamond for one to serve, with its number."""
    drawn.format.line.fill.background()
    drawn.marker.style = XL_MARKER_STYLE.CIRCLE if dot.win else XL_MARKER_STYLE.DIAMOND
    drawn.marker.size = 14
    drawn.marker.format.fill.solid()
    colour = MSO_THEME_COLOR.ACCENT_1 if dot.win else MSO_THEME_COLOR.TEXT_1
    theme(drawn.marker.format.fill.fore_color, colour)
    theme(drawn.marker.format.line.color, colour)
    label = drawn.points[0].data_label
    label.text_frame.text = str(dot.number)
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(LETTERS + 2), dot.win
    label.position = getattr(XL_LABEL_POSITION, where)
