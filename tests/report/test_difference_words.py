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
    verdict,
)
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.page import render_report
from survey_seg.report.sections.reach import view

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
        row |= {"size": 0.3 + 0.05 * row["segment"], "best": "", "index": 210, "precision_low": 0.5}
    assert reach_sentence(results) == (
        "Every segment can be found by fields that are known without asking, pointing at 35\u00a0% to 50\u00a0% of "
        "everybody."
    )


def test_a_rule_that_points_at_nearly_everybody_finds_nobody(results) -> None:
    planners, movers, _, hunters = results["findability"]["segments"]
    way = next(row for row in results["findability"]["channels"] if (row["segment"], row["via"]) == (1, "crm"))
    assert verdict(results, planners) == "yes"
    way |= {"size": 0.61, "index": 180, "precision": 0.41, "precision_low": 0.38}
    movers |= {"index": 112}
    hunters |= {"size": 0.3, "best": ""}
    assert verdict(results, planners) == "with many others"
    assert verdict(results, planners | {"best": "", "size": 0.61, "precision": 0.7}) == "yes"
    assert verdict(results, hunters | {"precision_low": hunters["share"]}) == "by chance"
    assert reach_sentence(results).startswith(
        "“Bargain hunters” can be found, pointing at 30\u00a0% of everybody; “Planners with a goal” is found only "
        "together with many others, pointing at 61\u00a0% of everybody; “Sociable movers” is hardly found better than "
        "by chance, pointing at 71\u00a0% of everybody; "
    )


def test_the_page_says_whom_the_best_way_points_at(results) -> None:
    page = render_report(results).text
    reach = page[page.index('id="reach"') :]
    way = "findability.channels.0"
    assert (results["findability"]["channels"][0]["segment"], results["findability"]["channels"][0]["via"]) == (
        1,
        "crm",
    )
    size = f'<span data-ref="{way}.size">41\u00a0%</span>'
    assert f"best by the customer database, pointing at {size} of everybody" in reach


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


def test_reach_is_said_in_the_language_of_the_report(results) -> None:
    with speaking("fr"):
        assert reach_sentence(results).startswith(
            "«\u00a0Planners with a goal\u00a0» et «\u00a0Bargain hunters\u00a0»\u00a0: repérables, en désignant "
            "41\u00a0% et 41\u00a0% de l’ensemble\u00a0; «\u00a0Sociable movers\u00a0»\u00a0: à peine mieux repérable"
        )
    with speaking("de"):
        assert "um höchstens 1,6\u00a0Prozentpunkte verändert" in removal_sentence(results)
        assert "SLSA 0," in flow_finding(results)


def test_groups_of_numbers_in_rules_are_ours_and_answers_are_not(results) -> None:
    rule = results["findability"]["rules"][0]
    results["tables"]["questions"][0] |= {"variable": "age", "type": "number"}
    rule |= {"question": "age", "answers": ["18 to 29.5"]}
    results["findability"]["rules"][1] |= {"question": "plan", "answers": ["18 to 29.5"]}
    with speaking("de"):
        rules = view(results)["ways"][1]["rules"]
    assert [answers for _, _, answers in rules[:2]] == ["18 bis 29,5", "18 to 29.5"]
