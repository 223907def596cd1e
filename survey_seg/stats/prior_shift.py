"""The shares of classes in another population, from what a classifier says of its people."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ROUNDS = 5000
CLOSE = 1e-10
"""The shares have settled when none moves by more than this in a round."""


def shifted_shares(posteriors: Floats, weights: Floats, trained: Floats) -> Floats:
    """The shares of k classes that make a population's posteriors agree with them, by maximum likelihood.

    Question: a classifier was made where the classes had the shares `trained`; how large are they among these people?
    Counting its decisions, or averaging its posteriors, stays near the old shares. Expectation maximisation: posteriors
    are turned to the present shares, their mean is the next shares, until nothing moves. The classes must look the same
    in both populations; only their shares may differ. The likelihood has one maximum.

    `posteriors`: people x classes, rows that sum to 1, under the shares `trained` (k, above 0, sum 1); `weights`: one
    per person, or the number of people with this row. Gives shares (k) that sum to 1. Raises ValueError when nobody
    counts. Source: Saerens, Latinne & Decaestecker (2002), Neural Computation 14, 21-41.

    >>> sure = np.array([[0.9, 0.1], [0.1, 0.9]])
    >>> shifted_shares(sure, np.array([74.0, 26.0]), np.array([0.5, 0.5])).round(3)
    array([0.8, 0.2])
    """
    total = float(weights.sum())
    if not total > 0:
        raise ValueError("somebody must count")
    likelihoods = posteriors / trained
    shares = np.array(trained, dtype=np.float64)
    for _ in range(ROUNDS):
        turned = likelihoods * shares
        following: Floats = weights @ (turned / turned.sum(axis=1, keepdims=True)) / total
        moved = float(np.abs(following - shares).max())
        shares = following
        if moved < CLOSE:
            break
    settled: Floats = shares / shares.sum()
    return settled


def softmax(scores: Floats) -> Floats:
    """Posteriors from scores in units of log odds, row by row.

    >>> softmax(np.array([[0.0, 0.0, 1000.0]])).tolist()
    [[0.0, 0.0, 1.0]]
    """
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
