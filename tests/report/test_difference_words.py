"""What the report says of differences, reach and validation follows from the numbers."""

import pytest

from survey_seg.report.difference_words import (
    differences_sentence,
    flow_finding,
    halves_sentence,
    missing,
    reach_sentence,
    removal_sentence,
    separation_finding,
)

SPLIT = {"same": 0.93, "agreement": 0.84, "null_agreement": 0.41, "null_highest": 0.55}


def test_the_nearest_pair_and_the_strongest_items_are_named(results) -> None:
    results["differences"]["pairs"][2] |= {"overlap": 0.61}
    pair = results["differences"]["pairs"][2]
    text = differences_sentence(results, {})
    assert "55\u00a0% of the differences in the first" in text
    assert f"“{results['segments']['sizes'][pair['segment'] - 1]['name']}”" in text
    assert "an overlap of 61\u00a0%" in text


@pytest.mark.parametrize(
    ("agreement", "words"),
    [(0.84, "well above"), (0.6, "but not by much"), (0.55, "can give as much"), (0.2, "can give as much")],
)
def test_halves_are_held_against_studies_without_segments(agreement, words) -> None:
    text = halves_sentence(SPLIT | {"agreement": agreement})
    assert words in text
    assert "agree by 0.41, the most alike of them by 0.55" in text


def test_segments_that_cannot_be_found_are_said_to_be_so(results) -> None:
    assert reach_sentence(results).endswith("“Reluctant restarters” cannot be found, only recognised by asking.")
    for row in results["findability"]["segments"]:
        row["found"] = "yes"
    assert reach_sentence(results) == "Every segment can be found by fields that are known without asking."


def test_the_largest_change_of_a_size_is_told(results) -> None:
    assert "at most 1.6\u00a0percentage points: “Bargain hunters” is larger" in removal_sentence(results)
    for row in results["validation"]["removals"]:
        row["change"] /= 10
    assert "by as much as half a percentage point" in removal_sentence(results)
    for row in results["validation"]["removals"]:
        row["removed"] = None
    assert "Nobody was left out" in removal_sentence(results)


def test_the_most_mixed_segment_is_named(results) -> None:
    assert flow_finding(results).startswith("Segment 4 is the most mixed of the 4")
    for row in results["across"]["nodes"]:
        row["slsa"] = 0.95
    assert flow_finding(results).startswith("Every one of the 4 segments")


def test_one_pair_has_one_overlap(results) -> None:
    results["differences"]["pairs"] = [{"segment": 1, "other": 2, "overlap": 0.3, "distance": 2.0, "gap": False}]
    assert "The two segments overlap by 30\u00a0%." in separation_finding(results)


def test_an_older_study_says_that_it_is_older(results) -> None:
    del results["differences"]
    assert "analyze it again" in missing(results, "differences")
    assert missing(results, "validation") is None
