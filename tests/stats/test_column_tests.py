"""Letters of a table against R, R's survey package and PSPP; laws of weights; how often they are wrong."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy.special import chdtrc, stdtr
from scipy.stats import ttest_ind

from survey_seg.stats.column_tests import (
    corrected,
    letters,
    means_differ_pairwise,
    shares_differ,
    shares_differ_pairwise,
)
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]

GROUPS = ("Exerce une profession", "Retraite", "Au foyer", "Chomeur")
ITEMS = ("lecture.bd", "peche.chasse", "cuisine", "bricol", "cinema", "sport")
UPPER = np.triu_indices(4, 1)
BFI = {
    "gender": ("||AbdE||", "||AE||", "||ABDE|a|"),
    "A1": ("DE|CDE|DE||", "DE|CDE|DE||", "cDE|CDE|DE||"),
    "N1": ("||||", "||||", "|DE|de||"),
    "O4": ("|||c|bC", "||||C", "|||C|BC"),
    "C3": ("||A||A", "||a||A", "||A|a|A"),
    "E2": ("||||", "||||", "C|||C|"),
}
"""Share of women and means by education: letters corrected by BH, by Bonferroni, and not at all."""


@pytest.fixture(scope="module")
def survey(shared: Path) -> pd.DataFrame:
    found = pd.read_csv(shared / "data" / "hdv2003_weights.csv")
    return found[found["occup"].isin(GROUPS)]


@pytest.fixture(scope="module")
def personality(shared: Path) -> pd.DataFrame:
    pyreadstat = pytest.importorskip("pyreadstat")
    found, _ = pyreadstat.read_sav(str(shared / "data" / "bfi.sav"))
    return found[found["education"].notna()]


def columns(table: pd.DataFrame, by: str, groups: tuple, values: Floats, weights: Floats) -> tuple[Floats, ...]:
    """Mean, variance and effective base of each column of a table."""
    parts = [(values[(table[by] == group).to_numpy()], weights[(table[by] == group).to_numpy()]) for group in groups]
    means = [np.average(value, weights=weight) for value, weight in parts]
    spread = [
        np.average((value - mean) ** 2, weights=weight) for (value, weight), mean in zip(parts, means, strict=True)
    ]
    return np.array(means), np.array(spread), np.array([effective_base(weight) for _, weight in parts])


def shares(survey: pd.DataFrame, item: str) -> tuple[Floats, Floats]:
    values = (survey[item] == "Oui").to_numpy(dtype=np.float64)
    means, _, bases = columns(survey, "occup", GROUPS, values, survey["poids"].to_numpy())
    return means, bases


def hours(survey: pd.DataFrame) -> tuple[Floats, ...]:
    there = survey[survey["heures.tv"].notna()]
    return columns(there, "occup", GROUPS, there["heures.tv"].to_numpy(), there["poids"].to_numpy())


def test_weighted_shares_give_the_figures_of_r_on_effective_bases(survey: pd.DataFrame) -> None:
    # R 4.2.2: prop.test(c(a * n, b * m), c(n, m), correct = FALSE), n and m (sum w)^2 / sum w^2 of the columns
    known = {
        "cuisine": (1.585808937e-4, 0.02026441102, 0.1319769863, 5.252028099e-6, 2.384287865e-4, 0.6245526207),
        "sport": (2.889978022e-10, 2.647718781e-4, 0.4107501594, 0.5252146572, 1.675586065e-3, 0.03735919573),
    }
    for item, expected in known.items():
        assert shares_differ_pairwise(*shares(survey, item))[UPPER] == pytest.approx(expected, rel=1e-6)


def test_weighted_means_give_the_figures_of_r_on_effective_bases(survey: pd.DataFrame) -> None:
    # R 4.2.2: Welch's t with variances sum(w (x - m)^2) / sum(w) and divisors n_eff - 1
    expected = (1.084932343e-12, 4.473651537e-6, 1.611404386e-4, 0.5055350509, 0.8004461133, 0.7945167333)
    assert means_differ_pairwise(*hours(survey))[UPPER] == pytest.approx(expected, rel=1e-6)


def test_two_columns_give_the_figures_of_pspp(survey: pd.DataFrame, personality: pd.DataFrame) -> None:
    # PSPP 1.6.2, weights scaled to the effective base of each column, CROSSTABS /COUNT=ASIS and T-TEST GROUPS
    chi_square = {"cuisine": 14.26748284036258, "sport": 39.74758456326863}
    for item, expected in chi_square.items():
        assert shares_differ_pairwise(*shares(survey, item))[0, 1] == pytest.approx(chdtrc(1, expected), rel=1e-6)
    p = means_differ_pairwise(*hours(survey))[0, 1]
    assert p == pytest.approx(2 * stdtr(339.47733150107712, -7.39925096134125), rel=1e-6)
    # PSPP 1.6.2 on bfi.sav: education 3 against 5
    two = (3.0, 5.0)
    t_and_df = {"A1": (5.22663587287708, 805.22473706401956), "N1": (1.78359982000762, 768.88197081969952)}
    for item, (t, df) in t_and_df.items():
        there = personality[personality[item].notna()]
        found = columns(there, "education", two, there[item].to_numpy(), np.ones(len(there)))
        assert means_differ_pairwise(*found)[0, 1] == pytest.approx(2 * stdtr(df, -t), rel=1e-6)
    female, _, bases = columns(personality, "education", two, (personality["gender"] == 2).to_numpy(dtype=np.float64),
                               np.ones(len(personality)))  # fmt: skip
    assert shares_differ_pairwise(female, bases)[0, 1] == pytest.approx(chdtrc(1, 9.13407210507367), rel=1e-6)


def test_letters_agree_with_the_linearised_tests_of_the_survey_package(survey: pd.DataFrame) -> None:
    # R 4.2.2, survey 4.1-1: svychisq and svyttest for every two columns, p.adjust(p, "BH") within the row
    known = {
        "lecture.bd": "|||", "peche.chasse": "|||", "cuisine": "B||AB|B", "bricol": "BCD|C||C", "cinema": "BC|||BC",
        "sport": "BC|||Bc",
    }  # fmt: skip
    for item in ITEMS:
        means, bases = shares(survey, item)
        assert "|".join(letters(shares_differ_pairwise(means, bases), means)) == known[item]
    found = hours(survey)
    assert "|".join(letters(means_differ_pairwise(*found), found[0])) == "|A|A|A"


def test_of_a_rare_answer_one_letter_is_small_that_the_survey_package_makes_a_capital(survey: pd.DataFrame) -> None:
    # 0.7, 0, 0 and 3.8 % like hard rock; R survey 4.1-1 gives "|||ABC"
    means, bases = shares(survey, "hard.rock")
    assert "|".join(letters(shares_differ_pairwise(means, bases), means)) == "|||ABc"


def test_intervals_agree_with_those_of_the_survey_package(survey: pd.DataFrame) -> None:
    # R survey 4.1-1: svyby(~y, ~occup, svyciprop, method = "logit"); another method, so not to the digit
    known = {
        "cuisine": (0.4097678862, 0.4863614638, 0.2575968183, 0.3696490035, 0.4711991698, 0.6684049633,
                    0.4254705378, 0.6435761459),
        "sport": (0.4218863136, 0.4987728133, 0.1839738626, 0.2900917988, 0.185355462, 0.3636131066,
                  0.3066775718, 0.525614352),
    }  # fmt: skip
    for item, expected in known.items():
        low, high = wilson(*shares(survey, item))
        assert np.column_stack([low, high]).ravel() == pytest.approx(expected, abs=0.012)


def test_letters_agree_with_r_on_unweighted_means(personality: pd.DataFrame) -> None:
    # R 4.2.2: t.test for every two levels of education, p.adjust within the row
    for item, (bh, bonferroni, none) in BFI.items():
        there = personality[personality[item].notna()]
        values = (there["gender"] == 2).to_numpy(dtype=np.float64) if item == "gender" else there[item].to_numpy()
        means, spread, bases = columns(there, "education", (1.0, 2.0, 3.0, 4.0, 5.0), values, np.ones(len(there)))
        p = shares_differ_pairwise(means, bases) if item == "gender" else means_differ_pairwise(means, spread, bases)
        for correction, expected in (("bh", bh), ("bonferroni", bonferroni), ("none", none)):
            assert "|".join(letters(p, means, correction)) == expected, (item, correction)


def test_equal_weights_give_the_plain_tests() -> None:
    rng = np.random.default_rng(1)
    one, other = rng.normal(0, 1, 40), rng.normal(0.3, 2, 70)
    means, spread = np.array([one.mean(), other.mean()]), np.array([one.var(), other.var()])
    found = means_differ_pairwise(means, spread, np.array([40.0, 70.0]))
    assert found[0, 1] == pytest.approx(ttest_ind(one, other, equal_var=False).pvalue, rel=1e-9)
    assert found[0, 1] == found[1, 0]
    assert np.isnan(found[0, 0])


def test_what_cannot_be_compared_has_no_p() -> None:
    p = shares_differ(np.array([0.0, 1.0, 0.5, 0.5]), np.array([50.0, 50.0, 0.0, np.nan]),
                      np.array([0.0, 1.0, 0.5, 0.4]), np.array([60.0, 60.0, 60.0, 60.0]))  # fmt: skip
    assert np.isnan(p).all()
    flat = means_differ_pairwise(np.array([1.0, 2.0, 3.0]), np.array([0.0, 0.0, 1.0]), np.array([9.0, 9.0, 1.0]))
    assert np.isnan(flat).all()


def test_the_rounding_of_weighted_sums_is_no_difference() -> None:
    for seed in range(20):
        weights = np.random.default_rng(seed).gamma(1, 1, (3, 70))
        parts = [(np.average(np.full(70, 19.99), weights=one), one) for one in weights]
        means = np.array([mean for mean, _ in parts])
        variances = np.array([np.average(np.full(70, (19.99 - mean) ** 2), weights=one) for mean, one in parts])
        p = means_differ_pairwise(means, variances, np.array([effective_base(one) for one in weights]))
        assert np.isnan(p).all()
        assert letters(p, means) == ("", "", "")
    # one column varies, the other does not: its rounding counts as no variance, and the difference stays
    p = means_differ_pairwise(np.array([19.99, 25.0]), np.array([1e-29, 4.0]), np.array([40.0, 40.0]))
    exact = means_differ_pairwise(np.array([19.99, 25.0]), np.array([0.0, 4.0]), np.array([40.0, 40.0]))
    assert p[0, 1] == exact[0, 1] < 1e-6


def test_a_pair_without_p_is_no_test_of_the_family() -> None:
    p = np.array([0.02, np.nan, 0.03])
    assert corrected(p, "bonferroni")[[0, 2]] == pytest.approx([0.04, 0.06])
    assert corrected(p, "none")[[0, 2]] == pytest.approx([0.02, 0.03])
    assert corrected(p, "bh")[[0, 2]] == pytest.approx([0.03, 0.03])


def test_the_letter_stands_in_the_higher_cell_and_only_there() -> None:
    p = np.array([[np.nan, 0.01], [0.01, np.nan]])
    assert letters(p, np.array([0.2, 0.4])) == ("", "A")
    assert letters(p, np.array([0.4, 0.2])) == ("B", "")


@pytest.mark.slow
def test_where_nothing_differs_one_pair_in_twenty_has_a_letter() -> None:
    # 400 of the 2,000 draws of benchmarks/letters.py: 95 % of such shares lie within 2 points of the truth
    rng, n = np.random.default_rng(3), 800
    weights = np.exp(rng.normal(0, np.sqrt(np.log(1.6)), (400, n)))
    first = np.arange(n) < n // 3
    found = []
    for weight in weights:
        likes = (rng.random(n) < 0.3).astype(np.float64)
        parts = [(likes[side], weight[side]) for side in (first, ~first)]
        means = np.array([np.average(*part[:1], weights=part[1]) for part in parts])
        bases = np.array([effective_base(part[1]) for part in parts])
        found.append(shares_differ_pairwise(means, bases)[0, 1] < 0.05)
    assert 0.03 <= np.mean(found) <= 0.075
