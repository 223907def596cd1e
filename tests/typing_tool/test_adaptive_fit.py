"""The adaptive form learns from people, is tried on others, and is shorter than the fixed one."""

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from survey_seg.questionnaire.model import Variable
from survey_seg.typing_tool.adaptive import adaptive_form, adaptive_typed, answered, is_done, next_question, opening
from survey_seg.typing_tool.adaptive_problems import adaptive_problems
from survey_seg.typing_tool.making.adaptive_evidence import (
    THRESHOLDS,
    Unseen,
    adaptive_part,
    length_and_accuracy,
    stops,
    sure_enough,
)
from survey_seg.typing_tool.making.adaptive_model import POOL, Joint, Walk, joined, learn, walk
from survey_seg.typing_tool.making.candidates import Design
from survey_seg.typing_tool.making.fit import golden_questions
from survey_seg.typing_tool.making.weigh import Weights, weigh
from survey_seg.typing_tool.reweight import weighted
from survey_seg.typing_tool.spec import TypingSpec, read_spec, spec_text

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
MOST = 9


@dataclass(frozen=True)
class People:
    """Twelve five-point items and a nominal question; four segments that are linear in the items."""

    design: Design
    soft: Floats
    weights: Floats

    @property
    def labels(self) -> Ints:
        return self.soft.argmax(axis=1)

    def of(self, kept: npt.NDArray[Any]) -> "People":
        return People(self.design.of(kept), self.soft[kept], self.weights[kept])

    def whole(self, count: int = 13) -> Weights:
        return weigh(self.design, range(count), self.soft, self.weights)

    def joint(self) -> Joint:
        return learn(self.design, self.whole(), self.soft, self.weights)


def variable(template: Variable, number: int) -> Variable:
    return replace(template, name=f"v{number}", column=f"v{number}")


def people(template: tuple[Variable, Variable], n: int, seed: int, *, blank: float = 0.0) -> People:
    rng, fixed = np.random.default_rng(seed), np.random.default_rng(1)
    profile = fixed.choice([-1.2, 0.0, 1.2], (4, 12))
    group = rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])
    items = np.clip(np.rint(3 + profile[group] + rng.normal(size=(n, 12))), 1, 5)
    place = np.where(rng.random(n) < 0.6, group, rng.integers(0, 4, n))
    odds = (items - 3) @ profile.T
    likely = np.exp(odds - odds.max(axis=1, keepdims=True))
    columns = np.column_stack([items, *(place == code for code in range(4))])
    groups = np.array([*range(12), 12, 12, 12, 12])
    gone = (rng.random((n, 13)) < blank)[:, groups]
    columns[gone] = np.nan
    scale, choice = template
    variables = (*(variable(scale, number) for number in range(12)), variable(choice, 12))
    return People(Design(variables, columns, groups), likely / likely.sum(axis=1, keepdims=True), np.ones(n))


@pytest.fixture(scope="module")
def template(marked: Any) -> tuple[Variable, Variable]:
    by_name = {each.name: each for each in marked.questionnaire.variables()}
    return by_name["a0"], by_name["place"]


@pytest.fixture(scope="module")
def trained(template: tuple[Variable, Variable]) -> People:
    return people(template, 1200, 2)


@pytest.fixture(scope="module")
def unseen(template: tuple[Variable, Variable], trained: People) -> Unseen:
    new = people(template, 1500, 3)
    return Unseen(walk(trained.joint(), new.design, MOST), new.labels, new.weights)


def in_file(people_: People, joint: Joint) -> dict[str, Any]:
    dummy = Unseen(walk(joint, people_.design, MOST), people_.labels, people_.weights)
    fixed = {"questions": 8, "accuracy": 0.9}
    questions = golden_questions(people_.design.variables, people_.whole())
    return adaptive_part(questions, joint, dummy, fixed=fixed, method="none")


