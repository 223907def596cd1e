"""Would other people of the same kind have led to other golden questions, and which could take whose place?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.model import Basis
from survey_seg.stats.seeds import stream
from survey_seg.stats.weights import effective_base
from survey_seg.typing_tool.making.candidates import Design
from survey_seg.typing_tool.making.question_choice import QuestionChoice

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SAMPLES, PART = 500, 100
"""Bootstrap samples, and how many of them are held at once."""

OFTEN, RATHER, SHOWN = 0.2, 0.1, 3
"""A question is offered as a substitute when it is in this share of the samples without the one it replaces, and by
this much more often than in the others; at most so many are offered."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """A question that was chosen in `share` of the samples in which the other was not."""

    question: int
    share: float


@dataclass(frozen=True, slots=True)
class Stability:
    """`share` of the bootstrap samples in which a question was chosen, and what was chosen where it was not."""

    question: int
    share: float
    substitutes: tuple[Substitute, ...]


def question_stability(
    design: Design, soft: Floats, basis: Basis, chosen: Sequence[int], choice: QuestionChoice, *, seed: int
) -> tuple[Stability, ...]:
    """How often each chosen question is chosen again when people are drawn again, and its substitutes.

    Question: which questions are interchangeable, so that one that is easier to ask or to act on may take the place?
    A bootstrap sample holds as many people as the weights are worth, each drawn with a chance that goes with the
    weight; in each sample as many questions are chosen as the tool has. `soft`: people x segments, what the choice
    tries to tell. A substitute is a question outside the tool that is chosen rather where the other is not.
    """
    people = np.flatnonzero(basis.weights > 0)
    people = people[np.argsort(np.array(basis.ids)[people], kind="stable")]  # whatever order they come in
    own = Design(design.variables, design.columns[people], design.groups)
    samples = _draws(basis.weights[people], seed)
    taken = np.concatenate(
        [_taken(choice.order_in_samples(own, soft[people], draws, len(chosen)), design) for draws in samples]
    )
    return tuple(_stability(taken, one, chosen) for one in chosen)


def _draws(weights: Floats, seed: int) -> Iterator[Floats]:
    """How often each person is in each of some samples."""
    chance = stream(seed, "typing", "questions again")
    base, share = max(1, round(effective_base(weights))), weights / weights.sum()
    for _ in range(SAMPLES // PART):
        yield chance.multinomial(base, share, PART).astype(np.float64)


def _taken(order: Ints, design: Design) -> Flags:
    """Samples x questions: whether each was chosen."""
    taken = np.zeros((len(order), len(design.variables) + 1), dtype=bool)
    np.put_along_axis(taken, order, values=True, axis=1)  # -1 is the last place, which is none
    return taken[:, :-1]


def _stability(taken: Flags, question: int, chosen: Sequence[int]) -> Stability:
    with_it, without = taken[taken[:, question]], taken[~taken[:, question]]
    substitutes: list[Substitute] = []
    if len(without):
        found = without.mean(axis=0)
        usual = with_it.mean(axis=0) if len(with_it) else np.zeros(len(found))
        good = (found >= OFTEN) & (found - usual >= RATHER)
        good[list(chosen)] = False
        order = [place for place in np.argsort(-found, kind="stable").tolist() if good[place]]
        substitutes = [Substitute(place, float(found[place])) for place in order[:SHOWN]]
    return Stability(question, float(taken[:, question].mean()), tuple(substitutes))
