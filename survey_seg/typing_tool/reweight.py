"""The tool for another population, in which the segments have other shares.

Where a segment is rare, fewer people should be put into it. Only the constants change, by whole numbers; what each
answer says about the segments stays as it was learnt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from survey_seg.artifact import plain
from survey_seg.errors import CannotCompute, Problem, quoted
from survey_seg.stats.prior_shift import shifted_shares, softmax
from survey_seg.typing_tool.adaptive import lifted
from survey_seg.typing_tool.engines.scores import score_counts
from survey_seg.typing_tool.making.vectors import vectors
from survey_seg.typing_tool.spec import TypingSpec, fingerprint

Floats = npt.NDArray[np.float64]

LEAST = 100
"""People from whom shares are estimated; from fewer, chance is larger than most shifts."""


def weighted_for(spec: TypingSpec, people: str | Path, name: str) -> TypingSpec:
    """The tool weighted for the population that a file of people stands for; see `population_shares` and `weighted`."""
    people = Path(people)
    scores, times = score_counts(spec, people)
    shares = population_shares(spec, scores, times)
    return weighted(spec, shares.tolist(), name, n=int(times.sum()))


def population_shares(spec: TypingSpec, scores: npt.NDArray[np.int64], times: npt.NDArray[np.int64]) -> Floats:
    """The shares of the segments among people, from their scores.

    Question: how large are the segments there? Counting typed people keeps the tool's errors, which follow the shares
    it was made with; this follows the answers (expectation maximisation, see `stats.prior_shift.shifted_shares`).
    `scores`: different rows of scores (rows x segments), `times`: people with each. It holds when the segments answer
    there as they did in the study and only their shares differ. Gives shares (segments). Raises CannotCompute
    TYPING_FEW_PEOPLE below 100 people.
    """
    people = int(times.sum())
    if people < LEAST:
        what = f"{people} people with enough answers are too few to tell how large the segments are"
        raise CannotCompute(Problem("TYPING_FEW_PEOPLE", what, expected=f"{LEAST} or more"))
    return shifted_shares(softmax(scores / spec.scale), times.astype(np.float64), _present(spec))


def weighted(spec: TypingSpec, shares: Sequence[float], name: str, *, n: int) -> TypingSpec:
    """The tool for a population in which the segments have these shares; `n`: people they were found from.

    To each constant, scale * log(new share / present share) is added, rounded, less the mean of these over the
    segments. The tool gets a name of its own, new test vectors, and says in its card what it was weighted for. Shares
    below half a person of `n` count as that. What was measured about the tool was measured in the first population and
    stays as it was.

    Raises ValueError when there is not one share per segment, or a share is negative.
    """
    given = np.asarray(shares, dtype=np.float64)
    if given.shape != (len(spec.segments),) or (given < 0).any() or not given.sum() > 0:
        raise ValueError("one share per segment is needed, none below 0")
    new = np.maximum(given / given.sum(), 0.5 / max(n, 1))
    new = new / new.sum()
    moved = spec.scale * np.log(new / _present(spec))
    moved = np.rint(moved - moved.mean()).astype(np.int64)
    found = plain({"name": name, "shares": new, "n": n})
    limit = (
        f"Weighted for {quoted(name)} by the answers of {n:,} people there; "
        "its accuracy was measured among the people it was made from."
    )
    known = [line for line in spec.card.get("limits", []) if not line.startswith("Weighted for ")]
    segments = zip(spec.segments, new.tolist(), strict=True)
    spec = replace(
        spec,
        constants=tuple(constant + int(step) for constant, step in zip(spec.constants, moved, strict=True)),
        segments=tuple(replace(segment, share=float(f"{share:.10g}")) for segment, share in segments),
        priors={**spec.priors, "population": found},
        adaptive=None if spec.adaptive is None else lifted(spec.adaptive, (new / _present(spec)).tolist()),
        card={**spec.card, "limits": [*known, limit]},
    )
    spec = replace(spec, model_id=fingerprint(spec))
    return replace(spec, vectors=vectors(spec, seed=1))


def _present(spec: TypingSpec) -> Floats:
    """The shares that the constants stand for now."""
    population = spec.priors.get("population")
    shares = np.array(population["shares"] if population else spec.priors["train"], dtype=np.float64)
    shares = np.maximum(shares, 1e-6)
    present: Floats = shares / shares.sum()
    return present
