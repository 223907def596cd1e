"""Before fielding: how many people, and how good a short typing tool, by the real pipeline on made-up answers."""

import pytest

from survey_seg.artifact import plain
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.report.questionnaire_screen import plan_text
from survey_seg.resources import folder
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
    assert "1.5 standard deviations" in text
    assert "the questionnaire plans 1,200" in text


@pytest.mark.usefixtures("small")
def test_the_same_seed_gives_the_same_plan() -> None:
    asked = read_questionnaire(folder("questionnaires") / "starter.yaml")
    assert planning.plan(asked, segments=3) == planning.plan(asked, segments=3)
