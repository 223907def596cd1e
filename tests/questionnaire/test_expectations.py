"""Hypotheses are read in one form each; what makes no comparison is refused with its place in the file."""

from pathlib import Path

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.brief import Hypothesis
from survey_seg.questionnaire.condition_words import in_words
from survey_seg.questionnaire.conditions import read_condition
from survey_seg.questionnaire.expectations import SMALLEST, obstacles, read_expectation
from survey_seg.questionnaire.formats.write_flat import write_flat_csv
from survey_seg.questionnaire.formats.write_yaml import yaml_text
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.resources import folder

HOME = folder("questionnaires") / "examples" / "home_fitness.yaml"


def written(tmp_path: Path, hypothesis: str) -> Path:
    path = tmp_path / "q.yaml"
    path.write_text(
        "study:\n  title: T\n  hypotheses:\n"
        f"    - {{id: H0, text: In words}}\n    - {hypothesis}\nquestions:\n  - {{id: q1, text: A?, type: number}}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("keys", "form", "more"),
    [
        ({"expects": "q1 >= 4", "more_where": "q2 == 1"}, "share", True),
        ({"expects": "q1 >= 4", "less_where": "q2 == 1"}, "share", False),
        ({"expects": "q1", "less_where": "not q2 in [1, 2]"}, "mean", False),
        ({"expects": "q1", "rises_with": "q2"}, "correlation", True),
        ({"expects": "q1", "falls_with": "q2"}, "correlation", False),
        ({"persona": "Bea", "traits": ("q1 >= 4", "q2 == 1")}, "persona", True),
        ({}, "words", True),
        ({"persona": "Bea"}, "words", True),
    ],
)
def test_each_form_is_known_by_its_keys(keys: dict, form: str, more: bool) -> None:
    found = read_expectation(Hypothesis(id="H1", text="t", **keys))
    assert (found.form, found.more) == (form, more)
    assert found.smallest == SMALLEST.get(form, 0.0)
    assert set(found.names) == (set() if form == "words" else {"q1", "q2"})


def test_the_smallest_difference_is_the_one_that_is_given() -> None:
    given = Hypothesis(id="H1", text="t", expects="q1", more_where="q2 == 1", matters_from=0.4)
    assert read_expectation(given).smallest == 0.4


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        ("expects: q1", "QUEST_HYPOTHESIS", "in no group"),
        ('more_where: "q1 == 1"', "QUEST_HYPOTHESIS", "expects nothing"),
        ('expects: q1, more_where: "q1 == 1", falls_with: q1', "QUEST_HYPOTHESIS", "several ways"),
        ('expects: "q1 > 2", rises_with: q1', "QUEST_HYPOTHESIS", "lets a condition go up"),
        ('traits: ["q1 == 1"]', "QUEST_HYPOTHESIS", "traits of nobody"),
        ('persona: Bea, traits: ["q1 == 1"], expects: q1, rises_with: q1', "QUEST_HYPOTHESIS", "both"),
        ('expects: "q1 =", more_where: "q1 == 1"', "QUEST_CONDITION", "=="),
        ('persona: Bea, traits: ["__import__(1)"]', "QUEST_CONDITION", "stops making sense"),
        ('expects: q1, rises_with: "q1; drop"', "QUEST_VALUE", "rises_with"),
        ("expects: q1, matters_from: 5", "QUEST_VALUE", "matters_from"),
    ],
)
def test_what_makes_no_comparison_is_refused_with_its_line(tmp_path: Path, keys: str, code: str, said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_questionnaire(written(tmp_path, f"{{id: H1, text: t, {keys}}}"))
    problem = refused.value.problems[0]
    assert (problem.code, problem.row) == (code, 5)
    assert said in problem.line()


def test_hypotheses_survive_every_form_of_the_file(tmp_path: Path) -> None:
    home = read_questionnaire(HOME)
    assert any(one.traits for one in home.study.hypotheses)
    write_flat_csv(home, tmp_path / "home.csv")
    (tmp_path / "home.yaml").write_text(yaml_text(home), encoding="utf-8")
    for name in ("home.csv", "home.yaml"):
        assert read_questionnaire(tmp_path / name).study.hypotheses == home.study.hypotheses


@pytest.mark.parametrize(
    "name", ["starter", "examples/home_fitness", "examples/fleet_telematics", "examples/news_subscription"]
)
def test_shipped_hypotheses_can_be_tested(name: str) -> None:
    shipped = read_questionnaire(folder("questionnaires") / f"{name}.yaml")
    read = [read_expectation(one) for one in shipped.study.hypotheses]
    assert any(one.form != "words" for one in read)
    assert [found for one in read for found in obstacles(one, shipped.questions)] == []


def test_conditions_are_told_in_the_words_of_the_questions() -> None:
    asked = read_questionnaire(HOME).questions
    said = in_words(read_condition("equipment contains 4 or equipment_9 == 0 and length not in [1, 98]"), asked)
    assert said == (
        "Equipment: “A watch or strap that tracks training”; or None of these: no; and Session length: not "
        "“Less than 15 minutes” or “Don't know”"
    )
    assert in_words(read_condition("not nothing == 7"), asked) == "not (nothing: 7)"
