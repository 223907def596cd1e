"""Positioning briefs: whom to win, what they believe now, what they need to believe, what to say and what not.

One for each segment to win, and in a business study one for each part in the buying. What was measured is measured
here; what the questionnaire declares (messages, owners) is taken from it; what nobody asked stays to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.accounts import Accounts, account_rollup, role_question
from survey_seg.analysis.beliefs import NO_BELIEF, belief_items, belief_table
from survey_seg.analysis.buying_parts import buying_parts
from survey_seg.analysis.drivers import COLUMNS as DRIVER_COLUMNS
from survey_seg.analysis.drivers import Drivers, Outcome, group_drivers, main_outcome
from survey_seg.analysis.model import Basis, Priorities, Segmentation
from survey_seg.analysis.verbatims import INSIDE, OpenAnswers, Quote, open_answers, quotes
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.conditions import triggered
from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.arm_size import people_per_arm
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LIFTS = (0.02, 0.05, 0.10)
"""How many more people must act for a new message to matter: points of the share that acts now."""

SAYS = ("message", "position", "sell")
"""Verbs of actions that are something to say, the plainest first."""

APART = 0.25
"""Standard deviations: from here on a belief is more, or less, of one group than of the others."""

FEWEST = 30
"""People below which a part in the buying has no brief."""

BELIEFS, AVOIDED, PROOFS, MESSAGES, ROLES = 12, 4, 4, 3, 6
"""Rows that a brief holds at most, and parts in the buying."""

RATES = re.compile(r"satisf|perform|rating|rated|experience|delight|zufrieden|bewert|leistung", re.IGNORECASE)
"""Constructs of questions that rate what people get."""

ENDS = ("top", "total_top", "top_answer", "bottom", "total_bottom", "bottom_answer")
"""What is known of the two ends of a scale."""

AVOID_COLUMNS = (
    "variable",
    "text",
    "statement",
    "why",
    "end",
    "answer",
    "share",
    "total",
    "other",
    "other_share",
    "slope",
)
MESSAGE_COLUMNS = ("text", "verb", "owner", "decision", "question", "answers", "share", "total_share", "clear")


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief. `segment` is its number, or 0 for a part in the buying, which is named by `role`.

    `share`, `low`, `high`: of everybody. `believe`: rows of `belief_table`, what sets them apart most first, of
    `asked` items. `drivers`: see `group_drivers`; its items with the beliefs of this group. `proof`: what they rate
    well; `rated`: how many ratings were asked. `avoid`: what not to lead with, because it goes against the outcome
    ("against") or speaks for another group ("other"). `messages`: what the questionnaire declares. `fields`: where a
    part in the buying is noted. `mix`: shares of the segments among people of a part. `goal`: the share that acts now,
    and how many people a test of a new message needs (`tests`).
    """

    segment: int
    role: str
    share: float
    low: float
    high: float
    base: int
    n_eff: float
    believe: pd.DataFrame
    asked: int
    drivers: Mapping[str, Any]
    proof: pd.DataFrame
    rated: int
    avoid: pd.DataFrame
    messages: pd.DataFrame
    fields: tuple[str, ...]
    mix: pd.DataFrame
    quotes: tuple[Quote, ...]
    goal: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Briefs:
    """All briefs of a study; `outcome` is what they want to move, None where nothing was asked.

    `quoted`: whether people's own words may be shown; `open_questions`: how many were asked. `parts_left_out`: parts in
    the buying with too few people; `parts_smaller`: none larger than those told. `role_question`: its text, or "".
    """

    segments: tuple[Brief, ...]
    roles: tuple[Brief, ...]
    parts_left_out: int
    parts_smaller: int
    role_question: str
    outcome: Mapping[str, str] | None
    accounts: Accounts | None
    quoted: bool
    open_questions: int


@dataclass(frozen=True, slots=True)
class _Case:
    """What all briefs share: the people, the groups they are in, and what was asked."""

    labels: Ints
    responses: Responses
    items: Sequence[Variable]
    table: pd.DataFrame
    outcome: Outcome | None
    told: OpenAnswers | None
    ratings: frozenset[str]
    seed: int


