"""Before fielding: how many people, and how good a short typing tool, by the real pipeline on made-up answers."""

import pytest

from survey_seg.artifact import plain
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.report.screens.plan import plan_text
from survey_seg.resources import folder
from survey_seg.responses.crowd import planted_shares
from survey_seg.study import plan as planning


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "LADDER", (150, 400))
    monkeypatch.setattr(planning, "FRESH", 500)
    monkeypatch.setattr(planning, "REPEATS", 2)


@pytest.mark.usefixtures("small")
def test_segments_further_apart_are_found_again_more_often_and_typed_better() -> None:
    asked = read_questionnaire(folder("questionnaires") / "examples" / "home_fitness.yaml")
    near, far = (planning.plan(asked, separation=separation) for separation in (0.3, 1.5))
    assert all(one.found < other.found for one, other in zip(near.rungs, far.rungs, strict=True))
    assert far.rungs[-1].found > 0.95
    assert dict(near.typing)[4] < dict(far.typing)[4]
    assert near.rungs[0].margin > near.rungs[1].margin
    text = plan_text([plain(near), plain(far)], 1200)
    assert "1.5 standard deviations apart" in text
    assert "the questionnaire plans 1,200" in text


@pytest.mark.usefixtures("small")
def test_the_same_seed_gives_the_same_plan() -> None:
    asked = read_questionnaire(folder("questionnaires") / "starter.yaml")
    assert planning.plan(asked, segments=3) == planning.plan(asked, segments=3)


RUNG = {"n": 2400, "found": 0.57, "low": 0.55, "high": 0.6, "margin": 0.05}
PLAN = {
    "segments": 4,
    "separation": 1.0,
    "rungs": (RUNG,),
    "close": 150,
    "readable": 700,
    "enough": 700,
    "few": True,
    "rising": False,
    "typing": ((4, 0.6),),
}


def test_one_standard_deviation_is_singular() -> None:
    assert "lie 1 standard deviation apart" in plan_text([PLAN], None)
    assert "lie 0.5 standard deviations apart" in plan_text([{**PLAN, "separation": 0.5}], None)


def test_where_even_many_people_find_little_the_plan_says_what_would_help() -> None:
    text = plan_text([PLAN], None)
    assert "More people do not help: even 2,400 find too little, 57% are put where they belong." in text
    assert "segments that differ more" in text
    assert "better items" in text
    assert "Enough" not in text
    assert "More people help a little" in plan_text([{**PLAN, "rising": True}], None)
    found = plan_text([{**PLAN, "few": False}], None)
    assert "do not help" not in found
    assert "To find the segments: 150 people" in found


def test_the_accuracy_of_a_typing_tool_is_said_to_be_into_the_segments_found() -> None:
    assert "into the segments found, not the true ones" in plan_text([PLAN], None)


@pytest.mark.parametrize("segments", range(2, 9))
def test_with_the_people_needed_the_smallest_segment_can_be_read_and_with_fewer_not(segments: int) -> None:
    smallest = float(planted_shares(segments).min())
    needed = planning.people_for(smallest)
    assert needed % 50 == 0
    assert planning.half_width(smallest * needed) <= planning.READABLE
    assert planning.half_width(smallest * (needed - 50)) > planning.READABLE


@pytest.mark.usefixtures("small")
def test_a_plan_asks_for_readable_segments_and_knows_when_they_are_hardly_found() -> None:
    asked = read_questionnaire(folder("questionnaires") / "examples" / "home_fitness.yaml")
    hidden, clear = (planning.plan(asked, segments=5, separation=separation) for separation in (0.3, 2.0))
    assert (hidden.few, clear.few) == (True, False)
    assert clear.readable == 1000
    assert clear.enough == max(clear.close, clear.readable)
