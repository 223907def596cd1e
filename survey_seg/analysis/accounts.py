"""Business studies: who speaks in which part of the buying, and which companies belong to which segment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.disclosure import protect
from survey_seg.questionnaire.lint.words.topics import everything_read, speaks_of
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.significance import wilson

Ints = npt.NDArray[np.int64]

BUSINESS = "b2b"
HALF = 0.5
FEWEST = 5
"""Accounts below which a number of accounts is not shown."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """Companies by the segment that most of their people are in.

    `n`: companies with at least one person. `several`: those with two people or more, of which `mixed` have no segment
    with more than half of their people and `together` have all their people in one (None where that would tell
    `mixed`). `table`: a row per segment: segment, n (None where below five), share, low, high (of all accounts);
    without rows where there are fewer than five accounts. `variable`: their key.
    """

    variable: str
    n: int
    people: int
    several: int
    together: int | None
    mixed: int | None
    table: pd.DataFrame


def role_question(questionnaire: Questionnaire) -> Variable | None:
    """The question on somebody's part in the buying, in a business study; None where there is none.

    The closed question of the role `buying_role`; where none has it, the first firmographic one that speaks of a part,
    position or level in its words (English and German).
    """
    if questionnaire.study.market.type != BUSINESS:
        return None
    closed = [one for one in questionnaire.variables() if one.question.type in {"single", "scale"}]
    marked = [one for one in closed if "buying_role" in one.roles]
    language = questionnaire.study.language
    spoken = (
        one
        for one in closed
        if one.question.data_type == "firmographic" and speaks_of("occupation", everything_read(one.question), language)
    )
    return marked[0] if marked else next(spoken, None)


def account_key(questionnaire: Questionnaire) -> Variable | None:
    """The question that tells which company somebody speaks for: of the role `account`, in a business study."""
    if questionnaire.study.market.type != BUSINESS:
        return None
    return next((one for one in questionnaire.variables() if "account" in one.roles), None)


def account_rollup(labels: Ints, k: int, responses: Responses) -> Accounts | None:
    """Companies instead of people: how many belong to each segment, and how many are of two minds.

    A company belongs to the segment that more than half of its people are in, by weight. Companies are counted, not
    weighted; their key is not shown. Numbers below five are None, and so is what would tell them: see `protect`. None
    where no question is marked as the account's key, or nobody gave one.
    """
    key = account_key(responses.questionnaire)
    if key is None or key.name not in responses.answers.columns:
        return None
    names = responses.answers[key.name]
    known = (names.notna() & (responses.weights > 0)).to_numpy()
    if not known.any():
        return None
    people = pd.DataFrame(
        {"account": names[known].astype(str), "segment": labels[known], "weight": responses.weights[known]}
    )
    mass = people.pivot_table(index="account", columns="segment", values="weight", aggfunc="sum", fill_value=0.0)
    shares = mass.div(mass.sum(axis=1), axis=0)
    belongs = shares.idxmax(axis=1).where(shares.max(axis=1) > HALF, 0)
    several = people.groupby("account").size().reindex(mass.index) > 1
    whole = (people.groupby("account")["segment"].nunique().reindex(mass.index) == 1) & several
    counts = [int((belongs == segment).sum()) for segment in range(1, k + 1)]
    mixed = int((belongs == 0).sum())
    of_two_minds = _shown([*counts, mixed])[-1]
    same = _shown([int(whole.sum()), int((several & ~whole).sum())])[0]
    return Accounts(
        variable=key.name,
        n=len(mass),
        people=int(known.sum()),
        several=int(several.sum()),
        together=None if of_two_minds is None else same,
        mixed=of_two_minds,
        table=_table(counts, mixed),
    )


def _shown(counts: list[int]) -> list[int | None]:
    """Counts that add up to a known sum, without those below five and without what would tell them; 0 is told."""
    hidden = protect(np.array(counts, dtype=np.int64)[:, None], FEWEST).hidden[:, 0]
    return [None if secret else count for secret, count in zip(hidden.tolist(), counts, strict=True)]


def _table(counts: list[int], mixed: int) -> pd.DataFrame:
    shown, total = _shown([*counts, mixed])[:-1], sum(counts) + mixed
    rows = []
    for segment, n in enumerate(shown if total >= FEWEST else (), start=1):
        share = float("nan") if n is None else n / total
        low, high = wilson(share, total)
        rows.append({"segment": segment, "n": n, "share": share, "low": float(low), "high": float(high)})
    table = pd.DataFrame(rows, columns=["segment", "n", "share", "low", "high"])
    table["n"] = pd.Series([row["n"] for row in rows], dtype=object)
    return table
