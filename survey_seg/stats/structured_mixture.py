"""EM for normal groups with one covariance of a given form: something common to the items plus a variance of each.

Given the posteriors, the group means are weighted means and the covariance within groups is the total one less that of
the means; the form is then fitted to that matrix alone. So a round costs two products of people x items x groups, as
for a full covariance, whatever the form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.tied_mixture import (
    BLOCK,
    LEAST,
    SHORT,
    STEPS,
    Numbers,
    TiedMixture,
    expected_sums,
    with_ones,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Form = Callable[[Floats, Floats], Floats]
"""The most likely loadings (stack of p x q; their products are the common part) given covariances within groups and own
variances (stack of p)."""

OWN = 0.005
"""Least share of an item's variance that is its own: an item explained to more than this is a Heywood case."""

KEPT = 2
MOST_ROUNDS = 600
TOLERANCE = 1e-7
"""Solutions that are worked on to the end, rounds for that, and the gain of the log-likelihood per person and round at
which the search ends. With more factors than there are the last digits take thousands of rounds and move nobody."""

QUICK_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class _State:
    """Where EM is: `sums` fits x k x starts x (p + 1), `own` fits x starts x p, `loadings` fits x starts x p x q."""

    sums: Numbers
    own: Floats
    loadings: Floats
    height: Floats


