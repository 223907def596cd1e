"""Profiles without the figures that the tables hide: what one file keeps back, another does not tell."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.disclosure import LEAST, Audience
from survey_seg.analysis.table_cells import ROUNDED
from survey_seg.analysis.tables import FEWEST_FOR_A_SUM, Tables
from survey_seg.questionnaire.model import Questionnaire

Flags = npt.NDArray[np.bool_]
Hidden = Mapping[int, bool]
"""By segment, whether a figure is hidden; segment 0 is everybody."""

TOLD = ("share", "low", "high", "index")
OF_EVERYBODY = ("total_share", "index")
EXACT = ("mean", "difference")


def without_hidden(
    answers: pd.DataFrame, tables: Tables | None, questionnaire: Questionnaire, audience: Audience = "internal"
) -> pd.DataFrame:
    """Answers by segment (`Profiles.answers`) with NaN for figures that the banner tables do not show.

    Where a question has no table, or stands there in other groups, cells of few people are left out by themselves.
    Nobody, a share of 0, is told.
    """
    hidden = {} if tables is None else hidden_answers(tables, questionnaire)
    people = answers["share"].to_numpy() * answers["base"].to_numpy()
    few = (people > 0) & (people < LEAST[audience])
    keys = zip(answers["variable"], answers["label"], answers["segment"], few.tolist(), strict=True)
    own = np.array([hidden.get((name, label), {}).get(segment, alone) for name, label, segment, alone in keys], bool)
    pairs = zip(answers["variable"], answers["label"], strict=True)
    total = np.array([hidden.get(pair, {}).get(0, False) for pair in pairs], bool)
    kept = answers.copy()
    for flags, columns in ((own, TOLD), (total, OF_EVERYBODY)):
        for column in columns:
            kept[column] = kept[column].where(~flags)
    return kept


def without_hidden_means(means: pd.DataFrame, tables: Tables | None, questionnaire: Questionnaire) -> pd.DataFrame:
    """Means by segment as the banner tables show them: NaN where they hide one, one decimal where they round it.

    Takes any table with the column `variable`, and with `segment`, `mean`, `difference`, `low` and `high`, or with
    `total_mean`. Beside a rounded mean the interval is left out too, and the standardised difference is rounded: each
    of them would tell the mean. Where a table has answers but no mean, the mean is hidden with one of the answers;
    without a table, means of fewer than ten people are.
    """
    known = {} if tables is None else _means(tables, questionnaire)
    kept = means.copy()
    if "mean" in means:
        bases = means["base"].tolist() if "base" in means else [FEWEST_FOR_A_SUM] * len(means)
        cells = zip(means["variable"], means["segment"].tolist(), bases, strict=True)
        hidden, rounded = _split([_flags(known, name, segment, base) for name, segment, base in cells])
        for column in (column for column in EXACT if column in means):
            kept[column] = _as_shown(means[column], hidden, rounded)
        for column in (column for column in ("low", "high") if column in means):
            kept[column] = means[column].where(~(hidden | rounded))
    if "total_mean" in means:
        hidden, rounded = _split([_flags(known, name, 0, FEWEST_FOR_A_SUM) for name in means["variable"]])
        kept["total_mean"] = _as_shown(means["total_mean"], hidden, rounded)
    return kept


def _means(tables: Tables, questionnaire: Questionnaire) -> dict[str, tuple[tuple[bool, ...], tuple[bool, ...]]]:
    """Which means of a variable are hidden and which rounded, everybody first."""
    none = (False,) * (len(tables.letters) + 1)
    found: dict[str, tuple[tuple[bool, ...], tuple[bool, ...]]] = {}
    for (name, _), flags in hidden_answers(tables, questionnaire).items():
        before, _ = found.get(name, (none, none))
        found[name] = tuple(one or flags[segment] for segment, one in enumerate(before)), none
    means = ((table.variable, row) for table in tables.questions for row in table.rows if row.kind == "mean")
    return found | {name: (row.hidden, row.rounded) for name, row in means}


def _flags(
    known: Mapping[str, tuple[tuple[bool, ...], tuple[bool, ...]]], name: str, segment: int, base: float
) -> tuple[bool, bool]:
    if name not in known:
        return base < FEWEST_FOR_A_SUM, False
    hidden, rounded = known[name]
    return hidden[segment], rounded[segment]


def _split(flags: list[tuple[bool, bool]]) -> tuple[Flags, Flags]:
    both = np.array(flags, dtype=np.bool_).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _as_shown(values: pd.Series, hidden: Flags, rounded: Flags) -> pd.Series:
    return values.where(~rounded, values.round(ROUNDED)).where(~hidden)


def hidden_answers(tables: Tables, questionnaire: Questionnaire) -> dict[tuple[str, str], Hidden]:
    """For each answer to a variable whether a table hides it, by segment, everybody as 0."""
    ticked = {(one.question.id, one.short): one for one in questionnaire.variables() if one.question.type == "multi"}
    found: dict[tuple[str, str], Hidden] = {}
    for table in tables.questions:
        for row in table.rows:
            if row.kind != "answer":
                continue
            flags = dict(enumerate(row.hidden))
            option = ticked.get((table.question, row.label))
            names = [(table.variable, row.label)] if option is None else [
                (option.name, answer.label) for answer in option.options
            ]  # fmt: skip
            found |= dict.fromkeys(names, flags)
    return found
