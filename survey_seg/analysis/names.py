"""Working names for segments, made of what marks them most; people give better ones later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from survey_seg.questionnaire.model import Questionnaire, Variable

YES = {"yes", "ja", "oui", "true", "agree", "selected"}
NO = {"no", "nein", "non", "false", "disagree", "not selected"}

LONGEST = 24
"""Letters of one part of a name; two parts make a name that fits a table."""


def segment_names(markers: pd.DataFrame, questionnaire: Questionnaire, k: int) -> tuple[str, ...]:
    """A name per segment from its two strongest markers, in the words of the questionnaire.

    A scale with labels gives the answer nearest to the segment's mean ("Party (Weak Republican)"), a yes/no item its
    own words or "not" before them ("cheap, not spicy"), anything else "high" or "low". `markers` has the columns of
    `Profiles.markers`.
    """
    if k == 1:
        return ("Everybody",)
    variables = {variable.name: variable for variable in questionnaire.variables()}
    names: list[str] = []
    for segment in range(1, k + 1):
        strongest = markers[markers["segment"] == segment].sort_values("rank").head(2)
        name = _name(strongest.to_dict("records"), variables) or "average on everything"
        name = name[0].upper() + name[1:]
        names.append(name if name not in names else f"{name} ({segment})")
    return tuple(names)


def _name(strongest: Sequence[Mapping[object, object]], variables: Mapping[str, Variable]) -> str:
    return ", ".join(
        _part(variables[str(row["variable"])], float(str(row["mean"])), float(str(row["difference"])))
        for row in strongest
    )


def _part(variable: Variable, mean: float, difference: float) -> str:
    short = cut(variable.short.strip(" .?!:;,…"))
    if variable.kind == "binary" and len(variable.codes) == 2:
        answer = variable.label(max(variable.codes) if difference > 0 else min(variable.codes))
        if answer.casefold() in YES | NO:
            return short if answer.casefold() in YES else f"not {short}"
        return f"{short} ({cut(answer)})"
    if nearest := variable.nearest(mean):
        return f"{short} ({cut(nearest)})"
    return f"{'high' if difference > 0 else 'low'} {short}"


def cut(text: str) -> str:
    """A text of at most 24 letters, cut at a word.

    >>> cut("The news pages of the paper on Sunday")
    'The news pages of the…'
    """
    if len(text) <= LONGEST:
        return text
    start = text[: LONGEST - 1]
    return (start.rsplit(" ", 1)[0] if " " in start else start).rstrip(" ,;:") + "…"
