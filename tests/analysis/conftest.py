"""Small studies with segments planted in them, or none, and everything the rooms before would hand on."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis import evidence, segments
from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.choice import segment_sizes
from survey_seg.analysis.frame import frame_of
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.rule import rule_of
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Action, Option, Question, Questionnaire, Reach
from survey_seg.responses.model import Responses

Floats = npt.NDArray[np.float64]

PROFILES = np.array([[6, 6, 2, 2, 4, 4], [2, 2, 6, 6, 4, 4], [3, 3, 3, 3, 6.5, 1.5]], dtype=np.float64)
SHARES = (0.5, 0.3, 0.2)


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=label) for code, label in enumerate(labels, start=1))


def questions() -> tuple[Question, ...]:
    seven = tuple(Option(code=code, label=str(code)) for code in range(1, 8))
    basis = [
        Question(id=f"b{j}", text=f"How important is {what}?", type="scale", role=("basis", "typing"), options=seven)
        for j, what in enumerate(("price", "discounts", "advice", "service", "novelty", "tradition"))
    ]
    rest = [
        Question(
            id="region",
            text="Where do you live?",
            type="single",
            role=("descriptor",),
            options=options("North", "South", "<img src=x onerror=alert(1)>"),
            reach=(Reach(via="ad_platform", field="region"),),
        ),
        Question(
            id="media",
            text="Which do you read?",
            type="multi",
            role=("descriptor",),
            options=options("Paper", "Web"),
            reach=(Reach(via="media", note="weekly"),),
            action=(Action(verb="channel", owner="cmo", decision="D1", when=(2,), text="Move the budget to the web"),),
        ),
        Question(
            id="spend",
            text="How much a year?",
            type="number",
            role=("value",),
            min=0,
            max=5000,
            action=(Action(verb="target", when=(">= 300",), text="Invite"),),
            reach=(Reach(via="crm", field="spend"), Reach(via="none")),
        ),
        Question(
            id="trust",
            text="How much do you trust us?",
            type="scale",
            role=("outcome",),
            options=(*seven, Option(code=99, label="Don't know", missing=True)),
            action=(Action(verb="retain", owner="sales", when=(6, 7), text="Ask for a review"),),
        ),
    ]
    return (*basis, *rest)


def draw(n: int, rng: np.random.Generator, *, segments: bool) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Codes in the order of the questionnaire's variables, and the segment (0..2) of each person."""
    truth = np.sort(rng.choice(3, n, p=SHARES))[rng.permutation(n)]
    centre = PROFILES[truth] if segments else np.full((n, 6), 4.0)
    basis = np.clip(np.round(rng.normal(centre, 1.0)), 1, 7)
    region = np.where(rng.random(n) < 0.7, truth + 1, rng.integers(1, 4, n))
    web = rng.random(n) < np.array([0.2, 0.7, 0.4])[truth]
    spend = np.round(np.exp(rng.normal(np.array([5.0, 6.0, 4.5])[truth], 0.5)))
    trust = np.clip(np.round(rng.normal(np.array([4, 5, 3])[truth], 1.2)), 1, 7)
    trust[rng.random(n) < 0.05] = np.nan
    return np.column_stack([basis, region, rng.random(n) < 0.5, web, spend, trust]).astype(np.float64), truth


def bound(codes: Floats, weights: Floats | None = None, asked: tuple[Question, ...] | None = None) -> Responses:
    """Codes as responses to the questionnaire above."""
    questionnaire = Questionnaire(Study(title="t"), asked or questions(), "q.yaml")
    names = [variable.name for variable in questionnaire.variables()]
    answers = pd.DataFrame(codes, columns=names, index=[f"p{i}" for i in range(len(codes))])
    scaled = np.ones(len(codes)) if weights is None else weights / weights.mean()
    blank = answers.isna()
    return Responses(questionnaire, answers, blank, scaled, None, weights is not None, "r.csv", "")


def simple_basis(matrix: Floats, weights: Floats | None = None) -> Basis:
    """A basis of items that are on 0..1 already."""
    n, p = matrix.shape
    weights = np.ones(n) if weights is None else weights
    return Basis(
        items=tuple(f"i{j}" for j in range(p)),
        texts=tuple(f"Item number {j}" for j in range(p)),
        ids=tuple(f"p{i}" for i in range(n)),
        low=np.zeros(p),
        high=np.ones(p),
        reverse=np.zeros(p, dtype=np.bool_),
        mean=matrix.mean(0),
        covariance=np.atleast_2d(np.cov(matrix.T)),
        matrix=matrix,
        raw=matrix.copy(),
        weights=weights,
        imputed=np.zeros(p, dtype=np.int64),
    )


@pytest.fixture(scope="session")
def small_study() -> Callable[..., tuple[Responses, Basis, npt.NDArray[np.int64]]]:
    """Responses, basis and truth of a small study: `small_study(n=, seed=, segments=, weights=)`."""

    def study(n: int = 400, seed: int = 1, **how: Any) -> tuple[Responses, Basis, npt.NDArray[np.int64]]:
        codes, truth = draw(n, np.random.default_rng(seed), segments=how.get("segments", True))
        responses = bound(codes, how.get("weights"))
        return responses, build_basis(responses), truth

    return study


def into(labels: npt.NDArray[np.int64], weights: Floats, stability: float = 0.9) -> Segmentation:
    """A segmentation that puts people where `labels` (1..k) say, every segment as stable."""
    k = int(labels.max())
    return Segmentation(
        k=k,
        verdict="natural",
        reason="",
        chosen_by="evidence",
        labels=labels,
        memberships=np.eye(k)[labels - 1],
        centroids=np.zeros((k, 1)),
        rule=rule_of(frame_of(np.eye(k), np.ones(k)), np.arange(k), k),
        names=tuple("abcdefgh"[:k]),
        sizes=segment_sizes(labels, weights, k),
        stability_global=stability,
        stability=np.full(k, stability),
        neighbours=pd.DataFrame(),
    )


@pytest.fixture(scope="session")
def divided() -> Callable[..., Segmentation]:
    """`divided(labels, weights)`: the segmentation that puts people where labels from 1 on say."""
    return into


@pytest.fixture(scope="session")
def plain_basis() -> Callable[..., Basis]:
    """`plain_basis(matrix, weights)`: a basis of items that are on 0..1 already."""
    return simple_basis


@pytest.fixture(scope="session")
def bind_codes() -> Callable[..., Responses]:
    """`bind_codes(codes, weights, questions)`: codes as responses."""
    return bound


@pytest.fixture(scope="module")
def fewer_samples() -> Iterator[None]:
    """A third of the usual samples and studies: for tests of the rules, not of the last digit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "stability", partial(evidence.stability, samples=6))
        patch.setattr(segments, "null_stability", partial(evidence.null_stability, studies=6))
        yield
