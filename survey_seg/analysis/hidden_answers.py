"""Profiles without the cells that the tables hide: what one file keeps back, another does not tell."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from survey_seg.analysis.disclosure import LEAST, Audience
from survey_seg.analysis.tables import Tables
from survey_seg.questionnaire.model import Questionnaire

TOLD = ("share", "low", "high", "index")
OF_EVERYBODY = ("total_share", "index")


def without_hidden(
    answers: pd.DataFrame, tables: Tables | None, questionnaire: Questionnaire, audience: Audience = "internal"
) -> pd.DataFrame:
    """Answers by segment (`Profiles.answers`) with NaN for figures that the banner tables do not show.

    Where a question has no table, or stands there in other groups, cells of few people are left out by themselves.
    Nobody, a share of 0, is told.
    """
    hidden = {} if tables is None else _hidden(tables, questionnaire)
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


def _hidden(tables: Tables, questionnaire: Questionnaire) -> dict[tuple[str, str], Mapping[int, bool]]:
    """For an answer to a variable, by segment, whether it is hidden; segment 0 is everybody."""
    ticked = {(one.question.id, one.short): one for one in questionnaire.variables() if one.question.type == "multi"}
    found: dict[tuple[str, str], Mapping[int, bool]] = {}
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
