"""What the deck says, slide by slide, in every state a study can be in."""

import copy

import pytest

from survey_seg.report.deck.content import Chart, Matrix, Table, Words
from survey_seg.report.deck.storyline import MOST, divide, slides_of


def title(slide) -> str:
    return "".join(run.text for run in slide.title)


def texts(slide) -> list[str]:
    found = [title(slide)]
    for block in slide.blocks:
        if isinstance(block, Words):
            found += [one.text for one in block.paragraphs]
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row]
    return found


def charts(slides, kind) -> list:
    return [block for slide in slides for block in slide.blocks if isinstance(block, kind)]


def test_a_deck_with_segments_has_ten_to_sixteen_slides(states) -> None:
    for name, make in states.items():
        results = make()
        slides, faults = slides_of(results)
        assert faults == (), name
        least = 5 if results["segments"]["verdict"] == "none" else 10
        assert least <= len(slides) <= MOST, name


@pytest.mark.parametrize("k", range(2, 13))
@pytest.mark.parametrize("wins", range(5))
def test_every_segment_has_a_place_and_there_are_never_too_many_slides(k, wins) -> None:
    segments, pursued = list(range(1, k + 1)), list(range(k, k - min(wins, k), -1))
    division = divide(segments, pursued, 7)
    assert sorted([*division.single, *division.shared]) == segments
    assert set(pursued) <= set(division.single)
    assert [*division.briefed, *division.unbriefed] == pursued
    assert len(division.single) + bool(division.shared) + len(division.briefed) <= 7
    assert len(division.shared) != 1 or len(division.single) + len(division.briefed) == 6


def test_the_last_brief_is_left_out_first_and_the_notes_say_so(states) -> None:
    results = states["eight segments"]()
    results["priorities"]["pursue"] = [2, 1, 4, 3]
    slides, _ = slides_of(results)
    briefs = [title(slide) for slide in slides if title(slide).startswith("Brief")]
    assert [brief[11] for brief in briefs] == ["2", "1"]
    assert "the briefs of segments 4 and 3" in slides[2].notes[-1]
    assert len(slides) == MOST


def test_a_study_without_segments_has_an_answer_reasons_and_next_steps(nothing_found) -> None:
    titles = [title(slide) for slide in slides_of(nothing_found)[0]]
    assert titles[1].startswith("There are no segments here")
    assert [part for part in titles if "ummary" in part or "Brief" in part] == []
    assert titles[2].startswith("Why no segments")
    assert titles[3].startswith("First light review")
    assert len(titles) == 6


def test_the_order_is_title_answer_priorities_segments_briefs_evidence(results) -> None:
    titles = [title(slide) for slide in slides_of(results)[0]]
    assert titles[0] == "Home fitness 2026"
    assert titles[1].startswith("Four segments; win “Sociable movers” and “Planners with a goal”")
    assert titles[2].startswith("Win “Sociable movers”")
    assert [part[0] for part in titles[3:7]] == ["1", "2", "3", "4"]
    assert titles[7].startswith("Brief: win 2 ")
    assert titles[8].startswith("Brief: win 1 ")
    assert titles[9].startswith("Why four")
    assert titles[10].startswith("Six questions put")
    assert titles[-1].startswith("Three decisions are open")


def test_parts_that_were_not_computed_keep_their_slide_with_the_reason(states) -> None:
    said = "\n".join(text for slide in slides_of(states["partial"]())[0] for text in texts(slide))
    for reason in ("No criterion could be measured", "The answers and the basis are not of the same people"):
        assert reason in said


def test_a_slide_that_cannot_be_made_stays_with_its_reason_and_is_a_fault(results) -> None:
    del results["cadence"]["next_light"]
    slides, faults = slides_of(results)
    assert len(slides) == 16
    broken = [slide for slide in slides if "could not be made" in title(slide)]
    assert title(broken[0]) == "The slide on when to look again could not be made"
    assert [fault.section for fault in faults] == ["slide on when to look again"]
    assert "KeyError" in faults[0].reason
    assert "KeyError" in texts(broken[0])[1]


@pytest.mark.parametrize("part", ["typing", "reach", "priorities", "actions", "segments.markers", "profiles"])
def test_a_fault_in_any_part_leaves_the_other_slides(results, part) -> None:
    whole = len(slides_of(results)[0])
    broken = copy.deepcopy(results)
    place, _, name = part.rpartition(".")
    (broken[place] if place else broken)[name] = 7
    slides, faults = slides_of(broken)
    if part == "profiles":  # nothing of a deck is about single answers
        assert faults == ()
    else:
        assert faults
    assert abs(len(slides) - whole) <= 2