def test_many_people_at_once_are_asked_what_each_would_be_asked(
    template: tuple[Variable, Variable], trained: People, small: TypingSpec
) -> None:
    new = people(template, 60, 7, blank=0.15)
    joint = trained.joint()
    form = adaptive_form(in_file(trained, joint))
    walked = walk(joint, new.design, MOST)
    four = replace(small, segments=small.segments[:4])
    for number, row in enumerate(new.design.columns):
        state = opening(form)
        for step in range(MOST):
            place = next_question(form, state)
            assert place == walked.asked[number, step]
            own = row[new.design.groups == place]
            code = None if np.isnan(own[0]) else int(own[0]) if len(own) == 1 else int(own.argmax()) + 1
            state = answered(form, state, place, code)
            typed = adaptive_typed(four, replace(form, least=0), state)
            assert typed.segment == four.segments[walked.best[number, step]].code
            assert max(typed.chances) == pytest.approx(walked.sure[number, step], abs=1e-9)
            assert state.answered == walked.answers[number, step]


def test_the_model_is_the_moments_of_answers_and_scores(trained: People) -> None:
    joint = trained.joint()
    scores = trained.whole().scores(trained.design) / 1000
    answers = trained.design.columns[:, [*range(12), 13, 14, 15]]
    both = np.column_stack([answers, scores - scores.mean(axis=1, keepdims=True)])
    expected = np.cov(both.T, bias=True)
    expected[range(15), range(15)] *= 1.001
    assert np.allclose(joint.moments, expected, rtol=1e-4, atol=1e-9)
    assert np.allclose(joint.mean, both.mean(axis=0), rtol=1e-4, atol=1e-9)
    assert joint.starts == (*range(13), 15)


def same(one: Joint, other: Joint) -> bool:
    noise = one.noise == pytest.approx(other.noise, rel=1e-3)
    return noise and np.allclose(one.moments, other.moments, rtol=1e-4) and np.allclose(one.mean, other.mean, rtol=1e-4)


def test_a_weight_is_so_many_people(trained: People) -> None:
    times = np.random.default_rng(8).integers(0, 4, len(trained.weights))
    weighted = replace(trained, weights=times.astype(float)).joint()
    assert same(weighted, trained.of(np.repeat(np.arange(len(times)), times)).joint())
    assert same(weighted, replace(trained, weights=7.5 * times).joint())
    assert same(weighted, replace(trained, weights=times.astype(float)).of(times > 0).joint())
    assert not same(weighted, trained.joint())


def test_the_evidence_weighs_people(unseen: Unseen) -> None:
    times = np.random.default_rng(9).integers(0, 4, len(unseen.truth))
    rows = np.repeat(np.arange(len(times)), times)
    copied = Walk(*(getattr(unseen.walked, part.name)[rows] for part in fields(Walk)))
    weighted = replace(unseen, weights=times.astype(float))
    again = Unseen(copied, unseen.truth[rows], np.ones(len(rows)))
    for sure in (0.5, 0.8, 0.95):
        assert length_and_accuracy(weighted, sure) == pytest.approx(length_and_accuracy(again, sure))
    assert sure_enough(weighted, 0.85) == sure_enough(again, 0.85)


def test_it_stops_at_the_least_probability_from_which_it_is_as_right_as_the_fixed_form(unseen: Unseen) -> None:
    right = [length_and_accuracy(unseen, sure)[1] for sure in THRESHOLDS]
    target = (min(right) + max(right)) / 2
    at = THRESHOLDS.index(sure_enough(unseen, target))
    assert all(value >= target for value in right[at:])
    assert right[at - 1] < target


def test_what_cannot_be_reached_is_reached_as_nearly_as_can_be(unseen: Unseen) -> None:
    right = {sure: length_and_accuracy(unseen, sure)[1] for sure in THRESHOLDS}
    assert right[sure_enough(unseen, 1.0)] == max(right.values())


def test_nobody_stops_before_the_least_number_of_answers(unseen: Unseen) -> None:
    assert stops(unseen.walked, 0.1, least=3).min() == 2
    assert stops(unseen.walked, 0.1, least=1).max() == 0
    assert set(stops(unseen.walked, 1.0).tolist()) <= set(range(MOST))


