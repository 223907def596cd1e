"""The methods: listed once, each finds clear segments, and says in words where it cannot be used."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis import evidence, methods
from survey_seg.analysis.evidence import WITNESSES, witnesses
from survey_seg.analysis.frame import Frame, frame_of
from survey_seg.analysis.methods import METHODS, ward
from survey_seg.analysis.methods.method import Fitted, Method
from survey_seg.analysis.partition import fit_members, fit_partition
from survey_seg.errors import CannotCompute, Problem
from survey_seg.stats.agreement import adjusted_rand
from survey_seg.stats.seeds import stream

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MEANS = np.array([[1, 1, 1, 1, 5, 5, 5, 5], [5, 5, 5, 5, 1, 1, 1, 1], [1, 5, 1, 5, 1, 5, 1, 5]])
BY_NAME = {method.name: method for method in METHODS}


def planted(points: int, n: int = 240, spread: float = 0.7) -> tuple[Floats, Ints]:
    """Clear segments answered on a scale of so many points."""
    rng = np.random.default_rng(points)
    truth = rng.choice(3, n, p=[0.5, 0.3, 0.2])
    answers = np.clip((rng.normal(MEANS[truth], spread) - 1) / 4, 0, 1)
    if points == 2:
        return (rng.random(answers.shape) < 0.05 + 0.9 * answers).astype(float), truth
    return np.round(answers * (points - 1)) / (points - 1), truth


STUDIES = {kind: planted(points) for kind, points in (("ratings", 5), ("short", 3), ("yes_no", 2))}
FRAMES = {kind: frame_of(matrix, np.ones(len(matrix))) for kind, (matrix, _) in STUDIES.items()}


def test_every_file_of_the_folder_is_a_method_of_the_list() -> None:
    names = [module.name for module in iter_modules(methods.__path__) if module.name != "method"]
    found = [import_module(f"survey_seg.analysis.methods.{name}").METHOD for name in names]
    assert {method.name for method in found} == set(BY_NAME)
    assert len(METHODS) == len(BY_NAME)


def test_the_list_is_written_out() -> None:
    source = Path(methods.__file__).read_text(encoding="utf-8")
    assert "import_module" not in source
    assert all(f"{method.fit.__module__.rpartition('.')[2]}.METHOD" in source for method in METHODS)


@pytest.mark.parametrize(
    ("name", "kind"),
    [(method.name, kind) for method in METHODS for kind in STUDIES if kind == "ratings" or kind in method.votes],
)
def test_every_method_finds_clear_segments_in_ratings_and_in_what_it_votes_on(name: str, kind: str) -> None:
    frame, truth = FRAMES[kind], STUDIES[kind][1]
    found = fit_members(frame, 3, seed=1, methods=[BY_NAME[name]])[name]
    assert adjusted_rand(found.labels[frame.points.group], truth) > (0.75 if kind == "yes_no" else 0.85)


@pytest.mark.parametrize("name", BY_NAME)
def test_another_seed_finds_the_same_clear_segments(name: str) -> None:
    frame = FRAMES["ratings"]
    one, other = (fit_members(frame, 3, seed=seed, methods=[BY_NAME[name]])[name].labels for seed in (1, 2))
    assert adjusted_rand(one, other, frame.weights) > 0.98


@pytest.mark.parametrize("name", [method.name for method in METHODS if method.replicate])
def test_bootstrap_fits_sort_everybody_into_the_same_clear_segments(name: str) -> None:
    frame = FRAMES["ratings"]
    counts = np.random.default_rng(1).multinomial(240, frame.weights / frame.weights.sum(), 3).astype(float)
    replicate = BY_NAME[name].replicate
    assert replicate is not None
    labels = replicate(frame, counts, 3, stream(1, name), ())
    assert labels.shape == counts.shape
    for again in labels:
        assert adjusted_rand(again[frame.points.group], STUDIES["ratings"][1]) > 0.85


@pytest.mark.parametrize("kind", STUDIES)
def test_voters_and_witnesses_are_those_of_the_kind(kind: str) -> None:
    frame = FRAMES[kind]
    assert frame.kind == kind
    voters = {method.name for method in METHODS if method.votes_on(frame)}
    assert tuple(method.name for method in witnesses(frame)) == WITNESSES[frame.kind]
    assert set(WITNESSES[frame.kind]) <= voters
    assert all(method.replicate is not None for method in witnesses(frame))
    assert set(fit_partition(*weighted(kind), 3, seed=1).members) == voters


def test_voters_on_ratings_allow_for_how_people_use_the_scale() -> None:
    voters = {kind: {method.name for method in METHODS if kind in method.votes} for kind in STUDIES}
    assert voters == {
        "ratings": {"profile_level", "soft_items", "random_intercept", "common_factors", "row_centred"},
        "short": {"profile_level", "row_centred", "ordinal_latent_class"},
        "yes_no": {"latent_class", "kmeans"},
    }
    assert set(evidence.WITNESSES) == set(voters)


def weighted(kind: str) -> tuple[Floats, Floats]:
    matrix, _ = STUDIES[kind]
    return matrix, np.ones(len(matrix))


@pytest.mark.parametrize("kind", STUDIES)
def test_the_consensus_finds_clear_segments(kind: str) -> None:
    found = fit_partition(*weighted(kind), 3, seed=1)
    assert adjusted_rand(found.labels, STUDIES[kind][1]) > (0.8 if kind == "yes_no" else 0.9)


def test_response_style_does_not_make_the_segments_of_ratings() -> None:
    rng = np.random.default_rng(9)
    truth, style = rng.integers(0, 2, 300), rng.normal(size=(300, 1))
    profile = np.array([[1, 1, 1, 1, -1, -1, -1, -1], [-1, -1, -1, -1, 1, 1, 1, 1]])[truth]
    answers = 4 + 0.8 * profile + 1.2 * style + rng.normal(0, 0.6, (300, 8))
    matrix = (np.clip(np.round(answers), 1, 7) - 1) / 6
    found = fit_partition(matrix, np.ones(300), 2, seed=1).labels
    plain = fit_partition(matrix, np.ones(300), 2, seed=1, method="kmeans").labels
    assert adjusted_rand(found, truth) > 0.9
    assert adjusted_rand(plain, (style[:, 0] > 0).astype(np.int64)) > 0.5


def unusable(frame: Frame, k: int, rng: np.random.Generator) -> Fitted:
    raise CannotCompute(Problem("NOT_THIS_ONE", "it does not suit"))


def test_a_method_that_cannot_be_used_is_left_out_and_all_of_them_are_an_error_in_words() -> None:
    broken = Method("broken", "broken", unusable)
    frame = FRAMES["ratings"]
    assert set(fit_members(frame, 2, seed=1, methods=[broken, BY_NAME["kmeans"]])) == {"kmeans"}
    with pytest.raises(CannotCompute, match="NOT_THIS_ONE"):
        fit_members(frame, 2, seed=1, methods=[broken])


def test_ward_is_refused_for_too_many_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ward, "MOST", 20)
    with pytest.raises(CannotCompute, match="WARD_TOO_MANY_PEOPLE"):
        fit_partition(*weighted("ratings"), 3, seed=1, method="ward")


def test_factors_of_two_items_are_refused_and_constant_items_have_none() -> None:
    matrix, weights = weighted("ratings")
    with pytest.raises(CannotCompute, match="FACTOR_CLUSTER_FEW_ITEMS"):
        fit_partition(matrix[:, :2], weights, 2, seed=1, method="factor_scores")
    constant = np.column_stack([matrix, np.full(len(matrix), 0.5)])
    one, other = (fit_partition(given, weights, 3, seed=1, method="factor_scores") for given in (matrix, constant))
    assert adjusted_rand(one.labels, other.labels) > 0.95


@pytest.mark.parametrize("name", ["latent_class", "kmeans", "ordinal_latent_class", "random_intercept"])
@pytest.mark.parametrize("k", [2, 4])
def test_the_coding_of_yes_and_no_changes_nothing(name: str, k: int) -> None:
    matrix, weights = weighted("yes_no")
    one = fit_partition(matrix, weights, k, seed=3, method=name).labels
    for recoded in (1 - matrix, matrix + 1):
        assert (fit_partition(recoded, weights, k, seed=3, method=name).labels == one).all()


@pytest.fixture(scope="module")
def mcdonalds(shared: Path) -> Floats:
    answers = pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11]
    return (answers == "Yes").to_numpy(dtype=np.float64)


def test_latent_class_by_name_reaches_the_best_known_likelihood_of_real_data(mcdonalds: Floats) -> None:
    # flexmix, 4 classes: -7111.14
    found = fit_partition(mcdonalds, np.ones(len(mcdonalds)), 4, seed=1, method="latent_class")
    fitted = found.members["latent_class"]
    assert fitted.log_likelihood >= -7111.14
    assert fitted.parameters == 4 * 11 + 3


def test_kmeans_by_name_reaches_the_best_known_sum_of_squares_of_real_data(mcdonalds: Floats) -> None:
    # stats::kmeans, 4 groups: 1602.93
    weights = np.ones(len(mcdonalds))
    labels = fit_partition(mcdonalds, weights, 4, seed=1, method="kmeans").members["kmeans"].labels
    frame = frame_of(mcdonalds, weights)
    member = (labels == np.arange(4)[:, None]) * frame.weights
    centroids = member @ frame.rows / member.sum(1, keepdims=True)
    within_ss = frame.weights @ ((frame.rows - centroids[labels]) ** 2).sum(1)
    assert within_ss <= 1602.935
