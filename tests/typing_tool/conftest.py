"""A small tool with every kind of question, hostile texts and many ties; and a world of people to type."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.partition import fit_partition
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.responses.model import Responses
from survey_seg.typing_tool.making.fit import fit_typing_tool
from survey_seg.typing_tool.spec import TypingSpec, read_spec

SMALL = Path(__file__).with_name("small_tool.json")


@pytest.fixture(scope="session")
def small_file() -> Path:
    return SMALL


@pytest.fixture(scope="session")
def small() -> TypingSpec:
    return read_spec(SMALL)


def answered(questionnaire: Questionnaire, answers: pd.DataFrame, weights: npt.NDArray[np.float64]) -> Responses:
    return Responses(
        questionnaire=questionnaire,
        answers=answers,
        declared_missing=answers.isna() & False,
        weights=weights,
        seconds=None,
        weighted=not bool(np.all(weights == 1)),
        file="answers.csv",
        sha256="0" * 64,
    )


def segmented(basis: Basis, k: int) -> Segmentation:
    """Segments by the thorough search, as the analysis makes them."""
    found = fit_partition(basis.matrix, basis.weights, k, seed=1, reverse=basis.reverse)
    shares = [float(basis.weights[found.labels == s].sum() / basis.weights.sum()) for s in range(k)]
    return Segmentation(
        k=k,
        verdict="constructive",
        reason="",
        chosen_by="person",
        labels=found.labels + 1,
        memberships=found.memberships,
        centroids=found.centroids,
        rule=found.rule,
        names=tuple(f"Segment {code}" for code in range(1, k + 1)),
        sizes=pd.DataFrame({"segment": range(1, k + 1), "share": shares}),
        stability_global=1.0,
        stability=np.ones(k),
        neighbours=pd.DataFrame(),
    )


@pytest.fixture(scope="session")
def segments_of() -> Callable[[Basis, int], Segmentation]:
    return segmented


@dataclass(frozen=True)
class World:
    """A population that can be asked: twelve five-point items, one nominal question, one slider, one text."""

    questionnaire: Questionnaire

    def ask(self, n: int, seed: int, *, noise: float = 0.9) -> Responses:
        rng = np.random.default_rng(seed)
        group = rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])
        profile = np.random.default_rng(1).choice([-1.1, 0.0, 1.1], (4, 12))
        items = np.clip(np.rint(3 + profile[group] + noise * rng.normal(size=(n, 12))), 1, 5)
        answers = pd.DataFrame(items, columns=[f"a{item}" for item in range(12)])
        answers = answers.mask(rng.random(answers.shape) < 0.01)
        answers["place"] = np.where(rng.random(n) < 0.8, group + 1.0, rng.choice([1.0, 2.0, 4.0], n))
        answers["minutes"] = np.rint(120 * group + 400 + 60 * rng.normal(size=n)).clip(0, 1000)
        answers.index = pd.Index([f"p{number}" for number in range(n)])
        return answered(self.questionnaire, answers, np.ones(n))


def world(*, typing: bool) -> World:
    """`typing`: the questions that may be asked are marked, and they are not only the basis items."""
    points = (Option(code=code, label=f"{code} of 5") for code in range(1, 6))
    scale = (*points, Option(code=9, label="Don't know", missing=True))
    places = tuple(Option(code=code, label=f"Place {code}") for code in (1, 2, 3, 4))
    asked = ("basis", "typing") if typing else ("basis",)
    only = ("typing",) if typing else ("descriptor",)
    questions = [
        Question(
            id=f"a{item}", text=f"Item {item}", type="scale", role=asked if item < 8 else ("basis",), options=scale
        )
        for item in range(12)
    ]
    questions.append(Question(id="place", text="Where?", type="single", role=only, options=places))
    questions.append(Question(id="minutes", text="How long?", type="number", role=only, min=0, max=1000))
    questions.append(Question(id="why", text="Why?", type="text", role=only))
    return World(Questionnaire(study=Study(title="A world"), questions=tuple(questions)))


@pytest.fixture(scope="session")
def marked() -> World:
    return world(typing=True)


@pytest.fixture(scope="session")
def plain_world() -> World:
    return world(typing=False)


@pytest.fixture(scope="session")
def fitted(marked: World) -> tuple[Responses, TypingSpec]:
    responses = marked.ask(420, seed=3)
    basis = build_basis(responses)
    return responses, fit_typing_tool(segmented(basis, 4), responses, basis)
