"""Native charts: made anew for each deck, each with a workbook of its own that holds the printed numbers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import ColorFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook

from survey_seg.report.deck.content import Chart, Series
from survey_seg.report.deck.drawing import Canvas, describe, language_tag
from survey_seg.report.deck.sheet import number_format

CREATED: Final = datetime.datetime(2000, 1, 1)
LETTERS: Final = 11
TYPES: Final = {"bars": XL_CHART_TYPE.BAR_CLUSTERED, "curve": XL_CHART_TYPE.LINE_MARKERS}
AXIS_OF_SHARES: Final = number_format("share", ())
LEVELS: Final = (MSO_LINE_DASH_STYLE.DASH, MSO_LINE_DASH_STYLE.ROUND_DOT)
"""Dashes of the first level and of the next, so that they differ without colours."""


@contextmanager
def workbook(file: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """A workbook with one sheet, closed at the end; texts stay texts, and no time of day is in it."""
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": CREATED, "author": "survey-seg"})
    yield book, book.add_worksheet()
    book.close()


class _Book(CategoryWorkbookWriter):  # type: ignore[misc]
    """A chart's workbook whose texts are never formulas, with the same bytes at any time of day."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
        with workbook(xlsx_file) as (book, sheet):
            yield book, sheet

    def _write_series(self, workbook: Any, worksheet: Any) -> None:  # noqa: ANN401
        printed = workbook.add_format({"num_format": self._chart_data.printed})
        for column, series in enumerate(self._chart_data, start=1):
            worksheet.write_string(0, column, series.name)
            worksheet.write_column(1, column, series.values, printed)


class _Data(CategoryChartData):  # type: ignore[misc]
    """Categories and series with a workbook of that kind; `printed` is how it prints their values."""

    def __init__(self, printed: str) -> None:
        super().__init__()
        self.printed = printed

    @property
    def _workbook_writer(self) -> _Book:
        return _Book(self)


def draw_chart(canvas: Canvas, chart: Chart) -> int:
    """A native chart in the colours of the theme; no part of it finds no room, so the number given is 0."""
    place = canvas.place(chart.area)
    data = _Data(chart.number_format)
    data.categories = [category or " " for category in chart.categories]
    for series in chart.series:
        data.add_series(series.name, series.values)
    shape = canvas.slide.shapes.add_chart(TYPES[chart.kind], place.left, place.top, place.width, place.height, data)
    shape.name = chart.name
    describe(shape, chart.finding)
    _look(shape.chart, chart)
    print_as(shape.chart, chart.number_format)
    return 0


def _look(native: Any, chart: Chart) -> None:  # noqa: ANN401
    native.font.size = Pt(LETTERS)
    theme(native.font.color, MSO_THEME_COLOR.TEXT_1)
    native.has_title = False
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        native.legend.font.size = Pt(LETTERS)
    _axes(native, chart)
    levels = 0
    for place, series in enumerate(chart.series):
        drawn = native.plots[0].series[place]
        if chart.kind == "bars":
            _bars(drawn, series)
        else:
            _curve(drawn, series, LEVELS[levels % len(LEVELS)])
            levels += series.look == "level"
            if chart.chosen is not None and series.look == "main":
                _ring(drawn, chart, series.values[chart.chosen])
    if chart.kind == "bars":
        native.plots[0].gap_width, native.plots[0].overlap = 60, -5
    chart_language(native)


def _axes(native: Any, chart: Chart) -> None:  # noqa: ANN401
    values, categories = native.value_axis, native.category_axis
    values.minimum_scale, values.maximum_scale = chart.ends
    values.has_major_gridlines = chart.kind == "curve"
    values.major_tick_mark = categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for axis in (values, categories):
        axis.tick_labels.font.size = Pt(LETTERS)
        theme(axis.format.line.color, MSO_THEME_COLOR.TEXT_1)
    if chart.kind == "curve":
        theme(values.major_gridlines.format.line.color, MSO_THEME_COLOR.TEXT_1, 0.75)
        values.major_gridlines.format.line.width = Pt(0.5)
        values.major_unit = chart.ends[1] / 4
    else:
        categories.reverse_order = True
        values.visible = False
    titled = categories if chart.kind == "curve" else values
    if chart.across and chart.kind == "curve":
        titled.has_title = True
        titled.axis_title.text_frame.text = chart.across
        run = titled.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(LETTERS), False


def _bars(drawn: Any, series: Series) -> None:  # noqa: ANN401
    """Full bars for what the chart is about, hollow ones for what it is compared with."""
    drawn.invert_if_negative = False
    fill = drawn.format.fill
    fill.solid()
    if series.look == "main":
        theme(fill.fore_color, MSO_THEME_COLOR.ACCENT_1)
    else:
        theme(fill.fore_color, MSO_THEME_COLOR.BACKGROUND_1)
        theme(drawn.format.line.color, MSO_THEME_COLOR.TEXT_1)
        drawn.format.line.width = Pt(1)
    labels = drawn.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(LETTERS), series.look == "main"


def _curve(drawn: Any, series: Series, dash: Any) -> None:  # noqa: ANN401
    drawn.smooth = False
    line = drawn.format.line
    main = series.look == "main"
    theme(line.color, MSO_THEME_COLOR.ACCENT_1 if main else MSO_THEME_COLOR.TEXT_1)
    line.width = Pt(2.5 if main else 1.5)
    if not main:
        line.dash_style = dash
        drawn.marker.style = XL_MARKER_STYLE.NONE
        return
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    drawn.marker.format.fill.solid()
    theme(drawn.marker.format.fill.fore_color, MSO_THEME_COLOR.ACCENT_1)
    theme(drawn.marker.format.line.color, MSO_THEME_COLOR.ACCENT_1)


def _ring(drawn: Any, chart: Chart, value: float | None) -> None:  # noqa: ANN401
    """The place that was taken: a larger mark with its value."""
    if value is None or chart.chosen is None:
        return
    point = drawn.points[chart.chosen]
    point.marker.style, point.marker.size = XL_MARKER_STYLE.DIAMOND, 14
    point.marker.format.fill.solid()
    theme(point.marker.format.fill.fore_color, MSO_THEME_COLOR.ACCENT_1)
    label = point.data_label
    levels = [series.values[chart.chosen] for series in chart.series if series.look == "level"]
    room = 0.2 * chart.ends[1]
    above = [level for level in (*levels, chart.ends[1]) if level is not None and value <= level < value + room]
    label.position = XL_LABEL_POSITION.BELOW if above else XL_LABEL_POSITION.ABOVE
    label.font.size, label.font.bold = Pt(LETTERS + 1), True


def print_as(native: Any, printed: str) -> None:  # noqa: ANN401
    """The way of printing, set in the finished chart: the library would write it into the file unescaped."""
    space = native._chartSpace
    for code in space.iter(qn("c:formatCode")):
        code.text = printed
    on_axis = AXIS_OF_SHARES if printed.endswith("%") else printed
    native.value_axis.tick_labels.number_format = on_axis
    native.value_axis.tick_labels.number_format_is_linked = False


def theme(colour: ColorFormat, name: MSO_THEME_COLOR, brightness: float = 0.0) -> None:
    """Take a colour of the theme, lightened by a part."""
    colour.theme_color = name
    if brightness:
        colour.brightness = brightness


def chart_language(native: Any) -> None:  # noqa: ANN401
    """The language in which a chart's words are read out."""
    space = native._chartSpace
    first = space.find(qn("c:date1904"))
    tag = parse_xml(f'<c:lang {nsdecls("c")} val="{language_tag()}"/>')
    space.insert(0 if first is None else list(space).index(first) + 1, tag)