def positioning_briefs(
    segmentation: Segmentation,
    responses: Responses,
    basis: Basis,
    *,
    priorities: Priorities | None,
    actions: pd.DataFrame,
    look: BriefLook,
) -> Briefs:
    """A brief for each segment to win, the first to win first, and for each part in the buying of a business study.

    Raises CannotCompute where whom to win is not known, or nobody.
    """
    if segmentation.k < 2:
        raise CannotCompute(Problem("BRIEFS_NO_SEGMENTS", "there are no segments to describe"))
    pursued = priorities.pursue if priorities is not None else ()
    if not pursued:
        what = "no segment is to be won, so nobody needs a brief"
        if priorities is None:
            what = "whom to win was not computed, so it is open who needs a brief"
        raise CannotCompute(Problem("BRIEFS_NOBODY", what))
    told = open_answers(responses) if look.quoted else None
    case = _case(segmentation.labels, segmentation.k, responses, (main_outcome(responses, basis), told, look.seed))
    sizes = {row["segment"]: row for row in segmentation.sizes.to_dict("records")}
    inside = segmentation.memberships.max(axis=1) >= INSIDE
    role, roles, left_out, smaller = _role_briefs(segmentation, case)
    return Briefs(
        segments=tuple(_segment_brief(case, sizes[number], actions, inside) for number in pursued),
        roles=roles,
        parts_left_out=left_out,
        parts_smaller=smaller,
        role_question=role,
        outcome=_said(case.outcome),
        accounts=account_rollup(segmentation.labels, segmentation.k, responses),
        quoted=look.quoted,
        open_questions=len({answer.variable.name for answer in told.answers}) if told else 0,
    )


@dataclass(frozen=True, slots=True)
class BriefLook:
    """`quoted`: whether people may be quoted; `seed` of the resamples."""

    quoted: bool = True
    seed: int = 1


def _case(labels: Ints, k: int, responses: Responses, known: tuple[Outcome | None, OpenAnswers | None, int]) -> _Case:
    outcome, told, seed = known
    ratings = [one for one in responses.questionnaire.variables() if _is_rating(one, outcome)]
    items = belief_items(responses.questionnaire)
    asked = [*items, *(one for one in ratings if one not in items)]
    rated = frozenset(one.name for one in ratings)
    return _Case(labels, responses, items, belief_table(labels, k, responses, asked), outcome, told, rated, seed)


def _is_rating(variable: Variable, outcome: Outcome | None) -> bool:
    """Whether people rate with it what they get."""
    serves = NO_BELIEF - {"outcome", "value"}
    named = bool(RATES.search(f"{variable.construct or ''} {variable.question.block or ''}"))
    own = outcome is not None and variable.name == outcome.variable.name
    return variable.kind == "scale" and named and serves.isdisjoint(variable.roles) and not own


def _said(outcome: Outcome | None) -> dict[str, str] | None:
    if outcome is None:
        return None
    one = outcome.variable
    return {"variable": one.name, "text": one.text, "answer": outcome.answer, "way": outcome.way}


def _segment_brief(case: _Case, size: Mapping[str, Any], actions: pd.DataFrame, inside: Flags) -> Brief:
    number = int(size["segment"])
    own = actions[actions["segment"] == number] if len(actions) else pd.DataFrame(columns=["segment", "verb"])
    messages = _messages(own)
    there = {key: size[key] for key in ("share", "low", "high", "base", "n_eff")}
    return Brief(
        segment=number, role="", fields=(), mix=_mix(None, case), **there, **_body(case, number, messages, inside)
    )


def _messages(own: pd.DataFrame) -> list[dict[str, Any]]:
    """What the questionnaire wants to say to a segment: what is clearly theirs first, then the plainest; none twice."""
    said = [row | {"text": row["action"]} for row in own.to_dict("records") if row["action"]]
    said = [row for row in said if canonical(str(row["verb"])) in SAYS]
    said.sort(key=lambda row: (not row["clear"], SAYS.index(canonical(str(row["verb"])))))
    first: dict[str, dict[str, Any]] = {}
    for row in said:
        first.setdefault(row["text"], row)
    return list(first.values())


