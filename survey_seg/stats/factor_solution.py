"""One matrix in, one complete solution out: extraction, rotation, and everything that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from survey_seg.stats.factor import by_size, communalities, explained, maximum_likelihood, minres
from survey_seg.stats.factor_analyzer_engine import by_factor_analyzer
from survey_seg.stats.rotation import Rotated, geomin, oblimin, promax, varimax

Floats = npt.NDArray[np.float64]
Method = Literal["minres", "ml"]
Rotation = Literal["none", "varimax", "promax", "oblimin", "geomin"]
Engine = Literal["own", "factor-analyzer"]

EXTRACTIONS = {"minres": minres, "ml": maximum_likelihood}
ROTATIONS = {"varimax": varimax, "promax": promax, "oblimin": oblimin, "geomin": geomin}


@dataclass(frozen=True, slots=True)
class Solved:
    """`loadings` (pattern, columns by variance), `phi`, `structure` (item-factor correlations), and what is explained.

    `communalities` and `variance` count what correlated factors share once; `heywood` items are held at 99.5 %.
    """

    loadings: Floats
    phi: Floats
    structure: Floats
    communalities: Floats
    variance: Floats
    heywood: tuple[int, ...]
    converged: bool


def factor_solution(
    R: Floats, n_factors: int, *, method: Method = "minres", rotation: Rotation = "oblimin", engine: Engine = "own"
) -> Solved:
    """The rotated factors of a positive definite correlation matrix. One factor is not rotated.

    Engine "factor-analyzer" is the package of that name, corrected (`factor_analyzer_engine`). R twin: `psych::fa`.
    Raises CannotCompute for a matrix that is not positive definite, EnvironmentProblem for an engine that is not
    installed.

    >>> blocks = np.kron(np.eye(2), np.full((3, 3), 0.4)) + 0.1 + 0.5 * np.eye(6)
    >>> factor_solution(blocks, 2).phi.round(3)
    array([[1. , 0.2],
           [0.2, 1. ]])
    """
    if engine == "factor-analyzer":
        loadings, phi, heywood = by_factor_analyzer(R, n_factors, method=method, rotation=rotation)
        converged = True  # it does not say
    else:
        found = EXTRACTIONS[method](R, n_factors)
        turned = Rotated(found.loadings, np.eye(n_factors), converged=True)
        if n_factors > 1 and rotation != "none":
            turned = ROTATIONS[rotation](found.loadings)
        loadings, phi, heywood = turned.loadings, turned.phi, found.heywood
        converged = found.converged and turned.converged
    loadings, phi = by_size(loadings, phi)
    shares, variance = communalities(loadings, phi), explained(loadings, phi)
    return Solved(loadings, phi, loadings @ phi, shares, variance, heywood, converged)
