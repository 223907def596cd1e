"""How well are the shares of the segments found in a population where they are different?

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/prior_shift.py --data FOLDER
        [--samples 30] [--studies 10]

The folder holds bfi.csv (psych), mcdonalds.csv and vacmot.csv (flexclust). Half of the people of a file, drawn by
chance, are the study: segments as `analyze` makes them, and a tool of eight questions whose margins are log odds. From
the other half come populations whose shares are drawn at random (Dirichlet, all ones), 600 people each; the rule of the
study says where each of them belongs. Printed per file, over all samples of all studies:

- the error of the shares (total variation, in points): of no change, of counting typed people, of averaging posteriors,
  and of the product (expectation maximisation), and the error of the product as a part of that of counting;
- how many of 100 people are typed right by the tool, by the tool weighted for the estimated shares, and by the tool
  weighted for the true ones.

Ten studies take about five minutes of one free core; with three the parts differ by .1 and more from run to run.

Last measured (ten studies), error of counting and of the product in points, and the part: bfi 5 12.5 and 4.7 (.38),
bfi 4 11.0 and 3.6 (.32), mcd 4 .5 and .4 (.86; the tool types 99 of 100 right, so counting is nearly right already),
vacmot 5 8.3 and 3.7 (.45).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from typing_honesty import SETS, File, opened, segmentation

from survey_seg.analysis.basis import build_basis, scale_answers
from survey_seg.analysis.partition import fit_partition
from survey_seg.analysis.rule import rule_labels
from survey_seg.stats.prior_shift import shifted_shares, softmax
from survey_seg.stats.progress import silent
from survey_seg.typing_tool.making.evidence import sharpness
from survey_seg.typing_tool.making.question_choice import ANY
from survey_seg.typing_tool.making.trial import Setting, try_out
from survey_seg.typing_tool.making.weigh import softened, weigh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

QUESTIONS, PEOPLE = 8, 600
ERRORS = ("no change", "counting", "averaging", "product")
RIGHT = ("as it was", "estimated", "true")


@dataclass(frozen=True)
class Held:
    """People held out: scores in log odds (people x segments) and segments; and the study's shares."""

    scores: Floats
    truth: Ints
    trained: Floats


def held_out(file: File, k: int, seed: int) -> Held:
    drawn = np.zeros(file.responses.n, dtype=bool)
    drawn[np.random.default_rng([seed, k]).permutation(len(drawn))[: len(drawn) // 2]] = True
    study = file.responses.kept(drawn)
    basis = build_basis(study)
    found = fit_partition(basis.matrix, basis.weights, k, seed=seed, reverse=basis.reverse)
    design = file.design.of(drawn)
    trial = try_out(Setting(study, basis, segmentation(found, basis, k), design, QUESTIONS, seed), progress=silent)
    soft = softened(found.memberships, basis.weights)
    order = ANY.order(design, soft, basis.weights, QUESTIONS)
    tool = weigh(design, order, soft, basis.weights, sharpness=sharpness(trial, QUESTIONS))
    truth = rule_labels(found.rule, scale_answers(basis, file.raw[~drawn]))
    trained = np.bincount(found.labels, minlength=k) / len(found.labels)
    return Held(tool.scores(file.design.of(~drawn)) / tool.scale, truth, trained)


def sample(held: Held, rng: np.random.Generator) -> dict[str, float]:
    """One population with other shares."""
    k = len(held.trained)
    wanted = rng.multinomial(PEOPLE, rng.dirichlet(np.ones(k)))
    who = np.concatenate([rng.choice(np.flatnonzero(held.truth == s), int(n)) for s, n in enumerate(wanted)])
    true, scores, truth = wanted / PEOPLE, held.scores[who], held.truth[who]
    found = shifted_shares(softmax(scores), np.ones(PEOPLE), held.trained)
    guesses = {
        "no change": held.trained,
        "counting": np.bincount(scores.argmax(axis=1), minlength=k) / PEOPLE,
        "averaging": softmax(scores).mean(axis=0),
        "product": found,
    }
    errors = {name: 50 * float(np.abs(guess - true).sum()) for name, guess in guesses.items()}
    shares = {"as it was": held.trained, "estimated": found, "true": true}
    moved = {name: np.log(np.maximum(share, 0.5 / PEOPLE) / held.trained) for name, share in shares.items()}
    return errors | {
        name: 100 * float(((scores + step).argmax(axis=1) == truth).mean()) for name, step in moved.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=30)
    parser.add_argument("--studies", type=int, default=10)
    arguments = parser.parse_args()
    print(f"{'':10s}" + "".join(f"{name:>11s}" for name in (*ERRORS, "part", *RIGHT)), flush=True)
    for name, (_, k) in SETS.items():
        file = opened(arguments.data, name)
        rows = []
        for study in range(arguments.studies):
            held = held_out(file, k, study)
            rng = np.random.default_rng([study, 7])
            rows += [sample(held, rng) for _ in range(arguments.samples)]
        mean = {column: float(np.mean([row[column] for row in rows])) for column in rows[0]}
        cells = [f"{mean[column]:11.1f}" for column in ERRORS]
        cells += [f"{mean['product'] / mean['counting']:11.2f}", *(f"{mean[column]:11.1f}" for column in RIGHT)]
        print(f"{name:10s}" + "".join(cells), flush=True)


if __name__ == "__main__":
    main()
