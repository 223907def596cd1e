"""results.json holds how segments differ, whether they can be found, and what validates them."""

import numpy as np
import pytest

from survey_seg.study.model import Study


def test_every_item_and_segment_has_its_cell(demo_study: Study) -> None:
    results = demo_study.results
    k, items = results["segments"]["k"], {row["variable"] for row in results["basis"]["items"]}
    cells = results["differences"]["cells"]
    assert {(row["variable"], row["segment"]) for row in cells} == {(v, s + 1) for v in items for s in range(k)}
    strongest = {(row["segment"], row["variable"]): row["difference"] for row in results["segments"]["markers"]}
    same = {(row["segment"], row["variable"]): row["difference"] for row in cells}
    assert strongest
    assert all(same[key] == pytest.approx(difference) for key, difference in strongest.items())


def test_the_segments_across_end_in_the_sizes_of_the_chosen_ones(demo_study: Study) -> None:
    results = demo_study.results
    nodes = [row for row in results["across"]["nodes"] if row["k"] == results["segments"]["k"]]
    sizes = sorted(row["share"] for row in results["segments"]["sizes"])
    assert sorted(row["share"] for row in nodes) == pytest.approx(sizes)
    least = min(row["slsa"] for row in nodes)
    chosen = next(row for row in results["segments"]["candidates"] if row["k"] == results["segments"]["k"])
    assert least == pytest.approx(chosen["slsa_min"])


def test_halves_and_reach_are_shares_and_name_every_segment(demo_study: Study) -> None:
    results = demo_study.results
    numbers = [row["segment"] for row in results["segments"]["sizes"]]
    split = results["validation"]["split_half"]
    assert 0 < split["same"] <= 1
    assert [row["segment"] for row in split["segments"]] == numbers
    found = results["findability"]["segments"]
    assert [row["segment"] for row in found] == numbers
    for row in found:
        assert 0 <= row["low"] <= row["reached"] <= row["high"] <= 1
        assert (row["found"] == "only by asking") == (row["reached"] < 0.5)
        assert row["reachable_traits"] <= row["traits"]


def test_sizes_without_removals_are_the_sizes(demo_study: Study) -> None:
    results = demo_study.results
    kept = [row["kept"] for row in results["validation"]["removals"]]
    assert kept == pytest.approx([row["share"] for row in results["segments"]["sizes"]])
    moved = [row["change"] for row in results["validation"]["removals"]]
    assert np.abs(moved).max() < 0.05


def test_every_section_of_a_real_study_can_be_made(demo_study: Study) -> None:
    assert demo_study.faults == ()
