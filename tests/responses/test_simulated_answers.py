"""A dry run: answers nobody gave, that a study can be tried on."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.conditions import read_condition
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row, Skip
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.responses.quality.screen import screen
from survey_seg.responses.read import read_responses
from survey_seg.responses.routing import holds
from survey_seg.responses.simulate import simulate, write_simulated

FIVE = tuple(Option(code=code, label=f"label {code}") for code in range(1, 6))
UNSURE = Option(code=98, label="Don't know", missing=True)
YES_NO = (Option(code=1, label="Yes"), Option(code=0, label="No"))


def grid(items: int = 12, options=FIVE) -> Question:
    rows = tuple(
        Row(id=f"i{number}", text="item", construct=f"c{number % 4}", reverse=number == 4) for number in range(items)
    )
    return Question(id="grid", text="G", type="grid", role=("basis",), options=options, rows=rows)


def asked(*questions: Question) -> Questionnaire:
    return Questionnaire(Study(title="Dry run"), questions)


EVERYTHING = asked(
    Question(id="id", text="?", type="text", role=("link",)),
    Question(id="ok", text="?", type="single", role=("consent",), options=YES_NO),
    grid(options=(*FIVE, UNSURE)),
    Question(id="seen", text="?", type="single", role=("descriptor",), options=YES_NO),
    Question(id="why", text="?", type="text", show_if="seen == 1"),
    Question(id="when", text="?", type="date"),
    Question(id="slider", text="?", type="scale", min=0, max=10, show_if="seen != 1"),
    Question(id="media", text="?", type="multi", options=(*FIVE[:3], Option(code=9, label="None", exclusive=True))),
    Question(id="order", text="?", type="rank", rows=grid(3).rows, options=FIVE[:3]),
    Question(id="points", text="?", type="sum", rows=(Row(id="s1", text="a"), Row(id="s2", text="b")), min=0, max=100),
    Question(id="spend", text="?", type="number", role=("value",), min=0),
    Question(id="weight", text="?", type="number", role=("weight",)),
    Question(id="seconds", text="?", type="number", role=("duration",)),
)


def everything(n: int = 600, **more) -> pd.DataFrame:
    return simulate(EVERYTHING, n, **more).answers


def test_the_same_seed_gives_the_same_answers_and_another_seed_others():
    pd.testing.assert_frame_equal(everything(50, seed=3), everything(50, seed=3))
    assert not everything(50, seed=3).equals(everything(50, seed=4))


def recovered(separation: float, segments: int = 4) -> float:
    simulated = simulate(asked(grid()), 800, separation=separation, segments=segments)
    codes = simulated.answers[[f"i{number}" for number in range(12)]]
    found = KMeans(segments, n_init=10, random_state=1).fit_predict(codes.fillna(codes.mean()))
    return adjusted_rand_score(simulated.truth, found)


def test_planted_segments_can_be_found_and_without_separation_there_are_none():
    assert recovered(1.0) > 0.8
    assert recovered(0.4) < recovered(1.0)
    assert abs(recovered(0.0)) < 0.02


def test_segments_are_numbered_from_one_and_fall_in_size():
    sizes = np.bincount(simulate(asked(grid()), 3000, segments=3).truth)[1:]
    assert len(sizes) == 3
    assert set(simulate(asked(grid()), 50, segments=1).truth) == {1}
    assert (np.diff(sizes) < 0).all()


def test_items_of_a_construct_go_together_and_reversed_ones_against():
    codes = simulate(asked(grid()), 2000).answers
    assert codes["i0"].corr(codes["i8"]) > 0.5
    assert codes["i0"].corr(codes["i4"]) < -0.5


def test_nobody_answers_what_was_not_asked():
    answers = everything()
    assert answers.loc[answers["seen"] != 1, "why"].isna().all()
    assert answers.loc[answers["seen"] == 1, "why"].dropna().eq("simulated answer").all()
    assert answers.loc[answers["seen"] == 1, "slider"].isna().all()
    assert answers["slider"].dropna().between(0, 10).all()


def test_some_answers_are_blank_and_some_do_not_know():
    codes = everything(2000)[[f"i{number}" for number in range(12)]]
    assert 0.005 < codes.isna().to_numpy().mean() < 0.02
    assert 0.02 < codes.eq(98).to_numpy().mean() < 0.05


def test_ranks_are_a_permutation_points_add_up_and_an_exclusive_answer_stands_alone():
    ranks = simulate(asked(EVERYTHING.question("order")), 100).answers[["i0", "i1", "i2"]]
    assert np.array_equal(np.sort(ranks.to_numpy(), axis=1), np.tile([1.0, 2.0, 3.0], (100, 1)))
    answers = everything()
    assert (answers["s1"] + answers["s2"] == 100).all()
    alone = answers[answers["media_9"] == 1]
    assert len(alone)
    assert (alone[["media_1", "media_2", "media_3"]] == 0).all(axis=None)


def test_everybody_consents_weighs_one_and_has_an_id():
    answers = everything()
    assert (answers["ok"] == 1).all()
    assert (answers["weight"] == 1).all()
    assert answers["id"].is_unique
    assert simulate(asked(grid()), 5).answers["respondent"].tolist() == ["R1", "R2", "R3", "R4", "R5"]
    numbered = asked(Question(id="no", text="?", type="number", role=("link",), min=100), grid())
    assert simulate(numbered, 3).answers["no"].tolist() == [100.0, 101.0, 102.0]


def test_what_is_written_is_read_back(tmp_path):
    without_rank = asked(*(one for one in EVERYTHING.questions if one.id != "order"))
    simulated = simulate(without_rank, 300)
    write_simulated(simulated, tmp_path / "answers.csv")
    responses = read_responses(tmp_path / "answers.csv", without_rank)
    assert [notice.code for notice in responses.notices] == []
    assert list(responses.answers.index) == simulated.answers["id"].tolist()
    for variable in without_rank.variables():
        before = simulated.answers[variable.column].to_numpy()
        after = responses.answers[variable.name].where(~responses.declared_missing[variable.name], 98.0).to_numpy()
        if variable.kind not in {"text", "date"}:
            np.testing.assert_allclose(after, before)


def test_a_column_whose_name_looks_like_a_formula_is_found_again(tmp_path):
    questionnaire = asked(Question(id="q", text="?", type="single", role=("basis",), options=YES_NO, column="=1+1"))
    write_simulated(simulate(questionnaire, 30), tmp_path / "answers.csv")
    assert read_responses(tmp_path / "answers.csv", questionnaire).answers.columns.tolist() == ["q"]


def test_the_screen_finds_the_straight_liners_and_speeders_that_were_planted(tmp_path):
    questionnaire = asked(grid(), Question(id="seconds", text="?", type="number", role=("duration",)))
    write_simulated(simulate(questionnaire, 1500), tmp_path / "answers.csv")
    report = screen(read_responses(tmp_path / "answers.csv", questionnaire))
    assert 15 <= report.counts["straight-lining"] <= 60
    assert 15 <= report.counts["speeding"] <= 90
    assert 1490 > report.kept.sum() > 1450


EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "questionnaires" / "examples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_shipped_example_can_be_tried_before_it_is_fielded(tmp_path, path):
    questionnaire = read_questionnaire(path)
    write_simulated(simulate(questionnaire, 400), tmp_path / "answers.csv")
    responses = read_responses(tmp_path / "answers.csv", questionnaire)
    assert {notice.code for notice in responses.notices} <= {"DATA_EXTRA_COLUMNS"}
    assert list(responses.answers.columns) == [variable.name for variable in questionnaire.variables()]
    assert screen(responses).kept.mean() > 0.95


CODES = {"a": np.array([1.0, 2.0, np.nan]), "m_1": np.array([1.0, 0.0, np.nan])}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("a == 1", [True, False, False]),
        ("a != 1", [False, True, False]),
        ("a >= 1 and a < 2", [True, False, False]),
        ("a == 1 or a > 1", [True, True, False]),
        ("not a == 1", [False, True, True]),
        ("a in [2, 3]", [False, True, False]),
        ("a not in [2, 3]", [True, False, False]),
        ("m contains 1", [True, False, False]),
        ("m contains 7", [False, False, False]),
        ("b == 1", [False, False, False]),
        ("a == 'one'", [False, False, False]),
    ],
)
def test_a_condition_holds_for_those_whose_answers_meet_it(condition, expected):
    assert holds(read_condition(condition), CODES, 3).tolist() == expected


def test_skips_and_random_blocks_decide_who_is_asked() -> None:
    yes_no = (Option(code=1, label="Yes"), Option(code=2, label="No"))
    asked = Questionnaire(
        study=Study(title="T"),
        questions=(
            Question(id="own", text="?", type="single", options=yes_no, skip=(Skip(to="all", when=(2,)),)),
            Question(id="owner", text="?", type="number", min=0, max=9),
            Question(id="all", text="?", type="number", min=0, max=9),
            Question(id="some", text="?", type="number", min=0, max=9, asked_of=0.25),
        ),
    )
    answers = simulate(asked, 2000, seed=3).answers
    assert answers.loc[answers["own"] == 2, "owner"].isna().all()
    assert answers.loc[answers["own"] == 1, "owner"].notna().mean() > 0.95
    assert answers["all"].notna().mean() > 0.95
    assert 0.2 < answers["some"].notna().mean() < 0.3
