"""When to look again, rule by rule."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_seg.questionnaire.brief import Market, Refresh, Sample, Study
from survey_seg.tracking.cadence import advise, month_after

DYNAMICS = ("stable", "moderate", "dynamic")
EXPECTED = {
    ("market", "stable"): (12, 60),
    ("market", "moderate"): (6, 36),
    ("market", "dynamic"): (6, 24),
    ("audience", "stable"): (12, 60),
    ("audience", "moderate"): (6, 36),
    ("audience", "dynamic"): (3, 24),
}
SOUND = {"stability_worst": 0.8, "typing_accuracy": 0.85, "n_eff": 900}
FRAGILE = (
    {"stability_worst": 0.59},
    {"typing_accuracy": 0.74},
    {"n_eff": 299},
    {"stability_worst": 0.1, "typing_accuracy": 0.5, "n_eff": 40},
)


def study(kind="market", dynamics="stable", *, fielded="2026-03", **refresh) -> Study:
    return Study(
        title="Gyms",
        kind=kind,
        market=Market(dynamics=dynamics),
        refresh=Refresh(**refresh) if refresh else None,
        sample=Sample(fielded=fielded),
    )


def rules(advice) -> list[str]:
    return [reason.rule for reason in advice.reasons]


@pytest.mark.parametrize(("kind", "dynamics"), EXPECTED)
@pytest.mark.parametrize("evidence", [{}, SOUND])
def test_base_intervals_follow_dynamics_and_kind(kind, dynamics, evidence) -> None:
    advice = advise(study(kind, dynamics), **evidence)
    assert (advice.light_months, advice.full_months) == EXPECTED[kind, dynamics]
    assert rules(advice) == ["C1", "C2"]
    assert not advice.provisional
    assert advice.next_full == month_after("2026-03", advice.full_months)
    assert advice.next_light == month_after("2026-03", advice.light_months)


@pytest.mark.parametrize(("kind", "dynamics"), EXPECTED)
@pytest.mark.parametrize("evidence", FRAGILE)
def test_fragile_evidence_halves_the_first_light_review(kind, dynamics, evidence) -> None:
    advice = advise(study(kind, dynamics), **evidence)
    light, full = EXPECTED[kind, dynamics]
    assert (advice.light_months, advice.full_months) == (math.ceil(light / 2), full)
    assert advice.provisional
    assert rules(advice) == ["C1", "C2", "C5"]


@pytest.mark.parametrize(("kind", "dynamics"), EXPECTED)
@pytest.mark.parametrize("full", [1, 24, 25, 36, 37, 60, 61])
def test_a_declared_full_interval_is_used_and_warned_about_when_slow(kind, dynamics, full) -> None:
    advice = advise(study(kind, dynamics, full_months=full))
    assert advice.full_months == full
    slow = full > EXPECTED[kind, dynamics][1]
    assert [notice.code for notice in advice.notices] == (["CADENCE_SLOW"] if slow else [])
    assert "C3" in rules(advice)


@pytest.mark.parametrize(("kind", "dynamics"), EXPECTED)
@pytest.mark.parametrize("light", [1, 3, 4, 6, 7, 12, 13])
def test_a_declared_light_interval_is_used_and_warned_about_when_slow(kind, dynamics, light) -> None:
    advice = advise(study(kind, dynamics, light_months=light))
    assert advice.light_months == light
    assert bool(advice.notices) == (light > EXPECTED[kind, dynamics][0])


@pytest.mark.parametrize(("kind", "dynamics"), EXPECTED)
@pytest.mark.parametrize("evidence", [{}, *FRAGILE])
@pytest.mark.parametrize("act", [1, 5, 9, 18, 48, 60])
def test_no_interval_is_shorter_than_the_organisation_needs_to_act(kind, dynamics, evidence, act) -> None:
    advice = advise(study(kind, dynamics, act_months=act), **evidence)
    light, full = EXPECTED[kind, dynamics]
    light = math.ceil(light / 2) if evidence else light
    assert (advice.light_months, advice.full_months) == (max(light, act), max(full, act))
    assert rules(advice).count("C4") == (act > light) + (act > full)


def test_the_light_review_is_part_of_a_full_study_that_comes_first() -> None:
    advice = advise(study(full_months=6, light_months=9))
    assert (advice.light_months, advice.full_months) == (6, 6)
    assert rules(advice)[-1] == "C6"


def test_without_a_month_of_fielding_there_are_months_but_no_dates() -> None:
    advice = advise(study(fielded=None))
    assert (advice.next_light, advice.next_full) == (None, None)
    assert rules(advice)[-1] == "C7"


@pytest.mark.parametrize("unknown", [None, math.nan])
def test_unknown_evidence_is_not_fragile_evidence(unknown) -> None:
    assert not advise(study(), stability_worst=unknown, typing_accuracy=unknown, n_eff=unknown).provisional


def test_a_value_below_its_threshold_never_prints_as_the_threshold() -> None:
    text = advise(study(), stability_worst=0.5999, typing_accuracy=0.7499, n_eff=299.9).reasons[-1].text
    assert "similarity of 0.59, below 0.6" in text
    assert "accuracy is 0.74, below 0.75" in text
    assert "respondents is 299, below 300" in text


@pytest.mark.parametrize(
    ("month", "months", "later"),
    [("2026-12", 1, "2027-01"), ("2026-01", 12, "2027-01"), ("2026-03", 60, "2031-03"), ("2026-11", 14, "2028-01")],
)
def test_months_roll_over_the_year(month, months, later) -> None:
    assert month_after(month, months) == later


months = st.none() | st.integers(1, 60)
evidence = st.fixed_dictionaries(
    {
        "stability_worst": st.none() | st.floats(0, 1),
        "typing_accuracy": st.none() | st.floats(0, 1),
        "n_eff": st.none() | st.floats(1, 5000),
    }
)


@given(st.sampled_from(["market", "audience"]), months, months, months, evidence)
def test_more_dynamic_is_never_later(kind, full, light, act, known) -> None:
    declared = {"full_months": full, "light_months": light, "act_months": act}
    for slow, fast in itertools.pairwise(advise(study(kind, dynamics, **declared), **known) for dynamics in DYNAMICS):
        assert fast.full_months <= slow.full_months
        assert fast.light_months <= slow.light_months
        assert fast.next_full <= slow.next_full
        assert fast.next_light <= slow.next_light


@given(st.sampled_from(DYNAMICS), months, months, months, evidence)
def test_an_audience_is_never_reviewed_later_than_a_market(dynamics, full, light, act, known) -> None:
    declared = {"full_months": full, "light_months": light, "act_months": act}
    audience, market = (advise(study(kind, dynamics, **declared), **known) for kind in ("audience", "market"))
    assert audience.light_months <= market.light_months
    assert audience.full_months == market.full_months


@given(st.sampled_from(DYNAMICS), months, months, months, evidence)
def test_weaker_evidence_is_never_later(dynamics, full, light, act, known) -> None:
    declared = {"full_months": full, "light_months": light, "act_months": act}
    weaker = {name: None if value is None else value / 2 for name, value in known.items()}
    before, after = (advise(study("market", dynamics, **declared), **values) for values in (known, weaker))
    assert after.light_months <= before.light_months
    assert after.provisional >= before.provisional


@given(st.sampled_from(["market", "audience"]), st.sampled_from(DYNAMICS), months, months, months, evidence)
def test_every_advice_has_positive_ordered_intervals_and_reasons(kind, dynamics, full, light, act, known) -> None:
    declared = {"full_months": full, "light_months": light, "act_months": act}
    advice = advise(study(kind, dynamics, **declared), **known)
    assert 1 <= advice.light_months <= advice.full_months
    assert act is None or advice.light_months >= act
    assert all(reason.rule and reason.text and reason.source for reason in advice.reasons)
    assert advice.provisional == ("C5" in rules(advice))
