"""What groups of people believe and need now: every attitude and need, a group against everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.association import standardised_difference
from survey_seg.stats.significance import mean_interval, wilson
from survey_seg.stats.weights import effective_base, weighted_variance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

BELIEFS = frozenset({"attitude", "need"})
"""Data types of what people think and want."""

NO_BELIEF = frozenset({"outcome", "value", "screener", "attention", "consent", "weight", "link", "quota"})
"""Roles of questions that ask for something else."""

TOP = 0.75
"""Answers from here on up a scale are its top: the upper two of five or seven, the uppermost of four."""

COLUMNS = (
    "group",
    "variable",
    "text",
    "statement",
    "kind",
    "mean",
    "low",
    "high",
    "total_mean",
    "difference",
    "top",
    "top_low",
    "top_high",
    "total_top",
    "top_answer",
    "bottom",
    "bottom_low",
    "bottom_high",
    "total_bottom",
    "bottom_answer",
    "base",
    "n_eff",
)


def belief_items(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The questions on what people think and want: scales and yes/no answers tagged attitude or need.

    Outcomes and values are none. Where nothing is tagged so, the scales of the basis are taken.
    """
    asked = [
        one for one in questionnaire.variables() if one.kind in {"scale", "binary"} and NO_BELIEF.isdisjoint(one.roles)
    ]
    tagged = tuple(one for one in asked if one.question.data_type in BELIEFS)
    return tagged or tuple(one for one in asked if "basis" in one.roles and one.kind == "scale")


def statement_of(variable: Variable) -> str:
    """What is agreed to: the line of a grid without the question above it, or the whole text.

    >>> from survey_seg.questionnaire.model import Question
    >>> grid = Question(id="q", text="Do you agree?", type="grid")
    >>> statement_of(Variable("q_1", "q_1", grid, "Do you agree? I plan.", "I plan.", "scale"))
    'I plan.'
    """
    own = variable.text.removeprefix(variable.question.text).strip()
    return own or variable.text


def success(variable: Variable, codes: Floats, *, turned: bool = False) -> tuple[Flags, str]:
    """Who gives a favourable answer, and those answers in words.

    Of a scale the top quarter of its range, of a yes/no question the answer 1 of 0 and 1, or else the first one;
    `turned`: the bottom quarter, the other answer.

    >>> from survey_seg.questionnaire.model import Option, Question
    >>> five = tuple(Option(code=c, label=f"Answer {c}") for c in (1, 2, 3, 4, 5))
    >>> scale = Variable("q", "q", Question(id="q", text="?", type="scale"), "?", "?", "scale", five, 1, 5)
    >>> success(scale, np.array([3.0, 4.0]))
    (array([False,  True]), 'Answer 4 or Answer 5')
    """
    found = [float(code) for code in variable.codes] or [float(code) for code in np.unique(codes[~np.isnan(codes)])]
    if variable.kind == "binary":
        yes = [1.0] if set(found) <= {0.0, 1.0} else found[:1]
        chosen = [code for code in found if (code in yes) != turned]
    else:
        low, high = _ends(variable, codes)
        place = [(code - low) / (high - low) if high > low else 0.0 for code in found]
        chosen = [code for code, at in zip(found, place, strict=True) if (1 - at if turned else at) >= TOP]
    names = [variable.label(int(code)) if code == int(code) else f"{code:g}" for code in chosen]
    words = " or ".join(names) if len(names) <= 3 else f"{names[0]} to {names[-1]}"
    return np.isin(codes, chosen), words


def _ends(variable: Variable, codes: Floats) -> tuple[float, float]:
    low = float(np.nanmin(codes)) if variable.low is None else float(variable.low)
    high = float(np.nanmax(codes)) if variable.high is None else float(variable.high)
    return low, high


def belief_table(labels: Ints, k: int, responses: Responses, items: Sequence[Variable]) -> pd.DataFrame:
    """Every item in every group: its mean and who agrees, beside everybody, with intervals.

    `labels`: the group of each person, 1 to k (0: in none). A row per item and group: mean (codes as asked), low, high
    (t interval on the effective base), total_mean; difference (standard deviations, group against the rest); top (the
    share that answers in the top quarter of the scale), top_low, top_high (Wilson), total_top, top_answer (those
    answers in words), and the same for the bottom; base, n_eff. People who did not answer do not count. There is no
    test: items of the basis made the segments.
    """
    rows = [
        row for item in items if item.name in responses.answers.columns for row in _rows(labels, k, responses, item)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(labels: Ints, k: int, responses: Responses, item: Variable) -> Iterator[dict[str, Any]]:
    codes = responses.answers[item.name].to_numpy(dtype=np.float64)
    known = ~np.isnan(codes) & (responses.weights > 0)
    if not known.any():
        return
    codes, weights, groups = codes[known], responses.weights[known], labels[known]
    ends = {end: success(item, codes, turned=end == "bottom") for end in ("top", "bottom")}
    same = {
        "variable": item.name,
        "text": item.text,
        "statement": statement_of(item),
        "kind": item.question.data_type or "",
        "total_mean": float(np.average(codes, weights=weights)),
    }
    for end, (chosen, words) in ends.items():
        same |= {f"total_{end}": float(np.average(chosen, weights=weights)), f"{end}_answer": words}
    for group in range(1, k + 1):
        inside = groups == group
        if inside.any():
            yield {"group": group, **same, **_inside(codes, ends, weights, inside)}


def _inside(codes: Floats, ends: Mapping[str, tuple[Flags, str]], weights: Floats, inside: Flags) -> dict[str, Any]:
    own, mass = codes[inside], weights[inside]
    n_eff, mean = effective_base(mass), float(np.average(own, weights=mass))
    low, high = mean_interval(mean, float(weighted_variance(own[:, None], mass)[0]), n_eff)
    shares: dict[str, float] = {}
    for end, (chosen, _) in ends.items():
        share = float(np.average(chosen[inside], weights=mass))
        end_low, end_high = wilson(share, n_eff)
        shares |= {end: share, f"{end}_low": float(end_low), f"{end}_high": float(end_high)}
    return {
        "mean": mean,
        "low": low,
        "high": high,
        "difference": standardised_difference(codes, inside, weights),
        **shares,
        "base": int(inside.sum()),
        "n_eff": n_eff,
    }