def fit_structured(
    rows: Floats, weights: Floats, k: int, starts: Sequence[Ints], *, form: Form, free: int
) -> TiedMixture:
    """The most likely mixture of k normal groups whose common covariance is `form` plus a diagonal, by ECM.

    `rows`: n x p without blanks; `weights`: n; `starts`: partitions to begin with. `free`: parameters of
    the covariance. Raises CannotCompute when an item does not vary or nobody has weight.
    """
    there = weights > 0
    share = _share(weights)
    centre = share @ rows
    data = with_ones((rows[there] - centre).T)[None]
    mass = share[there][None]
    total = (data[:, :-1] * mass[:, None]) @ data[:, :-1].transpose(0, 2, 1)
    _check(total[0], rows, there, k)
    members = [(np.arange(k)[:, None] == start[there]) * mass @ data[0].T for start in starts]
    state = _run(data, mass, total, _begin(np.stack(members, axis=1)[None], total), form, SHORT)
    state = _only(state, np.argsort(-np.round(state.height, 9), axis=1, kind="stable")[:, :KEPT])
    converged = False
    for _ in range(MOST_ROUNDS // STEPS):
        before = state.height
        state = _run(data, mass, total, state, form, STEPS)
        converged = bool((state.height - before).max() < TOLERANCE * STEPS)
        if converged:
            break
    best = _only(state, state.height.argmax(1)[:, None])
    return _model(best, rows - centre, weights, centre, free=free, converged=converged)


def replicate_structured(rows: Floats, weights: Floats, k: int, starts: Sequence[Ints], *, form: Form) -> Ints:
    """Everybody's group under one quick fit per bootstrap sample: labels, B x n.

    `weights`: B x n; `starts`: for each sample the partitions (each s x n) that its fit begins with.
    """
    samples, people = weights.shape
    share = _share(weights.sum(0))
    everybody = with_ones((rows - share @ rows).T.astype(np.float32))
    labels = np.empty((samples, people), dtype=np.int64)
    most = int((weights > 0).sum(1).max())
    size = max(1, BLOCK // (most * k * len(starts[0])))
    for first in range(0, samples, size):
        block = range(first, min(first + size, samples))
        data = np.zeros((len(block), len(everybody), most), dtype=np.float32)
        mass = np.zeros((len(block), most), dtype=np.float32)
        sums = np.empty((len(block), k, len(starts[0]), len(everybody)), dtype=np.float32)
        for place, sample in enumerate(block):
            drawn = np.flatnonzero(weights[sample])
            part = (weights[sample, drawn] / weights[sample].sum()).astype(np.float32)
            mine = everybody[:, drawn]
            data[place, :, : len(drawn)], mass[place, : len(drawn)] = mine, part
            member = (np.arange(k)[:, None, None] == starts[sample][:, drawn]) * part
            sums[place] = member.astype(np.float32) @ mine.T
        labels[first : block.stop] = _quick(data, mass, sums, form, everybody)
    return labels


def _quick(data: Numbers, mass: Numbers, sums: Numbers, form: Form, everybody: Numbers) -> Ints:
    centre = (data[:, :-1] @ mass[:, :, None]).astype(np.float64)
    moment = ((data[:, :-1] * mass[:, None]) @ data[:, :-1].transpose(0, 2, 1)).astype(np.float64)
    total = moment - centre @ centre.transpose(0, 2, 1)
    total += 1e-6 * np.eye(total.shape[1]) * np.trace(total, axis1=1, axis2=2)[:, None, None] / total.shape[1]
    data[:, :-1] -= centre.astype(np.float32)
    sums[..., :-1] -= sums[..., -1:] * centre[:, None, None, :, 0].astype(np.float32)
    state = _run(data, mass, total, _begin(sums, total), form, QUICK_ROUNDS)
    lines = _lines(_only(state, state.height.argmax(1)[:, None]))[:, :, 0].astype(np.float64)
    lines[..., -1] -= (lines[..., :-1] @ centre)[..., 0]
    scores: Ints = (lines.astype(np.float32) @ everybody).argmax(1).astype(np.int64)
    return scores


def _share(weights: Floats) -> Floats:
    if not (weights > 0).any():
        raise CannotCompute(Problem("MIXTURE_NO_PEOPLE", "nobody has a weight above zero"))
    share: Floats = weights / weights.sum()
    return share


def _check(total: Floats, rows: Floats, there: npt.NDArray[np.bool_], k: int) -> None:
    variances = np.diag(total)
    if (variances <= 1e-12 * max(1.0, float(np.abs(rows).max()) ** 2)).any():
        constant = ", ".join(str(j + 1) for j in np.flatnonzero(variances <= 1e-12))
        what = f"column {constant} has the same value for everybody"
        raise CannotCompute(Problem("MIXTURE_CONSTANT_ITEM", what, hint="leave it out"))
    if k < 1 or (there.sum() < 50 * k and len(np.unique(rows[there], axis=0)) < k):
        raise CannotCompute(Problem("MIXTURE_TOO_MANY_GROUPS", f"there are not {k} different rows"))


def _begin(sums: Numbers, total: Floats) -> _State:
    within = _within(sums, total)
    least = OWN * np.diagonal(total, axis1=1, axis2=2)[:, None]
    own = np.maximum(np.diagonal(within, axis1=2, axis2=3) * 0.5, least)
    return _State(sums, own, np.zeros((*own.shape, 1)), np.full(own.shape[:2], -np.inf))


def _within(sums: Numbers, total: Floats) -> Floats:
    """The covariances within groups: fits x starts x p x p."""
    mass = np.maximum(sums[..., -1:], LEAST)
    scaled = (sums[..., :-1] / np.sqrt(mass)).swapaxes(1, 2).astype(np.float64)
    within: Floats = total[:, None] - scaled.swapaxes(2, 3) @ scaled
    return within


def _run(data: Numbers, mass: Numbers, total: Floats, state: _State, form: Form, rounds: int) -> _State:
    """Rounds of ECM: the form given the own variances, these given the form, then means and shares."""
    least = OWN * np.diagonal(total, axis1=1, axis2=2)[:, None]
    for _ in range(rounds):
        within = _within(state.sums, total)
        loadings = form(within, state.own)
        inverse = _precision(loadings, state.own)
        left = ((inverse @ within) * inverse).sum(3) - np.diagonal(inverse, axis1=2, axis2=3)
        own = np.maximum(state.own + np.square(state.own) * left, least)
        state = _State(state.sums, own, loadings, state.height)
        sums, height = expected_sums(data, mass, _lines(state))
        before, state = state, _State(sums, own, loadings, state.height)
    return _State(state.sums, state.own, state.loadings, height() + _fixed(before, total))


def _parts(loadings: Floats, own: Floats) -> tuple[Floats, Floats]:
    """D^-1 L and the inverse of I + L' D^-1 L: (L L' + D)^-1 = D^-1 - D^-1 L (I + L' D^-1 L)^-1 L' D^-1 (Woodbury)."""
    scaled = loadings / own[..., None]
    inner = np.eye(loadings.shape[-1]) + loadings.swapaxes(-1, -2) @ scaled
    return scaled, np.asarray(np.linalg.inv(inner), dtype=np.float64)


def _precision(loadings: Floats, own: Floats) -> Floats:
    """The inverse of the covariance."""
    scaled, inner = _parts(loadings, own)
    precision: Floats = -(scaled @ inner) @ scaled.swapaxes(-1, -2)
    items = np.arange(own.shape[-1])
    precision[..., items, items] += 1 / own
    return precision


def _lines(state: _State) -> Numbers:
    """Linear scores of the groups."""
    mass = np.maximum(state.sums[..., -1:], LEAST).astype(np.float64)
    means = (state.sums[..., :-1] / mass).swapaxes(1, 2)
    scaled, inner = _parts(state.loadings, state.own)
    slopes = means / state.own[:, :, None] - ((means @ scaled) @ inner) @ scaled.swapaxes(-1, -2)
    constants = np.log(mass[..., 0]).swapaxes(1, 2) - 0.5 * (slopes * means).sum(3)
    lines = np.concatenate([slopes, constants[..., None]], axis=3).swapaxes(1, 2)
    return np.ascontiguousarray(lines, dtype=state.sums.dtype)


def _fixed(state: _State, total: Floats) -> Floats:
    """What the likelihoods of all groups share: -(trace(S^-1 T) + log|S|) / 2."""
    inverse = _precision(state.loadings, state.own)
    trace = (inverse * total[:, None]).sum((2, 3))
    return np.asarray(-0.5 * (trace - np.linalg.slogdet(inverse)[1]), dtype=np.float64)


def _only(state: _State, chosen: Ints) -> _State:
    """The chosen starts of each fit (fits x kept)."""
    each = np.arange(len(chosen))[:, None]
    sums = np.take_along_axis(state.sums, chosen[:, None, :, None], axis=2)
    return _State(sums, state.own[each, chosen], state.loadings[each, chosen], state.height[each, chosen])


def _model(
    state: _State, centred: Floats, weights: Floats, centre: Floats, *, free: int, converged: bool
) -> TiedMixture:
    sums = np.asarray(state.sums[0, :, 0], dtype=np.float64)
    order = np.lexsort([np.round((sums[:, :-1] ** 2).sum(1), 9), -np.round(sums[:, -1] / sums[:, -1].sum(), 11)])
    share = weights / weights.sum()
    total = (centred * share[:, None]).T @ centred
    turned = _State(state.sums[:, order], state.own, state.loadings, state.height)
    lines, fixed = _lines(turned), _fixed(turned, total[None])
    slopes, constants = lines[0, :, 0, :-1].astype(np.float64), lines[0, :, 0, -1].astype(np.float64)
    scores = centred @ slopes.T + constants
    top = scores.max(1)
    height = weights @ (top + np.log(np.exp(scores - top[:, None]).sum(1)))
    k, p = len(sums), len(centre)
    return TiedMixture(
        shares=sums[order, -1] / sums[:, -1].sum(),
        means=sums[order, :-1] / np.maximum(sums[order, -1:], LEAST) + centre,
        within=state.loadings[0, 0] @ state.loadings[0, 0].T + np.diag(state.own[0, 0]),
        coefficients=slopes,
        constants=constants - slopes @ centre,
        parameters=k - 1 + k * p + free,
        log_likelihood=float(height + (float(fixed[0, 0]) - 0.5 * p * np.log(2 * np.pi)) * weights.sum()),
        converged=converged,
    )
