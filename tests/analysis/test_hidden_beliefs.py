"""Means and beliefs are told as the tables tell them: hidden, rounded, or as they are."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.beliefs import belief_items, belief_table
from survey_seg.analysis.briefs import AVOID_COLUMNS, Brief, Briefs
from survey_seg.analysis.hidden_answers import without_hidden_means
from survey_seg.analysis.hidden_beliefs import without_hidden_beliefs
from survey_seg.analysis.profiles import describe
from survey_seg.analysis.tables import banner_tables

Make = Callable[..., Any]


def brief(segment: int, believe: pd.DataFrame, **parts: Any) -> Brief:
    """A brief of one segment, or of a part in the buying (0), that holds beliefs only."""
    empty = dict.fromkeys(Brief.__slots__)
    none = {"drivers": {"verdict": "nothing", "items": []}, "proof": believe[:0],
            "avoid": pd.DataFrame([], columns=list(AVOID_COLUMNS))}  # fmt: skip
    return Brief(**empty | none | {"segment": segment, "role": "", "believe": believe} | parts)


def told(made: Brief, tables: Any, questionnaire: Any) -> Brief:
    part = {"roles": (made,), "segments": ()} if made.segment == 0 else {"roles": (), "segments": (made,)}
    briefs = Briefs(**dict.fromkeys(Briefs.__slots__) | part)
    found = without_hidden_beliefs(briefs, tables, questionnaire)
    return (*found.segments, *found.roles)[0]


@pytest.fixture
def few(small_study: Make, divided: Make) -> SimpleNamespace:
    """A study in which two people of segment 1 give the lowest answer to b0, and nobody the one above it."""
    responses, _, truth = small_study()
    answers = responses.answers.copy()
    first = np.flatnonzero(truth == 0)
    answers.iloc[first, answers.columns.get_loc("b0")] = [1, 1, *np.tile([5, 6, 7, 6], len(first))[: len(first) - 2]]
    responses = replace(responses, answers=answers)
    basis = build_basis(responses)
    segmentation = divided(truth + 1, basis.weights)
    tables = banner_tables(segmentation, responses, basis)
    rows = belief_table(segmentation.labels, 3, responses, belief_items(responses.questionnaire))
    return SimpleNamespace(
        responses=responses, basis=basis, segmentation=segmentation, tables=tables, rows=rows,
        questionnaire=responses.questionnaire,
    )  # fmt: skip


def own(rows: pd.DataFrame, group: int) -> pd.DataFrame:
    return rows[rows["group"] == group].reset_index(drop=True)


def test_a_hidden_end_of_a_belief_is_not_told_and_the_other_is(few: SimpleNamespace) -> None:
    before = own(few.rows, 1)
    assert before.loc[0, "variable"] == "b0"
    assert before.loc[0, "bottom"] * before.loc[0, "base"] == pytest.approx(2)
    found = told(brief(1, before), few.tables, few.questionnaire).believe
    after = found[found["variable"] == "b0"].iloc[0]
    assert after[["bottom", "bottom_low", "bottom_high"]].isna().all()
    table = next(one for one in few.tables.questions if one.variable == "b0")
    mean = next(row for row in table.rows if row.kind == "mean")
    assert mean.hidden[1]
    assert after[["mean", "low", "high", "difference"]].isna().all()
    assert after["top"] == before.loc[0, "top"]


def test_what_no_table_hides_stays(few: SimpleNamespace) -> None:
    rows = own(few.rows, 2).assign(variable="not in the tables")
    found = told(brief(2, rows), few.tables, few.questionnaire).believe
    enough = (rows["bottom"] * rows["base"] >= 5) | (rows["bottom"] == 0)
    assert found["mean"].tolist() == rows["mean"].tolist()
    assert found["bottom"].notna().tolist() == enough.tolist()
    assert enough.sum() > 0


def test_ends_of_few_people_are_left_out_of_a_part_in_the_buying(few: SimpleNamespace) -> None:
    rows = own(few.rows, 1)[:1]
    found = told(brief(0, rows), few.tables, few.questionnaire).believe.iloc[0]
    assert np.isnan(found["bottom"])
    assert found["top"] == rows.loc[0, "top"]
    assert found["mean"] == rows.loc[0, "mean"]


def test_drivers_and_what_not_to_say_are_covered_too(few: SimpleNamespace) -> None:
    row = own(few.rows, 1).loc[0].to_dict()
    item = {key: row[key] for key in ("variable", "mean", "total_mean", "top", "total_top", "bottom", "total_bottom")}
    avoid = pd.DataFrame([dict.fromkeys(AVOID_COLUMNS) | {"variable": "b0", "end": "bottom", "share": row["bottom"],
                         "total": 0.4, "other": 2, "other_share": 0.8}])  # fmt: skip
    drivers = {"verdict": "clear", "items": [item | {"low": 1.25, "high": 2.25}]}
    found = told(brief(1, own(few.rows, 1), drivers=drivers, avoid=avoid), few.tables, few.questionnaire)
    move = found.drivers["items"][0]
    assert np.isnan(move["bottom"])
    assert (move["low"], move["high"]) == (1.25, 2.25)
    assert np.isnan(found.avoid.loc[0, "share"])
    assert found.avoid.loc[0, "other_share"] == 0.8


def test_one_persons_amount_is_not_a_mean(few: SimpleNamespace) -> None:
    answers = few.responses.answers.copy()
    third = np.flatnonzero(few.segmentation.labels == 3)
    answers.iloc[third[1:], answers.columns.get_loc("spend")] = np.nan
    responses = replace(few.responses, answers=answers)
    means = describe(few.segmentation, responses, few.basis).means
    spend = means[(means["variable"] == "spend") & (means["segment"] == 3)].iloc[0]
    assert spend["base"] == 1
    tables = banner_tables(few.segmentation, responses, few.basis, audience="external")
    for made in (tables, None):
        found = without_hidden_means(means, made, few.questionnaire)
        own = found[(found["variable"] == "spend") & (found["segment"] == 3)].iloc[0]
        assert own[["mean", "low", "high", "difference"]].isna().all()
    shown = without_hidden_means(means, tables, few.questionnaire)
    assert shown.loc[shown["variable"] == "spend", "total_mean"].isna().all()
