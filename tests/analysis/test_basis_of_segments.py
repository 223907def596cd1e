"""The basis: one scale for all items, nothing refused silently, nothing filled silently."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_seg.analysis.basis import build_basis, scale_answers, scale_codes
from survey_seg.analysis.model import Basis
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.responses.model import Responses


def scale(name: str, codes: Sequence[int] = (1, 2, 3, 4, 5), **more: Any) -> Question:
    options = tuple(Option(code=code, label=f"answer {code}") for code in codes)
    return Question(
        **{"id": name, "text": f"Text of {name}", "type": "scale", "role": ("basis",), "options": options, **more}
    )


def number(name: str, **more: Any) -> Question:
    return Question(id=name, text=f"Text of {name}", type="number", role=("basis",), **more)


def answered(questions: Sequence[Question], raw: np.ndarray, weights: np.ndarray | None = None) -> Responses:
    questionnaire = Questionnaire(study=Study(title="t"), questions=tuple(questions), file="q.yaml")
    names = [variable.name for variable in questionnaire.variables()]
    answers = pd.DataFrame(raw, columns=names[: raw.shape[1]], index=[f"p{i}" for i in range(len(raw))])
    return Responses(
        questionnaire=questionnaire,
        answers=answers,
        declared_missing=answers.isna(),
        weights=np.ones(len(raw)) if weights is None else weights,
        seconds=None,
        weighted=weights is not None,
        file="r.csv",
        sha256="",
    )


def likert(n: int = 200, p: int = 4, seed: int = 5, blanks: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    latent = rng.normal(size=(n, 1)) + rng.normal(size=(n, p))
    raw = np.clip(np.round(3 + latent), 1, 5)
    raw[rng.random(raw.shape) < blanks] = np.nan
    return raw


def codes_of(error: pytest.ExceptionInfo[CannotCompute]) -> set[str]:
    return {problem.code for problem in error.value.problems}


def notices(basis: Basis) -> dict[str, str]:
    return {notice.code: notice.text for notice in basis.notices}


def test_items_are_scaled_by_the_declared_range_not_by_the_answers_given() -> None:
    raw = np.tile([[2.0, 3.0], [3.0, 4.0]], (20, 1))
    basis = build_basis(answered([scale("a"), scale("b")], raw))
    np.testing.assert_allclose(basis.matrix[:2], [[0.25, 0.5], [0.5, 0.75]])
    np.testing.assert_array_equal(basis.raw, raw)
    assert basis.items == ("a", "b")
    assert basis.texts == ("Text of a", "Text of b")
    assert basis.ids[:2] == ("p0", "p1")


def test_reversed_items_are_turned_in_the_matrix_and_left_as_asked_in_raw() -> None:
    raw = likert()
    plain = build_basis(answered([scale(f"q{j}") for j in range(4)], raw))
    turned = build_basis(answered([scale("q0", reverse=True)] + [scale(f"q{j}") for j in range(1, 4)], raw))
    np.testing.assert_allclose(turned.matrix[:, 0], 1 - plain.matrix[:, 0])
    np.testing.assert_array_equal(turned.raw, raw)


@given(start=st.integers(-20, 20), step=st.integers(1, 7), down=st.booleans())
@settings(max_examples=15, deadline=None)
def test_coding_of_the_answers_does_not_matter(start: int, step: int, down: bool) -> None:
    raw = likert(n=60, blanks=0.1)
    usual = build_basis(answered([scale(f"q{j}") for j in range(4)], raw))
    position = 6 - raw[:, 0] if down else raw[:, 0]
    recoded = raw.copy()
    recoded[:, 0] = start + step * (position - 1)
    first = scale("q0", [start + step * i for i in range(5)])
    other = build_basis(answered([first] + [scale(f"q{j}") for j in range(1, 4)], recoded))
    expected = usual.matrix.copy()
    expected[:, 0] = 1 - expected[:, 0] if down else expected[:, 0]
    np.testing.assert_allclose(other.matrix, expected, atol=1e-9)


def test_multi_questions_and_two_answer_questions_are_basis_items() -> None:
    options = (Option(code=1, label="Price"), Option(code=2, label="Taste"))
    multi = Question(id="m", text="What matters?", type="multi", role=("basis",), options=options)
    single = Question(id="s", text="Own one?", type="single", role=("basis",), options=options)
    raw = np.tile([[1.0, 0.0, 1.0], [0.0, 1.0, 2.0], [0.0, 0.0, 2.0]], (12, 1))
    basis = build_basis(answered([multi, single], raw))
    assert basis.items == ("m_1", "m_2", "s")
    np.testing.assert_array_equal(basis.matrix[:3], [[1, 0, 0], [0, 1, 1], [0, 0, 1]])


def test_number_without_range_runs_from_the_1st_to_the_99th_percentile_and_says_so() -> None:
    money = np.arange(1.0, 201.0)
    money[-1] = 1e6
    basis = build_basis(answered([number("spend"), scale("a")], np.column_stack([money, likert(200, 1)[:, 0]])))
    assert (basis.low[0], basis.high[0]) == (2.0, 198.0)
    assert basis.matrix[-1, 0] == 1.0
    assert "3 answers beyond it were moved" in notices(basis)["BASIS_RANGE_OBSERVED"]


def test_number_that_nearly_everybody_leaves_at_zero_keeps_its_few_answers() -> None:
    spend = np.zeros(300)
    spend[0] = 10.0
    basis = build_basis(answered([number("spend"), scale("a")], np.column_stack([spend, likert(300, 1)[:, 0]])))
    assert basis.matrix[0, 0] == 1.0
    assert basis.matrix[1:, 0].max() == 0.0


def test_answers_beyond_a_declared_range_are_moved_to_its_end_and_counted() -> None:
    raw = likert()
    raw[0, 0] = 9.0
    basis = build_basis(answered([scale(f"q{j}") for j in range(4)], raw))
    assert basis.matrix[0, 0] == 1.0
    assert notices(basis)["BASIS_CLIPPED"].startswith("1 answers of q0")


def test_every_problem_is_told_at_once() -> None:
    options = tuple(Option(code=code, label=f"l{code}") for code in (1, 2, 3))
    colour = Question(id="colour", text="Colour?", type="single", role=("basis",), options=options)
    essay = Question(id="essay", text="Why?", type="text", role=("basis",))
    raw = np.column_stack([np.ones(3), np.ones(3), np.full(3, 4.0), np.full(3, np.nan)])
    asked = [colour, essay, scale("same"), scale("nobody"), scale("lost")]
    with pytest.raises(CannotCompute) as error:
        build_basis(answered(asked, raw))
    assert codes_of(error) == {
        "BASIS_NO_ORDER",
        "BASIS_CONSTANT",
        "BASIS_NO_ANSWERS",
        "BASIS_NO_COLUMN",
        "BASIS_TOO_FEW_PEOPLE",
    }
    assert len(error.value.problems) == 6
    assert error.value.exit_code == 4


def test_one_basis_item_is_too_few() -> None:
    with pytest.raises(CannotCompute) as error:
        build_basis(answered([scale("only")], likert(p=1)))
    assert codes_of(error) == {"BASIS_TOO_FEW_ITEMS"}


def test_item_constant_among_people_with_weight_is_refused() -> None:
    raw = likert(50, 3)
    raw[1:, 0] = 3.0
    raw[0, 0] = 5.0
    weights = np.ones(50)
    weights[0] = 0.0
    with pytest.raises(CannotCompute) as error:
        build_basis(answered([scale(f"q{j}") for j in range(3)], raw, weights))
    assert codes_of(error) == {"BASIS_CONSTANT"}


def test_blanks_are_filled_counted_and_told() -> None:
    raw = likert(200, 4, blanks=0.1)
    basis = build_basis(answered([scale(f"q{j}") for j in range(4)], raw))
    assert not np.isnan(basis.matrix).any()
    assert basis.matrix.min() >= 0
    assert basis.matrix.max() <= 1
    np.testing.assert_array_equal(basis.imputed, np.isnan(raw).sum(axis=0))
    assert f"{np.isnan(raw).sum()} of 800 answers" in notices(basis)["BASIS_IMPUTED"]
    given_answers = ~np.isnan(raw)
    np.testing.assert_allclose(basis.matrix[given_answers], (raw[given_answers] - 1) / 4)


def test_a_person_of_the_basis_gets_the_same_row_again() -> None:
    raw = likert(150, 4, blanks=0.2)
    basis = build_basis(answered([scale("q0", reverse=True)] + [scale(f"q{j}") for j in range(1, 4)], raw))
    np.testing.assert_array_equal(scale_answers(basis, raw), basis.matrix)
    np.testing.assert_allclose(scale_answers(basis, raw[7:9]), basis.matrix[7:9], atol=1e-12)
    assert np.isnan(scale_codes(basis, raw)).sum() == np.isnan(raw).sum()


def test_somebody_new_who_answers_nothing_stands_at_the_mean() -> None:
    basis = build_basis(answered([scale(f"q{j}") for j in range(4)], likert()))
    np.testing.assert_allclose(scale_answers(basis, np.full((1, 4), np.nan))[0], basis.mean)


def test_people_without_any_answer_few_people_and_twin_items_are_told() -> None:
    raw = likert(30, 4)
    raw[:, 1] = 6 - raw[:, 0]
    raw[3] = np.nan
    said = notices(build_basis(answered([scale(f"q{j}") for j in range(4)], raw)))
    assert said["BASIS_NO_ANSWER_AT_ALL"].startswith("1 people")
    assert "few for 4 items" in said["BASIS_FEW_PEOPLE"]
    assert said["BASIS_DUPLICATE_ITEMS"] == "Items that hold the same answers count twice: q0 and q1."


def test_clean_data_raise_no_notice() -> None:
    assert build_basis(answered([scale(f"q{j}") for j in range(4)], likert())).notices == ()


def test_hostile_names_and_texts_are_normal_input() -> None:
    question = scale("a", text="=1+1 <img src=x onerror=alert(1)> {{7*7}}")
    basis = build_basis(answered([question, scale("b")], likert(60, 2)))
    assert basis.texts[0] == "=1+1 <img src=x onerror=alert(1)> {{7*7}}"


def test_people_of_weight_zero_get_a_row_but_move_nothing() -> None:
    raw = likert(120, 4, blanks=0.1)
    weights = np.where(np.arange(120) < 20, 0.0, 1.2)
    questions = [scale(f"q{j}") for j in range(4)]
    with_them = build_basis(answered(questions, raw, weights))
    without = build_basis(answered(questions, raw[20:], weights[20:]))
    np.testing.assert_allclose(with_them.matrix[20:], without.matrix, atol=1e-9)
    np.testing.assert_array_equal(with_them.imputed, without.imputed)
    assert with_them.notices == without.notices
    assert with_them.matrix.shape == (120, 4)
