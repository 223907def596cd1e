"""Which answers are counted as value, and when nothing is told of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis.priorities import rank
from survey_seg.analysis.priority_value import below_zero, logit_interval, value_table, values_of
from survey_seg.analysis.profiles import describe
from survey_seg.analysis.validation import value_map
from survey_seg.questionnaire.model import Option, Question

Make = Callable[..., Any]

N = 240
LABELS = np.repeat([1, 2, 3], N // 3)


def spend(**how: Any) -> Question:
    return Question(id="spend", text="How much?", type="number", role=("value",), **how)


@pytest.fixture
def study(bind_codes: Make, plain_basis: Make, divided: Make) -> Make:
    """Segmentation, profiles, responses and basis of one column of answers per question, in three even segments."""

    def made(columns: Any, *asked: Question) -> Any:
        codes = np.column_stack(columns).astype(np.float64)
        responses = bind_codes(codes, None, asked)
        basis = plain_basis(np.random.default_rng(1).random((N, 2)))
        found = divided(LABELS, basis.weights)
        return found, describe(found, responses, basis), responses, basis

    return made


def amounts(least: float = 50.0) -> Any:
    return least + np.round(np.random.default_rng(2).gamma(2.0, 40.0 * LABELS))


def value_rows(priorities: Any) -> Any:
    return priorities.ratings.query("criterion == 'value'")


def codes_of(priorities: Any) -> dict[str, str]:
    return {notice.code: notice.text for notice in priorities.notices}


@pytest.mark.parametrize("least", [50.0, 0.0, -1000.0])
def test_amounts_are_counted_from_zero_whatever_least_was_declared(study: Make, least: float) -> None:
    found, profiles, responses, basis = study([amounts()], spend(min=least, max=5000.0))
    told = value_table(found, responses)
    assert told["value_share"].tolist() == pytest.approx(value_map(found, responses, basis)["value_share"].tolist())
    assert told["value_share"].iloc[0] == pytest.approx(amounts()[LABELS == 1].sum() / amounts().sum())
    assert value_rows(rank(found, profiles, responses))["value"].tolist() == pytest.approx(told["index"].tolist())


def test_answers_below_zero_have_no_shares_and_a_notice(study: Make) -> None:
    below = amounts() - 150
    found, profiles, responses, _ = study([below], spend())
    assert below.min() < 0 < below.sum()
    assert value_table(found, responses).empty
    assert below_zero(responses) == ("spend",)
    priorities = rank(found, profiles, responses)
    assert set(value_rows(priorities)["source"]) == {"not measured"}
    assert "spend" in codes_of(priorities)["PRIORITIES_VALUE_BELOW_ZERO"]
    assert "below 0" in codes_of(priorities)["PRIORITIES_VALUE_NEUTRAL"]


def test_an_amount_beside_one_below_zero_still_counts(study: Make) -> None:
    orders = Question(id="orders", text="Orders?", type="number", role=("value",))
    found, profiles, responses, _ = study([amounts() - 150, amounts()], spend(), orders)
    assert set(value_table(found, responses)["variable"]) == {"orders"}
    priorities = rank(found, profiles, responses)
    assert set(value_rows(priorities)["source"]) == {"measured"}
    assert "PRIORITIES_VALUE_BELOW_ZERO" in codes_of(priorities)


def test_people_who_do_not_count_make_no_amount_negative(study: Make) -> None:
    found, _, responses, _ = study([np.where(np.arange(N) == 0, -5, amounts())], spend())
    weights = np.where(np.arange(N) == 0, 0.0, 1.0)
    assert below_zero(responses) == ("spend",)
    assert below_zero(replace(responses, weights=weights)) == ()
    assert len(value_table(found, replace(responses, weights=weights))) == 3


def test_an_outcome_in_the_basis_is_no_value(study: Make) -> None:
    bought = Question(id="bought", text="Orders?", type="number", role=("outcome", "basis"), min=0, max=900)
    found, profiles, responses, _ = study([amounts()], bought)
    assert values_of(responses) == {}
    priorities = rank(found, profiles, responses)
    assert set(value_rows(priorities)["source"]) == {"not measured"}
    assert "outside the basis" in codes_of(priorities)["PRIORITIES_VALUE_NEUTRAL"]


def test_a_value_of_few_people_rates_nothing(study: Make) -> None:
    few = np.full(N, np.nan)
    few[[0, 1, 80, 81, 82, 83, 160]] = [10, 20, 50, 60, 70, 80, 300]
    found, profiles, responses, _ = study([few], spend())
    priorities = rank(found, profiles, responses)
    assert value_rows(priorities)["rating"].isna().all()
    assert set(value_rows(priorities)["source"]) == {"not measured"}
    assert "fewer than 10 people of a segment" in codes_of(priorities)["PRIORITIES_VALUE_NEUTRAL"]
    ten = np.where(np.arange(N) % 80 < 10, amounts(), np.nan)
    found, profiles, responses, _ = study([ten], spend())
    assert set(value_rows(rank(found, profiles, responses))["source"]) == {"measured"}


def test_an_outcome_without_an_amount_or_order_is_not_said_to_be_missing(study: Make) -> None:
    choice = Question(
        id="choice",
        text="Which?",
        type="single",
        role=("outcome",),
        options=(Option(code=1, label="This"), Option(code=2, label="That")),
    )
    found, profiles, responses, _ = study([1 + np.arange(N) % 2], choice)
    text = codes_of(rank(found, profiles, responses))["PRIORITIES_VALUE_NEUTRAL"]
    assert text.endswith("outside the basis was answered whose answers have an amount above 0 or an order.")


def test_a_segment_without_value_has_no_interval(study: Make) -> None:
    found, _, responses, _ = study([np.where(LABELS == 3, 0.0, amounts())], spend())
    row = value_table(found, responses).set_index("segment").loc[3]
    assert row["value_share"] == 0
    assert row[["value_low", "value_high", "index_low", "index_high", "top_low"]].isna().all()
    assert all(np.isnan(end) for share in (0.0, 1.0) for end in logit_interval(share, 0.0))
