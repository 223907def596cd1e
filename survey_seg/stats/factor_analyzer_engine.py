"""The package factor-analyzer behind a guarded door, corrected where its newest release (0.5.1) is wrong.

It calls scikit-learn with an argument that was removed in 1.8; it orders loadings by variance without ordering the
factor correlations along; its communalities and explained variance ignore those correlations. The first is bridged,
the second recovered from its structure matrix, the third left to `factor_solution`. It knows no weights and no blanks,
so it gets the correlation matrix.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType

import numpy as np
import numpy.typing as npt

from survey_seg.errors import EnvironmentProblem, Problem
from survey_seg.stats.correlation import inverse_of

Floats = npt.NDArray[np.float64]
Found = tuple[Floats, Floats, tuple[int, ...]]

NAMES = {"none": None, "varimax": "varimax", "promax": "promax", "oblimin": "oblimin", "geomin": "geomin_obl"}
BOUND = 0.995


def by_factor_analyzer(
    R: Floats, n_factors: int, *, method: str, rotation: str
) -> tuple[Floats, Floats, tuple[int, ...]]:
    """Loadings, factor correlations and Heywood items as the package factor-analyzer finds them.

    `method`: "minres" or "ml"; `rotation`: a name of `factor_solution`. Raises EnvironmentProblem where the package is
    not installed and CannotCompute for a matrix that is not positive definite.

    >>> try:  # what is there without the package, and with it
    ...     loadings, _, _ = by_factor_analyzer(0.5 * np.eye(4) + 0.5, 1, method="minres", rotation="none")
    ... except EnvironmentProblem:
    ...     loadings = np.full((4, 1), 0.5**0.5)
    >>> abs(loadings[:, 0]).round(3)
    array([0.707, 0.707, 0.707, 0.707])
    """
    inverse_of(R)
    module = _package()
    kind = NAMES[rotation] if n_factors > 1 else None
    analyzer = module.FactorAnalyzer(n_factors=n_factors, rotation=kind, method=method, is_corr_matrix=True)
    analyzer.fit(R.copy())
    loadings = np.asarray(analyzer.loadings_, dtype=np.float64)
    phi = np.eye(n_factors)
    if kind in ("promax", "oblimin", "geomin_obl"):
        found, *_ = np.linalg.lstsq(loadings, np.asarray(analyzer.structure_, dtype=np.float64), rcond=None)
        phi = np.asarray((found + found.T) / 2, dtype=np.float64)
    shares = ((loadings @ phi) * loadings).sum(axis=1)
    return loadings, phi, tuple(int(i) for i in np.flatnonzero(shares > BOUND - 1e-6))


def _package() -> ModuleType:
    """The package's module, made to run on the scikit-learn that is here."""
    try:
        module = importlib.import_module("factor_analyzer.factor_analyzer")
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(
            Problem(
                "ENGINE_NOT_INSTALLED",
                "the engine factor-analyzer is a package that is not installed here",
                hint="python3 -m pip install 'survey-seg[factor-analyzer]', or use our own engine",
            )
        ) from error
    if not isinstance(module.check_array, _Bridge):
        vars(module)["check_array"] = _Bridge(module.check_array)
    return module


class _Bridge:
    """Its check of arrays, under the name that scikit-learn gives the argument since 1.6."""

    def __init__(self, check_array: Callable[..., object]) -> None:
        self.check_array = check_array

    def __call__(self, array: object, *, force_all_finite: object = True, **how: object) -> object:
        return self.check_array(array, ensure_all_finite=force_all_finite, **how)