def test_results_of_an_older_study_have_scores_instead_of_a_matrix_and_briefs_from_actions(results) -> None:
    new = slides_of(results)[0]
    assert len(charts(new, Matrix)) == 1
    for name in ("axes", "samda", "value", "more", "white_space"):
        results["priorities"].pop(name, None)
    results.pop("briefs")
    slides, faults = slides_of(results)
    assert faults == ()
    assert charts(slides, Matrix) == []
    assert [chart.name for chart in charts(slides[2:3], Chart)] == ["Scores"]
    brief = next(slide for slide in slides if title(slide).startswith("Brief"))
    assert [cell.text for row in brief.blocks[0].rows for cell in row].count("to fill") >= 3


def test_nobodys_own_words_are_on_a_slide_or_in_its_notes(results) -> None:
    quotes = [quote["text"] for brief in results["briefs"]["segments"] for quote in brief["quotes"]]
    assert quotes
    said = "\n".join(text for slide in slides_of(results)[0] for text in [*texts(slide), *slide.notes])
    assert not [quote for quote in quotes if quote[:20] in said]


def test_decisions_are_open_ones_with_owner_and_date(results) -> None:
    rows = [[cell.text for cell in row] for row in slides_of(results)[0][-1].blocks[0].rows]
    assert [row[:3] for row in rows] == [
        ["Choose the brand message for spring", "brand", "November\u00a02026"],
        ["Set the 2027 media split by segment", "cmo", "January\u00a02027"],
        ["Approve the group class pilot", "nobody yet", "no date"],
    ]


def test_values_that_are_not_known_are_none_in_charts_and_dashes_in_words(states) -> None:
    slides, _ = slides_of(states["unknown"]())
    values = [value for chart in charts(slides, Chart) for series in chart.series for value in series.values]
    assert all(value is None or value == value for value in values)
    said = "\n".join(text for slide in slides for text in texts(slide))
    assert "None" not in said
    assert "nan" not in said.lower().split()


def slide_on(slides, name):
    """The slide with a block of that name."""
    return next(slide for slide in slides if any(block.name == name for block in slide.blocks))


def test_hypotheses_have_a_slide_with_the_supported_ones_first(results) -> None:
    slide = slide_on(slides_of(results)[0], "Hypotheses")
    rows = [[cell.text for cell in row] for row in slide.blocks[0].rows]
    verdicts = [row[0] for row in rows]
    assert verdicts == ["✓ supported"] * 2 + ["✕ refuted"] + ["? can't tell"] * 2 + ["– not testable"]
    assert rows[0][2] == "12.3 points (5.1 to 19.5)"
    assert rows[1][3] == "“Busy Bea” is “Planners with a goal”."
    assert title(slide).startswith("Of six hypotheses written before the data, two were supported")


@pytest.mark.parametrize("part", [{"not_computed": "no person has a weight"}, {"rows": []}, None])
def test_a_study_without_hypotheses_has_no_slide_on_them_and_room_for_a_brief_more(results, part) -> None:
    results["hypotheses"] = part
    slides, faults = slides_of(results)
    assert faults == ()
    assert not any(block.name == "Hypotheses" for slide in slides for block in slide.blocks)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("part", "“P” is part of “Planners with a goal”."),
     ("unlike", "“P” is no segment: nearest, but unlike, is “Planners with a goal”."),
     ("split", "“P” is split over several segments."),
     ("orphaned", "“P” is orphaned: no segment has clearly more of these people.")],
)  # fmt: skip
def test_a_persona_is_said_by_where_its_people_are(results, outcome, said) -> None:
    results["hypotheses"]["rows"][3]["persona"] = "P"
    results["hypotheses"]["personas"][0]["outcome"] = outcome
    rows = slide_on(slides_of(results)[0], "Hypotheses").blocks[0].rows
    assert said in [row[3].text for row in rows]


def test_a_sales_talk_recognises_and_does_not_find(results) -> None:
    results["reach"] = [row for row in results["reach"] if row["via"] == "sales_cue"]
    for row in results["findability"]["segments"]:
        row["found"] = "only by asking"
    slide = slide_on(slides_of(results)[0], "Ways to find the segments")
    assert title(slide) == "No segment can be found by what is known without asking"
    assert {row[1].text.partition(" (")[0] for row in slide.blocks[0].rows} == {"sales talk: recognises only"}
    assert slide.blocks[1].paragraphs[0].text.endswith("cannot be found, only recognised by asking.")
    del results["findability"]
    assert title(slide_on(slides_of(results)[0], "Ways to find the segments")) == title(slide)
