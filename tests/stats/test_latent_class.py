"""Latent class analysis against published likelihoods, and what it says when the data cannot carry the model."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.errors import CannotCompute
from survey_seg.stats.latent_class import LatentClasses, fit_latent_class, latent_class_posterior, unknown_answers

Floats = npt.NDArray[np.float64]

STOUFFER_TOBY = (42, 23, 6, 25, 6, 24, 7, 38, 1, 4, 1, 6, 2, 9, 2, 20)
"""Role conflict, 216 people, four yes/no items in binary order (Stouffer & Toby 1951, Am. J. of Sociology 56)."""


def codes(frame: pd.DataFrame) -> Floats:
    columns = [pd.factorize(frame[name], sort=True)[0] for name in frame]
    return np.column_stack(columns).astype(np.float64)  # -1 is a blank


def fitted(rows: Floats, k: int, seed: int = 1) -> LatentClasses:
    return fit_latent_class(rows, np.ones(len(rows)), k, np.random.default_rng(seed))


def role_conflict() -> tuple[Floats, Floats]:
    cells = np.array([[cell >> 3 & 1, cell >> 2 & 1, cell >> 1 & 1, cell & 1] for cell in range(16)], dtype=np.float64)
    return cells, np.array(STOUFFER_TOBY, dtype=np.float64)


@pytest.mark.parametrize(("k", "likelihood"), [(1, -543.6498), (2, -504.4677), (3, -503.3011)])
def test_role_conflict_has_the_published_likelihoods(k: int, likelihood: float) -> None:
    rows, weights = role_conflict()
    found = fit_latent_class(rows, weights, k, np.random.default_rng(1))
    assert found.log_likelihood == pytest.approx(likelihood, abs=6e-5)
    assert found.parameters == 5 * k - 1


def test_role_conflict_has_the_published_classes() -> None:
    rows, weights = role_conflict()
    found = fit_latent_class(rows, weights, 2, np.random.default_rng(1))
    assert found.shares == pytest.approx([0.7208, 0.2792], abs=1e-4)
    assert found.bic == pytest.approx(1057.3128, abs=1e-3)
    assert found.aic == pytest.approx(1026.9353, abs=1e-3)


@pytest.mark.parametrize("name", ["carcinoma", "cheating", "values", "gss82"])
def test_the_textbook_likelihoods_are_reached_to_four_decimals(shared: Path, name: str) -> None:
    reference = json.loads((shared / "reference" / "lca_polca_small.json").read_text(encoding="utf-8"))[name]
    frame = pd.read_csv(shared / "data" / f"polca_{name}.csv")
    rows = codes(frame.drop(columns="GPA", errors="ignore"))
    for k, likelihood, parameters, bic in zip(*(reference[key] for key in ("k", "llik", "npar", "bic")), strict=True):
        found = fitted(rows, k)
        assert found.log_likelihood > likelihood - 5e-5
        assert found.parameters == parameters
        if k <= reference["best_k_bic"]:
            assert found.log_likelihood == pytest.approx(likelihood, abs=5e-5)
            assert found.bic == pytest.approx(bic, abs=1e-4)


def test_blanks_are_kept_as_polca_keeps_them(shared: Path) -> None:
    reference = json.loads((shared / "reference" / "lca_polca_small.json").read_text(encoding="utf-8"))
    items = pd.read_csv(shared / "data" / "election.csv").iloc[:, :12]
    for name, frame in (("election_na_kept", items), ("election_listwise", items.dropna())):
        expected = reference[name]
        for k, likelihood, share in zip(expected["k"], expected["llik"], expected["P"], strict=True):
            if not 2 <= k <= 3:
                continue
            found = fitted(codes(frame), k)
            assert found.log_likelihood == pytest.approx(likelihood, abs=1e-3)
            assert found.shares == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize("seed", [1, 2])
def test_mcdonalds_is_fitted_at_least_as_well_as_by_flexmix_and_polca(shared: Path, seed: int) -> None:
    reference = json.loads((shared / "reference" / "polca_mcdonalds.json").read_text(encoding="utf-8"))
    flexmix = dict(
        zip(range(2, 9), [-7610.848, -7311.52, -7111.133, -7011.20, -6956.26, -6900.20, -6872.60], strict=True)
    )
    rows = (pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11] == "Yes").to_numpy(dtype=np.float64)
    for k, likelihood in zip(reference["k"], reference["llik"], strict=True):
        found = fitted(rows, k, seed)
        assert found.log_likelihood >= flexmix[k] - 1e-3
        assert found.log_likelihood >= likelihood - 0.01
    assert fitted(rows, 4).entropy == pytest.approx(0.863, abs=1e-3)


def test_item_probabilities_are_those_of_polca(shared: Path) -> None:
    reference = json.loads((shared / "reference" / "polca_mcdonalds.json").read_text(encoding="utf-8"))["probs_k4"]
    answers = pd.read_csv(shared / "data" / "mcdonalds.csv").iloc[:, :11]
    found = fitted((answers == "Yes").to_numpy(dtype=np.float64), 4)
    order = np.argsort([chance[0] for chance in reference["fattening"]])
    ours = np.argsort(found.probabilities[list(reference).index("fattening")][:, 0])
    for chances, expected in zip(found.probabilities, reference.values(), strict=True):
        assert chances[ours] == pytest.approx(np.array(expected)[order], abs=2e-4)


def test_planted_classes_of_items_with_any_numbers_of_categories_are_found() -> None:
    rng = np.random.default_rng(5)
    truth = rng.choice(3, 900, p=[0.5, 0.3, 0.2])
    sizes = [2, 3, 4, 5, 3, 2, 4, 5]
    tables = [rng.dirichlet(np.full(size, 0.4), 3) for size in sizes]
    rows = np.column_stack([[rng.choice(len(t[0]), p=t[c]) for c in truth] for t in tables]).astype(np.float64)
    rows[rng.random(rows.shape) < 0.1] = np.nan
    found = fitted(rows, 3)
    labels = latent_class_posterior(found, rows).argmax(1)
    assert (labels == truth).mean() > 0.85
    assert [chances.shape for chances in found.probabilities] == [(3, size) for size in sizes]
    assert all(chances.sum(1) == pytest.approx(1) for chances in found.probabilities)


def test_the_posterior_follows_bayes_and_gives_back_the_shares() -> None:
    rows, weights = role_conflict()
    found = fit_latent_class(rows, weights, 2, np.random.default_rng(1))
    joint = found.shares * np.prod([found.probabilities[j][:, int(rows[5, j])] for j in range(4)], axis=0)
    people = latent_class_posterior(found, rows)
    assert people[5] == pytest.approx(joint / joint.sum(), abs=1e-12)
    assert weights @ people / weights.sum() == pytest.approx(found.shares, abs=1e-5)


def test_answers_never_seen_are_skipped_and_counted() -> None:
    rows, weights = role_conflict()
    found = fit_latent_class(rows, weights, 2, np.random.default_rng(1))
    new = np.array([[1.0, 7.0, 0.0, np.nan], [1.0, np.nan, 0.0, -1.0], [8.0, 9.0, 7.0, 0.5]])
    people = latent_class_posterior(found, new)
    assert people[0] == pytest.approx(people[1])
    assert people[2] == pytest.approx(found.shares)
    assert unknown_answers(found, new).tolist() == [1, 2, 1, 1]


def test_more_classes_than_answer_patterns_are_refused_in_words() -> None:
    rows = np.repeat([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]], 10, axis=0)
    with pytest.raises(CannotCompute, match="3 classes were asked for, and there are 2 different answer patterns"):
        fitted(rows, 3)


def test_more_parameters_than_possible_answers_are_refused_in_words() -> None:
    rows, weights = role_conflict()
    with pytest.raises(CannotCompute, match="4 classes have 19 parameters, and the items allow only 16"):
        fit_latent_class(rows, weights, 4, np.random.default_rng(1))


def test_an_item_without_answers_is_refused_and_a_constant_one_is_harmless() -> None:
    rows, weights = role_conflict()
    constant = fit_latent_class(np.c_[rows, np.full(16, 3.0)], weights, 2, np.random.default_rng(1))
    assert constant.log_likelihood == pytest.approx(-504.4677, abs=6e-5)
    assert constant.parameters == 9
    with pytest.raises(CannotCompute, match="nobody answered item 5"):
        fit_latent_class(np.c_[rows, np.full(16, np.nan)], weights, 2, np.random.default_rng(1))


def test_people_without_any_answer_change_nothing_but_n() -> None:
    rows, weights = role_conflict()
    found = fit_latent_class(np.r_[rows, np.full((1, 4), np.nan)], np.r_[weights, 30], 2, np.random.default_rng(1))
    assert found.log_likelihood == pytest.approx(-504.4677, abs=6e-5)
    assert found.weight == 246


def test_boundaries_and_too_many_parameters_are_told() -> None:
    rows = np.random.default_rng(3).integers(5, size=(40, 8)).astype(np.float64)
    told = {notice.code for notice in fitted(rows, 4).notices}
    assert {"LATENT_CLASS_BOUNDARY", "LATENT_CLASS_MORE_PARAMETERS_THAN_PEOPLE"} <= told
    weights = role_conflict()[1]
    assert not fit_latent_class(role_conflict()[0], weights, 2, np.random.default_rng(1)).notices
