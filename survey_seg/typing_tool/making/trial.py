"""The whole pipeline tried on people it has not seen: cross-validation of segments, questions and weights together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from survey_seg.analysis.basis import build_basis, scale_answers
from survey_seg.analysis.evidence import together
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.rule import rule_labels
from survey_seg.responses.model import Responses
from survey_seg.stats.progress import Progress
from survey_seg.stats.seeds import stream
from survey_seg.typing_tool.making.adaptive_model import LONGER, POOL, Walk, joined, learn, walk
from survey_seg.typing_tool.making.candidates import Design
from survey_seg.typing_tool.making.question_choice import ANY, QuestionChoice
from survey_seg.typing_tool.making.weigh import softened, weigh, weigh_each

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FOLDS, FOLDS_SMALL, SMALL = 10, 5, 300
"""Ten parts; five below 300 people, so that a part still holds people of every segment."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What happened to people whom a pipeline had not seen, one row per person and repeat.

    `truth`: the segment (0-based, numbered like the final ones) that the fold's own segmentation gives the person from
    all basis items. `typed`: people x numbers of questions (column m - 1 asks m), `second`: the runner-up, same shape.
    `margin`: best minus second best score in units of log odds, same shape. `everything`: the segment when all
    candidate questions are asked. `walked`: what the adaptive form thought after each question. `weights`: of the
    rows; `repeats`: rows per person.
    """

    truth: Ints
    typed: Ints
    second: Ints
    margin: Floats
    everything: Ints
    weights: Floats
    walked: Walk
    repeats: int
    folds: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What every fold needs: everybody's answers, the final segments, how many questions at most, and which."""

    responses: Responses
    basis: Basis
    segmentation: Segmentation
    design: Design
    most: int
    seed: int
    choice: QuestionChoice = ANY


def try_out(setting: Setting, *, progress: Progress) -> Trial:
    """Every person typed by a tool from whose making they were left out.

    In each fold everything is done again without the people left out: ranges and blanks of the basis, segments, soft
    memberships, choice of questions, logit, rounding. The truth about the people left out is what that fold's own
    segmentation says of all their answers. The folds' segments take the numbers of the nearest final segments.
    """
    small = int((setting.basis.weights > 0).sum()) < SMALL
    folds, repeats = (FOLDS_SMALL, 2) if small else (FOLDS, 1)
    turns = [_turns(setting, repeat, folds) for repeat in range(repeats)]
    tasks = [(repeat, fold) for repeat in range(repeats) for fold in range(folds) if (turns[repeat] == fold).any()]

    def one(task: tuple[int, int]) -> Trial:
        repeat, fold = task
        return _fold(setting, turns[repeat] == fold, task)

    parts = []
    for part in together(one, tasks):
        parts.append(part)
        progress("typing people the tool has not seen", len(parts) / len(tasks))
    return Trial(
        truth=np.concatenate([part.truth for part in parts]),
        typed=np.concatenate([part.typed for part in parts]),
        second=np.concatenate([part.second for part in parts]),
        margin=np.concatenate([part.margin for part in parts]),
        everything=np.concatenate([part.everything for part in parts]),
        weights=np.concatenate([part.weights for part in parts]),
        walked=joined([part.walked for part in parts]),
        repeats=repeats,
        folds=folds,
    )


def _turns(setting: Setting, repeat: int, folds: int) -> Ints:
    """The fold in which each person is left out: it depends on the id and the seed, not on who else is there."""
    streams = (stream(setting.seed, "typing", "fold", repeat, person) for person in setting.basis.ids)
    return np.array([chance.integers(folds) for chance in streams], dtype=np.int64)


def _fold(setting: Setting, out: Flags, name: tuple[int, int]) -> Trial:
    train = setting.responses.kept(~out)
    basis = build_basis(train)
    again = fit_partition(
        basis.matrix, basis.weights, setting.segmentation.k, seed=_seed(setting, name), reverse=basis.reverse
    )
    final = nearest_final(again.centroids, setting.segmentation.centroids)
    soft = softened(again.memberships, basis.weights)
    truth = final[rule_labels(again.rule, scale_answers(basis, setting.basis.raw[out]))]
    design, unseen = setting.design.of(~out), setting.design.of(out)
    order = setting.choice.order(design, soft, basis.weights, len(design.variables))
    tools = list(weigh_each(design, order[: setting.most], soft, basis.weights))
    tools += tools[-1:] * (setting.most - len(tools))  # where the others add nothing
    ranked = [_first_two(tool.scores(unseen)) for tool in tools]
    margins = [margin / tool.scale for (_, _, margin), tool in zip(ranked, tools, strict=True)]
    whole = weigh(design, order, soft, basis.weights)
    everything, _, _ = _first_two(whole.scores(unseen))
    pool = whole if len(order) <= POOL else weigh(design, order[:POOL], soft, basis.weights)
    walked = walk(learn(design, pool, soft, basis.weights), unseen, setting.choice.most + LONGER)
    return Trial(
        truth=truth,
        typed=final[np.column_stack([best for best, _, _ in ranked])],
        second=final[np.column_stack([second for _, second, _ in ranked])],
        margin=np.column_stack(margins),
        everything=final[everything],
        weights=setting.basis.weights[out],
        walked=walked.numbered(final),
        repeats=1,
        folds=1,
    )


def _first_two(scores: Ints) -> tuple[Ints, Ints, Ints]:
    """Best segment, runner-up and the difference of their scores; the first of equals, as the tool does it."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :2]
    pair = np.take_along_axis(scores, order, axis=1)
    return order[:, 0], order[:, 1], pair[:, 0] - pair[:, 1]


def _seed(setting: Setting, name: tuple[int, int]) -> int:
    return int(stream(setting.seed, "typing", "segments", *name).integers(2**31))


def nearest_final(centroids: Floats, final: Floats) -> Ints:
    """The final segment that each of a fold's segments stands for: the cheapest one-to-one match of profiles."""
    rows, columns = linear_sum_assignment(_squared_distances(centroids, final))
    match = np.empty(len(rows), dtype=np.int64)
    match[rows] = columns
    return match


def _squared_distances(one: Floats, other: Floats) -> Floats:
    distances: Floats = ((one[:, None] - other[None]) ** 2).sum(2)
    return distances
