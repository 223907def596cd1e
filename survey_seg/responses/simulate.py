"""Answers nobody gave: a dry run of the whole study before it is fielded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.artifact import write_csv
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.crowd import answer, gather, straight_line
from survey_seg.responses.model import Floats
from survey_seg.responses.routing import Walk
from survey_seg.stats.seeds import stream

TEXTS = {"text": "simulated answer", "date": "2026-01-15"}
"""What stands in the columns of open ends and dates."""

COLLEAGUES = 3
"""Simulated people with one account's key."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """Simulated answers, and the segment (1..k) each person was drawn from.

    `answers`: a row per person, a column per column of the response file (`Variable.column`), respondent ids first
    where the questionnaire has no link question: codes as asked, NaN or None where nothing was answered.
    """

    answers: pd.DataFrame
    truth: npt.NDArray[np.int64]


def simulate(
    questionnaire: Questionnaire, n: int, *, seed: int = 1, segments: int = 4, separation: float = 1.0
) -> Simulated:
    """Plausible answers of n people to a questionnaire, with segments planted in the basis items.

    Does the questionnaire yield segments one could find, with this many people? Each basis item is a Gaussian that
    loads on its construct; segments differ in the means of the constructs by `separation` standard deviations (0: one
    population, nothing to find), and mildly in everything else. Codes come from thresholds, reversed items are turned,
    filters, skips and random blocks are honoured, one answer in a hundred is blank, and two people in a hundred each
    straight-line or speed. Texts are placeholders. The same seed gives the same answers.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Option, Question
    >>> options = (Option(code=1, label="No"), Option(code=2, label="Yes"))
    >>> item = Question(id="q1", text="Do you like it?", type="single", role=("basis",), options=options)
    >>> simulate(Questionnaire(Study(title="One item"), (item,)), 3).answers.columns.tolist()
    ['respondent', 'q1']
    """
    crowd = gather(questionnaire, n, seed=seed, segments=segments, separation=separation)
    answers: dict[str, Floats] = {}
    walk = Walk(n, lambda name: stream(seed, "asked", name).random(n))
    for question in questionnaire.questions:
        variables = [one for one in questionnaire.variables() if one.question is question]
        asked = walk.asked(question, answers)
        for variable, values in zip(variables, answer(question, variables, crowd), strict=True):
            answers[variable.name] = np.where(asked, values, np.nan)
        walk.follow(question, answers)
    straight_line(answers, questionnaire, crowd)
    return Simulated(_frame(answers, questionnaire, n), crowd.truth + 1)


def write_simulated(simulated: Simulated, path: str | Path) -> None:
    """Write simulated answers as a CSV file that `read_responses` reads."""
    frame = simulated.answers
    write_csv(Path(path), list(frame.columns), ([_plain(value) for value in row] for row in frame.to_numpy(object)))


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _frame(answers: Mapping[str, Floats], questionnaire: Questionnaire, n: int) -> pd.DataFrame:
    """The answers under the names of the response file, ids and placeholders in."""
    ids = [f"R{number:0{len(str(n))}d}" for number in range(1, n + 1)]
    linked = questionnaire.person_keys()
    columns: dict[str, Sequence[object] | Floats] = {} if linked else {"respondent": ids}
    for variable in questionnaire.variables():
        if "link" in variable.roles:
            own = ids if "account" not in variable.roles else [ids[place - place % COLLEAGUES] for place in range(n)]
            columns[variable.column] = own if variable.kind in TEXTS else _numbers(variable, n)
        elif variable.kind in TEXTS:
            there = ~np.isnan(answers[variable.name])
            columns[variable.column] = [TEXTS[variable.kind] if flag else None for flag in there]
        else:
            columns[variable.column] = answers[variable.name]
    kinds = {name: "float64" if isinstance(values, np.ndarray) else "object" for name, values in columns.items()}
    return pd.DataFrame({name: pd.Series(values, dtype=kinds[name]) for name, values in columns.items()})


def _numbers(variable: Variable, n: int) -> Floats:
    return np.arange(n, dtype=np.float64) + (1.0 if variable.low is None else variable.low)
