"""Positioning briefs without the figures that the tables hide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from survey_seg.analysis.beliefs import success
from survey_seg.analysis.briefs import Brief, Briefs
from survey_seg.analysis.disclosure import LEAST, Audience
from survey_seg.analysis.hidden_answers import Hidden, hidden_answers, without_hidden_means
from survey_seg.analysis.tables import Tables
from survey_seg.questionnaire.model import Questionnaire, Variable

ENDS = ("top", "bottom")
NAN = float("nan")


def without_hidden_beliefs(
    briefs: Briefs, tables: Tables | None, questionnaire: Questionnaire, audience: Audience = "internal"
) -> Briefs:
    """Positioning briefs with NaN for shares and means that the banner tables do not show.

    The top or the bottom of a scale is hidden where one of its answers is, as nets are. A belief of which both ends are
    hidden is left out, and so is a proof whose top is. Where there is no table, as for parts in the buying, ends of few
    people are left out by themselves.
    """
    hidden = {} if tables is None else hidden_answers(tables, questionnaire)
    ends = {(one.name, end): flags for one in questionnaire.variables() for end, flags in _end_flags(one, hidden)}
    cover = _Cover(ends, lambda rows: without_hidden_means(rows, tables, questionnaire), LEAST[audience])
    return replace(
        briefs,
        segments=tuple(cover.told(brief) for brief in briefs.segments),
        roles=tuple(cover.told(brief) for brief in briefs.roles),
    )


def _end_flags(variable: Variable, hidden: Mapping[tuple[str, str], Hidden]) -> list[tuple[str, Hidden]]:
    """For the top and the bottom of a scale, where a table has its answers, whether one of them is hidden."""
    points = variable.codes
    if not points and variable.low is not None and variable.high is not None:
        points = tuple(range(int(variable.low), int(variable.high) + 1))
    answers = [hidden[place] for point in points if (place := (variable.name, variable.label(point))) in hidden]
    if variable.kind not in {"scale", "binary"} or not points or len(answers) < len(points):
        return []
    found: list[tuple[str, Hidden]] = []
    for end in ENDS:
        chosen, _ = success(variable, np.array(points, dtype=np.float64), turned=end == "bottom")
        own = [flags for flags, inside in zip(answers, chosen.tolist(), strict=True) if inside]
        found.append((end, {segment: any(flags[segment] for flags in own) for segment in answers[0]}))
    return found


@dataclass(frozen=True, slots=True)
class _Cover:
    """What is hidden: by variable and end of its scale, of means, and below how many people."""

    ends: Mapping[tuple[str, str], Hidden]
    means: Callable[[pd.DataFrame], pd.DataFrame]
    least: int

    def told(self, brief: Brief) -> Brief:
        """A brief without what is hidden."""
        own = brief.segment or None
        believe, proof = self._beliefs(brief.believe, own), self._beliefs(brief.proof, own)
        moves = pd.DataFrame(brief.drivers["items"])
        if len(moves):
            told = self._beliefs(moves.drop(columns=["low", "high"]), own)
            moves = told.assign(low=moves["low"], high=moves["high"])[list(moves.columns)]
        avoid = [self._avoided(row, own) for row in brief.avoid.to_dict("records")]
        return replace(
            brief,
            believe=believe[believe["top"].notna() | believe["bottom"].notna()].reset_index(drop=True),
            proof=proof[proof["top"].notna()].reset_index(drop=True),
            drivers={**brief.drivers, "items": moves.to_dict("records")},
            avoid=pd.DataFrame(avoid, columns=brief.avoid.columns),
        )

    def _beliefs(self, rows: pd.DataFrame, own: int | None) -> pd.DataFrame:
        """Rows of beliefs of a segment, or of a part in the buying (None), which has no tables and enough people."""
        if own is not None and len(rows):
            rows = self.means(rows.assign(segment=own)).drop(columns="segment")
        told = [self._without_ends(row, own) for row in rows.to_dict("records")]
        return pd.DataFrame(told, columns=rows.columns)

    def _without_ends(self, row: dict[Any, Any], own: int | None) -> dict[Any, Any]:
        kept = dict(row)
        for end in ENDS:
            if self._hidden(row, end, own, row[end]):
                kept |= {column: NAN for column in (end, f"{end}_low", f"{end}_high") if column in row}
            if self._hidden(row, end, 0, NAN):
                kept[f"total_{end}"] = NAN
        return kept

    def _avoided(self, row: dict[Any, Any], own: int | None) -> dict[Any, Any]:
        places = (("share", own), ("total", 0), ("other_share", None if own is None else row["other"]))
        return row | {column: NAN for column, group in places if self._hidden(row, row["end"], group, row[column])}

    def _hidden(self, row: Mapping[Any, Any], end: str, group: int | None, share: float) -> bool:
        flags = self.ends.get((row["variable"], end))
        if flags is not None and group is not None:
            return flags[group]
        people = share * row.get("base", NAN)
        return bool(0 < people < self.least)