def _body(case: _Case, group: int, messages: list[dict[str, Any]], may_speak: Flags) -> dict[str, Any]:
    """The parts that every brief has."""
    member = case.labels == group
    own = case.table[case.table["group"] == group]
    beliefs = own[own["variable"].isin({item.name for item in case.items} - case.ratings)]
    drivers = _drivers(case, member, group)
    rated = own[own["variable"].isin(case.ratings)]
    return {
        "believe": _apart(beliefs).head(BELIEFS),
        "asked": len(beliefs),
        "drivers": _with_beliefs(drivers, own),
        "proof": _good(rated).head(PROOFS),
        "rated": len(rated),
        "avoid": pd.DataFrame(_avoid(case, group, drivers), columns=list(AVOID_COLUMNS)).head(AVOIDED),
        "messages": pd.DataFrame(messages, columns=list(MESSAGE_COLUMNS)).head(MESSAGES),
        "quotes": quotes(case.told, member & may_speak) if case.told is not None else (),
        "goal": _goal(case, member),
    }


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """What sets a group apart most first."""
    order = np.lexsort((rows["variable"].to_numpy(), -rows["difference"].abs().round(9).to_numpy()))
    return rows.iloc[order].reset_index(drop=True)


def _good(rows: pd.DataFrame) -> pd.DataFrame:
    """What more than half rate well, the best first."""
    good = rows[(rows["top_low"] > 0.5) & (rows["base"] >= FEWEST)]
    return good.sort_values(["top", "variable"], ascending=[False, True]).reset_index(drop=True)


def _drivers(case: _Case, member: Flags, group: int) -> Drivers | None:
    if case.outcome is None:
        return None
    items = [item for item in case.items if item.name != case.outcome.variable.name]
    return group_drivers(member, case.outcome, items, case.responses, seed=case.seed, name=str(group))


def _with_beliefs(drivers: Drivers | None, own: pd.DataFrame) -> dict[str, Any]:
    """The drivers as a mapping, each item with what the group believes of it now."""
    if drivers is None:
        return {"verdict": "no_outcome", "items": []}
    now = own[["variable", "text", "statement", "kind", "mean", "total_mean", *ENDS]]
    items = [_toward(row) for row in drivers.items.merge(now, on="variable", how="inner").to_dict("records")]
    return {
        "verdict": drivers.verdict,
        "explained": drivers.explained,
        "shrunken": drivers.shrunken,
        "base": drivers.base,
        "n_eff": drivers.n_eff,
        "items": items[:BELIEFS],
    }


def _toward(row: dict[Any, Any]) -> dict[Any, Any]:
    """A driver seen from the end of its scale that goes with the outcome: the gain there, and its interval."""
    up = row["slope"] >= 0
    gain, low, high = (row["slope"], row["low"], row["high"]) if up else (-row["slope"], -row["high"], -row["low"])
    return row | {"end": "top" if up else "bottom", "gain": gain, "gain_low": low, "gain_high": high}


def _avoid(case: _Case, group: int, drivers: Drivers | None) -> Iterator[dict[str, Any]]:
    """What goes against the outcome here, and what another group believes and this one does not.

    `end`: the end of the scale that is not to be argued for, with its answer, and who gives it here, overall, and in
    the other group.
    """
    rows = {(row["group"], row["variable"]): row for row in case.table.to_dict("records")}
    against = drivers.items if drivers is not None else pd.DataFrame(columns=list(DRIVER_COLUMNS))
    for found in against.to_dict("records"):
        if found["clear"] and found["slope"] < 0:
            row = rows[group, found["variable"]]
            yield _at(row, "top") | {"why": "against", "other": 0, "slope": found["slope"]}
    believed = [row for (number, name), row in rows.items() if number == group and name not in case.ratings]
    lost = [(row, side) for row in believed for side in (1, -1) if _clearly(row, -side)]
    for row, side in sorted(lost, key=lambda one: (-round(abs(one[0]["difference"]), 9), one[0]["variable"])):
        others = [one for (_, name), one in rows.items() if name == row["variable"] and _clearly(one, side)]
        end = "top" if side > 0 else "bottom"
        if others:
            best = max(others, key=lambda one: (round(abs(one["difference"]), 9), -one["group"]))
            yield _at(row, end) | {"why": "other", "other": best["group"], "other_share": best[end]}


