"""Banner tables: every kind of question, bases, letters, weights, and what is not shown."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis.tables import ON_BASIS, Table, Tables, banner_tables
from survey_seg.errors import CannotCompute
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row
from survey_seg.responses.model import Responses
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base

Make = Callable[..., Any]
Floats = npt.NDArray[np.float64]


def closed(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=label) for code, label in enumerate(labels, start=1))


FIVE = closed("never", "rarely", "sometimes", "often", "always")
ASKED = (
    Question(id="job", text="Do you work?", type="single", options=closed("yes", "no")),
    Question(id="boss", text="How is your boss?", type="scale", options=FIVE, show_if="job == 1"),
    Question(id="lucky", text="Lucky?", type="single", options=closed("yes", "no"), asked_of=0.5),
    Question(id="paper", text="Which do you read?", type="multi", options=closed("Post", "Times", "none")),
    Question(id="grid", text="How often?", type="grid", options=FIVE,
             rows=(Row(id="g1", text="Run"), Row(id="g2", text="Swim"))),
    Question(id="spend", text="How much?", type="number", min=0),
    Question(id="slide", text="From 0 to 10?", type="scale", min=0, max=10),
    Question(id="order", text="Rank them", type="rank", min=1, max=4, rows=(Row(id="r1", text="A"),)),
    Question(id="said", text="Why?", type="text"),
    Question(id="built", text="Built on", type="scale", role=("basis",), options=FIVE),
    Question(id="w", text="Weight", type="number", role=("weight",)),
)  # fmt: skip
QUESTIONNAIRE = Questionnaire(Study(title="t"), ASKED, "q.yaml")


def answers(n: int = 600, seed: int = 1) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    rng = np.random.default_rng(seed)
    segment = rng.integers(1, 4, n)
    found = {
        "job": np.where(rng.random(n) < 0.2 + 0.2 * segment, 1, 2),
        "boss": rng.integers(1, 6, n),
        "lucky": np.where(rng.random(n) < 0.5, np.nan, rng.integers(1, 3, n)),
        "paper_1": rng.random(n) < 0.5,
        "paper_2": rng.random(n) < 0.3 * segment / 2,
        "paper_3": rng.random(n) < 0.2,
        "g1": np.clip(rng.integers(1, 4, n) + segment - 1, 1, 5),
        "g2": rng.integers(1, 6, n),
        "spend": np.round(np.exp(rng.normal(4 + 0.3 * segment, 0.6))),
        "slide": rng.integers(0, 11, n),
        "r1": rng.integers(1, 5, n),
        "said": "words",
        "built": np.clip(segment + rng.integers(0, 3, n), 1, 5),
        "w": 1.0,
    }
    table = pd.DataFrame(found, index=[f"p{i}" for i in range(n)])
    numbers = table.columns.drop("said")
    table[numbers] = table[numbers].astype(np.float64)
    table.loc[table["job"] == 2, "boss"] = np.nan
    table.loc[table.index[:9], "boss"] = np.nan
    return table, segment


def made(table: pd.DataFrame, segment: Any, weights: Floats | None = None, **how: Any) -> Tables:
    """The tables of answers to the questionnaire above; `weights` are not scaled."""
    weights = np.ones(len(table)) if weights is None else weights
    blank = pd.DataFrame(False, index=table.index, columns=table.columns)
    responses = Responses(QUESTIONNAIRE, table, blank, weights, None, True, "r.csv", "")
    basis = SimpleNamespace(items=("built",), weights=weights)
    found = SimpleNamespace(k=int(np.max(segment)), labels=np.asarray(segment))
    return banner_tables(found, responses, basis, **how)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def plain() -> tuple[pd.DataFrame, Any, dict[str, Table]]:
    table, segment = answers()
    return table, segment, {one.variable: one for one in made(table, segment).questions}


def row(table: Table, label: str) -> Any:
    return next(one for one in table.rows if one.label == label)


def test_every_closed_question_and_number_has_a_table_in_the_order_asked(plain: Any) -> None:
    assert list(plain[2]) == ["job", "boss", "lucky", "paper", "g1", "g2", "spend", "slide", "r1", "built"]


def test_a_question_whose_answers_are_words_is_named_as_left_out() -> None:
    assert [one["variable"] for one in made(*answers()).left_out] == ["said"]


def test_shares_are_those_of_a_cross_table_with_wilsons_interval(plain: Any) -> None:
    table, segment, found = plain
    yes = row(found["job"], "yes")
    for column, side in enumerate([segment > 0, segment == 1, segment == 2, segment == 3]):
        share = (table["job"][side] == 1).mean()
        low, high = wilson(share, side.sum())
        assert (yes.value[column], yes.low[column], yes.high[column]) == pytest.approx((share, low, high))
        assert yes.index[column] == pytest.approx(100 * share / (table["job"] == 1).mean())
        assert found["job"].base[column] == side.sum()


def test_not_asked_and_no_answer_are_kept_apart(plain: Any) -> None:
    table, segment, found = plain
    boss = found["boss"]
    for column, side in enumerate([segment > 0, segment == 1, segment == 2, segment == 3]):
        assert boss.not_asked[column] == (table["job"][side] == 2).sum()
        assert boss.base[column] == table["boss"][side].notna().sum()
        assert boss.no_answer[column] == side.sum() - boss.base[column] - boss.not_asked[column]
    assert boss.no_answer[0] > 0
    assert found["lucky"].no_answer[0] == 0
    assert found["lucky"].not_asked[0] == table["lucky"].isna().sum()


def test_several_answers_have_the_people_who_answered_as_base(plain: Any) -> None:
    table, _, found = plain
    paper = found["paper"]
    assert [one.label for one in paper.rows] == ["Post", "Times", "none"]
    assert sum(one.value[0] for one in paper.rows) == pytest.approx(
        (table["paper_1"] + table["paper_2"] + table["paper_3"]).mean()
    )
    assert paper.base[0] == len(table)


def test_scales_have_nets_of_two_and_a_mean(plain: Any) -> None:
    table, _, found = plain
    assert [one.label for one in found["g1"].rows if one.kind != "answer"] == ["Top two", "Bottom two", "Mean"]
    assert row(found["g1"], "Top two").value[0] == pytest.approx((table["g1"] >= 4).mean())
    assert row(found["g1"], "Bottom two").value[0] == pytest.approx((table["g1"] <= 2).mean())
    assert row(found["slide"], "Mean").value[0] == pytest.approx(table["slide"].mean())
    assert row(found["slide"], "Top two").value[0] == pytest.approx((table["slide"] >= 9).mean())
    assert row(found["r1"], "First two places").value[0] == pytest.approx((table["r1"] <= 2).mean())


def test_numbers_are_shown_in_quarters_without_the_smallest_and_largest_answer(plain: Any) -> None:
    table, _, found = plain
    spend = found["spend"]
    bands = [one for one in spend.rows if one.kind == "answer"]
    assert len(bands) == 4
    assert sum(one.value[0] for one in bands) == pytest.approx(1)
    assert all(0.2 < one.value[0] < 0.3 for one in bands)
    words = " ".join(one.label for one in bands)
    assert f"{table['spend'].max():g}" not in words.split()
    assert row(spend, "Mean").index[1] == pytest.approx(
        100 * table["spend"][plain[1] == 1].mean() / table["spend"].mean()
    )


def test_what_the_segments_were_built_on_has_no_letters(plain: Any) -> None:
    built, g1 = plain[2]["built"], plain[2]["g1"]
    assert (built.tested, built.note) == (False, ON_BASIS)
    assert not any("".join(one.letters) + "".join(one.rest) for one in built.rows)
    assert row(g1, "Mean").letters == ("", "", "A", "AB")
    assert row(g1, "Mean").rest == ("", "lower", "", "higher")


def test_a_column_of_fewer_than_thirty_is_shown_and_not_tested() -> None:
    table, segment = answers()
    small = np.where((segment == 3) & (np.cumsum(segment == 3) > 25), 1, segment)
    found = {one.variable: one for one in made(table, small).questions}
    assert found["g1"].state[3] == "tiny"
    assert found["g1"].base[3] == 25
    assert not any(letter for one in found["g1"].rows for letter in (one.letters[3], one.rest[3]))
    assert not any("C" in "".join(one.letters).upper() for one in found["g1"].rows)
    assert row(found["g1"], "Mean").value[3] is not None
    middling = np.where((segment == 3) & (np.cumsum(segment == 3) > 60), 1, segment)
    assert made(table, middling).questions[0].state[3] == "small"


def figures(tables: Tables) -> list[Any]:
    return [(one.label, one.value, one.low, one.high, one.index, one.letters, one.rest, one.hidden)
            for table in tables.questions for one in table.rows]  # fmt: skip


def assert_same(tables: Tables, others: Tables) -> None:
    for one, other in zip(figures(tables), figures(others), strict=True):
        assert (one[0], one[5:]) == (other[0], other[5:])
        for left, right in zip(one[1:5], other[1:5], strict=True):
            assert [x is None for x in left] == [x is None for x in right]
            assert [x for x in left if x is not None] == pytest.approx([x for x in right if x is not None])


def test_scaling_all_weights_changes_nothing() -> None:
    table, segment = answers()
    weights = np.exp(np.random.default_rng(2).normal(0, 0.6, len(table)))
    assert_same(made(table, segment, weights), made(table, segment, 7 * weights))


def test_a_person_of_weight_zero_is_absent() -> None:
    table, segment = answers()
    weights = np.exp(np.random.default_rng(2).normal(0, 0.6, len(table)))
    weights[::3] = 0
    there = weights > 0
    assert_same(made(table, segment, weights), made(table[there], segment[there], weights[there]))


def test_a_weight_of_two_is_two_people_in_every_share_and_mean() -> None:
    table, segment = answers()
    weights = np.where(np.arange(len(table)) % 4 == 0, 2.0, 1.0)
    twice = np.repeat(np.arange(len(table)), weights.astype(int))
    doubled = table.iloc[twice].set_axis([f"p{i}" for i in range(len(twice))])
    found = {one.variable: one for one in made(table, segment, weights).questions}
    for other in made(doubled, segment[twice]).questions:
        for one, two in zip(found[other.variable].rows, other.rows, strict=True):
            pairs = [(x, y) for x, y in zip(one.value, two.value, strict=True) if x is not None and y is not None]
            assert [x for x, _ in pairs] == pytest.approx([y for _, y in pairs])
            assert pairs


def test_tests_use_the_effective_base() -> None:
    table, segment = answers()
    weights = np.exp(np.random.default_rng(2).normal(0, 1.2, len(table)))
    job = made(table, segment, weights).questions[0]
    assert job.n_eff[1] == pytest.approx(effective_base(weights[segment == 1]))
    low, high = wilson(row(job, "yes").value[1], job.n_eff[1])
    assert (row(job, "yes").low[1], row(job, "yes").high[1]) == pytest.approx((float(low), float(high)))


def rare(people: int) -> tuple[pd.DataFrame, Any]:
    """Answers in which so many people of the first segment, and 50 of each other, never run."""
    table, segment = answers()
    table["g1"] = 3.0 + np.arange(len(table)) % 3
    for number, count in ((1, people), (2, 50), (3, 50)):
        table.loc[table.index[np.flatnonzero(segment == number)[:count]], "g1"] = 1.0
    return table, segment


@pytest.mark.parametrize(("audience", "people", "seen"), [("internal", 4, False), ("internal", 5, True),
                                                          ("external", 9, False), ("external", 10, True)])  # fmt: skip
def test_a_cell_of_fewer_than_the_least_is_hidden(audience: str, people: int, seen: bool) -> None:
    tables = made(*rare(people), audience=audience)
    found = next(one for one in tables.questions if one.variable == "g1")
    never = row(found, "never")
    assert (never.value[1] is not None) == seen
    assert never.hidden[1] != seen
    if not seen:
        assert sum(never.hidden) >= 2
        assert (never.low[1], never.index[1], never.letters[1], never.rest[1]) == (None, None, "", "")
        assert tables.hidden["few"] >= 1
        assert tables.hidden["others"] >= 3
        assert row(found, "Bottom two").hidden[1]
        mean = row(found, "Mean")
        assert mean.hidden[1] or (mean.rounded[1] and mean.value[1] == round(mean.value[1], 1) and mean.low[1] is None)


def test_who_chose_one_of_several_is_hidden_with_who_did_not() -> None:
    table, segment = answers()
    table["paper_1"] = 1.0
    table.loc[table.index[np.flatnonzero(segment == 1)[:3]], "paper_1"] = 0.0
    found = next(one for one in made(table, segment).questions if one.variable == "paper")
    assert row(found, "Post").hidden[1]


def test_a_column_that_few_answered_is_hidden_with_another() -> None:
    table, segment = answers()
    table["job"] = np.where((segment == 1) & (np.cumsum(segment == 1) > 3), 2.0, 1.0)
    table["boss"] = np.where(table["job"] == 1, table["boss"].fillna(3.0), np.nan)
    found = next(one for one in made(table, segment).questions if one.variable == "boss")
    assert found.state[1] == "hidden"
    assert (found.base[1], found.n_eff[1], found.not_asked[1]) == (None, None, None)
    assert all(one.value[1] is None for one in found.rows)
    assert sum(base is None for base in found.base) >= 2


def test_other_corrections_can_be_asked_for() -> None:
    table, segment = answers()
    strict, free = made(table, segment, correction="bonferroni"), made(table, segment, correction="none")
    count = [sum(len("".join(one.letters)) for t in tables.questions for one in t.rows) for tables in (strict, free)]
    assert count[0] < count[1]


def test_one_segment_has_no_tables() -> None:
    table, segment = answers()
    with pytest.raises(CannotCompute, match="TABLES_NO_SEGMENTS"):
        made(table, np.ones_like(segment))


def test_a_question_nobody_answered_is_left_out() -> None:
    table, segment = answers()
    table["g2"] = np.nan
    left = made(table, segment).left_out
    assert ("g2", "nobody answered it") in [(one["variable"], one["why"]) for one in left]


def test_a_real_basis_is_never_tested(small_study: Make) -> None:
    responses, basis, truth = small_study()
    found = SimpleNamespace(k=3, labels=truth + 1)
    tables = banner_tables(found, replace(responses, wave="1"), basis)
    assert {one.variable for one in tables.questions if not one.tested} == set(basis.items)


def test_the_mean_of_amounts_of_few_people_is_hidden_with_that_of_everybody() -> None:
    table, segment = answers()
    few = (segment == 1) & (np.cumsum(segment == 1) > 8)
    table.loc[few, "spend"] = np.nan
    found = next(one for one in made(table, segment).questions if one.variable == "spend")
    assert found.base[1] == 8
    assert row(found, "Mean").hidden == (True, True, False, False)


def test_who_does_not_know_gave_no_answer_to_a_question_with_several() -> None:
    table, segment = answers()
    options = (*closed("Post", "Times", "none"), Option(code=99, label="Don't know", missing=True))
    question = replace(QUESTIONNAIRE.question("paper"), options=options)
    unsure = np.arange(len(table)) % 10 == 0
    table = table.assign(paper_99=np.where(unsure, 1.0, 0.0))
    table.loc[unsure, ["paper_1", "paper_2", "paper_3"]] = np.nan
    blank = pd.DataFrame(False, index=table.index, columns=table.columns)
    blank.loc[unsure, ["paper_1", "paper_2", "paper_3"]] = True
    asked = Questionnaire(Study(title="t"), (question,), "q.yaml")
    responses = Responses(asked, table, blank, np.ones(len(table)), None, False, "r.csv", "")
    found = SimpleNamespace(k=3, labels=segment)
    basis = SimpleNamespace(items=(), weights=np.ones(len(table)))
    paper = banner_tables(found, responses, basis).questions[0]  # type: ignore[arg-type]
    assert [one.label for one in paper.rows] == ["Post", "Times", "none"]
    assert (paper.base[0], paper.no_answer[0]) == ((~unsure).sum(), unsure.sum())
    assert row(paper, "Post").value[0] == pytest.approx(table["paper_1"][~unsure].mean())
