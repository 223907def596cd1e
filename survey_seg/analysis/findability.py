"""Can a segment be found by anybody who has not asked its people? How much of it, by which fields, how precisely?

A segment that differs in attitudes alone can be recognised by asking and by nothing else; whoever plans a campaign for
it needs to know before the money is spent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.demographics import FEWEST, reachable
from survey_seg.analysis.model import Basis, Profiles, Segmentation
from survey_seg.analysis.profiles import MANY_ANSWERS
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.lint.purpose import FINDABLE
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base, weighted_quantile

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

ASKED = frozenset({"sales_cue"})
IN_MIND = frozenset({"need", "attitude"})
"""Ways by which people are recognised once somebody talks to them: they find nobody before. Data types that only asking
shows: a field named beside them (a coupon used) hints at the answer and is not the answer."""

PARTS = 5
TYPICAL = 1.5
ENOUGH = 0.5
"""Parts of the people, each measured by rules from the others; how much more often than everybody a segment gives an
answer that finds it (an index of 150: half as often again); share of a segment below which it cannot be found."""

QUARTERS = (0.25, 0.5, 0.75, 1.0)
MARKERS = 5
FEWEST_TOLD = 30
"""Where numbers are cut; most items that define a segment; people below whom a share of them is not told."""

SEGMENT_COLUMNS = (
    "segment", "traits", "reachable_traits", "reached", "low", "high", "n_eff", "size", "index", "precision",
    "precision_low", "precision_high", "share", "found", "best",
)  # fmt: skip
CHANNEL_COLUMNS = (
    "segment", "via", "fields", "size", "penetration", "low", "high", "index", "precision", "precision_low",
    "precision_high", "base", "n_eff",
)  # fmt: skip
RULE_COLUMNS = ("segment", "via", "field", "question", "text", "answers", "coverage")
TRAIT_COLUMNS = ("segment", "kind", "question", "text", "answer", "reachable", "via")


@dataclass(frozen=True, slots=True)
class Findability:
    """How far each segment can be found without asking.

    `segments`: traits (what defines it) and how many of them a tagged field shows; reached (R: share of its people that
    at least one field finds) with its interval; size (share of everybody whom the same fields point at), index,
    precision (share of these who are in the segment) beside its share; found: "yes" (half of it or more is reached, by
    all fields or by those of the way `best`, at an index of 150 or more), "with many others", or "only by asking" (R
    below a half). `channels`: the same for each way of reaching by which at least 30 people are pointed at: penetration
    (share of the segment), index (100: as among everybody). `rules`: which answers point at a segment, by way and
    field. `traits`: what defines it ("marker" or "answer"), and whether a field shows it. `people`: how many were
    judged.
    """

    segments: pd.DataFrame
    channels: pd.DataFrame
    rules: pd.DataFrame
    traits: pd.DataFrame
    people: int


@dataclass(frozen=True, slots=True)
class _Way:
    """A field by which people are reached: through what, and for which share of the people it is known."""

    via: str
    field: str
    coverage: float


@dataclass(frozen=True, slots=True)
class _Field:
    """A question behind one or more ways: the answer of each person as a bin, the words of each bin, which may point.

    Bin 0 is a blank; a blank and what is not ticked point at nobody.
    """

    variable: Variable
    ways: tuple[_Way, ...]
    bins: Ints
    words: tuple[str, ...]
    usable: Flags


def findability(segmentation: Segmentation, profiles: Profiles, responses: Responses, basis: Basis) -> Findability:
    """How far each segment can be found by fields that are known without asking, and by which.

    An answer points at a segment when its people give it at least half as often again as everybody and the whole 95 %
    interval of their share lies above everybody's. Which answers do is learnt from four fifths of the people and
    measured on the last, five times: chosen and measured on the same people the figures would flatter. A field known
    for a part of the people finds that part. R (`reached`) is the share of the segment that at least one field points
    at, cues of a sales talk left out: they come too late to find anybody. Below a half the segment cannot be found,
    only recognised by asking; where fields point at others nearly as often, finding it means finding everybody. What
    the segments are built on, needs and attitudes count in a talk only, unless their column is a field itself. Raises
    CannotCompute where no question says how people are reached, and for fewer than 50 people.
    """
    who = reachable(responses, basis)
    if segmentation.k < 2 or not who.features or len(who.people) < FEWEST:
        raise CannotCompute(_problem(segmentation.k, len(who.people)))
    ways = _ways(responses.questionnaire, basis)
    fields = [
        _field(variable, responses, who.people, basis.weights)
        for variable in responses.questionnaire.variables()
        if variable.name in who.names and ways[variable.name]
    ]
    fields = [replace(field, ways=ways[field.variable.name]) for field in fields]
    if not any(way.via not in ASKED for field in fields for way in field.ways):
        raise CannotCompute(_problem(segmentation.k, len(who.people)))
    weights, labels = basis.weights[who.people], segmentation.labels[who.people]
    case = _Case(fields, weights, labels, segmentation.k)
    hits = _held_out_hits(case, who.folds % PARTS)
    traits = pd.DataFrame(list(_traits(profiles, ways, case.k)), columns=list(TRAIT_COLUMNS))
    channels = pd.DataFrame(list(_channel_rows(case, hits)), columns=list(CHANNEL_COLUMNS))
    rows = [_segment_row(case, hits, segment) | _told(traits, segment) for segment in case.segments]
    rows = [row | _verdict(row, channels) for row in rows]
    return Findability(
        segments=pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS)),
        channels=channels,
        rules=pd.DataFrame(list(_rule_rows(case)), columns=list(RULE_COLUMNS)),
        traits=traits,
        people=len(who.people),
    )


def _problem(k: int, people: int) -> Problem:
    if k < 2:
        return Problem("FINDABILITY_ONE_SEGMENT", "there are no segments to be found")
    if people < FEWEST:
        return Problem("FINDABILITY_FEW_PEOPLE", f"{people} people", expected=f"at least {FEWEST}")
    hint = "give `reach` to the questions whose answers stand in a database, a media plan or a list"
    return Problem("FINDABILITY_NO_FIELDS", "no question says how the people who answer so are reached", hint=hint)


def _field(variable: Variable, responses: Responses, people: Ints, weights: Floats) -> _Field:
    codes = responses.answers[variable.name].to_numpy(dtype=np.float64)[people]
    known = ~np.isnan(codes)
    found = np.unique(codes[known])
    if known.any() and (variable.kind == "number" or (not variable.codes and len(found) > MANY_ANSWERS)):
        mass = weights[people][known]
        found = np.unique([weighted_quantile(codes[known], mass, part) for part in QUARTERS])
    bins = np.where(known, np.searchsorted(found, codes, side="left") + 1, 0).astype(np.int64)
    words = ["", *(_words(variable, codes[bins == bin_]) for bin_ in range(1, len(found) + 1))]
    usable = np.array([False, *(not (variable.question.type == "multi" and code == 0) for code in found)])
    return _Field(variable, (), bins, tuple(words), usable)


def _ways(questionnaire: Questionnaire, basis: Basis) -> dict[str, tuple[_Way, ...]]:
    """By which ways each variable reaches people.

    What the segments are built on, needs and attitudes count only in a talk, unless their column is a field of the
    customer database itself.
    """
    built_on = {one.column for one in questionnaire.variables() if one.name in basis.items}
    fill = {field.name: field.fill_rate for field in questionnaire.study.crm_fields}
    known = {name.casefold() for name in fill}
    found = {}
    for variable in questionnaire.variables():
        own = {way.field.casefold() for way in variable.question.reach if way.via == "crm" and way.field}
        asked_only = (variable.column in built_on or variable.question.data_type in IN_MIND) and (
            variable.column.casefold() not in known | own
        )
        found[variable.name] = tuple(
            _Way(way.via, way.field or "", _coverage(way.coverage, fill.get(way.field or "")))
            for way in variable.question.reach
            if way.via in (ASKED if asked_only else FINDABLE)
        )
    return found


def _coverage(declared: float | None, filled: float | None) -> float:
    return float(declared if declared is not None else filled if filled is not None else 1.0)


def _words(variable: Variable, codes: Floats) -> str:
    low, high = float(codes.min()), float(codes.max())
    if variable.codes:
        return variable.label(int(low))
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


@dataclass(frozen=True, slots=True)
class _Case:
    """The fields, and the weight and segment (from 1) of each person."""

    fields: Sequence[_Field]
    weights: Floats
    labels: Ints
    k: int

    @property
    def segments(self) -> range:
        return range(1, self.k + 1)

    def pointing(self, field: _Field, people: Flags) -> Flags:
        """Which answers point at which segment (k x bins), by the answers of some of the people."""
        bins, labels, weights = field.bins[people], self.labels[people], self.weights[people]
        shape = (self.k, len(field.words))
        mass = np.bincount((labels - 1) * shape[1] + bins, weights, shape[0] * shape[1]).reshape(shape)
        mass[:, 0] = 0.0  # shares are of those who answered
        squares = np.bincount((labels - 1), np.where(bins > 0, weights, 0.0) ** 2, self.k)
        inside, everybody = mass.sum(1), mass.sum()
        if everybody <= 0:
            return np.zeros(shape, dtype=np.bool_)
        share = np.divide(mass, inside[:, None], out=np.zeros(shape), where=inside[:, None] > 0)
        n_eff = np.divide(inside**2, squares, out=np.zeros(self.k), where=squares > 0)
        total = mass.sum(0) / everybody
        low, _ = wilson(share, n_eff[:, None])
        return np.asarray((share >= TYPICAL * total) & (low > total) & field.usable & (total > 0))


def _held_out_hits(case: _Case, parts: Ints) -> dict[tuple[int, int], Flags]:
    """Whom each field points at for each segment, by the rules of the other parts: (segment, place of the field)."""
    hits = {(s, at): np.zeros(len(parts), dtype=np.bool_) for s in case.segments for at in range(len(case.fields))}
    for part in np.unique(parts):
        judged = parts == part
        for at, field in enumerate(case.fields):
            pointing = case.pointing(field, ~judged)
            for segment in case.segments:
                hits[segment, at][judged] = pointing[segment - 1, field.bins[judged]]
    return hits


def _chance(case: _Case, hits: dict[tuple[int, int], Flags], segment: int, via: str = "") -> Floats:
    """For each person the chance that a field of one way (or of all but talks) points at them for the segment."""
    missed = np.ones(len(case.weights))
    for at, field in enumerate(case.fields):
        known = [way.coverage for way in field.ways if (way.via == via if via else way.via not in ASKED)]
        if known:
            missed *= 1 - max(known) * hits[segment, at]
    chance: Floats = 1 - missed
    return chance


def _figures(case: _Case, chance: Floats, segment: int) -> dict[str, float]:
    """Size, penetration, index and precision of those whom fields point at."""
    inside, weights = case.labels == segment, case.weights
    pointed = weights * chance
    size, total = float(pointed.sum() / weights.sum()), float(pointed.sum())
    part = float(pointed[inside].sum() / weights[inside].sum()) if inside.any() else float("nan")
    told = int((chance > 0).sum()) >= FEWEST_TOLD
    precise = float(pointed[inside].sum() / total) if told else float("nan")
    own, targeted = effective_base(weights[inside]), effective_base(pointed)
    low, high = wilson(part, own)
    precise_low, precise_high = wilson(precise, targeted)
    return {
        "size": size,
        "penetration": part,
        "low": float(low),
        "high": float(high),
        "index": 100 * part / size if size > 0 else float("nan"),
        "precision": precise,
        "precision_low": float(precise_low),
        "precision_high": float(precise_high),
        "base": int((chance > 0).sum()),
        "n_eff": own,
        "targeted": targeted,
    }


def _segment_row(case: _Case, hits: dict[tuple[int, int], Flags], segment: int) -> dict[str, Any]:
    found = _figures(case, _chance(case, hits, segment), segment)
    share = float(case.weights[case.labels == segment].sum() / case.weights.sum())
    return found | {"segment": segment, "reached": found["penetration"], "share": share}


def _told(traits: pd.DataFrame, segment: int) -> dict[str, int]:
    own = traits[traits["segment"] == segment]
    return {"traits": len(own), "reachable_traits": int(own["reachable"].sum())}


def _verdict(row: dict[str, Any], channels: pd.DataFrame) -> dict[str, str]:
    """Whether a segment can be found, and by which way best."""
    if not row["reached"] >= ENOUGH:
        return {"found": "only by asking", "best": ""}
    own = channels[(channels["segment"] == row["segment"]) & ~channels["via"].isin(ASKED)]
    own = own[(own["penetration"] >= ENOUGH) & (own["index"] >= 100 * TYPICAL)].sort_values("index", kind="stable")
    if len(own):
        return {"found": "yes", "best": str(own["via"].iloc[-1])}
    return {"found": "yes" if row["index"] >= 100 * TYPICAL else "with many others", "best": ""}


def _channel_rows(case: _Case, hits: dict[tuple[int, int], Flags]) -> Iterator[dict[str, Any]]:
    ways = sorted({way.via for field in case.fields for way in field.ways})
    everybody = np.ones(len(case.weights), dtype=np.bool_)
    for segment in case.segments:
        for via in ways:
            pointing = [
                field
                for field in case.fields
                if any(way.via == via for way in field.ways) and case.pointing(field, everybody)[segment - 1].any()
            ]
            found = _figures(case, _chance(case, hits, segment, via), segment)
            if pointing and found["base"] >= FEWEST_TOLD:
                yield found | {"segment": segment, "via": via, "fields": len(pointing), "n_eff": found["targeted"]}


def _rule_rows(case: _Case) -> Iterator[dict[str, Any]]:
    everybody = np.ones(len(case.weights), dtype=np.bool_)
    tables = [case.pointing(field, everybody) for field in case.fields]
    for segment in case.segments:
        for field, pointing in zip(case.fields, tables, strict=True):
            answers = [field.words[bin_] for bin_ in np.flatnonzero(pointing[segment - 1])]
            for way in field.ways if answers else ():
                yield {
                    "segment": segment,
                    "via": way.via,
                    "field": way.field,
                    "question": field.variable.name,
                    "text": field.variable.text,
                    "answers": answers,
                    "coverage": way.coverage,
                }


def _traits(profiles: Profiles, ways: Mapping[str, tuple[_Way, ...]], k: int) -> Iterator[dict[str, Any]]:
    """What defines each segment: its strongest markers, and per question outside the basis its most telling answer."""
    telling = profiles.answers[
        (profiles.answers["role"] != "basis")
        & (profiles.answers["index"] >= 100 * TYPICAL)
        & (profiles.answers["low"] > profiles.answers["total_share"])
        & (profiles.answers["base"] >= FEWEST_TOLD)
    ]
    telling = telling.assign(more=telling["share"] - telling["total_share"])
    telling = telling.sort_values("more", ascending=False, kind="stable").drop_duplicates(["segment", "variable"])
    for segment in range(1, k + 1):
        marking = profiles.markers[(profiles.markers["segment"] == segment) & (profiles.markers["rank"] <= MARKERS)]
        rows = [("marker", row["variable"], row["text"], "") for row in marking.to_dict("records")]
        rows += [
            ("answer", row["variable"], row["text"], row["label"])
            for row in telling[telling["segment"] == segment].to_dict("records")
        ]
        for kind, variable, text, answer in rows:
            via = list(dict.fromkeys(way.via for way in ways.get(variable, ()) if way.via not in ASKED))
            yield {
                "segment": segment,
                "kind": kind,
                "question": variable,
                "text": text,
                "answer": answer,
                "reachable": bool(via),
                "via": via,
            }