def test_at_equal_accuracy_it_asks_a_third_less_than_the_fixed_form(trained: People, unseen: Unseen) -> None:
    new = people((trained.design.variables[0], trained.design.variables[12]), 1500, 3)
    from survey_seg.stats.pursuit import pursue

    order = pursue(
        trained.design.filled(trained.weights), trained.soft, trained.weights, trained.design.groups.tolist(), 8
    )
    tool = weigh(trained.design, order, trained.soft, trained.weights)
    fixed = float((tool.scores(new.design).argmax(axis=1) == new.labels).mean())
    questions, accuracy = length_and_accuracy(unseen, sure_enough(unseen, fixed))
    assert accuracy >= fixed
    assert questions <= 0.67 * 8


def test_a_probability_is_how_often_it_is_right(unseen: Unseen) -> None:
    for step in (2, 4, 6):
        sure, right = unseen.walked.sure[:, step], unseen.walked.best[:, step] == unseen.truth
        assert right.mean() == pytest.approx(sure.mean(), abs=0.05)
        firm = sure >= np.median(sure)
        assert (~right[firm]).mean() < (~right[~firm]).mean() / 2


def test_the_part_is_valid_and_says_what_was_measured(trained: People, unseen: Unseen) -> None:
    questions = golden_questions(trained.design.variables, trained.whole())
    fixed = {"questions": 8, "accuracy": 0.85}
    part = adaptive_part(questions, trained.joint(), unseen, fixed=fixed, method="on others")
    assert list(adaptive_problems(part, 4, lambda *_: iter(()))) == []
    found = part["evidence"]
    mean, accuracy = length_and_accuracy(unseen, part["stop"]["sure"])
    assert (found["mean_questions"], found["accuracy"]["value"]) == pytest.approx((mean, accuracy))
    assert found["accuracy"]["low"] < accuracy < found["accuracy"]["high"]
    assert sum(row["share"] for row in found["bands"]) == pytest.approx(1)
    for rows in (found["bands"], found["levels"]):
        assert sum(row["n"] for row in rows) == found["accuracy"]["n"] == 1500
        assert sum(row["share"] * (row["accuracy"] or 0) for row in rows) == pytest.approx(accuracy)
    assert all(row["low"] - 0.05 <= row["accuracy"] <= row["high"] + 0.05 for row in found["levels"] if row["n"] > 50)
    lengths = [row["questions"] for row in found["curve"]]
    assert lengths == sorted(lengths)
    assert found["as_good"]


def test_walks_join_at_the_steps_that_all_have(unseen: Unseen) -> None:
    both = joined([unseen.walked, unseen.walked.first(4)])
    assert both.best.shape == (3000, 4)
    assert (both.best[1500:] == unseen.walked.best[:, :4]).all()
    turned = both.numbered(np.array([3, 2, 1, 0]))
    assert (turned.best == 3 - both.best).all()


def test_a_tool_carries_its_adaptive_form(fitted: tuple[Any, TypingSpec], tmp_path: Path) -> None:
    _, spec = fitted
    assert spec.adaptive is not None
    path = tmp_path / "tool.json"
    path.write_text(spec_text(spec), encoding="utf-8")
    assert read_spec(path) == spec
    evidence = spec.adaptive["evidence"]
    assert evidence["fixed"] == {"questions": len(spec.questions), "accuracy": spec.evidence["accuracy"]["value"]}
    assert len(spec.adaptive["questions"]) <= POOL
    form = adaptive_form(spec.adaptive)
    state = opening(form)
    while not is_done(form, state):
        place = next_question(form, state)
        assert place is not None
        question = form.questions[place]
        state = answered(form, state, place, question.options[0].code if question.options else 500)
    assert adaptive_typed(spec, form, state).segment in {1, 2, 3, 4}


def test_a_tool_for_another_population_asks_by_its_shares(fitted: tuple[Any, TypingSpec]) -> None:
    _, spec = fitted
    there, back = [0.1, 0.2, 0.3, 0.4], [segment.share for segment in spec.segments]
    other = weighted(spec, there, "there", n=1000)
    assert other.adaptive is not None
    lift = np.array(other.adaptive["model"]["lift"])
    assert lift * back == pytest.approx(there, abs=1e-5)
    again = weighted(other, back, "back", n=1000)
    assert again.adaptive is not None
    assert again.adaptive["model"]["lift"] == pytest.approx([1.0] * 4, abs=1e-4)
