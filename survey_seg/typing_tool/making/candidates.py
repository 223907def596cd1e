"""Which questions a typing tool may ask, and their answers as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.model import Basis
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Design:
    """The candidate questions and everybody's answers to them.

    `columns`: people x columns; a scale question is one column with the code as asked, a nominal question one column
    of 0 and 1 per answer; NaN where there is no answer that the tool would take. `groups`: the question (its place in
    `variables`) of each column.
    """

    variables: tuple[Variable, ...]
    columns: Floats
    groups: Ints

    def filled(self, weights: Floats) -> Floats:
        """The columns with blanks at the weighted mean of those who answered, which is where a tool leaves them."""
        return np.where(np.isnan(self.columns), self.means(weights), self.columns)

    def means(self, weights: Floats) -> Floats:
        """The weighted mean of each column over those who answered; 0 when nobody did."""
        there = ~np.isnan(self.columns) * weights[:, None]
        mass = there.sum(axis=0)
        sums = (np.nan_to_num(self.columns) * there).sum(axis=0)
        means: Floats = np.divide(sums, mass, out=np.zeros_like(sums), where=mass > 0)
        return means

    def places(self, chosen: Sequence[int]) -> Ints:
        """The columns of some questions, in the order of the questions."""
        return np.concatenate([np.flatnonzero(self.groups == group) for group in chosen])

    def of(self, people: npt.NDArray[np.bool_]) -> Design:
        """The same questions for some of the people."""
        return Design(self.variables, self.columns[people], self.groups)


def candidate_design(responses: Responses, basis: Basis) -> Design:
    """The questions with the role typing, or the basis items when no question has it, for the people of the basis.

    Scale, yes/no and bounded number questions enter with their code as asked: what was turned or centred to build the
    segments is not what people will be asked. Nominal questions enter by answer. Text, dates and numbers without a
    declared range are left out: there is no saying what an answer to them is. What the tool would not take as an
    answer (3.5 on a five-point scale) is a blank here too.

    Raises CannotCompute when fewer than two questions are left, or the basis was built from other people.
    """
    if tuple(str(identifier) for identifier in responses.answers.index) != basis.ids:
        raise CannotCompute(Problem("TYPING_OTHER_PEOPLE", "the answers and the basis are not of the same people"))
    variables = responses.questionnaire.having("typing")
    if not variables:
        variables = tuple(variable for variable in responses.questionnaire.variables() if variable.name in basis.items)
    asked = tuple(variable for variable in variables if _can_be_asked(variable, responses))
    if len(asked) < 2:
        raise CannotCompute(
            Problem(
                "TYPING_NO_QUESTIONS",
                f"{len(asked)} questions could go into a typing tool",
                expected="at least 2",
                hint="give `role: [typing]` to closed questions; numbers need `min` and `max`",
                file=responses.questionnaire.file,
            )
        )
    return design_of(responses, asked)


def design_of(responses: Responses, variables: Sequence[Variable]) -> Design:
    """Everybody's answers to some closed questions (one or more) as the columns of a tool."""
    parts = [_columns(variable, responses.answers[variable.name]) for variable in variables]
    groups = np.repeat(np.arange(len(parts)), [part.shape[1] for part in parts])
    return Design(tuple(variables), np.column_stack(parts), groups)


def is_choice(variable: Variable) -> bool:
    """True when answers are categories: each has points of its own."""
    return variable.kind == "nominal"


def _can_be_asked(variable: Variable, responses: Responses) -> bool:
    if variable.name not in responses.answers.columns:
        return False
    bounded = variable.low is not None and variable.high is not None
    return variable.kind == "nominal" or (variable.kind in {"scale", "binary", "number"} and bounded)


def _columns(variable: Variable, answers: pd.Series[float]) -> Floats:
    codes: Floats = answers.to_numpy(dtype=np.float64)
    known = variable.codes
    if known:
        valid = np.isin(codes, known)
    else:
        valid = (codes == np.rint(codes)) & (codes >= (variable.low or 0)) & (codes <= (variable.high or 0))
    codes = np.where(valid, codes, np.nan)
    if not is_choice(variable):
        return codes[:, None]
    chosen: Floats = (codes[:, None] == np.array(known)).astype(np.float64)
    chosen[np.isnan(codes)] = np.nan
    return chosen
