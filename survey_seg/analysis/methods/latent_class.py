"""Latent class: answers are independent within classes; the model of its own for yes/no answers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.frame import Frame
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.stats.latent_class import fit_latent_class, latent_class_posterior, replicate_latent_class

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _fit(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    found = fit_latent_class(frame.codes, frame.weights, k, rng)
    labels = latent_class_posterior(found, frame.codes).argmax(1).astype(np.int64)
    return Fitted(labels, found.log_likelihood, found.parameters)


def _replicate(frame: Frame, weights: Floats, k: int, rng: np.random.Generator, _: Sequence[Ints]) -> Ints:
    return replicate_latent_class(frame.codes, weights, k, rng)


METHOD = Method("latent_class", "latent class", _fit, _replicate, votes=("yes_no",))
