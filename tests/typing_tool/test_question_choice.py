"""What people decide about the questions, how stable the choice is, and what would happen at a second time."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.model import Basis
from survey_seg.analysis.partition import fit_partition
from survey_seg.errors import UsageProblem
from survey_seg.responses.model import Responses
from survey_seg.typing_tool.making.candidates import Design, candidate_design
from survey_seg.typing_tool.making.question_choice import ANY, QuestionChoice, steadied
from survey_seg.typing_tool.making.question_evidence import question_evidence
from survey_seg.typing_tool.making.question_stability import question_stability
from survey_seg.typing_tool.making.retest import expected_agreement
from survey_seg.typing_tool.making.weigh import softened, weigh, weigh_each

Floats = np.ndarray[Any, np.dtype[np.float64]]
People = tuple[Responses, Basis, Design, Floats]


def prepared(responses: Responses) -> People:
    basis = build_basis(responses)
    found = fit_partition(basis.matrix, basis.weights, 4, seed=1, reverse=basis.reverse, method="kmeans")
    return responses, basis, candidate_design(responses, basis), softened(found.memberships, basis.weights)


@pytest.fixture(scope="module")
def people(marked: Any) -> People:
    return prepared(marked.ask(300, seed=3))


def test_the_choice_is_kept(people: People) -> None:
    _, basis, design, soft = people
    names = [variable.name for variable in design.variables]
    free = [names[place] for place in ANY.order(design, soft, basis.weights, 10)]
    choice = QuestionChoice(most=4, ask=(free[-1],), never=(free[0],))
    chosen = [names[place] for place in choice.order(design, soft, basis.weights, 4)]
    assert chosen[0] == free[-1]
    assert free[0] not in chosen
    cheap = QuestionChoice(cost={free[3]: 0.01})
    assert names[cheap.order(design, soft, basis.weights, 1)[0]] == free[3]


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (QuestionChoice(most=1), "TYPING_QUESTIONS"),
        (QuestionChoice(most=21), "TYPING_QUESTIONS"),
        (QuestionChoice(ask=("plaice",)), "TYPING_NO_QUESTION"),
        (QuestionChoice(never=("a11",)), "TYPING_NO_QUESTION"),
        (QuestionChoice(ask=("a1",), never=("a1",)), "TYPING_ASK_NEVER"),
        (QuestionChoice(most=2, ask=("a1", "a2", "a3")), "TYPING_TOO_MANY_ASKED"),
        (QuestionChoice(never=(*(f"a{item}" for item in range(8)), "place")), "TYPING_NO_QUESTIONS"),
        (QuestionChoice(cost={"a1": 0.0}), "TYPING_COST"),
        (QuestionChoice(cost={"a1": float("nan")}), "TYPING_COST"),
    ],
)
def test_what_cannot_be_done_is_said(people: People, choice: QuestionChoice, code: str) -> None:
    with pytest.raises(UsageProblem, match=code):
        choice.check(people[2])


def test_a_name_that_is_nearly_right_is_suggested(people: People) -> None:
    with pytest.raises(UsageProblem, match="did you mean 'place'"):
        QuestionChoice(ask=("plaice",)).check(people[2])


def test_memberships_are_softened_by_one_number_and_only_when_they_are_hard() -> None:
    odds = np.array([[4.0, 0.0, -1.0], [0.0, 3.0, 1.0], [-2.0, -2.0, 6.0]])
    hard = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    soft = softened(hard, np.ones(3))
    usual = np.median([4.0, 2.0, 8.0])
    np.testing.assert_allclose(np.log(soft[:, :1] / soft), (odds[:, :1] - odds) / usual)
    np.testing.assert_allclose(softened(soft, np.ones(3)), soft)
    weights = np.array([1.0, 0.0, 2.0])
    np.testing.assert_allclose(softened(hard, weights)[[0, 2, 2]], softened(hard[[0, 2, 2]], np.ones(3)))
    assert np.isfinite(softened(np.eye(3), np.ones(3))).all()


def test_half_of_what_bends_in_the_memberships_is_left_out_of_the_choice() -> None:
    rng = np.random.default_rng(1)
    odds = rng.normal(size=(400, 3)) * 2
    soft = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    weights = rng.integers(1, 3, 400).astype(float)
    steady = steadied(soft, weights)
    np.testing.assert_allclose(steady.sum(axis=1), 1)
    np.testing.assert_allclose(weights @ steady, weights @ soft)
    lines = 2 * steady - soft
    for log_odds in np.log(soft[:, 1:] / soft[:, :1]).T:
        assert np.cov(log_odds, soft[:, 0] - lines[:, 0], aweights=weights)[0, 1] == pytest.approx(0, abs=1e-9)
    twice = np.repeat(np.arange(400), weights.astype(int))
    np.testing.assert_allclose(steadied(soft[twice], np.ones(len(twice))), steady[twice])
    hard = np.eye(3)[soft.argmax(axis=1)]
    np.testing.assert_allclose(steadied(hard, weights), hard, atol=1e-9)


def test_questions_are_chosen_by_steadied_memberships(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    _, basis, design, soft = people
    seen: list[Floats] = []

    def watched(columns: Floats, targets: Floats, *rest: Any, **terms: Any) -> Any:
        seen.append(targets)
        return ()

    for name in ("pursue", "pursue_samples"):
        monkeypatch.setattr(f"survey_seg.typing_tool.making.question_choice.{name}", watched)
    ANY.order(design, soft, basis.weights, 4)
    ANY.order_in_samples(design, soft, np.ones((2, len(soft))), 4)
    np.testing.assert_allclose(seen[0], steadied(soft, basis.weights))
    np.testing.assert_allclose(seen[1], steadied(soft, np.ones(len(soft))))


def test_tools_made_one_from_another_are_those_made_alone(people: People) -> None:
    _, basis, design, soft = people
    order = ANY.order(design, soft, basis.weights, 6)
    for m, tool in enumerate(weigh_each(design, order, soft, basis.weights), start=1):
        alone = weigh(design, order[:m], soft, basis.weights)
        assert np.abs(tool.points - alone.points).max() <= 1
        assert tool.chosen == alone.chosen


def test_a_twin_is_the_substitute_and_clear_questions_have_none(people: People) -> None:
    _, basis, design, _ = people
    rng = np.random.default_rng(1)
    clear, hidden, noise = rng.normal(size=(3, 300))
    twins = hidden[:, None] + 0.5 * rng.normal(size=(300, 2))
    own = Design(design.variables[:4], np.column_stack([clear, twins, noise]), np.arange(4))
    odds = np.exp(np.column_stack([2 * clear, 1.2 * hidden, np.zeros(300)]))
    soft = odds / odds.sum(axis=1, keepdims=True)
    first, second = ANY.order(own, soft, basis.weights, 2)
    found = question_stability(own, soft, basis, (first, second), ANY, seed=1)
    assert (first, found[0].share, found[0].substitutes) == (0, 1.0, ())
    assert 0.3 < found[1].share < 0.99
    assert [other.question for other in found[1].substitutes] == [3 - second]
    assert found[1].substitutes[0].share == 1.0


def test_stability_does_not_depend_on_the_order_of_people_nor_on_absent_ones(people: People) -> None:
    responses = people[0]
    weights = np.where(np.arange(300) < 250, 2.0, 0.0)
    everybody = replace(responses, weights=weights, weighted=True)
    turned = replace(
        everybody,
        answers=responses.answers.iloc[::-1],
        declared_missing=responses.declared_missing[::-1],
        weights=weights[::-1],
    )
    found = []
    for some in (everybody, everybody.kept(weights > 0), turned):
        _, basis, design, soft = prepared(some)
        chosen = ANY.order(design, soft, basis.weights, 5)
        tool = weigh(design, chosen, soft, basis.weights)
        found.append(question_evidence(tool, design, soft, basis, ANY, seed=1))
    assert found[0] == found[1] == found[2]


def test_agreement_at_a_second_time_is_what_one_question_says(people: People) -> None:
    """One yes/no question, two segments: who changes the answer changes the segment, 10 in 100."""
    _, basis, design, _ = people
    variable = replace(design.variables[0], kind="binary", options=design.variables[0].options[:2], low=1, high=2)
    yes = (np.arange(300) % 2 + 1.0)[:, None]
    one = Design((variable,), yes, np.array([0]))
    tool = weigh(one, [0], np.column_stack([yes[:, 0] - 1, 2 - yes[:, 0]]) * 0.8 + 0.1, basis.weights)
    assert expected_agreement(tool, one, basis, seed=1) == pytest.approx(0.9, abs=0.02)


def test_agreement_grows_with_the_number_of_questions_and_blanks_stay_blank(people: People) -> None:
    _, basis, design, soft = people
    order = ANY.order(design, soft, basis.weights, 8)
    few, many = (weigh(design, order[:m], soft, basis.weights) for m in (1, 8))
    assert 0.5 < expected_agreement(few, design, basis, seed=1) < expected_agreement(many, design, basis, seed=1) < 1
    nobody = Design(design.variables, np.full(design.columns.shape, np.nan), design.groups)
    assert expected_agreement(many, nobody, basis, seed=1) == 1.0
