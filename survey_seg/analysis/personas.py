"""Personas somebody wrote before the data, looked for among the segments: matched, split, orphaned or not to be told.

The segments were made without them. A persona's people are those who show more than half of its traits; the question
is whether they are a segment: whether one segment holds them clearly more often than the rest does (precision) and
holds most of them (recall).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.expected_answers import Codes, held, variables_of
from survey_seg.analysis.model import Segmentation
from survey_seg.questionnaire.brief import Hypothesis
from survey_seg.questionnaire.condition_words import in_words
from survey_seg.questionnaire.expectations import Expectation
from survey_seg.responses.model import Responses
from survey_seg.stats.differences import NOTHING, Difference, difference
from survey_seg.stats.significance import LEVEL, wilson
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Verdict = Literal["supported", "refuted", "can't tell"]
Row = dict[str, Any]
Outcome = Literal["matched", "part", "unlike", "split", "orphaned", "unclear"]

FEWEST = 30
"""People of a persona below whom nothing is said of where they are, and of a segment and of the rest below whom the
segment is not called clearly more the persona's."""

HALF = 0.5
"""A segment that holds so much of a persona's people is where they are, and is them if they are so much of it."""

IN_ONE = ("matched", "part", "unlike")
"""Outcomes in which one segment holds most of a persona's people."""

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona beside the segments.

    `row`, `traits`, `segments`: rows for the results. `clear`: segments that hold its people clearly more often than
    the rest. `assessed`: segments of people enough to be so. `figures`: the difference for the best of the segments,
    with p over all of them.
    """

    verdict: Verdict
    reason: str
    figures: Difference
    bases: tuple[float, ...]
    clear: tuple[int, ...]
    assessed: tuple[int, ...]
    row: Row
    traits: tuple[Row, ...]
    segments: tuple[Row, ...]


def shows_persona(traits: Floats) -> Floats:
    """For each person 1 with more than half of the traits, 0 without, NaN where blanks leave it open.

    `traits`: traits x people, 1 has it, 0 has not, NaN not known.

    >>> shows_persona(np.array([[1.0, 1.0, 1.0], [1.0, 0.0, np.nan], [0.0, 0.0, np.nan]])).tolist()
    [1.0, 0.0, nan]
    """
    shown, open_ones, needed = (traits == 1.0).sum(0), np.isnan(traits).sum(0), len(traits) / 2
    return np.where(shown > needed, 1.0, np.where(shown + open_ones > needed, np.nan, 0.0))


def match_persona(
    hypothesis: Hypothesis, expectation: Expectation, segmentation: Segmentation, responses: Responses, codes: Codes
) -> Persona:
    """Where a persona's people are.

    The question it answers: is the person in our heads a segment? "matched": one segment has them more often than the
    rest by at least `smallest`, surely so, holds at least half of them, and they are at least half of it; "part": the
    same, but most of the segment are others; "unlike": the same, but it has some trait surely less often than the rest;
    "split": some segments have them more often, none holds half; "orphaned": no segment has them more often by as much
    as matters, surely so, or nobody shows the traits; "unclear" otherwise.
    Parts and splits refute a persona where the interval of the share that falls short of a half lies below it.
    Intervals of differences hold for all segments at once (Bonferroni). A segment of fewer than 30 people, or that
    leaves fewer outside, has them neither more often nor less.
    """
    traits = np.array([held(trait, codes, responses.n) for trait in expectation.traits])
    shows = shows_persona(traits)
    known = (responses.weights > 0) & ~np.isnan(shows)
    shows, weights, labels = shows[known], responses.weights[known], segmentation.labels[known]
    rows: list[Row] = [
        {"id": hypothesis.id, "segment": segment} | _of_segment(labels == segment, shows, weights, segmentation.k)
        for segment in range(1, segmentation.k + 1)
    ]
    assessed = tuple(row["segment"] for row in rows if FEWEST <= row["base"] <= len(shows) - FEWEST)
    more = (row["segment"] for row in rows if row["low"] > 0 and row["difference"] >= expectation.smallest)
    clear = tuple(segment for segment in more if segment in assessed)
    best = max(rows, key=lambda row: (row["segment"] in clear, -1 if np.isnan(row["recall"]) else row["recall"]))
    outcome, reason = _outcome(rows, clear, best, expectation, int(shows.sum()))
    near = [_of_trait(column[known], weights, labels == best["segment"]) for column in traits]
    outcome = "unlike" if outcome in IN_ONE and any(trait["high"] < 0 for trait in near) else outcome
    circular = _circular(expectation, codes)
    row = {"id": hypothesis.id, "persona": hypothesis.persona, "outcome": outcome, "segment": None}
    row |= _people(shows, weights, len(traits)) | {"basis_traits": sum(circular), "precision": None, "recall": None}
    verdict = _verdict(outcome, rows, best)
    if reason:
        return Persona(verdict, reason, NOTHING, (), (), (), row, (), ())
    row |= {"segment": best["segment"] if outcome in IN_ONE else None}
    questions = responses.questionnaire.questions
    return Persona(
        verdict=verdict,
        reason="",
        figures=_figures(best, len(rows), circular=any(circular)),
        bases=(best["base"], len(shows) - best["base"], best["n_eff"], best["n_eff_rest"]),
        clear=clear,
        assessed=assessed,
        row=row | {"precision": best["share"], "recall": best["recall"]},
        traits=tuple(
            {"id": hypothesis.id, "trait": in_words(trait, questions), "basis": basis} | figures
            for trait, basis, figures in zip(expectation.traits, circular, near, strict=True)
        ),
        segments=tuple(row | {"clearly_more": row["segment"] in clear} for row in rows),
    )


def _people(shows: Floats, weights: Floats, traits: int) -> Row:
    """How many people are the persona's, of all whose answers tell."""
    n_eff = effective_base(weights)
    people = int(shows.sum())
    few = 0 < people < FEWEST
    share = NAN if few or not len(shows) else float(np.average(shows, weights=weights))
    low, high = wilson(share, n_eff)
    return {
        "people": None if few else people, "share": share, "low": float(low), "high": float(high), "base": len(shows),
        "n_eff": n_eff, "traits": traits, "needed": traits // 2 + 1,
    }  # fmt: skip


