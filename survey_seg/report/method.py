"""The method appendix: how the numbers were made, and how to make them again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_seg.report.evidence import Row, rows
from survey_seg.report.wording import listed

SALIENT = 0.4
"""Loading from which an item counts for a factor: a convention of the field."""

EXTRACTIONS: Mapping[str, str] = {"minres": "minimum residuals", "ml": "maximum likelihood"}
MATRICES: Mapping[str, str] = {
    "pearson": "Pearson correlations",
    "polychoric": "polychoric correlations (of the attitudes behind the answers)",
}

_FACTOR = re.compile(r"F\d+")


@dataclass(frozen=True, slots=True)
class Loading:
    """One cell of the loadings table: the path of its number, and whether the item counts for the factor."""

    path: str
    salient: bool


@dataclass(frozen=True, slots=True)
class LoadingRow:
    """One item of the loadings table."""

    path: str
    row: Row
    loadings: tuple[Loading, ...]


def factor_names(results: Mapping[str, Any]) -> list[str]:
    """The columns of the loadings table, F1 first."""
    first = next((row for _, row in rows(results, "factors", "loadings")), {})
    return sorted((name for name in first if _FACTOR.fullmatch(name)), key=lambda name: int(name[1:]))


def loading_rows(results: Mapping[str, Any]) -> list[LoadingRow]:
    """The items by the factor they count for most, the strongest loading first."""
    factors = factor_names(results)
    found = rows(results, "factors", "loadings")

    def place(entry: tuple[str, Row]) -> tuple[int, float]:
        sizes = [abs(entry[1][name] or 0) for name in factors]
        return sizes.index(max(sizes)), -max(sizes)

    return [
        LoadingRow(path, row, tuple(Loading(f"{path}.{name}", abs(row[name] or 0) >= SALIENT) for name in factors))
        for path, row in sorted(found, key=place)
    ]


def extraction(factors: Mapping[str, Any]) -> str:
    """How the dimensions were extracted, and from what.

    >>> extraction({"method": "minres", "matrix": "pearson", "rotation": "oblimin"})
    'minimum residuals from Pearson correlations, turned by oblimin'
    """
    method, matrix = factors["method"], factors["matrix"]
    turned = "not rotated" if factors["rotation"] == "none" else f"turned by {factors['rotation']}"
    return f"{EXTRACTIONS.get(method, method)} from {MATRICES.get(matrix, matrix)}, {turned}"


def setting_rows(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every setting as a name and a phrase.

    >>> setting_rows({"seed": 1, "k": "", "criteria": {"size": 3, "growth": 2}})
    [('seed', '1'), ('k', 'not set'), ('criteria', 'size 3 and growth 2')]
    """
    return [(name, _phrase(value)) for name, value in settings.items()]


def _phrase(value: object) -> str:
    if value is None or value == "":
        return "not set"
    if isinstance(value, Mapping):
        return listed(f"{name} {_phrase(item)}" for name, item in value.items()) or "none"
    if isinstance(value, list):
        return listed(_phrase(item) for item in value) or "none"
    return str(value)


def command(results: Mapping[str, Any]) -> str:
    """The command that makes these numbers again.

    >>> command({"data": {"file": "wave 1.csv"}, "settings": {"seed": 7, "k": "4", "k_max": 8}})
    "survey-seg analyze 'wave 1.csv' -q questionnaire.yaml -o STUDY --seed 7 --k 4 --k-max 8"
    """
    settings = results["settings"]
    words = ["survey-seg", "analyze", results["data"]["file"], "-q", "questionnaire.yaml", "-o", "STUDY"]
    for option, name in (("--seed", "seed"), ("--k", "k"), ("--k-max", "k_max"), ("--weights", "weights")):
        if settings.get(name) not in {None, ""}:
            words += [option, str(settings[name])]
    for option, name, usual in (("--disclosure", "disclosure", "internal"), ("--correction", "correction", "bh")):
        if settings.get(name, usual) != usual:
            words += [option, str(settings[name])]
    return shlex.join(words)
