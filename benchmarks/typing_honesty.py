"""Is the accuracy that a typing tool reports what new people get?

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/typing_honesty.py --data FOLDER
        [--draws 50] [--people 300,500,1000] [--only bfi,mcd]

The folder holds bfi.csv (psych), mcdonalds.csv and vacmot.csv (flexclust). In each draw some people of a file are the
study: they are put into segments as `analyze` does it, a tool of eight questions is made, and its accuracy is reported
in three ways. The people who were not drawn are fresh: the study's own rule says from all their answers where they
belong, and the tool types them. Printed per file and size, in points of accuracy: what fresh people get, and how much
more than that is reported by

- pipeline: the figure of the product, cross-validation of segments, questions and weights together;
- pipeline, m: the same for the number of questions that the product would ask (at most eight);
- naive: cross-validation of the weights only, with segments and questions from everybody;
- resubstitution: the people the tool was made from.

Each with its standard error over the draws. The table is printed again after every five draws of everything; 50 draws
take about half an hour of one free core.

Last measured with 50 draws: mean size of the bias over the eleven lines .51 points for the pipeline (worst 1.1, vacmot
500, standard error .55), .65 for the number of questions it would ask, 2.9 naive, 3.6 resubstitution.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from real_batteries import BATTERIES, read

from survey_seg.analysis.basis import build_basis, scale_answers
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.partition import Partition, fit_partition
from survey_seg.analysis.rule import rule_labels
from survey_seg.responses.model import Responses
from survey_seg.stats.progress import silent
from survey_seg.typing_tool.making.candidates import Design, candidate_design
from survey_seg.typing_tool.making.evidence import accuracies, questions_worth_asking
from survey_seg.typing_tool.making.question_choice import ANY
from survey_seg.typing_tool.making.trial import Setting, try_out
from survey_seg.typing_tool.making.weigh import softened, weigh

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

SETS = {"bfi 5": ("bfi.csv", 5), "bfi 4": ("bfi.csv", 4), "mcd 4": ("mcdonalds.csv", 4), "vacmot 5": ("vacmot.csv", 5)}
"""File and number of segments."""

MOST, FOLDS, EVERY = 8, 10, 5
REPORTED = ("pipeline", "pipeline, m", "naive", "resubstitution")


@dataclass(frozen=True)
class File:
    """Everybody's answers, and the questions that a tool may ask."""

    responses: Responses
    design: Design
    raw: npt.NDArray[np.float64]


def opened(folder: Path, name: str) -> File:
    battery = next(battery for battery in BATTERIES if battery.file == SETS[name][0])
    responses = read(folder, battery)
    basis = build_basis(responses)
    return File(responses, candidate_design(responses, basis), basis.raw)


def segmentation(found: Partition, basis: Basis, k: int) -> Segmentation:
    shares = [float(basis.weights[found.labels == s].sum() / basis.weights.sum()) for s in range(k)]
    return Segmentation(
        k=k, verdict="constructive", reason="", chosen_by="person", labels=found.labels + 1,
        memberships=found.memberships, centroids=found.centroids, rule=found.rule,
        names=tuple(f"Segment {code}" for code in range(1, k + 1)),
        sizes=pd.DataFrame({"segment": range(1, k + 1), "share": shares}), stability_global=1.0,
        stability=np.ones(k), neighbours=pd.DataFrame(),
    )  # fmt: skip


def one_draw(file: File, k: int, people: int, seed: int) -> dict[str, float]:
    """What fresh people get with eight questions, and each reported figure less what fresh people get."""
    drawn = np.zeros(file.responses.n, dtype=bool)
    drawn[np.random.default_rng([seed, people, k]).permutation(len(drawn))[:people]] = True
    study = file.responses.kept(drawn)
    basis = build_basis(study)
    found = fit_partition(basis.matrix, basis.weights, k, seed=seed, reverse=basis.reverse)
    design = file.design.of(drawn)
    trial = try_out(Setting(study, basis, segmentation(found, basis, k), design, MOST, seed), progress=silent)
    m = questions_worth_asking(trial, 2, MOST)
    soft = softened(found.memberships, basis.weights)
    order = ANY.order(design, soft, basis.weights, MOST)
    truth = rule_labels(found.rule, scale_answers(basis, file.raw[~drawn]))

    def right(questions: int) -> float:
        typed = weigh(design, order[:questions], soft, basis.weights).scores(file.design.of(~drawn)).argmax(axis=1)
        return float((typed == truth).mean())

    inside = weigh(design, order, soft, basis.weights).scores(design).argmax(axis=1)
    fresh = right(MOST)
    reported = accuracies(trial)
    return {
        "fresh": fresh,
        "pipeline": float(reported[MOST - 1]) - fresh,
        "pipeline, m": float(reported[m - 1]) - right(m),
        "naive": naive(design, order, soft, found.labels, np.random.default_rng([seed, 1])) - fresh,
        "resubstitution": float((inside == found.labels).mean()) - fresh,
    }


def naive(
    design: Design, order: tuple[int, ...], soft: npt.NDArray[np.float64], labels: Ints, rng: np.random.Generator
) -> float:
    """Cross-validation as it is usually done: segments and questions stay, only the weights are learnt again."""
    fold = rng.permutation(len(labels)) % FOLDS
    right = 0
    for turn in range(FOLDS):
        out = fold == turn
        tool = weigh(design.of(~out), order, soft[~out], np.ones(int((~out).sum())))
        right += int((tool.scores(design.of(out)).argmax(axis=1) == labels[out]).sum())
    return right / len(labels)


def table(found: dict[tuple[str, int], list[dict[str, float]]]) -> Iterator[str]:
    yield f"{'':10s} {'people':>6s} {'draws':>5s} {'fresh':>6s}" + "".join(f"{name:>20s}" for name in REPORTED)
    for (name, people), draws in found.items():
        cells = [f"{100 * np.mean([draw['fresh'] for draw in draws]):6.1f}"]
        for figure in REPORTED:
            gaps = 100 * np.array([draw[figure] for draw in draws])
            error = gaps.std(ddof=1) / np.sqrt(len(gaps)) if len(gaps) > 1 else float("nan")
            cells.append(f"{gaps.mean():+13.2f} ({error:.2f})")
        yield f"{name:10s} {people:6d} {len(draws):5d} " + " ".join(cells)
    for figure in REPORTED:
        gaps = np.array([np.mean([draw[figure] for draw in draws]) for draws in found.values()])
        yield f"mean of |reported - fresh| over the lines, {figure}: {100 * np.abs(gaps).mean():.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--draws", type=int, default=50)
    parser.add_argument("--people", default="300,500,1000")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    names = [name for name in SETS if not chosen.only or name.split()[0] in chosen.only.split(",")]
    files = {name: opened(chosen.data, name) for name in names}
    found: dict[tuple[str, int], list[dict[str, float]]] = {}
    for seed in range(chosen.draws):
        for name in names:
            for people in map(int, chosen.people.split(",")):
                if people < files[name].responses.n:
                    draw = one_draw(files[name], SETS[name][1], people, seed)
                    found.setdefault((name, people), []).append(draw)
        if (seed + 1) % EVERY == 0 or seed + 1 == chosen.draws:
            print("\n".join(table(found)), flush=True)


if __name__ == "__main__":
    main()
