"""A mean that the tables hide or round, and a net that they hide, stand nowhere else in a study."""

import csv
from collections.abc import Iterator
from typing import Any

import pytest

from survey_seg.study.model import Study

Row = dict[str, Any]


def mean_rows(results: Row) -> dict[str, Row]:
    return {
        table["variable"]: row
        for table in results["tables"]["questions"]
        for row in table["rows"]
        if row["kind"] == "mean"
    }


def told(results: Row) -> Iterator[tuple[Row, int]]:
    """Every row that tells a mean, with its segment."""
    for rows in (results["profiles"]["means"], results["differences"]["cells"], results["segments"]["markers"]):
        yield from ((row, row["segment"]) for row in rows)
    for brief in results["briefs"]["segments"]:
        yield from ((row, brief["segment"]) for part in ("believe", "proof") for row in brief[part])


def test_means_are_as_exact_as_in_the_tables_and_no_more(demo_study: Study) -> None:
    results = demo_study.results
    shown, rounded = mean_rows(results), 0
    for row, segment in told(results):
        table = shown.get(row["variable"])
        if table is None:
            continue
        if table["hidden"][segment]:
            assert row["mean"] is None
        else:
            assert row["mean"] == pytest.approx(table["value"][segment], abs=1e-9)
        if table["rounded"][segment]:
            rounded += 1
            assert row["mean"] == round(row["mean"], 1)
            assert row["difference"] == round(row["difference"], 1)
        for total in {"total_mean"} & row.keys():
            assert row[total] == pytest.approx(table["value"][0], abs=1e-9)
    assert rounded > 10
    for row in (*results["profiles"]["means"], *results["differences"]["cells"]):
        if row["variable"] in shown and shown[row["variable"]]["rounded"][row["segment"]]:
            assert (row["low"], row["high"]) == (None, None)


def test_the_files_hold_the_same_means(demo_study: Study) -> None:
    for name, rows in (
        ("means", demo_study.results["profiles"]["means"]),
        ("markers", demo_study.results["segments"]["markers"]),
    ):
        with (demo_study.path / "profiles" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found = {(row["variable"], int(row["segment"])): row["mean"] for row in csv.DictReader(file)}
        means = {(row["variable"], row["segment"]): row["mean"] for row in rows}
        assert len(means) >= 5
        assert {place for place, mean in found.items() if mean} == {
            place for place in means if means[place] is not None
        }
        assert {place: float(mean) for place, mean in found.items() if mean} == pytest.approx(
            {place: mean for place, mean in means.items() if mean is not None}, abs=1e-9
        )


def test_no_brief_tells_a_net_that_the_tables_hide(demo_study: Study) -> None:
    results = demo_study.results
    nets = {
        (table["variable"], row["label"]): row["hidden"]
        for table in results["tables"]["questions"]
        for row in table["rows"]
        if row["kind"] == "net"
    }
    closed = 0
    for brief in results["briefs"]["segments"]:
        rows = [*brief["believe"], *brief["proof"], *brief["drivers"]["items"]]
        for row in rows:
            for end, label in (("top", "Top two"), ("bottom", "Bottom two")):
                flags = nets.get((row["variable"], label))
                if flags is None or " or " not in row[f"{end}_answer"]:
                    continue
                if flags[brief["segment"]]:
                    closed += 1
                    assert row[end] is None
                if flags[0]:
                    assert row[f"total_{end}"] is None
    assert closed > 0
