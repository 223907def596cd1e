"""Whether segments can be found without asking."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.findability import findability
from survey_seg.analysis.profiles import describe
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import CrmField, Study
from survey_seg.questionnaire.model import Option, Question, Reach

Make = Callable[..., Any]
SEVEN = tuple(Option(code=code, label=str(code)) for code in range(1, 8))


def asked(**fields: tuple[Reach, ...]) -> tuple[Question, ...]:
    basis = [Question(id=f"b{j}", text=f"Item {j}?", type="scale", role=("basis",), options=SEVEN) for j in range(4)]
    shown = tuple(Option(code=code, label=label) for code, label in enumerate(("no", "perhaps", "yes")))
    single = [
        Question(id=name, text=f"{name}?", type="single", role=("descriptor",), options=shown, reach=reach)
        for name, reach in fields.items()
    ]
    return (*basis, *single)


def codes(n: int = 900, *, sure: float = 0.9, fields: int = 1) -> tuple[Any, Any]:
    """Three segments; each field says the segment (0, 1, 2) of a share of the people, else anything."""
    rng = np.random.default_rng(3)
    truth = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    basis = np.clip(np.round(rng.normal(np.array([[6, 6, 2, 2], [2, 2, 6, 6], [6, 2, 6, 2]])[truth], 1)), 1, 7)
    columns = [np.where(rng.random(n) < sure, truth, rng.integers(0, 3, n)) for _ in range(fields)]
    return np.column_stack([basis, *columns]).astype(float), truth + 1


def judged(bind_codes: Make, divided: Make, given: Any, labels: Any, questions: Any, **more: Any) -> Any:
    responses = bind_codes(given, more.get("weights"), questions)
    if "study" in more:
        responses = replace(responses, questionnaire=replace(responses.questionnaire, study=more["study"]))
    basis = build_basis(responses)
    segmentation = divided(labels, basis.weights)
    return findability(segmentation, describe(segmentation, responses, basis), responses, basis)


CRM = (Reach(via="crm", field="plan"),)


def test_a_field_that_says_the_segment_finds_it(bind_codes: Make, divided: Make) -> None:
    given, labels = codes()
    found = judged(bind_codes, divided, given, labels, asked(plan=CRM))
    assert found.segments["found"].tolist() == ["yes"] * 3
    assert found.segments["best"].tolist() == ["crm"] * 3
    row = found.segments.iloc[1]
    pointed, inside = given[:, 4] == 1, labels == 2
    assert row["reached"] == pytest.approx(pointed[inside].mean())
    assert row["size"] == pytest.approx(pointed.mean())
    assert row["precision"] == pytest.approx(inside[pointed].mean())
    assert row["low"] < row["reached"] < row["high"]
    assert row["precision_low"] < row["precision"] < row["precision_high"]
    channel = found.channels[found.channels["segment"] == 2].iloc[0]
    assert channel["index"] == pytest.approx(100 * pointed[inside].mean() / pointed.mean())
    assert found.rules[found.rules["segment"] == 2]["answers"].tolist() == [["perhaps"]]


def test_a_field_that_says_nothing_finds_nobody(bind_codes: Make, divided: Make) -> None:
    given, labels = codes(sure=0.0)
    found = judged(bind_codes, divided, given, labels, asked(plan=CRM))
    assert found.segments["found"].tolist() == ["only by asking"] * 3
    assert (found.segments["reached"] < 0.1).all()
    assert found.segments["reachable_traits"].tolist() == [0, 0, 0]


def test_chance_does_not_look_like_reach(bind_codes: Make, divided: Make) -> None:
    """Thirty fields of noise: rules made and measured on the same people would point at segments."""
    given, labels = codes(300, sure=0.0, fields=30)
    names = {f"f{j}": (Reach(via="media"),) for j in range(30)}
    found = judged(bind_codes, divided, given, labels, asked(**names))
    usable = found.segments[found.segments["size"] > 0.02]
    assert (usable["index"] < 125).all()


def test_a_field_known_for_half_finds_half(bind_codes: Make, divided: Make) -> None:
    given, labels = codes()
    whole = judged(bind_codes, divided, given, labels, asked(plan=CRM))
    half = judged(bind_codes, divided, given, labels, asked(plan=(Reach(via="crm", field="plan", coverage=0.5),)))
    declared = judged(
        bind_codes, divided, given, labels, asked(plan=CRM),
        study=Study(title="t", crm_fields=(CrmField(name="plan", fill_rate=0.5),)),
    )  # fmt: skip
    assert half.segments["reached"].to_numpy() == pytest.approx(whole.segments["reached"].to_numpy() / 2)
    assert declared.segments["reached"].to_numpy() == pytest.approx(half.segments["reached"].to_numpy())
    assert half.segments["found"].tolist() == ["only by asking"] * 3
    assert half.segments["precision"].to_numpy() == pytest.approx(whole.segments["precision"].to_numpy())


def test_two_half_filled_fields_find_three_quarters(bind_codes: Make, divided: Make) -> None:
    given, labels = codes(sure=1.0, fields=2)
    ways = (Reach(via="crm", field="plan", coverage=0.5),)
    found = judged(bind_codes, divided, given, labels, asked(plan=ways, tier=ways))
    assert found.segments["reached"].tolist() == pytest.approx([0.75] * 3)


def test_a_sales_talk_recognises_and_does_not_find(bind_codes: Make, divided: Make) -> None:
    given, labels = codes(fields=2)
    found = judged(
        bind_codes, divided, given, labels, asked(plan=(Reach(via="sales_cue"),), city=(Reach(via="none"), *CRM))
    )
    talks = found.channels[found.channels["via"] == "sales_cue"]
    alone = judged(bind_codes, divided, given[:, [0, 1, 2, 3, 5]], labels, asked(city=CRM))
    assert len(talks) == 3
    assert found.segments["reached"].to_numpy() == pytest.approx(alone.segments["reached"].to_numpy())
    with pytest.raises(CannotCompute, match="reached"):
        judged(bind_codes, divided, given[:, :5], labels, asked(plan=(Reach(via="sales_cue"),)))


def test_an_attitude_beside_a_field_is_no_field(bind_codes: Make, divided: Make) -> None:
    given, labels = codes(fields=2)
    questions = asked(plan=(Reach(via="crm", field="tier"),), city=CRM)
    mind = tuple(replace(one, data_type="attitude") if one.id == "plan" else one for one in questions)
    found = judged(bind_codes, divided, given, labels, mind)
    assert set(found.rules["question"]) == {"city"}
    itself = tuple(replace(one, reach=(Reach(via="crm", field="plan"),)) if one.id == "plan" else one for one in mind)
    assert set(judged(bind_codes, divided, given, labels, itself).rules["question"]) == {"city", "plan"}


def test_many_fields_that_point_at_everybody_are_said_to(bind_codes: Make, divided: Make) -> None:
    given, labels = codes(2000, sure=0.45, fields=9)
    names = {f"f{j}": (Reach(via="media"),) for j in range(9)}
    found = judged(bind_codes, divided, given, labels, asked(**names))
    assert "with many others" in set(found.segments["found"])
    assert (found.segments["reached"] > 0.9).all()


def test_weights_count(bind_codes: Make, divided: Make) -> None:
    given, labels = codes()
    weights = np.where(given[:, 4] == 1, 3.0, 1.0)
    found = judged(bind_codes, divided, given, labels, asked(plan=CRM), weights=weights)
    inside, pointed = labels == 2, given[:, 4] == 1
    row = found.segments.iloc[1]
    assert row["reached"] == pytest.approx(weights[inside & pointed].sum() / weights[inside].sum())
    scaled = judged(bind_codes, divided, given, labels, asked(plan=CRM), weights=10 * weights)
    assert scaled.segments["high"].to_numpy() == pytest.approx(found.segments["high"].to_numpy())
    assert row["n_eff"] == pytest.approx(weights[inside].sum() ** 2 / (weights[inside] ** 2).sum())


@pytest.mark.parametrize("zero_weight", [False, True])
def test_a_number_without_ends_that_nobody_answered_finds_nobody(
    bind_codes: Make, divided: Make, zero_weight: bool
) -> None:
    given, labels = codes()
    amount, weights = np.full(len(given), np.nan), np.ones(len(given))
    if zero_weight:
        amount[:5], weights[:5] = range(5), 0.0
    spend = Question(id="spend", text="spend?", type="number", role=("descriptor",), reach=CRM)
    questions = (*asked(plan=CRM), spend)
    found = judged(bind_codes, divided, np.column_stack([given, amount]), labels, questions, weights=weights)
    alone = judged(bind_codes, divided, given, labels, asked(plan=CRM), weights=weights)
    assert set(found.rules["question"]) == {"plan"}
    assert found.segments["reached"].tolist() == alone.segments["reached"].tolist()


def test_without_fields_or_people_nothing_is_judged(bind_codes: Make, divided: Make) -> None:
    given, labels = codes()
    with pytest.raises(CannotCompute, match="no question says"):
        judged(bind_codes, divided, given, labels, asked(plan=()))
    with pytest.raises(CannotCompute, match="49 people"):
        judged(bind_codes, divided, given[:49], labels[:49], asked(plan=CRM))
