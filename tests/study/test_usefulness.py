"""How well few questions and what people can be found by tell the segments of every number of segments."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.partition import fit_partition
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Reach
from survey_seg.responses.model import Responses
from survey_seg.study.usefulness import usefulness

FIVE = tuple(Option(code=code, label=str(code)) for code in range(1, 6))
ITEMS = tuple(
    Question(id=f"b{j}", text=f"Item {j}?", type="scale", role=("basis", "typing"), options=FIVE) for j in range(6)
)
N = 300
RNG = np.random.default_rng(1)
TRUTH = RNG.integers(0, 3, N)
CENTRES = np.array([[4.5, 4.5, 1.5, 1.5, 3, 3], [1.5, 1.5, 4.5, 4.5, 3, 3], [3, 3, 3, 3, 5, 1]])
ANSWERS = np.clip(np.round(RNG.normal(CENTRES[TRUTH], 0.7)), 1, 5)
TELLING = np.where(RNG.random(N) < 0.8, TRUTH + 1.0, RNG.integers(1, 4, N))
WEIGHTS = RNG.integers(0, 3, N).astype(np.float64)


def found(
    people: Any = slice(None), *, field: Any = TELLING, via: str = "crm", weights: Any = WEIGHTS, items: Any = ITEMS
) -> pd.DataFrame:
    region = Question(
        id="region", text="Region?", type="single", role=("descriptor",), options=FIVE[:3], reach=(Reach(via=via),)
    )
    asked = (*items, region)
    codes = np.column_stack([ANSWERS, field])[people]
    ids = np.array([f"p{i}" for i in range(N)])[people]
    table = pd.DataFrame(codes, columns=[one.id for one in asked], index=ids)
    mass = weights[people]
    responses = Responses(Questionnaire(Study(title="t"), asked), table, table.isna(), mass, None, True, "", "")
    basis = build_basis(responses)
    parts = {k: fit_partition(basis.matrix, mass, k, seed=1, method="kmeans") for k in (1, 2, 3)}
    tried: Any = SimpleNamespace(
        labels={k: part.labels for k, part in parts.items()}, rules={k: part.rule for k, part in parts.items()}
    )
    return usefulness(tried, responses, basis)


def test_clear_segments_are_typed_and_reached_and_one_segment_has_no_figures() -> None:
    table = found().set_index("k")
    assert table.loc[1].isna().all()
    assert table.loc[3, "typability"] > 0.9
    assert 0.3 < table.loc[3, "reach"] < 0.9


def test_what_tells_nothing_reaches_nobody() -> None:
    assert (found(field=RNG.integers(1, 4, N))["reach"].dropna() < 0.1).all()


@pytest.mark.parametrize("via", ["none", "typing"])
def test_without_a_field_to_find_people_by_there_is_no_reach(via: str) -> None:
    assert found(via=via)["reach"].isna().all()


def test_without_questions_to_ask_there_is_no_typability() -> None:
    items = tuple(replace(one, role=("basis",)) for one in ITEMS)
    region_only = (replace(items[0], role=("basis", "typing")), *items[1:])
    assert found(items=region_only)["typability"].isna().all()


def test_the_order_of_people_the_scale_of_weights_and_those_who_are_absent_change_nothing() -> None:
    expected = found()
    order = np.random.default_rng(2).permutation(N)
    for again in (found(order), found(weights=3 * WEIGHTS), found(np.flatnonzero(WEIGHTS))):
        pd.testing.assert_frame_equal(expected, again, rtol=1e-6)


def test_few_people_are_not_judged() -> None:
    assert found(np.arange(45))[["typability", "reach"]].isna().all(axis=None)
