"""The linear rule of known groups against its formula, and what must not move it."""

import numpy as np
import numpy.typing as npt
import pytest
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from survey_seg.errors import CannotCompute
from survey_seg.stats.discriminant import discriminant, discriminant_labels, discriminant_scores

Floats = npt.NDArray[np.float64]

RNG = np.random.default_rng(1)
LABELS = RNG.choice(3, 200, p=[0.5, 0.3, 0.2]).astype(np.int64)
ROWS = (
    RNG.normal(size=(200, 4)) @ RNG.normal(size=(4, 4)) + np.array([[0, 0, 0, 0], [3, 0, 0, 1], [0, 3, 0, -1]])[LABELS]
)
WEIGHTS = RNG.integers(0, 4, 200).astype(np.float64)


def posterior(rows: Floats, weights: Floats, new: Floats, labels: npt.NDArray[np.int64] = LABELS) -> Floats:
    scores = discriminant_scores(discriminant(rows, labels, weights, 3), new)
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(odds / odds.sum(1, keepdims=True))


def test_the_posterior_is_that_of_linear_discriminant_analysis() -> None:
    peer = LinearDiscriminantAnalysis(solver="lsqr").fit(ROWS, LABELS)
    assert posterior(ROWS, np.ones(200), ROWS) == pytest.approx(peer.predict_proba(ROWS), abs=1e-9)
    assert (discriminant_labels(discriminant(ROWS, LABELS, np.ones(200), 3), ROWS) == peer.predict(ROWS)).all()


def test_the_four_laws_of_weights_hold() -> None:
    copies, there = WEIGHTS.astype(int), WEIGHTS > 0
    expected = posterior(ROWS, WEIGHTS, ROWS)
    repeated = posterior(np.repeat(ROWS, copies, axis=0), np.ones(copies.sum()), ROWS, np.repeat(LABELS, copies))
    assert repeated == pytest.approx(expected, abs=1e-9)
    assert posterior(ROWS, 7.3 * WEIGHTS, ROWS) == pytest.approx(expected, abs=1e-9)
    assert posterior(ROWS[there], WEIGHTS[there], ROWS, LABELS[there]) == pytest.approx(expected, abs=1e-9)


def test_neither_order_nor_scale_of_people_and_columns_matters() -> None:
    expected = posterior(ROWS, WEIGHTS, ROWS)
    people, columns = RNG.permutation(200), RNG.permutation(4)
    shuffled = posterior(ROWS[people], WEIGHTS[people], ROWS, LABELS[people])
    assert shuffled == pytest.approx(expected, abs=1e-9)
    assert posterior(ROWS[:, columns], WEIGHTS, ROWS[:, columns]) == pytest.approx(expected, abs=1e-9)
    stretched = ROWS * [1e3, 1e-3, -1, 5] + 100
    assert posterior(stretched, WEIGHTS, stretched) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("extra", [np.full(200, 0.3), ROWS[:, 0], ROWS.sum(1), 1 - ROWS[:, 1]])
def test_directions_without_variance_change_nothing(extra: Floats) -> None:
    more = np.column_stack([ROWS, extra])
    assert posterior(more, WEIGHTS, more) == pytest.approx(posterior(ROWS, WEIGHTS, ROWS), abs=1e-6)


def test_an_answer_that_one_group_alone_gives_decides() -> None:
    alone = (LABELS == 2).astype(float)
    more = np.column_stack([ROWS, alone])
    found = posterior(more, np.ones(200), more)
    assert ((found[:, 2] > 0.5) == (alone == 1)).all()
    only = alone[:, None]
    rule = discriminant(only, (LABELS == 2).astype(np.int64), np.ones(200), 2)
    assert (discriminant_labels(rule, only) == alone).all()


def test_one_group_and_people_who_are_all_the_same_have_a_rule() -> None:
    one = discriminant(ROWS, np.zeros(200, dtype=np.int64), np.ones(200), 1)
    assert set(discriminant_labels(one, ROWS)) == {0}
    same = discriminant(np.full((200, 2), 0.5), LABELS, np.ones(200), 3)
    assert set(discriminant_labels(same, np.full((5, 2), 0.5))) == {np.bincount(LABELS).argmax()}


def test_a_group_with_nobody_is_refused_in_words() -> None:
    with pytest.raises(CannotCompute, match="group 4 has nobody in it"):
        discriminant(ROWS, LABELS, np.ones(200), 4)
    with pytest.raises(CannotCompute, match="group 2 has nobody in it"):
        discriminant(ROWS, LABELS, np.where(LABELS == 1, 0.0, 1.0), 3)
