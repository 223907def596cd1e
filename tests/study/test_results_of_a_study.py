"""results.json and the tables hold the evidence, and say the same."""

import csv
import shutil
from pathlib import Path

import pytest

from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.reading_guide import GUIDE, reading_of
from survey_seg.study.model import Study
from survey_seg.study.steps import choose


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_reading_guide_covers_every_stability_once_and_rises() -> None:
    assert [one.high for one in GUIDE[:-1]] == [one.low for one in GUIDE[1:]]
    assert (GUIDE[0].low, GUIDE[-1].high) == (0.0, 1.0)
    agreement = [one.agreement for one in GUIDE]
    assert agreement == sorted(agreement)
    assert [reading_of(one.low) for one in GUIDE] == list(GUIDE)


def test_every_model_is_named_and_every_number_of_segments_has_them(demo_study: Study) -> None:
    segments = demo_study.results["segments"]
    known = {method.name: method.words for method in METHODS}
    assert {row["method"]: row["words"] for row in segments["models"]}.items() <= known.items()
    tried = [row["k"] for row in segments["candidates"]]
    assert {row["k"] for row in segments["methods"]} == set(tried) - {1}
    assert any(row["measured"] for row in segments["models"])
    measured = {row["method"] for row in segments["models"] if row["measured"]}
    assert {row["method"] for row in segments["methods"] if row["stability"] is not None} == measured


def test_every_number_of_segments_has_its_worth_in_use_and_alternatives_are_of_the_chosen_one(
    demo_study: Study,
) -> None:
    segments = demo_study.results["segments"]
    for row in segments["candidates"][1:]:
        assert all(0 <= row[name] <= 1 for name in ("typability", "reach", "prediction_strength"))
    written = rows(demo_study.path / "segments" / "candidates.csv")
    assert [list(row) for row in written] == [list(row) for row in segments["candidates"]]
    found = segments["alternatives"]
    assert set(found) == {"merges", "splits", "near_equals", "small_but_valuable"}
    assert all(1 <= row[end] <= segments["k"] for row in found["merges"] for end in ("segment", "other"))
    assert all(row["k"] > segments["k"] and row["text"] for row in found["small_but_valuable"])


def test_what_has_no_segments_beyond_one_population_is_not_read_by_the_guide(demo_study: Study) -> None:
    segments = demo_study.results["segments"]
    here = [row["here"] for row in segments["reading_guide"]["rows"]]
    assert sum(here) == (segments["verdict"] in {"natural", "reproducible"})


def test_shares_of_dimensions_are_shares_of_all_items(demo_study: Study) -> None:
    factors = demo_study.results["factors"]
    communalities = [row["communality"] for row in factors["loadings"]]
    assert sum(factors["variance_share"]) == pytest.approx(sum(communalities) / len(communalities), abs=1e-8)
    assert factors["decides"] in {row["method"] for row in factors["votes"]}


def test_the_tables_of_the_folder_hold_the_same_evidence(demo_study: Study) -> None:
    folder, results = demo_study.path, demo_study.results
    segments, factors = results["segments"], results["factors"]
    counts = {
        "segments/methods.csv": len(segments["models"]) * len(segments["candidates"]),
        "segments/neighbours.csv": len(segments["neighbours"]),
        "segments/null.csv": results["settings"]["null_studies"] * (len(segments["candidates"]) - 1),
        "factors/votes.csv": len(factors["votes"]),
        "factors/scales.csv": len(factors["scales"]),
        "factors/items.csv": len(factors["items"]),
        "factors/correlation.csv": len(results["basis"]["items"]),
    }
    assert {name: len(rows(folder / name)) for name in counts} == counts
    people = rows(folder / "segments" / "people.csv")
    assert all(0 <= float(row["keeps"]) <= 1 and 1 / segments["k"] <= float(row["membership"]) <= 1 for row in people)
    least = segments["thresholds"]["core"]
    core = [
        sum(row["segment"] == str(size["segment"]) and float(row["keeps"]) >= least for row in people)
        for size in segments["sizes"]
    ]
    assert core == [round(size["core"] * size["base"]) for size in segments["sizes"]]


def test_one_segment_has_no_neighbours(demo_study: Study, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(demo_study.path, folder)
    one = choose(folder, 1, "no segments, please").results["segments"]
    assert one["neighbours"] == []
    assert one["stability"]["global"] is None
    assert not any(row["here"] for row in one["reading_guide"]["rows"])
