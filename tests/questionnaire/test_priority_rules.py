"""Rules for priorities are written before segments exist, and refused where nothing could be ranked by them."""

from pathlib import Path

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.brief import Criterion, Need, Unserved
from survey_seg.questionnaire.formats.write_flat import write_flat_csv
from survey_seg.questionnaire.read import read_questionnaire

QUESTIONS = """
questions:
  - {id: grow, text: Will you buy more?, type: scale, options: [{code: 1, label: less}, {code: 5, label: more}]}
  - {id: brand, text: Which do you use?, type: single, options: [{code: 1, label: ours}, {code: 9, label: none}]}
  - id: imp
    text: How important is it?
    type: grid
    options: [{code: 1, label: "no"}, {code: 5, label: "yes"}]
    rows: [{id: imp_1, text: quick}, {id: sat_1, text: quick today}]
"""
RULES = """
study:
  title: T
  priorities:
    criteria:
      - {name: size, weight: 30}
      - {name: growth, question: grow, axis: attractiveness, weight: 50, worst: 1, best: 5}
      - {name: unmet need, weight: 20}
    needs: [{name: quick, importance: imp_1, satisfaction: sat_1}]
    unserved: {question: brand, codes: [9]}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "q.yaml"
    path.write_text(text + QUESTIONS, encoding="utf-8")
    return path


def test_rules_are_read_from_yaml_and_come_back_from_flat_files(tmp_path: Path) -> None:
    read = read_questionnaire(written(tmp_path, RULES))
    rules = read.study.priorities
    assert rules.criteria[1] == Criterion(
        name="growth", weight=50, axis="attractiveness", question="grow", worst=1, best=5
    )
    assert rules.needs == (Need(name="quick", importance="imp_1", satisfaction="sat_1"),)
    assert rules.unserved == Unserved(question="brand", codes=(9,))
    write_flat_csv(read, tmp_path / "q.csv")
    assert read_questionnaire(tmp_path / "q.csv").study.priorities == rules


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("weight: 50", "weight: 40", "sum to 90"),
        ("name: growth", "name: size", "the same name"),
        ("question: grow", "question: gruw", "'gruw'"),
        ("satisfaction: sat_1", "satisfaction: sat_9", "'sat_9'"),
        ("question: brand", "question: brands", "'brands'"),
        ("{name: size, weight: 30}", "{name: charm, weight: 30}", "'charm' names no question"),
        ("worst: 1, best: 5", "worst: 5, best: 5", "the same"),
        ("    needs: [{name: quick, importance: imp_1, satisfaction: sat_1}]\n", "", "no needs"),
    ],
)
def test_rules_that_rank_nothing_are_refused_with_their_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in RULES
    with pytest.raises(InputRefused) as error:
        read_questionnaire(written(tmp_path, RULES.replace(old, new)))
    (problem,) = error.value.problems
    assert problem.code == "QUEST_PRIORITIES"
    assert says in problem.what
    assert problem.row is not None
