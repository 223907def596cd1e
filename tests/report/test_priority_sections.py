"""What the page says of priorities, decisions and actions."""

import copy
import math
import re

import pytest

from survey_seg.report import priority_words
from survey_seg.report.charts.matrix import Bubble, matrix_chart, moves
from survey_seg.report.charts.svg import Words
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.page import render_report
from survey_seg.report.sections import decisions, priorities


def section(results: dict, name: str) -> str:
    text = render_report(results).text
    start = text.index(f'<section id="{name}"')
    return text[start : text.index("</section>", start)]


def test_every_segment_is_a_circle_whose_look_says_what_to_do(results) -> None:
    chart = str(priorities.view(results)["matrix"])
    looks = re.findall(r'<circle class="bubble (\w+)"', chart)
    assert sorted(looks) == ["out", "serve", "win", "win"]
    for row in results["segments"]["sizes"]:
        assert row["name"] in chart
    assert "attractiveness 7.3, ability to win 6.2" in chart


def test_circles_grow_by_area_and_stay_in_the_frame() -> None:
    def radii(*parts: float) -> list[float]:
        bubbles = [Bubble(i, "x", (99.0, 1, 9), (-4.0, 1, 9), part, "win") for i, part in enumerate(parts)]
        chart = str(matrix_chart(bubbles, Words("t", "f")))
        assert set(re.findall(r'<circle [^>]*cx="([\d.]+)%"', chart)) == {"96"}
        return sorted(float(r) for r in re.findall(r'"bubble win" [^>]* r="([\d.]+)"', chart))

    small, large = radii(0.1, 0.4)
    assert large - 8 == pytest.approx(2 * (small - 8), abs=0.02)


@pytest.mark.parametrize("places", [[(5.0, 5.0)] * 4, [(7.9, 10), (5.3, 10), (4.8, 10), (4.0, 10)], [(1.2, 1)] * 12])
def test_circles_of_segments_in_one_place_are_moved_apart_and_led_to_their_rating(places: list) -> None:
    here = [Bubble(i, "x", (x, x, x), (y, y, y), 1 / len(places), "win") for i, (x, y) in enumerate(places, start=1)]
    chart = str(matrix_chart(here, Words("t", "f")))
    circles = [
        (3.2 * float(x), float(y), float(r))
        for x, y, r in re.findall(r'"bubble win" cx="([\d.]+)%" cy="([\d.]+)" r="([\d.]+)"', chart)
    ]
    assert len(circles) == len(places)
    for i, (x, y, radius) in enumerate(circles):
        for other in circles[:i]:
            assert math.hypot(x - other[0], y - other[1]) > radius + other[2]
    numbers = re.findall(r'class="on-piece" x="([\d.]+)%" y="([\d.]+)"', chart)
    assert {(round(3.2 * float(x)), float(y) - 5) for x, y in numbers} == {(round(x), y) for x, y, _ in circles}
    assert moves(here)
    assert 0 < chart.count("whisker l1") == chart.count('class="dot"') < len(places)


def test_a_moved_circle_is_explained_and_one_in_its_place_is_not(results) -> None:
    said = "a dotted line leads to its rating"
    for number, row in enumerate(results["priorities"]["axes"], start=1):
        row |= {"ability": 2.0 * number, "attractiveness": 2.0 * number}
    assert said not in section(results, "priorities")
    for row in results["priorities"]["axes"]:
        row |= {"ability": 10.0, "attractiveness": 5.0}
    assert said in section(results, "priorities")


def test_the_first_priority_is_told_with_what_it_holds(results) -> None:
    assert priority_words.value_sentence(results) == (
        "Your first priority, “Sociable movers”, holds 30\u00a0% of the value (28–32\u00a0%) with 25\u00a0% of the "
        "people: per head 120 where everybody is 100. The segments to win hold 70\u00a0% together."
    )
    results["priorities"]["value"][1]["value_share"] = None
    for row in results["priorities"]["value"]:
        row["value_share"] = None
    assert priority_words.value_sentence(results) == ""


def test_what_one_more_adds_and_shares_is_said(results) -> None:
    assert priority_words.one_more(results) == (
        "Going for “Bargain hunters” too would add 25\u00a0% of the people and 22\u00a0% of the value. Two of its "
        "three ways to be found and none of its two actions serve the segments before it already."
    )
    results["priorities"]["pursue"] = [1, 2, 3, 4]
    assert priority_words.one_more(results) == ""


def test_the_scorecard_names_those_who_pass_and_where_others_fall_short(results) -> None:
    for row in results["priorities"]["samda"]:
        row["verdict"] = "pass"
    assert priority_words.samda_sentence(results) == "“Sociable movers” and “Planners with a goal” pass all five tests."
    results["priorities"]["samda"][0]["verdict"] = "fail"
    results["priorities"]["samda"][1]["verdict"] = "can't tell"
    assert priority_words.samda_sentence(results) == (
        "“Sociable movers” passes all five tests; “Planners with a goal” is not sizable and may or may not be "
        "accessible."
    )


