"""What the segments explain of what they were not built on, beside demographic and random splits."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.criterion import COLUMNS, criteria, criteria_sentence, criteria_table, spent_criteria
from survey_seg.analysis.demographics import demographics
from survey_seg.questionnaire.model import Option, Question

Make = Callable[..., Any]
HOSTILE = "<script>alert(1)</script>\x1b[31m {{ r }} =1+1 " + "long " * 40


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=label) for code, label in enumerate(labels, start=1))


ASKED = (
    *(Question(id=f"b{j}", text=f"Item {j}?", type="scale", role=("basis",), options=options(*"abcdefg"))
      for j in range(3)),
    Question(id="age", text="How old are you?", short="Age", type="number", role=("descriptor",),
             data_type="demographic"),
    Question(id="town", text="Where?", short="Region", type="single", data_type="geo", options=options("A", "B", "C")),
    Question(id="spend", text="What do you spend?", type="number", role=("value",)),
    Question(id="buys", text="Do you buy?", type="single", role=("outcome",), options=options("Yes", "No", "Perhaps")),
    Question(id="score", text=HOSTILE, type="scale", role=("outcome",), options=options(*"abcde")),
)  # fmt: skip


def segments_of(labels: Any, k: int | None = None) -> Any:
    """Of a segmentation, the parts that matter here."""
    return SimpleNamespace(k=k or int(labels.max()), labels=labels)


def codes(n: int, rng: np.random.Generator) -> tuple[Any, Any]:
    """Segments that spend differently, buying that age decides, and a score that nothing decides."""
    segment = rng.integers(0, 3, n)
    basis = np.clip(np.round(rng.normal(np.array([[6, 2, 4], [2, 6, 4], [4, 4, 7]])[segment], 1)), 1, 7)
    age, town = rng.integers(18, 80, n), rng.integers(1, 4, n)
    spend = 100 + 60 * segment + rng.normal(0, 80, n) + 0.4 * age
    buys = np.where(age > 50, rng.choice([1, 2, 3], n, p=[0.7, 0.2, 0.1]), rng.choice([1, 2, 3], n, p=[0.2, 0.5, 0.3]))
    return np.column_stack([basis, age, town, spend, buys, rng.integers(1, 6, n)]).astype(float), segment + 1


def judged(given: Any, labels: Any, bind_codes: Make, *, weights: Any = None, asked: Any = ASKED) -> pd.DataFrame:
    responses = bind_codes(given, weights, asked)
    basis = build_basis(responses)
    return criteria_table(segments_of(labels), responses, basis, demographics(responses, basis))


@pytest.fixture(scope="module")
def table(bind_codes: Make) -> pd.DataFrame:
    given, labels = codes(800, np.random.default_rng(1))
    return judged(given, labels, bind_codes).set_index("variable")


def test_segments_that_tell_spending_beat_the_demographic_split_and_the_random_one(table: pd.DataFrame) -> None:
    row = table.loc["spend"]
    assert row["measure"] == "eta_squared"
    assert 0.15 < row["low"] < row["share"] < row["high"] < 0.45
    assert row["share"] < row["in_sample"] < row["share"] + 0.02
    assert row["demographic"] < 0.05
    assert row["gain_low"] > 0.1
    assert row["random"] < 0.03


def test_what_age_decides_is_explained_by_age_and_the_table_says_so(table: pd.DataFrame) -> None:
    row = table.loc["buys"]
    assert (row["measure"], row["alone_by"]) == ("goodman_kruskal_tau", "“Age”")
    assert row["share"] < 0.02
    assert row["demographic"] > 0.1
    assert "“Age”" in row["by"]
    assert row["gain_high"] < 0


def test_what_nothing_decides_is_explained_by_nothing(table: pd.DataFrame) -> None:
    row = table.loc["score"]
    assert max(row["share"], row["demographic"]) < 0.02
    assert row["gain_low"] < 0 < row["gain_high"]
    assert row["share"] <= row["random"] + 0.02


def test_the_sentence_says_what_the_table_holds(table: pd.DataFrame) -> None:
    text = criteria_sentence(table.reset_index())
    spend, buys = table.loc["spend"], table.loc["buys"]
    assert f"explain {100 * spend['share']:.0f} % of the differences in “What do you spend?”" in text
    assert f"{100 * buys['demographic']:.0f} % (by " in text
    assert f"the best explains {100 * max(spend['random'], buys['random']):.0f} %" in text.replace("less than 1", "0")
    assert "clearly more than the best demographic split in 1, clearly less in 1" in text
    assert "\x1b" not in text
    assert len(text) < 1000


def test_a_long_list_names_the_best_and_the_worst(table: pd.DataFrame) -> None:
    rows = [table.reset_index().iloc[0].to_dict() | {"text": f"Outcome {j}?", "share": 0.1 * j} for j in range(1, 6)]
    text = criteria_sentence(pd.DataFrame(rows))
    assert "Outcome 5?" in text
    assert "Outcome 1?" in text
    assert "Outcome 3?" not in text


def test_without_demographics_the_random_split_is_the_only_yardstick(bind_codes: Make) -> None:
    given, labels = codes(300, np.random.default_rng(2))
    asked = tuple(replace(one, data_type=None) for one in ASKED)
    table = judged(given, labels, bind_codes, asked=asked)
    assert table["demographic"].isna().all()
    assert table["share"].notna().all()
    assert "No demographic, firmographic or geographic question" in criteria_sentence(table)


def test_an_outcome_in_the_basis_or_on_its_column_proves_nothing_and_is_left_out(bind_codes: Make) -> None:
    given, labels = codes(200, np.random.default_rng(3))
    asked = (
        replace(ASKED[0], role=("basis", "outcome")),
        *ASKED[1:5],
        replace(ASKED[5], column="b1"),
        *ASKED[6:],
    )
    responses = bind_codes(given, None, asked)
    assert [one.name for one in spent_criteria(responses.questionnaire)] == ["b0", "spend"]
    assert [one.name for one in criteria(responses, build_basis(responses))] == ["buys", "score"]
    assert set(judged(given, labels, bind_codes, asked=asked)["variable"]) == {"buys", "score"}


@pytest.mark.parametrize("case", ["one segment", "nobody answered", "all alike", "few", "one answered"])
def test_what_cannot_be_judged_is_said_to_be_unknown(case: str, bind_codes: Make) -> None:
    n = 40 if case == "few" else 120
    given, labels = codes(n, np.random.default_rng(4))
    if case == "one segment":
        labels = np.ones(n, dtype=np.int64)
    if case == "nobody answered":
        given[:, 5:] = np.nan
    if case == "one answered":
        given[1:, 5:] = np.nan
    if case == "all alike":
        given[:, 5:] = [0.1, 1, 2]
    table = judged(given, labels, bind_codes)
    assert table["share"].isna().all()
    assert tuple(table.columns) == COLUMNS
    assert criteria_sentence(table).startswith(("Too few people", "No outcome"))


def test_missing_answers_and_tiny_segments_are_taken_as_they_are(bind_codes: Make) -> None:
    rng = np.random.default_rng(5)
    given, _ = codes(200, rng)
    labels = np.where(np.arange(200) < 2, 3, np.where(np.arange(200) < 20, 2, 1))
    given[:, 3:][rng.random((200, 5)) < 0.3] = np.nan
    table = judged(given, labels, bind_codes)
    assert (table["base"] < 180).all()
    assert table[["share", "demographic", "gain", "random"]].notna().all(axis=None)


def test_weights_scale_absence_and_order_of_people_change_nothing(bind_codes: Make) -> None:
    rng = np.random.default_rng(6)
    given, labels = codes(240, rng)
    weights = rng.uniform(0.5, 2, 240)
    weights[:40] = 0
    responses = bind_codes(given, weights, ASKED)
    numbers = [name for name in COLUMNS if name not in {"variable", "text", "role", "measure", "by", "alone_by"}]

    def found(people: Any, scale: float) -> Any:
        some = replace(responses, answers=responses.answers.iloc[people], weights=scale * responses.weights[people])
        basis = build_basis(some)
        return criteria_table(segments_of(labels[people], 3), some, basis, demographics(some, basis))[numbers].to_numpy(
            dtype=float
        )

    expected = found(np.arange(240), 1.0)
    for people, scale in ((np.arange(240), 3.7), (rng.permutation(240), 1.0), (np.arange(40, 240), 1.0)):
        assert found(people, scale) == pytest.approx(expected, rel=1e-8, abs=1e-10)


def test_a_weight_of_two_is_two_people_in_the_share_on_the_people_themselves(bind_codes: Make) -> None:
    given, labels = codes(150, np.random.default_rng(7))
    copies = np.random.default_rng(8).integers(0, 4, 150)
    once = judged(given, labels, bind_codes, weights=copies.astype(float))
    twice = judged(np.repeat(given, copies, axis=0), np.repeat(labels, copies), bind_codes)
    assert once["in_sample"].to_numpy() == pytest.approx(twice["in_sample"].to_numpy())
