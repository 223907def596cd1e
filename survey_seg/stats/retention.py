"""How many factors? Eight criteria vote, one decides, and the reader sees all votes.

The criteria disagree on every real battery we looked at, so a bare number would hide a judgement. Horn's parallel
analysis on the full correlation matrix decides, with the 95th percentile of random eigenvalues (Glorfeld 1995):
among thirteen variants it was the best in most conditions of Lim & Jahng (2019), Psychological Methods 24, 452-467,
who also say to regard one factor more or less as a candidate.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.stats.fit_by_number import fit_by_number
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]

DRAWS = 1000
PERCENTILE = 0.95
REDUCED_SHARE = 8
"""One in so many draws also gives eigenvalues of factors, which cost twice as much."""

AT_ONCE = 64
"""Random matrices held in memory together."""

ROUNDS = 10

SHIFT = 1e-9
"""How far above the largest eigenvalue inverse iteration is done: two steps then give its vector to all digits."""

USED_UP = 1e-8
"""An item of which a smaller share is left has no partial correlations."""

ROUNDING = 1e-9

DECIDES = "parallel analysis (components)"


@dataclass(frozen=True, slots=True)
class Retention:
    """The votes for a number of factors: `votes` (method, suggests), the eigenvalues and what chance gives."""

    votes: tuple[tuple[str, int], ...]
    eigenvalues: Floats
    random_eigenvalues: Floats

    @property
    def suggested(self) -> int:
        """The vote that decides."""
        return dict(self.votes)[DECIDES]


def retention(R: Floats, n: float, *, draws: int = DRAWS, seed: int = 1, known: Floats | None = None) -> Retention:
    """What each criterion says about the number of factors.

    `R`: positive definite correlations; `n`: the effective base, more than the number of items; `known`: for
    polychoric correlations, see `random_eigenvalues`.

    >>> one = 0.6 * np.ones((4, 4)) + 0.4 * np.eye(4)
    >>> retention(one, 200, draws=100).suggested
    1
    """
    (eigenvalues,), (reduced,) = both_eigenvalues(R[None])
    components, factors = random_eigenvalues(len(R), n, draws=draws, seed=seed, known=known)
    fit = fit_by_number(R, n)
    votes = (
        (DECIDES, leading(eigenvalues, components)),
        ("parallel analysis (factors)", leading(reduced, factors)),
        ("minimum average partial", int(np.argmin(average_partials(R)))),
        ("eigenvalues above one", int((eigenvalues > 1 + ROUNDING).sum())),
        ("very simple structure, one loading", int(fit.simple1.argmax())),
        ("very simple structure, two loadings", int(fit.simple2.argmax())),
        ("Bayesian information criterion", int(fit.bic.argmin())),
        ("Bayesian information criterion of residuals", int(fit.ebic.argmin())),
    )
    return Retention(votes, eigenvalues, components)


def votes_sentence(votes: tuple[tuple[str, int], ...], n_factors: int) -> str:
    """One sentence: how many criteria agree with a number of factors, and what each says.

    >>> votes_sentence((("parallel analysis", 3), ("eigenvalues above one", 4)), 3)
    '1 of 2 criteria suggest 3 factors: parallel analysis 3, eigenvalues above one 4.'
    """
    agree = Counter(suggests for _, suggests in votes)[n_factors]
    each = ", ".join(f"{method} {suggests}" for method, suggests in votes)
    return f"{agree} of {len(votes)} criteria suggest {n_factors} {'factor' if n_factors == 1 else 'factors'}: {each}."


def random_eigenvalues(
    p: int, n: float, *, draws: int = DRAWS, seed: int = 1, known: Floats | None = None
) -> tuple[Floats, Floats]:
    """The 95th percentile of each eigenvalue when p items of n people have nothing in common.

    First of the full correlation matrix (components), then of the reduced one (factors, from every eighth draw). The
    correlation matrices of random normal data are drawn directly, by Bartlett's decomposition of a Wishart matrix,
    which costs the same for any number of people. Polychoric correlations vary more by chance than Pearson's: `known`,
    one share per item (`polychoric.known_shares`), widens each by 1 / sqrt(share x share), what they are at zero
    correlation. R twin: `psych::fa.parallel`. Sources: Horn (1965), Psychometrika 30; Bartlett (1933).

    >>> components, factors = random_eigenvalues(5, 300, draws=200)
    >>> bool(components[0] > 1 > components[-1]), len(factors)
    (True, 5)
    """
    generator = stream(seed, "parallel analysis", p)
    freedom = max(round(n) - 1, p) - np.arange(p)  # whole people: the last digits of a base must not change the draws
    lower = np.tril_indices(p, -1)
    wider = np.ones((p, p)) if known is None else 1 / np.sqrt(np.outer(known, known))
    np.fill_diagonal(wider, 1.0)
    components, some = [], []
    for start in range(0, draws, AT_ONCE):
        count = min(AT_ONCE, draws - start)
        root = np.zeros((count, p, p))
        root[:, lower[0], lower[1]] = generator.standard_normal((count, len(lower[0])))
        root[:, np.arange(p), np.arange(p)] = np.sqrt(generator.chisquare(freedom, size=(count, p)))
        root /= np.sqrt(np.einsum("dij,dij->di", root, root))[:, :, None]
        R = root @ root.transpose(0, 2, 1)
        R *= wider
        values = np.asarray(np.linalg.eigvalsh(R), dtype=np.float64)
        components.append(values[:, ::-1])
        few = -(-count // REDUCED_SHARE)
        some.append((R[:few], _first_axes(R[:few], values[:few, -1])))
    matrices, loadings = (np.concatenate(parts) for parts in zip(*some, strict=True))
    return _high(np.concatenate(components)), _high(_reduced(matrices, loadings))


def both_eigenvalues(R: Floats) -> tuple[Floats, Floats]:
    """The eigenvalues, largest first, with ones in the diagonal and with what one common factor explains there.

    `R`: a stack of correlation matrices, draws x p x p. The communalities come from a few rounds of minimum residuals
    for one factor, begun at the first component: on real batteries that is enough to settle, and on chance data more
    rounds only run after Heywood cases. R twin: `fa.values` of `psych::fa.parallel`.

    >>> full, reduced = both_eigenvalues(np.array([[[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]]]))
    >>> full[0].round(3), reduced[0, 0].round(3).item()
    (array([2. , 0.5, 0.5]), 1.5)
    """
    values, vectors = np.linalg.eigh(R)
    loadings = vectors[:, :, -1] * np.sqrt(values[:, -1:])
    return np.asarray(values, dtype=np.float64)[:, ::-1], _reduced(R, loadings)


def _reduced(R: Floats, begin: Floats) -> Floats:
    """The eigenvalues with communalities of one factor in the diagonal, from loadings (draws x p) to begin with."""
    items = np.arange(R.shape[1])
    between = R.transpose(1, 2, 0).copy()  # draws last: sums over items are then sums of long rows
    between[items, items] = 0.0
    loadings = begin.T.copy()
    total = np.square(loadings).sum(axis=0)
    for i in np.tile(items, ROUNDS):
        others = total - np.square(loadings[i])
        fitted = np.einsum("jd,jd->d", between[i], loadings) / np.maximum(others, np.finfo(float).eps)
        loadings[i] = np.clip(fitted, -1.0, 1.0)
        total = others + np.square(loadings[i])
    between[items, items] = np.square(loadings)
    reduced: Floats = np.asarray(np.linalg.eigvalsh(between.transpose(2, 0, 1)), dtype=np.float64)
    return reduced[:, ::-1]


def _first_axes(R: Floats, largest: Floats) -> Floats:
    """The loadings of the first component (draws x p), by inverse iteration at the known largest eigenvalues."""
    items = np.arange(R.shape[1])
    shifted = R.copy()
    shifted[:, items, items] -= largest[:, None] + SHIFT
    axis = np.broadcast_to((1 + items / len(items))[:, None], (*R.shape[:2], 1))
    for _ in range(2):
        axis = np.asarray(np.linalg.solve(shifted, axis), dtype=np.float64)
        axis /= np.sqrt(np.square(axis).sum(axis=1, keepdims=True))
    axes: Floats = axis[:, :, 0] * np.sqrt(largest)[:, None]
    return axes


def _high(values: Floats) -> Floats:
    return np.asarray(np.quantile(values, PERCENTILE, axis=0), dtype=np.float64)


def leading(eigenvalues: Floats, thresholds: Floats) -> int:
    """How many eigenvalues in a row, from the first, lie above what chance gives.

    >>> leading(np.array([3.0, 1.0, 0.9]), np.array([1.2, 1.1, 0.8]))
    1
    """
    below = np.flatnonzero(eigenvalues <= thresholds)
    return int(below[0]) if len(below) else len(eigenvalues)


def average_partials(R: Floats) -> Floats:
    """The mean squared correlation that is left when 0, 1, 2 ... components are taken out (Velicer's MAP).

    The number of components with the smallest value is the suggestion: from there on, what is taken out belongs to
    single items. The list ends early when nothing is left of an item. R twin: `psych::vss()$map`, which starts at one
    component. Source: Velicer (1976), Psychometrika 41.

    >>> average_partials(np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]])).round(4)
    array([0.25, 0.25])
    """
    p = len(R)
    values, vectors = np.linalg.eigh(R)
    parts = vectors * np.sqrt(np.maximum(values, 0.0))
    means = []
    for taken in range(p - 1):
        left = parts[:, : p - taken]
        covariance = left @ left.T
        if np.diag(covariance).min() < USED_UP:
            break
        scale = 1 / np.sqrt(np.diag(covariance))
        squares = np.square(covariance * scale[:, None] * scale)
        means.append((squares.sum() - p) / (p * (p - 1)))
    return np.array(means)
