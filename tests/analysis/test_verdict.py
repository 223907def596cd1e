"""The rule table of the verdict, the level to beat, and the choice of k on tables made for it."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis.verdict import SENTENCES, choose_k, levels, null_level, support, verdict_of

NAN = float("nan")


def row(k: int, stability: float, **more: float) -> dict[str, float]:
    usual = {"jaccard_min": stability, "share_min": 0.15, "separated": 0.0, "agreement": 0.8}
    found = {"k": k, "stability": stability, **usual, **more}
    return {"support": (stability + found["agreement"]) / 2, **found}


def table(*rows: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame([{"k": 1, "share_min": 1.0}, *rows])


def null(*levels: float) -> npt.NDArray[np.float64]:
    """Studies without segments that are all as stable as this with 2, 3, ... segments."""
    return np.tile(np.array(levels), (4, 1))


@pytest.mark.parametrize(
    ("found", "level", "verdict"),
    [
        (row(3, 0.8, separated=1.0), 0.7, "natural"),
        (row(4, 0.8, separated=0.5), 0.7, "natural"),
        (row(3, 0.8, separated=1 / 3), 0.7, "reproducible"),
        (row(3, 0.5, separated=0.0), 0.4, "reproducible"),
        (row(3, 0.8, separated=1.0), 0.9, "constructive"),
        (row(3, 0.6), 0.9, "constructive"),
        (row(3, 0.8, jaccard_min=0.55), 0.9, "none"),
        (row(3, 0.5, jaccard_min=0.9), 0.6, "none"),
        (row(3, 0.8), NAN, "constructive"),
        (row(3, 0.8), 0.8, "constructive"),
    ],
)
def test_every_line_of_the_rule_table(found: dict[str, float], level: float, verdict: str) -> None:
    assert verdict_of(found, level) == verdict


def test_the_level_of_one_population_is_above_nearly_all_of_its_studies_and_never_beyond_the_highest() -> None:
    stable = np.random.default_rng(1).normal(0.5, 0.1, 20)
    assert np.quantile(stable, 0.9) < null_level(stable) <= stable.max()
    high = np.array([0.5, 0.9, 0.95, 0.99])
    assert null_level(high) == 0.99
    assert null_level(np.array([0.4, NAN, 0.4])) == pytest.approx(0.4)
    assert np.isnan(null_level(np.full(3, NAN)))


def test_the_level_of_each_k_is_its_own_mean_with_the_margin_of_the_best_in_the_range() -> None:
    assert levels(null(0.9, 0.3, 0.5, 0.7), (3, 4)) == pytest.approx({3: 0.3, 4: 0.5})
    assert levels(null(0.9, 0.3), (2, 9)) == pytest.approx({2: 0.9, 3: 0.3})
    assert levels(null(0.9, 0.3), (5, 6)) == {}
    assert levels(np.empty((0, 0)), (3, 5)) == {}
    assert levels(np.array([[0.9, NAN], [0.9, 0.4], [0.9, 0.4]]), (3, 3)) == pytest.approx({3: 0.4})
    moved = np.array([[0.8, 0.4, 0.3], [0.8, 0.2, 0.3], [0.8, 0.3, 0.4], [0.8, 0.3, 0.2]])
    assert levels(moved, (3, 4)) == pytest.approx({3: 0.4, 4: 0.4})


def test_of_the_solutions_beyond_one_population_the_best_supported_is_chosen() -> None:
    tried = table(row(3, 0.9, agreement=0.6), row(4, 0.8, agreement=0.9), row(5, 0.5, agreement=1.0))
    k, reason = choose_k(tried, null(0.9, 0.6, 0.6, 0.6), (3, 5))
    assert k == 4
    assert all(figure in reason for figure in ("3 to 5", "0.80", "0.60", "0.90"))


def test_of_equally_supported_solutions_the_one_with_fewer_segments_is_chosen() -> None:
    assert choose_k(table(row(4, 0.8), row(3, 0.8)), null(0.9, 0.6, 0.6), (3, 5))[0] == 3


def test_a_k_outside_the_range_is_taken_only_when_none_inside_is_beyond_one_population() -> None:
    outside = row(6, 0.95)
    level = null(0.1, 0.7, 0.7, 0.7, 0.7)
    assert choose_k(table(row(3, 0.8), outside), level, (3, 5))[0] == 3
    k, reason = choose_k(table(row(3, 0.65), outside), level, (3, 5))
    assert k == 6
    assert "Nothing with 3 to 5" in reason
    assert choose_k(table(row(3, 0.65), outside | {"share_min": 0.01}), level, (3, 5))[0] == 3


def test_two_segments_are_taken_only_when_asked_for() -> None:
    tried, level = table(row(2, 0.99), row(3, 0.3, jaccard_min=0.3)), null(0.5, 0.5)
    assert choose_k(tried, level, (3, 5))[0] == 1
    assert choose_k(tried, level, (2, 5))[0] == 2


def test_without_evidence_the_most_stable_device_is_chosen() -> None:
    k, reason = choose_k(table(row(2, 0.95), row(3, 0.7), row(4, 0.75)), null(0.9, 0.8, 0.8), (3, 5))
    assert k == 4
    assert "most stable division" in reason


def test_a_level_that_cannot_be_known_is_said_in_words() -> None:
    k, reason = choose_k(table(row(3, 0.8)), null(NAN, NAN), (3, 3))
    assert k == 3
    assert "nan" not in reason


def test_small_segments_rule_a_solution_out() -> None:
    k, reason = choose_k(table(row(3, 0.9, share_min=0.04)), null(0.5, 0.5), (3, 3))
    assert k == 1
    assert "below 5%" in reason


def test_nothing_is_one_segment() -> None:
    k, reason = choose_k(table(row(3, 0.4)), null(0.5, 0.5), (3, 5))
    assert k == 1
    assert "stable in itself" in reason
    assert choose_k(table(), np.empty((0, 0)), (3, 5))[0] == 1


def test_a_range_beyond_what_was_tried_is_one_segment() -> None:
    k, reason = choose_k(table(row(2, 0.9)), null(0.5), (3, 5))
    assert k == 1
    assert "too few" in reason


def test_every_verdict_has_a_sentence() -> None:
    assert set(SENTENCES) == {"natural", "reproducible", "constructive", "none"}


def test_segments_that_are_hardly_ever_found_again_are_none_however_low_one_population_is() -> None:
    assert verdict_of(row(3, 0.39), 0.1) == "none"
    assert verdict_of(row(3, 0.41), 0.1) == "reproducible"
    assert choose_k(table(row(3, 0.39), row(4, 0.3)), null(0.2, 0.1, 0.1), (3, 5))[0] == 1


def supported(*, bic: tuple[float, ...] = (NAN, NAN, NAN, NAN), stability: tuple[float, ...]) -> list[float]:
    """The support of k = 1, 2, 3, ... where the models agree as well as samples do."""
    found = pd.DataFrame({"k": range(1, len(stability) + 2), "stability": [NAN, *stability]})
    found = found.assign(agreement=found["stability"], bic=[NAN, *bic][: len(found)])
    values: list[float] = support(found).tolist()
    return values


def test_the_same_stability_counts_for_more_the_more_segments_it_is_found_for() -> None:
    one, two, three, four, five = supported(stability=(0.7, 0.7, 0.7, 0.7))
    assert np.isnan(one)
    assert three == pytest.approx(0.7)
    assert two < three < four < five < 0.8


def test_a_clear_loss_of_stability_is_not_made_up_for_by_more_segments() -> None:
    _, _, three, four, five = supported(stability=(0.9, 0.8, 0.6, 0.5))
    assert three > four > five


def test_a_likelier_model_decides_between_numbers_that_are_as_stable() -> None:
    likelier = supported(stability=(0.8, 0.8, 0.74, 0.72), bic=(900.0, 700.0, 600.0, 650.0))
    assert int(np.nanargmax(likelier)) + 1 == 4
    assert likelier[1] == pytest.approx(supported(stability=(0.8,))[1] - 0.2)


def test_only_the_order_and_spread_of_bic_count_not_its_size() -> None:
    stability, bic = (0.8, 0.8, 0.74, 0.72), np.array([900.0, 700.0, 600.0, 650.0])
    assert supported(stability=stability, bic=tuple(3 * bic + 1e6)) == pytest.approx(
        supported(stability=stability, bic=tuple(bic)), nan_ok=True
    )


def test_where_the_likelihood_misleads_samples_and_models_decide_alone() -> None:
    few = pd.DataFrame({"k": [1, 3, 4], "stability": [NAN, 0.8, 0.7], "agreement": [NAN, 0.6, 0.6], "bic": [NAN, 9, 5]})
    assert support(few, with_likelihood=False)[1:] == pytest.approx([0.7, 0.65])
    assert support(few)[2] > support(few)[1]


def test_without_any_likelihood_nothing_is_taken_off() -> None:
    assert supported(stability=(0.8, 0.8))[2] == pytest.approx(0.8)
    assert supported(stability=(0.8, 0.8), bic=(5.0, 5.0))[2] == pytest.approx(0.8)
