"""The plots of differences and flows: what they draw, and that they draw nobody."""

import re

import pytest

from survey_seg.report.charts.flow import flow_chart
from survey_seg.report.charts.profile import Profile, profile_chart
from survey_seg.report.charts.separation import separation_chart
from survey_seg.report.charts.svg import Words
from survey_seg.report.page import render_report

WORDS = Words("t", "d")


def section(results: dict, name: str) -> str:
    text = render_report(results).text
    return re.search(rf'<section id="{name}".*?</section>', text, re.DOTALL)[0]


def test_the_profile_plot_draws_the_items_that_differ_most(results) -> None:
    text = section(results, "differences")
    chart = re.search(r'<svg class="chart" role="img" aria-labelledby="chart-profiles.*?</svg>', text, re.DOTALL)[0]
    items = sorted(results["differences"]["items"], key=lambda row: -row["eta_squared"])[:20]
    drawn = {row["variable"] for row in items}
    cells = [row for row in results["differences"]["cells"] if row["variable"] in drawn]
    assert chart.count('class="tick"') == len(cells) == 20 * 4
    assert chart.count("▲") + chart.count("▼") == sum(row["marker"] for row in cells)
    assert "Shown are the 20 items" in text


def test_markers_are_told_by_shape_and_by_filling() -> None:
    cells = [{"mean": 2, "difference": -0.8, "marker": True}, None, {"mean": None, "difference": None, "marker": False}]
    chart = profile_chart([Profile("x", 1, 5, 3, cells)], ["1", "2", "3"], WORDS)
    assert (chart.count("▼"), chart.count('class="bar"'), chart.count("<rect")) == (1, 1, 1)


def test_the_heat_map_has_every_item_with_its_number_and_shade(results) -> None:
    text = section(results, "differences")
    for at, row in enumerate(results["differences"]["cells"]):
        found = re.search(rf'<td class="r ?([a-z0-9]*)">([▲▼]?) <span data-ref="differences\.cells\.{at}\.d', text)
        size = sum(abs(row["difference"]) >= step for step in (0.2, 0.5, 0.8))
        assert found[1] == (f"{'up' if row['difference'] > 0 else 'down'}{size}" if size else "")
        assert bool(found[2]) == row["marker"]


def test_the_separation_plot_has_one_outline_per_segment_and_no_person(results) -> None:
    text = section(results, "differences")
    chart = re.search(r'aria-labelledby="chart-separation.*?</figure>', text, re.DOTALL)[0]
    assert chart.count("<path") == 3  # the fourth has too few people for an outline
    assert chart.count("<circle") == 4


def test_one_axis_is_a_line_for_each_segment() -> None:
    rows = [{"segment": s, "x": 2.0 * s, "y": None, "large": 1.0, "small": 0.0, "angle": 0.0} for s in (1, 2)]
    chart = separation_chart(rows, {1: "Planners", 2: "<b>"}, WORDS)
    assert (chart.count('class="whisker"'), chart.count("<path"), "&lt;b&gt;" in chart) == (2, 0, True)


@pytest.mark.parametrize("large", [None, 0.0])
def test_a_single_point_can_be_drawn(large) -> None:
    row = {"segment": 1, "x": 1.0, "y": 1.0, "large": large, "small": large, "angle": 0.0}
    assert "nan" not in separation_chart([row], {1: "a"}, WORDS)


def test_flows_are_as_wide_as_the_people_who_move() -> None:
    nodes = [{"k": k, "segment": s, "share": 1 / k, "slsa": None} for k in (2, 3) for s in range(1, k + 1)]
    flows = [
        {"k": 2, "segment": 1, "into": 1, "share": 1 / 3}, {"k": 2, "segment": 1, "into": 3, "share": 1 / 6},
        {"k": 2, "segment": 2, "into": 2, "share": 1 / 3}, {"k": 2, "segment": 2, "into": 3, "share": 1 / 6},
        {"k": 3, "segment": 1, "into": 1, "share": 0.001},
    ]  # fmt: skip
    chart = flow_chart(nodes, flows, 3, WORDS)
    assert chart.count('class="band main"') == 2
    assert chart.count('class="band"') == 2
    heights = [float(found) for found in re.findall(r'class="piece"[^>]* height="([\d.]+)"', chart)]
    assert sum(heights[:2]) == pytest.approx(sum(heights[2:]), abs=0.1)


def test_the_mixed_segment_stands_between_those_it_comes_from() -> None:
    nodes = [{"k": k, "segment": s, "share": 1 / k, "slsa": None} for k in (2, 3) for s in range(1, k + 1)]
    flows = [
        {"k": 2, "segment": 1, "into": 1, "share": 1 / 3}, {"k": 2, "segment": 1, "into": 3, "share": 1 / 6},
        {"k": 2, "segment": 2, "into": 2, "share": 1 / 3}, {"k": 2, "segment": 2, "into": 3, "share": 1 / 6},
    ]  # fmt: skip
    tops = [float(y) for y in re.findall(r'class="piece" x="[\d.]+%" y="([\d.]+)"', flow_chart(nodes, flows, 2, WORDS))]
    first, second, third = tops[2:]
    assert first < third < second


def test_older_results_keep_the_new_sections_with_their_reason(results) -> None:
    for part in ("differences", "findability", "validation", "across"):
        del results[part]
    made = render_report(results)
    assert made.faults == ()
    assert made.text.count("analyze it again") >= 4
