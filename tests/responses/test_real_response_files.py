"""Real files, as they are: the same answers whatever the file's format, coding, separator or encoding."""

import pandas as pd
import pytest

from survey_seg.responses.read import read_responses

YES, NO = "Yes", "No"
CODINGS = {
    "words": {YES: YES, NO: NO},
    "0/1": {YES: 1, NO: 0},
    "1/2": {YES: 1, NO: 2},
    "booleans": {YES: True, NO: False},
    "capitals": {YES: "YES", NO: "no"},
}


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(left.reset_index(drop=True), right.reset_index(drop=True))


def test_the_personality_study_is_the_same_from_spss_and_csv(real_study):
    questionnaire, path = real_study("bfi")
    from_csv = read_responses(path, questionnaire)
    from_sav = read_responses(path.with_suffix(".sav"), questionnaire)
    assert from_csv.notices == from_sav.notices == ()
    assert from_csv.answers.shape == (2800, 28)
    same(from_csv.answers, from_sav.answers)


@pytest.mark.parametrize("coding", CODINGS)
def test_the_fast_food_study_is_the_same_in_every_coding(real_study, tmp_path, coding):
    questionnaire, path = real_study("mcdonalds")
    raw = pd.read_csv(path)
    items = [variable.column for variable in questionnaire.having("basis")]
    raw[items] = raw[items].astype("object").replace(CODINGS[coding])
    raw.to_csv(tmp_path / "coded.csv", index=False)
    original = read_responses(path, questionnaire)
    same(original.answers, read_responses(tmp_path / "coded.csv", questionnaire).answers)
    assert original.answers["Like"].between(-5, 5).all()
    assert original.answers["yummy"].mean() == pytest.approx((pd.read_csv(path)["yummy"] == YES).mean())


@pytest.mark.parametrize("name", ["airline_oddjob", "vacmot"])
def test_a_study_is_the_same_from_a_workbook_and_a_semicolon_file(real_study, tmp_path, name):
    questionnaire, path = real_study(name)
    original = read_responses(path, questionnaire)
    raw = pd.read_csv(path)
    raw.to_csv(tmp_path / "semicolon.csv", index=False, sep=";", decimal=",", encoding="utf-16")
    raw.to_excel(tmp_path / "book.xlsx", index=False, engine="xlsxwriter")
    for copy in ("semicolon.csv", "book.xlsx"):
        same(original.answers, read_responses(tmp_path / copy, questionnaire).answers)
    assert len(original.answers.columns) == len(questionnaire.variables())


def test_the_real_weights_of_a_survey_have_their_published_effective_base(shared, tmp_path, small):
    raw = pd.read_csv(shared / "data" / "hdv2003_weights.csv")
    raw["q1"], raw["q2"] = 1, 2
    raw.to_csv(tmp_path / "weighted.csv", index=False)
    responses = read_responses(tmp_path / "weighted.csv", small, weights="poids")
    text = next(notice.text for notice in responses.notices if notice.code == "DATA_WEIGHTS_SCALED")
    assert "precision of 1,231 unweighted" in text
    assert responses.weights.mean() == pytest.approx(1)
