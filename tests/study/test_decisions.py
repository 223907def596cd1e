"""study.toml says what people decided, and is read back as it was."""

from pathlib import Path

import pytest

from survey_seg.errors import InputRefused, UsageProblem
from survey_seg.study.decisions import FILE, read_decisions, write_decisions
from survey_seg.study.investigation import asked_range
from survey_seg.study.model import Decisions, Options
from survey_seg.study.tool_choice import question_choice

DECISIONS = Decisions(
    questionnaire="questionnaire.yaml",
    responses="../answers.csv",
    options=Options(
        seed=7,
        k="4",
        k_max=10,
        because='sales said "four"\nand meant it',
        weights="w",
        tool_questions=6,
        ask=("q3", 'a "b"'),
        never=("q7",),
        cost=("q3=0.5",),
        disclosure="external",
        correction="bonferroni",
        quotes=False,
        force=True,
    ),
    names={1: "Planners", 2: "<img src=x onerror=alert(1)>"},
    criteria={"size": 30.0, "value": 70.0},
)


def test_decisions_survive_the_disk(tmp_path: Path) -> None:
    write_decisions(tmp_path, DECISIONS)
    assert read_decisions(tmp_path) == DECISIONS


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("seed = 7", 'seed = "7"', "seed"),
        ('k = "4"', "k = 4", "k"),
        ("k_max = 10", 'k_max = "many"', "k_max"),
        ('1 = "Planners"', 'one = "Planners"', "names.one"),
        ('"size" = 30', '"size" = -30', "criteria.size"),
        ("tool_questions = 6", 'tool_questions = "6"', "tool_questions"),
        ('never = ["q7"]', "never = [7]", "never"),
        ('cost = ["q3=0.5"]', 'cost = "q3=0.5"', "cost"),
        ("quotes = false", 'quotes = "no"', "quotes"),
        ('disclosure = "external"', 'disclosure = ["external"]', "disclosure"),
        ('correction = "bonferroni"', 'correction = "holm"', "correction"),
        ("[names]", "[names", "Expected"),
    ],
)
def test_a_damaged_study_toml_says_what_is_wrong(tmp_path: Path, old: str, new: str, said: str) -> None:
    write_decisions(tmp_path, DECISIONS)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_decisions(tmp_path)
    assert any(said in problem.line() for problem in refused.value.problems)


def test_a_study_made_before_questions_could_be_chosen_has_none_chosen(tmp_path: Path) -> None:
    write_decisions(tmp_path, DECISIONS)
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    new = ("tool_questions", "ask", "never", "cost", "disclosure", "correction", "quotes")
    (tmp_path / FILE).write_text("\n".join(line for line in lines if not line.startswith(new)), encoding="utf-8")
    options = read_decisions(tmp_path).options
    assert (options.tool_questions, options.ask, options.never, options.cost) == (8, (), (), ())
    assert (options.disclosure, options.correction, options.quotes) == ("internal", "bh", True)


@pytest.mark.parametrize("cost", ["q3", "q3=dear", "=2"])
def test_a_cost_that_is_none_is_refused(cost: str) -> None:
    with pytest.raises(UsageProblem, match="TYPING_COST"):
        question_choice(Options(cost=(cost,)))


def test_a_folder_without_study_toml_is_not_a_study(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        read_decisions(tmp_path)
    assert refused.value.problems[0].code == "STUDY_NOT_ONE"


@pytest.mark.parametrize(
    ("k", "k_max", "said"), [("9", 8, "--k-max 10"), ("3-11", 10, "1 to 10"), ("5-3", 8, "smaller")]
)
def test_a_range_that_is_not_compared_is_refused_with_a_way_out(k: str, k_max: int, said: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        asked_range(k, k_max)
    assert said in refused.value.problems[0].line()
