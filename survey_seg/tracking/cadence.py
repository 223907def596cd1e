"""When to look again: a handful of rules, each of which says what it did and why.

C1  the full study is repeated by how fast the market moves
C2  in between, a light review checks that the segments still hold
C3  months the questionnaire declares are used; slower ones than the rule's are used and warned about
C4  no interval is shorter than the time the organisation needs to act on a result
C5  fragile evidence halves the time to the first light review
C6  a light review is never later than the full study
C7  dates of the calendar need the month of fielding
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from survey_seg.errors import Notice
from survey_seg.questionnaire.brief import Refresh, Study
from survey_seg.tracking.model import Reason, RefreshAdvice

Dynamics = Literal["stable", "moderate", "dynamic"]

FULL_MONTHS: Mapping[Dynamics, int] = {"stable": 60, "moderate": 36, "dynamic": 24}
"""Months between two full studies (rule C1)."""

LIGHT_MONTHS: Mapping[Literal["market", "audience"], Mapping[Dynamics, int]] = {
    "market": {"stable": 12, "moderate": 6, "dynamic": 6},
    "audience": {"stable": 12, "moderate": 6, "dynamic": 3},
}
"""Months between two light reviews (rule C2)."""

LEAST_JACCARD = 0.6
LEAST_ACCURACY = 0.75
LEAST_BASE = 300

PRACTICE = "segmentation practice: five years in a stable market, two in a dynamic one; between them our choice"
REVIEWS = "segmentation practice: every 6 to 12 months, quarterly for audiences that change fast"
ABSORB = "segmentation practice: reviewing faster than one can act is waste"
FRAGILE = "Hennig 2007 for the Jaccard similarity; the other two thresholds are ours"


@dataclass(frozen=True, slots=True)
class _Interval:
    """Months so far, and the rules that made them."""

    months: int
    reasons: tuple[Reason, ...] = ()
    notices: tuple[Notice, ...] = ()

    def because(self, months: int, rule: str, text: str, source: str) -> _Interval:
        """The interval after one more rule."""
        return _Interval(months, (*self.reasons, Reason(rule, text, source)), self.notices)


def advise(
    study: Study,
    *,
    stability_worst: float | None = None,
    typing_accuracy: float | None = None,
    n_eff: float | None = None,
) -> RefreshAdvice:
    """When the next light review and the next full study are due, with every rule that had a say.

    The question it answers: how long may these segments be trusted unwatched? `stability_worst` is the smallest
    bootstrap Jaccard similarity of a segment, `typing_accuracy` the typing tool's share of right answers on people it
    has not seen, `n_eff` the effective number of respondents; leave out (None or NaN) what is not known. Months are
    counted from `study.sample.fielded`; the clock of the machine is never asked. A declared interval that is slower
    than the rule is used, and a `Notice` says so.

    Source: segmentation practice (60 and 24 months; 6 to 12 months and quarterly reviews); Hennig (2007), Cluster-wise
    assessment of cluster stability, CSDA 52, for the 0.6.

    >>> from survey_seg.questionnaire.brief import Market, Sample, Study
    >>> advice = advise(Study(title="Gyms", market=Market(dynamics="dynamic"), sample=Sample(fielded="2026-11")))
    >>> advice.next_light, advice.next_full, advice.provisional
    ('2027-05', '2028-11', False)
    """
    full, light = _absorbed(_full(study), study.refresh), _light(study)
    weak = _weak_spots(stability_worst, typing_accuracy, n_eff)
    if weak:
        light = _halved(light, weak)
    light = _not_after_full(_absorbed(light, study.refresh), full)
    fielded = study.sample.fielded
    unknown = () if fielded else (_no_dates(),)
    return RefreshAdvice(
        light_months=light.months,
        full_months=full.months,
        next_light=month_after(fielded, light.months) if fielded else None,
        next_full=month_after(fielded, full.months) if fielded else None,
        provisional=bool(weak),
        reasons=(*full.reasons, *light.reasons, *unknown),
        notices=(*full.notices, *light.notices),
    )


def month_after(month: str, months: int) -> str:
    """The month of the calendar some months later.

    >>> month_after("2026-11", 3)
    '2027-02'
    """
    years, zero_based = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + months, 12)
    return f"{years:04d}-{zero_based + 1:02d}"


def _full(study: Study) -> _Interval:
    months = FULL_MONTHS[study.market.dynamics]
    text = f"The market is declared {study.market.dynamics}: repeat the full study after {_months(months)}."
    interval = _Interval(months, (Reason("C1", text, PRACTICE),))
    return _declared(interval, study.refresh.full_months if study.refresh else None, "full")


def _light(study: Study) -> _Interval:
    months = LIGHT_MONTHS[study.kind][study.market.dynamics]
    text = (
        f"Segments of {'an audience' if study.kind == 'audience' else 'a market'} declared {study.market.dynamics}: "
        f"a light review every {_months(months)} (type a fresh sample, compare sizes and golden questions)."
    )
    interval = _Interval(months, (Reason("C2", text, REVIEWS),))
    return _declared(interval, study.refresh.light_months if study.refresh else None, "light")


def _declared(interval: _Interval, months: int | None, which: Literal["full", "light"]) -> _Interval:
    if months is None:
        return interval
    what = "the full study" if which == "full" else "the light review"
    text = f"The questionnaire declares {_months(months)} for {what}: that is used."
    source = f"questionnaire: study.refresh.{which}_months"
    notices = interval.notices
    if months > interval.months:
        text += f" It is slower than the rule's {_months(interval.months)}."
        warning = f"study.refresh.{which}_months is {months}; a study like this one should not wait longer than "
        notices = (*notices, Notice("CADENCE_SLOW", f"{warning}{_months(interval.months)} for {what}."))
    return _Interval(months, (*interval.reasons, Reason("C3", text, source)), notices)


def _absorbed(interval: _Interval, refresh: Refresh | None) -> _Interval:
    act = refresh.act_months if refresh else None
    if act is None or act <= interval.months:
        return interval
    text = f"The organisation needs {_months(act)} to act on a result: {_months(interval.months)} becomes {act}."
    return interval.because(act, "C4", text, ABSORB)


def _halved(light: _Interval, weak: list[str]) -> _Interval:
    months = (light.months + 1) // 2
    text = (
        f"The evidence is fragile ({'; '.join(weak)}): the first light review comes after {_months(months)} "
        f"instead of {light.months}, and until then the segments are provisional."
    )
    return light.because(months, "C5", text, FRAGILE)


def _not_after_full(light: _Interval, full: _Interval) -> _Interval:
    if light.months <= full.months:
        return light
    text = f"The full study comes after {_months(full.months)}: the light review is part of it."
    return light.because(full.months, "C6", text, "arithmetic")


def _no_dates() -> Reason:
    text = "The questionnaire does not say when the answers were collected (study.sample.fielded): months, no dates."
    return Reason("C7", text, "questionnaire: study.sample.fielded")


def _weak_spots(stability: float | None, accuracy: float | None, n_eff: float | None) -> list[str]:
    judged = (
        ("the least stable segment has a Jaccard similarity of {:.2f}, below {}", stability, LEAST_JACCARD, 100),
        ("the typing tool's accuracy is {:.2f}, below {}", accuracy, LEAST_ACCURACY, 100),
        ("the effective number of respondents is {:.0f}, below {}", n_eff, LEAST_BASE, 1),
    )
    return [  # rounded down: what is below the threshold must not print as the threshold
        text.format(math.floor(value * parts) / parts, least)
        for text, value, least, parts in judged
        if value is not None and value < least
    ]


def _months(months: int) -> str:
    return "1 month" if months == 1 else f"{months} months"