def test_gaps_are_claimed_only_where_they_are_sure(results) -> None:
    assert priority_words.gap_sentence(results) == (
        "“A plan that fits the day” is wanted and not met in every segment; most of “Planners with a goal” is served "
        "by nobody."
    )
    results["priorities"]["white_space"] |= {"everywhere": [], "unserved": []}
    assert "No need is open" in priority_words.gap_sentence(results)


def test_an_older_study_keeps_the_section_and_is_told_to_be_analyzed_again(results) -> None:
    for part in priorities.LATER:
        del results["priorities"][part]
    for row in results["priorities"]["rank"]:
        del row["rank_low"], row["rank_high"]
    for row in results["priorities"]["ratings"]:
        del row["low"], row["high"], row["one"], row["ten"], row["used"]
    page = render_report(results)
    assert page.faults == ()
    assert section(results, "priorities").count("analyze it again") == len(priorities.LATER)


def test_parts_that_nothing_was_asked_for_say_why(results) -> None:
    results["priorities"]["value"] = {"not_computed": "no question has the role value"}
    reason = "the questionnaire names no needs; expected study.priorities.needs or study.priorities.unserved."
    results["priorities"]["white_space"] = {"not_computed": reason}
    text = section(results, "priorities")
    assert "no question has the role value" in text
    assert "nobody was asked how important needs are" in text
    assert "<code>study.priorities.needs</code>" in text
    assert "expected study" not in text
    assert "as large as what it holds of the people" in text


def test_only_actions_that_clearly_fit_are_told_and_the_rest_is_no_evidence(results) -> None:
    blocks = decisions.view(results)["blocks"]
    assert [block.number for block in blocks] == [2, 1, 4, 3]
    for block in blocks:
        told = [deed.kind for deed in block.deeds]
        assert not set(told) & set(block.silent)
        for deed in block.deeds:
            if deed.kind != decisions.CUE:
                assert deed.found[1]["low"] > deed.found[1]["total_share"]
    for row in results["actions"]:
        row["low"] = 0.0
    view = decisions.view(results)
    assert all(deed.kind == decisions.CUE for block in view["blocks"] for deed in block.deeds)
    assert view["lead"].startswith("No intended action clearly fits any segment")


def test_verbs_nobody_foresaw_are_told_all_the_same(results) -> None:
    for row in results["actions"]:
        row |= {"verb": "sing", "low": 0.9}
    assert all(block.deeds[0].kind == decisions.OTHER for block in decisions.view(results)["blocks"])


def test_decisions_without_ground_or_owner_are_named(results) -> None:
    open_ones = {row["id"]: row["why"] for row in decisions.view(results)["unresolved"]}
    assert open_ones == {"D3": "nobody owns it"}
    results["actions"] = [row for row in results["actions"] if row["decision"] != "D2"]
    open_ones = {row["id"]: row["why"] for row in decisions.view(results)["unresolved"]}
    assert open_ones["D2"] == "no segment calls for an action that feeds it"
    assert "D4" not in open_ones
    assert "Choose the brand message for spring" in section(results, "decisions")


def test_without_segments_there_is_nothing_to_act_on(nothing_found) -> None:
    view = decisions.view(nothing_found)
    assert view["blocks"] == []
    assert view["lead"] == "There are no segments to act on."


def test_the_views_change_nothing(results) -> None:
    before = copy.deepcopy(results)
    priorities.view(results)
    decisions.view(results)
    assert results == before


@pytest.mark.parametrize(
    ("language", "money", "shared", "lead"),
    [
        ("de", "Ihre erste Priorität, „Sociable movers“, hält 30\u00a0% des Werts (28–32\u00a0%)",
         "Schon für die Segmente davor im Einsatz: zwei von drei Zugangswegen und keine von zwei Maßnahmen.",
         "Einer offenen Entscheidung fehlen Verantwortliche oder Belege."),
        ("fr", "Votre première priorité, «\u00a0Sociable movers\u00a0», détient 30\u00a0% de la valeur (28–32\u00a0%)",
         "Déjà en commun avec les segments précédents\u00a0: deux des trois moyens de le repérer et aucune",
         "Une décision ouverte manque de responsable ou d’appui."),
        ("es", "Su primera prioridad, «Sociable movers», reúne el 30\u00a0% del valor (28–32\u00a0%)",
         "Ya en uso para los segmentos anteriores: dos de las tres formas de localizarlo y ninguna de sus dos",
         "A una decisión abierta le falta responsable o evidencia."),
    ],
)  # fmt: skip
def test_priorities_and_decisions_are_said_in_the_language_of_the_report(
    results, language: str, money: str, shared: str, lead: str
) -> None:
    with speaking(language):
        assert priority_words.value_sentence(results).startswith(money)
        assert shared in priority_words.one_more(results)
        assert decisions.view(results)["lead"].endswith(lead)
        text = section(results, "priorities") + section(results, "decisions")
    ours = ("interval", "Rates", "pass<", "can't tell", "Served by", "against", "nobody", "Sales cue")
    assert not [word for word in ours if word in text.replace("intervalle", "").replace("intervalo", "")]
