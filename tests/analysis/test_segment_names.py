"""Working names are made of the questionnaire's own words."""

import pandas as pd
import pytest

from survey_seg.analysis.names import segment_names
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire

SCALE = tuple(Option(code=code, label=label) for code, label in enumerate(["Never", "Sometimes", "Always"], start=1))
QUESTIONS = (
    Question(id="cook", text="How often do you cook at home?", short="Cooking", type="scale", options=SCALE),
    Question(id="yes0", text="cheap", type="single", options=(Option(code=1, label="Yes"), Option(code=0, label="No"))),
    Question(id="yes2", text="spicy", type="single", options=(Option(code=1, label="Yes"), Option(code=2, label="No"))),
    Question(id="slider", text="Speed?", type="number", min=0, max=100),
)
QUESTIONNAIRE = Questionnaire(Study(title="T"), QUESTIONS)


def markers(*rows: tuple[int, str, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["segment", "variable", "mean", "difference"])
    return table.assign(rank=table.groupby("segment").cumcount() + 1)


@pytest.mark.parametrize(
    ("variable", "mean", "difference", "name"),
    [
        ("cook", 2.8, 1.2, "Cooking (Always)"),
        ("cook", 1.2, -1.2, "Cooking (Never)"),
        ("yes0", 0.9, 1.0, "Cheap"),
        ("yes0", 0.1, -1.0, "Not cheap"),
        ("yes2", 1.9, 1.0, "Not spicy"),
        ("yes2", 1.1, -1.0, "Spicy"),
        ("slider", 80.0, 1.0, "High Speed"),
        ("slider", 20.0, -1.0, "Low Speed"),
    ],
)
def test_a_name_says_what_people_answered(variable: str, mean: float, difference: float, name: str) -> None:
    assert segment_names(markers((1, variable, mean, difference)), QUESTIONNAIRE, 2)[0] == name


def test_a_name_has_the_two_strongest_markers_and_is_unique() -> None:
    rows = markers((1, "yes0", 0.9, 2.0), (1, "yes2", 1.9, 1.5), (1, "cook", 3.0, 1.0))
    assert segment_names(rows, QUESTIONNAIRE, 3) == (
        "Cheap, not spicy",
        "Average on everything",
        "Average on everything (3)",
    )
