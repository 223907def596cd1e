"""From answers to deeds: which intended actions a segment calls for, and by what it can be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from survey_seg.analysis.disclosure import LEAST
from survey_seg.analysis.model import Profiles
from survey_seg.questionnaire.conditions import triggered
from survey_seg.questionnaire.model import Questionnaire, Reach, Variable
from survey_seg.stats.significance import wilson

ACTION_COLUMNS = (
    "segment",
    "question",
    "text",
    "verb",
    "owner",
    "decision",
    "action",
    "answers",
    "share",
    "total_share",
    "index",
    "low",
    "high",
    "clear",
)
FEWEST = LEAST["external"]
"""People of a segment who give an answer, for the answer to be told of."""
UNCLEAR = "not clearly above average"

REACH_COLUMNS = (
    "segment",
    "via",
    "field",
    "question",
    "text",
    "answers",
    "share",
    "total_share",
    "index",
    "low",
    "high",
    "clear",
    "coverage",
    "note",
)


def segment_actions(profiles: Profiles, questionnaire: Questionnaire) -> pd.DataFrame:
    """What the firm said it would do, for the segments that give the answers it would do it for.

    A row per action and segment that gives the action's answers (`when`) more often than everybody. `clear` is True
    where the whole interval lies above the share of everybody; a segment without any clear action keeps its best one.
    Index 150: half as many again as in everybody. Actions without `when` say nothing about answers and have no row.
    """
    rows: list[dict[str, Any]] = []
    for variable, answers in _profiled(profiles, questionnaire):
        for action in variable.question.action:
            chosen = _triggering(variable, answers, action.when or ())
            for found in _nets(answers[answers["answer"].isin(chosen)]):
                deed = {"verb": action.verb, "owner": action.owner, "decision": action.decision, "action": action.text}
                rows.append({"question": variable.name, "text": variable.text} | deed | found)
    return _typical(rows, ACTION_COLUMNS)


def segment_reach(profiles: Profiles, questionnaire: Questionnaire) -> pd.DataFrame:
    """By which fields, media and cues each segment can be found, and how well.

    A row per way of reaching (CRM field, ad platform, sales cue, media, list) and segment: the answers that are clearly
    more frequent there than in everybody, taken together; where none is clear, the answer with the highest index.
    `share` is how much of the segment those answers find, `coverage` for how many people the field is known at all
    (as the questionnaire says, NaN where it does not). A segment without any clear way keeps its best one.
    """
    rows: list[dict[str, Any]] = []
    fill = {field.name: field.fill_rate for field in questionnaire.study.crm_fields}
    for variable, answers in _profiled(profiles, questionnaire):
        ways = [reach for reach in variable.question.reach if reach.via != "none"]
        for _, own in answers.groupby("segment") if ways else ():
            typical = _most_typical(variable, own)
            for found in _nets(typical):
                for reach in ways:
                    notes = _note(variable, typical, reach.note), "" if found["clear"] else UNCLEAR
                    note = "; ".join(part for part in notes if part)
                    way = {"via": reach.via, "field": reach.field, "coverage": _coverage(reach, fill), "note": note}
                    rows.append({"question": variable.name, "text": variable.text} | way | found)
    return _typical(rows, REACH_COLUMNS)


def _coverage(reach: Reach, fill: Mapping[str, float | None]) -> float:
    known = reach.coverage if reach.coverage is not None else fill.get(reach.field or "")
    return float("nan") if known is None else float(known)


def _profiled(profiles: Profiles, questionnaire: Questionnaire) -> Iterator[tuple[Variable, pd.DataFrame]]:
    known = dict(tuple(profiles.answers.groupby("variable", sort=False)))
    for variable in questionnaire.variables():
        if variable.name in known:
            yield variable, known[variable.name]


def _triggering(variable: Variable, answers: pd.DataFrame, when: Sequence[int | str]) -> list[float]:
    """The answers that an action waits for; of a multi question the options that are ticked.

    In a grid the answers are those to its other rows: in a row that is worded the other way, their mirror images.
    """
    if not when:
        return []
    if variable.question.type == "multi":
        option = int(variable.name.removeprefix(f"{variable.question.id}_"))
        return [1.0] if triggered(when, option) else []
    given = answers["answer"].unique()
    return [answer for answer in given if triggered(when, _turned(variable, answer))]


def _turned(variable: Variable, answer: float) -> float:
    """The answer as the other rows of a grid would have it."""
    if not (variable.reverse and variable.question.rows) or variable.low is None or variable.high is None:
        return answer
    return variable.low + variable.high - answer


def _note(variable: Variable, own: pd.DataFrame, note: str) -> str:
    """What the questionnaire says of a way, unless these are the answers of people of whom it does not hold.

    The note on a scale speaks of its upper half: who asks for something, not who does without it.
    """
    if variable.kind != "scale" or variable.low is None or variable.high is None:
        return note
    mean = sum(_turned(variable, code) * share for code, share in zip(own["answer"], own["share"], strict=True))
    return note if mean > (variable.low + variable.high) / 2 * float(own["share"].sum()) else ""


def _most_typical(variable: Variable, own: pd.DataFrame) -> pd.DataFrame:
    """The answers of one segment that are clearly above everybody's, or else the one with the highest index."""
    if variable.question.type == "multi":
        own = own[own["answer"] == 1.0]  # nobody is found by what they did not tick
    clear = own[own["low"] > own["total_share"]]
    if len(clear):
        return clear
    return own[own["total_share"] > 0].sort_values(["index", "answer"], ascending=[False, True]).head(1)


def _nets(answers: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Several answers to one question as one share per segment, with its interval."""
    for segment, own in answers.groupby("segment"):
        share, total = float(own["share"].sum()), float(own["total_share"].sum())
        if not total > 0 or share * float(own["base"].iloc[0]) < FEWEST:
            continue
        low, high = wilson(min(share, 1.0), float(own["n_eff"].iloc[0]))
        yield {
            "segment": int(str(segment)),
            "answers": ", ".join(own["label"]),
            "share": share,
            "total_share": total,
            "index": 100 * share / total,
            "low": float(low),
            "high": float(high),
            "clear": bool(low > total),
        }


def _typical(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Clear rows first, by index; a segment without a clear row keeps the best it has, if that is above average."""
    table = pd.DataFrame(rows, columns=list(columns))
    table = table[table["index"] > 100].sort_values(
        ["segment", "clear", "index"], ascending=[True, False, False], kind="stable"
    )
    first = ~table.duplicated("segment")
    return table[table["clear"].astype(bool) | first].reset_index(drop=True)