def _circular(expectation: Expectation, codes: Codes) -> list[bool]:
    """Whether each trait asks about the basis."""
    each = [Expectation("persona", traits=(trait,)) for trait in expectation.traits]
    behind = [variables_of(one, codes).values() for one in each]
    return [any("basis" in one.roles for variables in found for one in variables) for found in behind]


def _of_segment(inside: Flags, shows: Floats, weights: Floats, k: int) -> Row:
    """How many of a segment are the persona's people (share), and how many of those are in it (recall)."""
    people = shows == 1.0
    found = difference(shows, inside, weights, level=1 - (1 - LEVEL) / k)
    base, of_people = effective_base(weights[inside]), effective_base(weights[people])
    share_low, share_high = wilson(found.inside, base)
    recall = float(np.average(inside[people], weights=weights[people])) if people.any() else NAN
    recall_low, recall_high = wilson(recall, of_people)
    return {
        "base": int(inside.sum()), "n_eff": base,
        "n_eff_rest": effective_base(weights[~inside]), "share": found.inside, "share_low": float(share_low),
        "share_high": float(share_high), "rest": found.outside, "difference": found.estimate, "low": found.low,
        "high": found.high, "p": found.p, "recall": recall, "recall_low": float(recall_low),
        "recall_high": float(recall_high),
    }  # fmt: skip


def _outcome(
    rows: Sequence[Row], clear: Sequence[int], best: Row, expectation: Expectation, people: int
) -> tuple[Outcome, str]:
    too_small = all(row["high"] < expectation.smallest for row in rows)
    assessed = sum(row["base"] for row in rows)
    if not people and assessed >= FEWEST:
        return "orphaned", "nobody shows more than half of the traits"
    if people < FEWEST:
        return "unclear", f"fewer than {FEWEST} people show more than half of the traits"
    if clear and best["recall"] >= HALF:
        return ("matched", "") if best["share"] >= HALF else ("part", "")
    if clear:
        return "split", ""
    return ("orphaned", "") if too_small else ("unclear", "")


def _verdict(outcome: Outcome, rows: Sequence[Row], best: Row) -> Verdict:
    if outcome == "part":
        return "refuted" if best["share_high"] < HALF else "can't tell"
    if outcome == "split":
        return "refuted" if all(row["recall_high"] < HALF for row in rows) else "can't tell"
    plain: Mapping[Outcome, Verdict] = {"matched": "supported", "unlike": "refuted", "orphaned": "refuted"}
    return plain.get(outcome, "can't tell")


def _figures(best: Row, k: int, *, circular: bool) -> Difference:
    p = NAN if circular else min(1.0, k * best["p"])
    return Difference(best["difference"], best["low"], best["high"], p, best["share"], best["rest"])


def _of_trait(column: Floats, weights: Floats, inside: Flags) -> Row:
    """How common a trait is in everybody, in the segment nearest to the persona, and in the rest."""
    known = ~np.isnan(column)
    found = difference(column[known], inside[known], weights[known])
    total = float(np.average(column[known], weights=weights[known])) if known.any() else NAN
    return {
        "total": total, "base": int(known.sum()),
        "share": found.inside, "rest": found.outside, "difference": found.estimate, "low": found.low,
        "high": found.high,
    }  # fmt: skip
