"""How segments differ on the basis, and where their people go as segments are added."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis.differences import across, differences
from survey_seg.errors import CannotCompute
from survey_seg.stats.association import means_differ, standardised_difference

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def study(small_study: Make, divided: Make) -> Any:
    _, basis, truth = small_study()
    return basis, divided(truth + 1, basis.weights)


@pytest.fixture(scope="module")
def found(study: Any) -> Any:
    basis, segmentation = study
    return differences(segmentation, basis)


def test_every_item_has_its_place_its_share_and_a_cell_per_segment(study: Any, found: Any) -> None:
    basis, segmentation = study
    p = len(basis.items)
    assert sorted(found.items["place"]) == list(range(1, p + 1))
    assert len(found.cells) == p * segmentation.k
    row = found.items.iloc[2]
    eta = means_differ(basis.raw[:, 2], segmentation.labels, basis.weights).effect
    assert row["eta_squared"] == pytest.approx(eta)
    assert row["eta_low"] < eta < row["eta_high"]


def test_cells_hold_answers_as_asked_against_the_other_people(study: Any, found: Any) -> None:
    basis, segmentation = study
    inside = segmentation.labels == 2
    cell = found.cells[(found.cells["segment"] == 2) & (found.cells["variable"] == basis.items[0])].iloc[0]
    assert cell["mean"] == pytest.approx(basis.raw[inside, 0].mean())
    assert cell["difference"] == pytest.approx(standardised_difference(basis.raw[:, 0], inside, basis.weights))
    assert cell["low"] < cell["mean"] < cell["high"]
    assert cell["base"] == inside.sum()


def test_an_item_marks_by_half_a_deviation_or_a_quarter_of_its_range(found: Any) -> None:
    cells, items = found.cells, found.items.set_index("variable")
    far = cells["difference"].abs() >= 0.5
    wide = (cells["mean"] - cells["variable"].map(items["total_mean"])).abs() >= 0.25 * cells["variable"].map(
        items["high"] - items["low"]
    )
    assert (cells["marker"] == (far | wide)).all()
    assert cells["marker"].nunique() == 2


def test_pairs_are_measured_once_and_far_segments_overlap_less(found: Any) -> None:
    assert [(row.segment, row.other) for row in found.pairs.itertuples()] == [(1, 2), (1, 3), (2, 3)]
    nearest = found.pairs.sort_values("distance")
    assert nearest["overlap"].is_monotonic_decreasing


def test_axes_are_named_by_items_as_they_were_asked(study: Any, found: Any) -> None:
    basis, segmentation = study
    turned = np.arange(len(basis.items)) == 0
    matrix = np.where(turned, 1 - basis.matrix, basis.matrix)
    other = differences(segmentation, replace(basis, matrix=matrix, reverse=turned))
    signs = {(row.axis, row.variable): np.sign(row.correlation) for row in found.carriers.itertuples()}
    again = {(row.axis, row.variable): np.sign(row.correlation) for row in other.carriers.itertuples()}
    assert signs.keys() == again.keys()
    turn = {axis: {signs[key] * again[key] for key in signs if key[0] == axis} for axis in (1, 2)}
    assert all(len(found_signs) == 1 for found_signs in turn.values())
    assert (found.carriers["correlation"].abs() >= 0.3).all()


def test_contours_show_no_person_and_no_thin_segment(study: Any) -> None:
    basis, _ = study
    labels = np.r_[np.full(9, 3), np.resize([1, 2], len(basis.ids) - 9)]
    found = differences(SimpleNamespace(k=3, labels=labels), basis)
    assert found.contours["large"].notna().tolist() == [True, True, False]
    assert len(found.contours) == 3


def test_two_segments_lie_on_one_axis(study: Any) -> None:
    basis, segmentation = study
    found = differences(SimpleNamespace(k=2, labels=np.where(segmentation.labels == 1, 1, 2)), basis)
    assert len(found.axes) == 1
    assert found.axes["part"].iloc[0] == pytest.approx(1)
    assert found.contours["y"].isna().all()
    assert (found.contours["large"] > 0).all()


def test_weight_of_two_equals_two_people_and_weight_zero_nobody(study: Any) -> None:
    basis, segmentation = study
    weights = np.resize([1.0, 2.0, 0.0], len(basis.ids))
    again = np.repeat(np.arange(len(weights)), weights.astype(int))
    twice = replace(
        basis, matrix=basis.matrix[again], raw=basis.raw[again], weights=np.ones(len(again)),
        ids=tuple(str(i) for i in range(len(again))),
    )  # fmt: skip
    one = differences(segmentation, replace(basis, weights=weights))
    other = differences(SimpleNamespace(k=segmentation.k, labels=segmentation.labels[again]), twice)
    assert one.items["eta_squared"].to_numpy() == pytest.approx(other.items["eta_squared"].to_numpy())
    for column in ("mean", "difference"):
        assert one.cells[column].to_numpy() == pytest.approx(other.cells[column].to_numpy())
    assert one.contours[["x", "y", "large"]].to_numpy() == pytest.approx(other.contours[["x", "y", "large"]].to_numpy())
    scaled = differences(segmentation, replace(basis, weights=3 * weights))
    assert one.items["eta_low"].to_numpy() == pytest.approx(scaled.items["eta_low"].to_numpy())


def test_one_segment_differs_from_nobody(study: Any) -> None:
    with pytest.raises(CannotCompute, match="no segments"):
        differences(SimpleNamespace(k=1, labels=np.ones(len(study[0].ids), dtype=int)), study[0])


def test_flows_hold_everybody_at_every_number() -> None:
    labels = {1: np.zeros(6, int), 2: np.array([0, 0, 0, 0, 1, 1]), 3: np.array([0, 0, 2, 1, 1, 1])}
    found = across(SimpleNamespace(labels=labels), np.array([1.0, 1, 1, 1, 2, 0]))
    nodes, flows = found["nodes"], found["flows"]
    assert nodes.groupby("k")["share"].sum().tolist() == pytest.approx([1, 1, 1])
    assert flows.groupby("k")["share"].sum().tolist() == pytest.approx([1, 1])
    assert nodes.loc[(nodes["k"] == 2) & (nodes["segment"] == 2), "share"].iloc[0] == pytest.approx(2 / 6)
    mixed = nodes[(nodes["k"] == 3) & (nodes["segment"] == 2)]["slsa"].iloc[0]
    shares = np.array([1, 2]) / 3
    assert mixed == pytest.approx(1 + (shares * np.log(shares)).sum() / np.log(2))
    assert nodes[nodes["k"] <= 2]["slsa"].isna().all()
