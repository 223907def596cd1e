"""How often does a table print a letter where nothing differs?

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/letters.py [--studies 2000] [--people 1000]

Studies are simulated in which four segments (40, 30, 20 and 10 % of the people) answer alike: a share of 30 %, a share
of 8 %, and the mean of a five-point scale. Weights are lognormal with a design effect of 1.6 and unrelated to the
answers. Printed for each of the three rows, in percent of studies: how often one pair has a capital letter without a
correction (5 is what is announced), how often a segment differs from the rest, and how often a row has any capital
letter without a correction, with Benjamini and Hochberg's, with Bonferroni's; and, for comparison, one pair where
weights are taken for people.

Two thousand studies take about ten seconds of one core.

Last measured, in percent (share of 30 %, share of 8 %, mean): one pair 5.2, 4.7, 5.0; a segment and the rest 5.3, 5.0,
5.1; a row without a correction 20.4, 19.8, 19.9, with Benjamini and Hochberg's 5.0, 3.9, 4.5, with Bonferroni's 4.4,
3.6, 4.3; one pair with weights taken for people 12.4, 12.2, 12.1.
"""

from __future__ import annotations

import argparse

import numpy as np
import numpy.typing as npt

from survey_seg.stats.column_tests import (
    SURE,
    Correction,
    letters,
    means_differ_pairwise,
    shares_differ,
    shares_differ_pairwise,
)
from survey_seg.stats.weights import effective_base, weighted_variance

Floats = npt.NDArray[np.float64]

SIZES = (0.4, 0.3, 0.2, 0.1)
DESIGN_EFFECT = 1.6
CORRECTIONS: tuple[Correction, ...] = ("none", "bh", "bonferroni")
PAIRS = np.triu_indices(len(SIZES), 1)


def study(rng: np.random.Generator, people: int) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Answers (people x rows), weights, and segments of one study in which nothing differs."""
    answers = np.column_stack(
        [rng.random(people) < 0.3, rng.random(people) < 0.08, rng.choice(5, people, p=(0.1, 0.2, 0.3, 0.25, 0.15))]
    )
    weights = np.exp(rng.normal(0, np.sqrt(np.log(DESIGN_EFFECT)), people))
    return answers.astype(np.float64), weights, rng.choice(len(SIZES), people, p=SIZES).astype(np.int64)


def alarms(values: Floats, weights: Floats, segments: npt.NDArray[np.int64], *, share: bool) -> list[float]:
    """The share of pairs and of segments with a false difference, and whether the row has a false letter."""
    sides = [segments == segment for segment in range(len(SIZES))]
    means = np.array([np.average(values[side], weights=weights[side]) for side in sides])
    bases = np.array([effective_base(weights[side]) for side in sides])
    spread = np.array([weighted_variance(values[side][:, None], weights[side])[0] for side in sides])
    p = shares_differ_pairwise(means, bases) if share else means_differ_pairwise(means, spread, bases)
    counted = np.array([weights[side].sum() for side in sides]) / weights.mean()
    naive = shares_differ_pairwise(means, counted) if share else means_differ_pairwise(means, spread, counted)
    rows = ["".join(letters(p, means, correction)) for correction in CORRECTIONS]
    against = [_rest(values, weights, side, share=share) for side in sides]
    capital = [float(any(letter.isupper() for letter in row)) for row in rows]
    return [float(np.mean(p[PAIRS] < SURE)), float(np.mean(np.array(against) < SURE)), *capital,
            float(np.mean(naive[PAIRS] < SURE))]  # fmt: skip


def _rest(values: Floats, weights: Floats, side: npt.NDArray[np.bool_], *, share: bool) -> float:
    parts = [(values[one], weights[one]) for one in (side, ~side)]
    means = np.array([np.average(value, weights=weight) for value, weight in parts])
    bases = np.array([effective_base(weight) for _, weight in parts])
    if share:
        return float(shares_differ(means[:1], bases[:1], means[1:], bases[1:])[0])
    spread = np.array([weighted_variance(value[:, None], weight)[0] for value, weight in parts])
    return float(means_differ_pairwise(means, spread, bases)[0, 1])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--studies", type=int, default=2000)
    parser.add_argument("--people", type=int, default=1000)
    chosen = parser.parse_args()
    rng = np.random.default_rng(1)
    found = np.zeros((3, 6))
    for _ in range(chosen.studies):
        answers, weights, segments = study(rng, chosen.people)
        for row in range(3):
            found[row] += alarms(answers[:, row], weights, segments, share=row < 2)
    heads = ("pair", "rest", "row, none", "row, bh", "row, bonferroni", "pair, weights as people")
    print(f"{'row':12}" + "".join(f"{head:>{len(head) + 3}}" for head in heads))
    for name, row in zip(("share 30 %", "share 8 %", "mean"), 100 * found / chosen.studies, strict=True):
        print(f"{name:12}" + "".join(f"{x:{len(head) + 3}.1f}" for x, head in zip(row, heads, strict=True)))


if __name__ == "__main__":
    main()
