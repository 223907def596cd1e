"""The rule table of the verdict, and the choice of k on tables made for it."""

import pandas as pd
import pytest

from survey_seg.analysis.verdict import SENTENCES, choose_k, verdict_of


def row(k: int, stability: float, level: float, **more: float) -> dict[str, float]:
    usual = {"explained": 0.3, "null_within": 0.65, "jaccard_min": stability, "share_min": 0.15}
    return {"k": k, "stability": stability, "null_stability": level, **usual, **more}


def table(*rows: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame([{"k": 1, "share_min": 1.0}, *rows])


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (row(3, 0.8, 0.7, null_within=0.75), "natural"),
        (row(3, 0.8, 0.7), "reproducible"),
        (row(3, 0.8, 0.9), "constructive"),
        (row(3, 0.8, 0.9, null_within=0.75), "natural"),
        (row(3, 0.5, 0.6, null_within=0.75), "none"),
        (row(3, 0.8, 0.9, jaccard_min=0.55), "none"),
        (row(3, 0.5, 0.6), "none"),
        (row(3, 0.8, float("nan")), "constructive"),
        (row(3, 0.8, 0.8), "constructive"),
    ],
)
def test_every_line_of_the_rule_table(found: dict[str, float], verdict: str) -> None:
    assert verdict_of(found) == verdict


def test_the_solution_farthest_above_the_level_of_one_population_is_chosen() -> None:
    k, reason = choose_k(table(row(3, 0.9, 0.85), row(4, 0.8, 0.6), row(5, 0.7, 0.6)), (3, 5))
    assert k == 4
    assert "0.80" in reason
    assert "0.60" in reason


def test_a_k_outside_the_range_is_taken_only_when_natural_and_none_inside_is_evident() -> None:
    outside = row(6, 0.9, 0.5, null_within=0.8)
    assert choose_k(table(row(3, 0.8, 0.75), outside), (3, 5))[0] == 3
    k, reason = choose_k(table(row(3, 0.8, 0.85), outside), (3, 5))
    assert k == 6
    assert "Nothing with 3 to 5" in reason
    assert choose_k(table(row(3, 0.8, 0.85), outside | {"null_within": 0.1}), (3, 5))[0] == 3


def test_natural_goes_before_reproducible() -> None:
    assert choose_k(table(row(3, 0.9, 0.5), row(4, 0.8, 0.7, null_within=0.8)), (3, 5))[0] == 4


def test_without_evidence_the_most_stable_device_is_chosen() -> None:
    k, reason = choose_k(table(row(2, 0.95, 0.96), row(3, 0.7, 0.8), row(4, 0.75, 0.8)), (3, 5))
    assert k == 4
    assert "most stable" in reason


def test_small_segments_rule_a_solution_out() -> None:
    k, reason = choose_k(table(row(3, 0.9, 0.5, share_min=0.04)), (3, 3))
    assert k == 1
    assert "below 5%" in reason


def test_nothing_is_one_segment() -> None:
    assert choose_k(table(row(3, 0.4, 0.5)), (3, 5))[0] == 1
    assert choose_k(table(), (3, 5))[0] == 1


def test_every_verdict_has_a_sentence() -> None:
    assert set(SENTENCES) == {"natural", "reproducible", "constructive", "none"}
