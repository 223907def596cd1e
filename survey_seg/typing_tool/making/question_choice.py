"""What people decide about the questions of a tool before the machine chooses: how many, which, and what they cost."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from survey_seg.errors import Problem, UsageProblem, quoted
from survey_seg.stats.pursuit import Terms, pursue, pursue_samples
from survey_seg.typing_tool.making.candidates import Design

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

USUAL_QUESTIONS, MOST_QUESTIONS = 8, 20
"""How many questions a tool has at most, and how many it can have on request; the evidence shows the latter."""

NEVER = 1e-9
"""A membership below this counts as this much where log odds are taken."""


@dataclass(frozen=True, slots=True)
class QuestionChoice:
    """`most`: how many questions the tool may ask. `ask`: those it asks in any case; `never`: those it does not ask.

    `cost`: what a question costs beside the others (1), for example 0.5 for one more row of a grid; questions are
    chosen by what they tell per cost. Questions are named by their variables.
    """

    most: int = USUAL_QUESTIONS
    ask: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    cost: Mapping[str, float] = field(default_factory=dict)

    def order(self, design: Design, soft: Floats, weights: Floats, most: int) -> tuple[int, ...]:
        """The places of the questions in the order in which they tell most, at most `most` of them."""
        targets = steadied(soft, weights)
        groups = design.groups.tolist()
        return pursue(design.filled(weights), targets, weights, groups, most, terms=self._terms(design))

    def order_in_samples(self, design: Design, soft: Floats, weights: Floats, most: int) -> Ints:
        """The same for sets of weights, sets x people: sets x `most` places, -1 where nothing more was told."""
        everybody = weights.sum(axis=0)
        columns, targets = design.filled(everybody), steadied(soft, everybody)
        return pursue_samples(columns, targets, weights, design.groups.tolist(), most, terms=self._terms(design))

    def cost_of(self, name: str) -> float:
        """What a question costs."""
        return float(self.cost.get(name, 1.0))

    def check(self, design: Design) -> None:
        """Raises UsageProblem with everything that cannot be done with these candidates."""
        problems = list(self._problems([variable.name for variable in design.variables]))
        if problems:
            raise UsageProblem(problems)

    def _terms(self, design: Design) -> Terms:
        names = [variable.name for variable in design.variables]
        return Terms(
            first=tuple(names.index(name) for name in self.ask),
            never=tuple(names.index(name) for name in self.never),
            cost=tuple(self.cost_of(name) for name in names),
        )

    def _problems(self, names: list[str]) -> Iterator[Problem]:
        if not 2 <= self.most <= MOST_QUESTIONS:
            yield Problem("TYPING_QUESTIONS", f"{self.most} questions at most", expected=f"2 to {MOST_QUESTIONS}")
        for name in dict.fromkeys([*self.ask, *self.never, *self.cost]):
            if name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                yield Problem(
                    "TYPING_NO_QUESTION",
                    f"{quoted(name)} is not among the questions that the tool could ask",
                    expected=", ".join(names[:MOST_QUESTIONS]) + (", ..." if len(names) > MOST_QUESTIONS else ""),
                    hint=f"did you mean {quoted(near[0])}?" if near else "give it `role: [typing]`",
                )
        if both := sorted(set(self.ask) & set(self.never)):
            yield Problem("TYPING_ASK_NEVER", f"{', '.join(both)} should be asked and never be asked")
        if len(set(self.ask)) > self.most:
            what = f"{len(set(self.ask))} questions must be asked, and at most {self.most} may be"
            yield Problem("TYPING_TOO_MANY_ASKED", what, hint="allow more questions, or force fewer")
        if len(names) - len(set(self.never) & set(names)) < min(2, len(names)):
            yield Problem("TYPING_NO_QUESTIONS", "fewer than two questions are left to ask")
        for name, cost in self.cost.items():
            if not (math.isfinite(cost) and cost > 0):
                yield Problem("TYPING_COST", f"the cost of {name} is {cost:g}", expected="a number above 0")


def steadied(memberships: Floats, weights: Floats) -> Floats:
    """What questions are chosen by: soft memberships half-way to what the log odds tell of them in straight lines.

    Question: which part of memberships would other people of the same kind show too? Segments' log odds are sums over
    items, so what bends in the memberships goes with single questions by chance more than by nature. On the curves of
    `benchmarks/typing_curve.py` tools of these questions are up to 1.4 points better and in no cell worse than .3; with
    300 or 500 people .15 points on average over a hundred samples; on fifteen other batteries neither (.01, standard
    error .04).

    >>> steadied(np.array([[0.9, 0.1], [0.1, 0.9]]), np.ones(2)).round(3).tolist()
    [[0.9, 0.1], [0.1, 0.9]]
    """
    odds = np.log(np.maximum(memberships, NEVER))
    lines = np.column_stack([odds - odds.mean(axis=1, keepdims=True), np.ones(len(odds))])
    root = np.sqrt(weights)[:, None]
    slopes, *_ = np.linalg.lstsq(lines * root, memberships * root, rcond=None)
    half: Floats = (memberships + lines @ slopes) / 2
    return half


ANY = QuestionChoice()
