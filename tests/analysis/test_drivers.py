"""What moves an outcome within a group: found where it was planted, and nothing where there is nothing."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.discrete.discrete_model import Logit

from survey_seg.analysis import drivers
from survey_seg.analysis.beliefs import belief_items
from survey_seg.analysis.drivers import Outcome, group_drivers, main_outcome
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.responses.model import Responses

FIVE = tuple(Option(code=code, label=f"Answer {code}") for code in range(1, 6))
ITEMS = 6


@pytest.fixture(autouse=True)
def fewer_draws(monkeypatch) -> None:
    monkeypatch.setattr(drivers, "DRAWS", 100)


def study(n: int, rng, *, slopes=(0.0,) * ITEMS, outcome="scale", weights=None) -> Responses:
    """Items that go together, and an outcome that some of them move."""
    common = rng.normal(size=(n, 1))
    x = np.clip(np.round(3 + 0.7 * common + 0.8 * rng.normal(size=(n, ITEMS))), 1, 5)
    latent = (x - 3) @ np.asarray(slopes) + rng.normal(size=n)
    if outcome == "single":
        stay = 1.0 + (latent < 0)
    elif outcome == "number":
        stay = np.round(np.exp(latent + 4), 2)
    else:
        stay = np.clip(np.round(3 + latent), 1, 5)
    yes_no = (Option(code=1, label="Yes"), Option(code=2, label="No"))
    asked = [
        *(Question(id=f"a{i}", text=f"Item {i}", type="scale", options=FIVE, data_type="need") for i in range(ITEMS)),
        Question(id="stay", text="Will you stay?", type=outcome, role=("outcome",),
                 options={"scale": FIVE, "single": yes_no, "number": ()}[outcome]),
    ]  # fmt: skip
    names = [question.id for question in asked]
    frame = pd.DataFrame(np.column_stack([x, stay]), columns=names, index=[f"p{i}" for i in range(n)])
    mass = np.ones(n) if weights is None else weights / weights.mean()
    questionnaire = Questionnaire(Study(title="t"), tuple(asked))
    return Responses(questionnaire, frame, frame.isna(), mass, None, weights is not None, "r.csv", "")


def moved(responses: Responses, inside=None, seed: int = 1) -> drivers.Drivers:
    outcome = main_outcome(responses, only_weights(responses))
    inside = np.ones(responses.n, dtype=bool) if inside is None else inside
    return group_drivers(inside, outcome, belief_items(responses.questionnaire), responses, seed=seed, name="1")


class only_weights:  # noqa: N801 - stands for a basis, of which only the weights are asked
    def __init__(self, responses: Responses) -> None:
        self.weights = responses.weights


def test_what_was_planted_is_found_with_its_sign_and_its_size() -> None:
    found = moved(study(900, np.random.default_rng(1), slopes=(0.5, 0, -0.4, 0, 0, 0)))
    assert found.verdict == "clear"
    rows = found.items.set_index("variable")
    assert set(rows.index[rows["clear"]]) == {"a0", "a2"}
    assert rows.index[0] in {"a0", "a2"}
    # one answer of five is a quarter of both scales, so half an answer is 12.5 points (ends of the scale take some)
    assert rows.loc["a0", "low"] < 12.5 * 0.9 < rows.loc["a0", "high"] + 1
    assert rows.loc["a2", "high"] < 0
    assert rows["importance"].sum() == pytest.approx(1)
    assert 0 < found.explained < 1


def test_nothing_is_called_clear_in_most_studies_in_which_nothing_moves_the_outcome() -> None:
    alarms = sum(moved(study(150, np.random.default_rng(i)), seed=i).verdict == "clear" for i in range(60))
    assert alarms <= 8


def test_too_few_people_and_one_answer_cannot_tell() -> None:
    responses = study(200, np.random.default_rng(2), slopes=(0.9, 0, 0, 0, 0, 0))
    assert moved(responses, np.arange(200) < 50).verdict == "few"
    skewed = np.where(np.arange(200) < 5, 100.0, 1.0)
    assert moved(study(200, np.random.default_rng(2), weights=skewed)).verdict == "few"
    responses.answers.loc[:, "stay"] = 4.0
    responses.answers.iloc[0, -1] = 5.0
    assert moved(responses, np.arange(200) > 0).verdict == "constant"


@pytest.mark.parametrize("seed", range(6))
def test_one_answer_is_constant_whatever_rounding_the_weights_leave(seed: int) -> None:
    rng = np.random.default_rng(seed)
    responses = study(300, rng, slopes=(0.5, 0, 0, 0, 0, 0), outcome="number", weights=rng.gamma(1, 1, 300))
    responses.answers.iloc[:150, -1] = 19.99
    assert moved(responses, np.arange(300) < 150).verdict == "constant"


def test_slopes_of_a_yes_no_outcome_are_near_the_mean_effects_of_a_logit() -> None:
    responses = study(1500, np.random.default_rng(3), slopes=(0.5, 0, 0.2, 0, 0, -0.3), outcome="single")
    found = moved(responses).items.set_index("variable")["slope"]
    answers = responses.answers
    x = np.column_stack([np.ones(len(answers)), answers.iloc[:, :ITEMS]])
    effects = Logit((answers["stay"] == 1).astype(float), x).fit(disp=0).get_margeff().margeff
    assert found[[f"a{i}" for i in range(ITEMS)]].to_numpy() == pytest.approx(100 * effects, abs=2)


def test_a_number_counts_by_its_rank_so_one_large_one_changes_nothing() -> None:
    responses = study(400, np.random.default_rng(4), slopes=(0.5, 0, 0, 0, 0, 0), outcome="number")
    before = moved(responses).items
    top = responses.answers["stay"].to_numpy().argmax()
    responses.answers.iloc[top, -1] *= 1e6
    pd.testing.assert_frame_equal(before, moved(responses).items)
    outcome = main_outcome(responses, only_weights(responses))
    assert outcome.way == "rank"
    assert outcome.good.mean() == pytest.approx(0.5, abs=0.01)


def test_neither_the_order_of_people_nor_absent_ones_nor_the_scale_of_weights_change_anything() -> None:
    rng = np.random.default_rng(5)
    weights = rng.choice([0.0, 1.0, 2.0], 300)
    responses = study(300, rng, slopes=(0.5, 0, 0, 0, 0, 0), weights=weights)
    before = moved(responses).items
    order = rng.permutation(300)
    shuffled = Responses(
        responses.questionnaire, responses.answers.iloc[order], responses.declared_missing.iloc[order],
        responses.weights[order] * 3, None, True, "r.csv", "",
    )  # fmt: skip
    pd.testing.assert_frame_equal(before, moved(shuffled).items, rtol=1e-7)
    pd.testing.assert_frame_equal(before, moved(responses.kept(weights > 0)).items, rtol=1e-7)


def test_a_reversed_outcome_turns_every_slope() -> None:
    responses = study(400, np.random.default_rng(6), slopes=(0.6, 0, 0, 0, 0, 0))
    before = moved(responses).items.set_index("variable")["slope"]
    last = responses.questionnaire.questions[-1]
    turned = Question(id=last.id, text=last.text, type="scale", role=("outcome",), options=FIVE, reverse=True)
    asked = (*responses.questionnaire.questions[:-1], turned)
    other = Responses(
        Questionnaire(Study(title="t"), asked), responses.answers, responses.declared_missing, responses.weights,
        None, False, "r.csv", "",
    )  # fmt: skip
    after = moved(other).items.set_index("variable")["slope"]
    assert after[before.index].to_numpy() == pytest.approx(-before.to_numpy(), abs=1e-9)


def test_of_very_many_items_those_that_matter_to_the_others_are_looked_at(monkeypatch) -> None:
    monkeypatch.setattr(drivers, "MOST", 2)
    responses = study(600, np.random.default_rng(7), slopes=(0, 0, 0, 0.6, 0, 0))
    found = moved(responses, np.arange(600) < 300)
    assert len(found.items) == 2
    assert "a3" in set(found.items["variable"])


def test_items_with_one_answer_or_many_blanks_are_left_out() -> None:
    responses = study(300, np.random.default_rng(8), slopes=(0.5, 0, 0, 0, 0, 0))
    responses.answers.loc[:, "a1"] = 3.0
    responses.answers.iloc[:150, 2] = np.nan
    responses.answers.iloc[:30, 0] = np.nan
    assert set(moved(responses).items["variable"]) == {"a0", "a3", "a4", "a5"}


def test_outcomes_are_kept_apart_from_people_who_did_not_answer() -> None:
    responses = study(200, np.random.default_rng(9))
    responses.answers.iloc[:20, -1] = np.nan
    outcome = main_outcome(responses, only_weights(responses))
    assert isinstance(outcome, Outcome)
    assert np.isnan(outcome.values[:20]).all()
    assert outcome.answer == "Answer 4 or Answer 5"
    assert moved(responses).base == 180
