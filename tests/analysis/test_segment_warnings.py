"""Segments that are not what they seem are said to be so: of demographics, of occasions, of a way of answering."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.answer_level import answer_level
from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.criterion import COLUMNS
from survey_seg.analysis.demographics import demographics, recovered
from survey_seg.analysis.profile_notices import RECOVERED, base_notices, basis_notices, explained_notices
from survey_seg.errors import InputRefused
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.resources import folder
from survey_seg.responses.read import read_responses

Make = Callable[..., Any]
SEVEN = tuple(Option(code=code, label=str(code)) for code in range(1, 8))
HOSTILE = "<b>Age</b>\n\x1b[31m{{ 1 }}"
ITEMS = 8


def asked(*, items: int = ITEMS) -> tuple[Question, ...]:
    ratings = [Question(id=f"b{j}", text=f"Item {j}?", type="scale", role=("basis",), options=SEVEN,
                        data_type="attitude") for j in range(items)]  # fmt: skip
    age = Question(id="age", text=HOSTILE, type="number", role=("descriptor",), data_type="demographic")
    town = Question(id="town", text="Where?", type="single", data_type="geo", options=SEVEN[:3])
    return (*ratings, age, town)


def study(labels: Any, ratings: Any, bind_codes: Make, *, age: Any = None, weights: Any = None) -> Any:
    """A segmentation, responses and basis: 1-based labels, ratings, and ages that have nothing to do with them."""
    rng, n = np.random.default_rng(9), len(labels)
    years = rng.integers(18, 80, n) if age is None else age
    responses = bind_codes(
        np.column_stack([ratings, years, rng.integers(1, 4, n)]).astype(float), weights, asked(items=ratings.shape[1])
    )
    return SimpleNamespace(k=int(labels.max()), labels=labels), responses, build_basis(responses)


def drawn(labels: Any, centres: Any, rng: np.random.Generator, *, habit: float = 0.0) -> Any:
    people = len(labels)
    answers = np.asarray(centres)[labels - 1] + habit * rng.normal(0, 1, (people, 1))
    return np.clip(np.round(answers + rng.normal(0, 1, answers.shape)), 1, 7)


def codes_of(notices: Any) -> set[str]:
    return {notice.code for notice in notices}


def told(found: Any, level: Any = None) -> dict[str, str]:
    notices = explained_notices(pd.DataFrame(columns=list(COLUMNS)), found, level)
    return {notice.code: notice.text for notice in notices}


APART = [[6, 6, 6, 6, 2, 2, 2, 2], [2, 2, 2, 2, 6, 6, 6, 6], [6, 2, 6, 2, 6, 2, 6, 2]]
LOWER = [[6] * ITEMS, [4] * ITEMS, [2] * ITEMS]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_segments_that_are_age_groups_are_called_a_demographic_split(bind_codes: Make, rng: Any) -> None:
    labels = rng.integers(1, 4, 600)
    age = 18 + 20 * labels + rng.integers(0, 20, 600)
    segmentation, responses, basis = study(labels, drawn(labels, APART, rng), bind_codes, age=age)
    found = recovered(segmentation, demographics(responses, basis), basis.weights)
    assert found is not None
    assert found.low <= found.accuracy <= found.high
    assert found.lift > 0.9
    text = told(found)["PROFILES_DEMOGRAPHIC"]
    assert "“<b>Age</b> [31m{{ 1 }}”" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("n", [200, 600])
def test_segments_that_have_nothing_to_do_with_age_are_not(n: int, bind_codes: Make, rng: Any) -> None:
    labels = rng.integers(1, 5, n)
    segmentation, responses, basis = study(labels, drawn(labels, [*APART, LOWER[1]], rng), bind_codes)
    found = recovered(segmentation, demographics(responses, basis), basis.weights)
    assert found.lift < 0.15
    assert not told(found)


def test_the_bar_is_half_of_the_way_from_guessing_to_knowing(bind_codes: Make, rng: Any) -> None:
    labels = np.where(rng.random(3000) < 0.5, 1, 2)
    lifts = []
    for known in (0.3, 0.7):
        age = np.where(rng.random(3000) < known, labels, rng.integers(1, 3, 3000))
        segmentation, responses, basis = study(labels, drawn(labels, APART, rng), bind_codes, age=age)
        found = recovered(segmentation, demographics(responses, basis), basis.weights)
        lifts.append(found.lift)
        assert bool(told(found)) == (known > RECOVERED)
    assert lifts == pytest.approx([0.3, 0.7], abs=0.06)


def test_without_demographics_or_with_few_people_nothing_is_recovered(bind_codes: Make, rng: Any) -> None:
    labels = np.tile([1, 2], 20)
    segmentation, responses, basis = study(labels, drawn(labels, APART, rng), bind_codes)
    assert recovered(segmentation, demographics(responses, basis), basis.weights) is None
    labels = np.tile([1, 2], 100)
    segmentation, responses, basis = study(labels, drawn(labels, APART, rng), bind_codes)
    responses.answers["age"] = np.nan
    who = demographics(responses, basis)
    assert recovered(segmentation, who, basis.weights) is not None
    assert recovered(segmentation, replace(who, features=()), basis.weights) is None


def test_segments_that_answer_higher_throughout_are_told_apart_from_segments_of_opinion(
    bind_codes: Make, rng: Any
) -> None:
    labels = rng.integers(1, 4, 500)
    shares = []
    for centres in (LOWER, APART):
        level = answer_level(*study(labels, drawn(labels, centres, rng), bind_codes))
        assert level.items == ITEMS
        shares.append(level.share)
    assert shares[0] > 0.95
    assert shares[1] < 0.1


def test_segments_made_of_a_habit_of_answering_are_warned_of(bind_codes: Make, rng: Any) -> None:
    habit = rng.normal(0, 1.2, 600)
    ratings = np.clip(np.round(4 + habit[:, None] + rng.normal(0, 1, (600, ITEMS))), 1, 7)
    level = answer_level(*study(np.where(habit > 0, 1, 2), ratings, bind_codes))
    text = told(None, level)["PROFILES_ANSWER_LEVEL"]
    assert f"{100 * level.share:.0f} % of what sets the segments apart on {ITEMS} ratings" in text
    assert "would leave" in text


def test_a_habit_within_segments_of_opinion_is_no_warning(bind_codes: Make, rng: Any) -> None:
    labels = rng.integers(1, 4, 600)
    level = answer_level(*study(labels, drawn(labels, APART, rng, habit=1.0), bind_codes))
    assert level.share < 0.2
    assert not told(None, level)


def test_the_level_of_segments_is_the_part_of_their_variance_along_the_mean(bind_codes: Make, rng: Any) -> None:
    labels, weights = rng.integers(1, 4, 300), rng.uniform(0.5, 2, 300)
    given = study(labels, drawn(labels, [[5] * 8, [3] * 8, APART[2]], rng), bind_codes, weights=weights)
    z = given[1].answers[[f"b{j}" for j in range(8)]].to_numpy()
    w = given[2].weights
    z = (z - np.average(z, axis=0, weights=w)) / np.sqrt(np.cov(z.T, aweights=w, ddof=0).diagonal())
    shares = np.bincount(labels - 1, w) / w.sum()
    means = np.array([np.average(z[labels == j], axis=0, weights=w[labels == j]) for j in (1, 2, 3)])
    along = (means @ np.full(8, 8**-0.5)) ** 2
    assert answer_level(*given).share == pytest.approx(shares @ along / (shares @ (means**2).sum(1)))
    scaled = (given[0], given[1], replace(given[2], weights=5 * w))
    assert answer_level(*scaled).share == pytest.approx(answer_level(*given).share, rel=1e-12)


def test_few_ratings_one_segment_or_no_answers_have_no_level(bind_codes: Make, rng: Any) -> None:
    labels = rng.integers(1, 4, 200)
    few = study(labels, drawn(labels, [row[:5] for row in APART], rng), bind_codes)
    assert answer_level(*few) is None
    one = study(np.ones(200, dtype=np.int64), drawn(labels, APART, rng), bind_codes)
    assert answer_level(*one) is None
    blank = study(labels, drawn(labels, APART, rng), bind_codes)
    blank[1].answers[[f"b{j}" for j in range(5)]] = np.nan
    assert answer_level(*blank) is None
    same = study(labels, drawn(labels, APART, rng), bind_codes)
    same[1].answers[[f"b{j}" for j in range(ITEMS)]] = 0.1
    assert answer_level(*same) is None


def basis_of(*types: str | None) -> set[str]:
    questions = tuple(
        Question(id=f"q{j}", text="?", type="number", role=("basis",), data_type=kind) for j, kind in enumerate(types)
    )
    return codes_of(basis_notices(Questionnaire(Study(title="t"), questions)))


def test_a_basis_of_demographics_only_or_of_occasions_is_told() -> None:
    assert basis_of("demographic", "geo", "firmographic") == {"PROFILES_ONLY_DEMOGRAPHICS"}
    assert basis_of("demographic", "need") == set()
    assert basis_of("demographic", None) == set()
    assert basis_of("occasion", "need") == {"PROFILES_OCCASIONS"}
    assert basis_of() == set()


def test_an_outcome_in_the_basis_is_told() -> None:
    both = Question(id="spend", text="?", type="number", role=("basis", "value"))
    assert codes_of(basis_notices(Questionnaire(Study(title="t"), (both,)))) == {"PROFILES_CRITERION_IN_BASIS"}


def test_several_rows_of_one_person_are_refused_when_read(tmp_path: Any) -> None:
    questions = (Question(id="who", text="?", type="text", role=("link",)), *asked())
    file = tmp_path / "answers.csv"
    names = [question.id for question in questions]
    file.write_text("\n".join([",".join(names), *["anna" + ",3" * ITEMS + ",40,1"] * 2]) + "\n", encoding="utf-8")
    with pytest.raises(InputRefused, match="DATA_DUPLICATE_ID"):
        read_responses(file, Questionnaire(Study(title="t"), questions))


def test_a_demographic_split_that_explains_more_is_told() -> None:
    row = dict.fromkeys(COLUMNS, 0.0) | {"text": "Spend\x1b?", "gain_high": -0.05, "demographic": 0.2, "share": 0.1}
    notices = list(explained_notices(pd.DataFrame([row, row | {"gain_high": 0.01}]), None, None))
    assert codes_of(notices) == {"PROFILES_DEMOGRAPHICS_EXPLAIN_MORE"}
    assert len(notices) == 1
    assert "“Spend?” than the segments do: 20 % against 10 %" in notices[0].text


def test_small_segments_and_long_lists_are_told_in_short() -> None:
    sizes = pd.DataFrame({"segment": [1, 2], "base": [300, 29]})
    notices = list(base_notices(sizes, [f"q{j}" for j in range(9)], basis=False))
    assert [notice.code for notice in notices] == ["PROFILES_LOW_BASE", "PROFILES_FEW_ANSWERS"]
    assert "q4 and 4 more" in notices[1].text


@pytest.mark.parametrize(
    "path", sorted((folder("questionnaires") / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_shipped_questionnaires_have_a_basis_of_people_and_keep_their_outcomes_out(path: Any) -> None:
    assert codes_of(basis_notices(read_questionnaire(path))) <= {"PROFILES_OCCASIONS"}