def _at(row: Mapping[str, Any], end: str) -> dict[str, Any]:
    """A belief at one end of its scale."""
    return {**row, "end": end, "answer": row[f"{end}_answer"], "share": row[end], "total": row[f"total_{end}"]}


def _clearly(row: Mapping[str, Any], side: int) -> bool:
    """Whether a group lies clearly above (1) or below (-1) everybody on a belief."""
    beyond = row["low"] > row["total_mean"] if side > 0 else row["high"] < row["total_mean"]
    return bool(side * row["difference"] >= APART and beyond)


def _goal(case: _Case, member: Flags) -> dict[str, Any] | None:
    """The share of a group that acts now, and how many people must see each of two messages."""
    if case.outcome is None:
        return None
    known = member & ~np.isnan(case.outcome.values) & (case.responses.weights > 0)
    if not known.any():
        return None
    weights = case.responses.weights[known]
    share, n_eff = float(np.average(case.outcome.good[known], weights=weights)), effective_base(weights)
    low, high = wilson(share, n_eff)
    possible = [lift for lift in LIFTS if share + lift <= 1]
    tests = [{"lift": lift, "to": share + lift, "per_arm": people_per_arm(share, lift)} for lift in possible]
    return {
        "share": share, "low": float(low), "high": float(high), "base": int(known.sum()), "n_eff": n_eff, "tests": tests
    }  # fmt: skip


def _role_briefs(segmentation: Segmentation, case: _Case) -> tuple[str, tuple[Brief, ...], int, int]:
    """The question on parts in the buying, briefs for its answers, and how many have none; nothing of a single part."""
    responses = case.responses
    question = role_question(responses.questionnaire)
    if question is None or question.name not in responses.answers.columns:
        return "", (), 0, 0
    codes = responses.answers[question.name].to_numpy(dtype=np.float64)
    there = responses.weights > 0
    enough, few, smaller = buying_parts(codes, responses.weights, question.codes, least=FEWEST, most=ROLES)
    labels = np.zeros(len(codes), dtype=np.int64)
    for number, code in enumerate(enough, start=1):
        labels[(codes == code) & there] = number
    if len(enough) < 2:
        return "", (), 0, 0
    parts = _case(labels, len(enough), responses, (case.outcome, case.told, case.seed))
    briefs = tuple(
        _role_brief(parts, question, (number, code), segmentation) for number, code in enumerate(enough, start=1)
    )
    return question.text, briefs, few, smaller


def _role_brief(case: _Case, question: Variable, part: tuple[int, int], segmentation: Segmentation) -> Brief:
    number, code = part
    weights, member = case.responses.weights, case.labels == number
    answered = ~np.isnan(case.responses.answers[question.name].to_numpy(dtype=np.float64))
    share = float(weights[member].sum() / weights[answered].sum())
    low, high = wilson(share, effective_base(weights[answered]))
    messages = [
        {"text": action.text, "verb": action.verb, "owner": action.owner, "decision": action.decision, "clear": True}
        for action in question.question.action
        if action.text and triggered(action.when or (), code)
    ]
    return Brief(
        segment=0,
        role=question.label(code),
        share=share,
        low=float(low),
        high=float(high),
        base=int(member.sum()),
        n_eff=effective_base(weights[member]),
        fields=tuple(reach.field for reach in question.question.reach if reach.field),
        mix=_mix(segmentation, case, member),
        **_body(case, number, messages, np.ones(len(member), dtype=np.bool_)),
    )


def _mix(segmentation: Segmentation | None, case: _Case, member: Flags | None = None) -> pd.DataFrame:
    """The shares of the segments among people of a part in the buying; no rows for a segment."""
    rows = []
    if segmentation is not None and member is not None:
        mass, labels = case.responses.weights[member], segmentation.labels[member]
        for segment in range(1, segmentation.k + 1):
            share = float(mass[labels == segment].sum() / mass.sum())
            low, high = wilson(share, effective_base(mass))
            rows.append({"segment": segment, "share": share, "low": float(low), "high": float(high)})
    return pd.DataFrame(rows, columns=["segment", "share", "low", "high"])
