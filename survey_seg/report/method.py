"""The method appendix: how the numbers were made, and how to make them again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_seg.report.evidence import Row, rows
from survey_seg.report.language.numbers import localised
from survey_seg.report.language.speech import marked, say
from survey_seg.report.language.wording import listed
from survey_seg.report.sentences import yes_no

SALIENT = 0.4
"""Loading from which an item counts for a factor: a convention of the field."""

EXTRACTIONS: Mapping[str, str] = {"minres": marked("minimum residuals"), "ml": marked("maximum likelihood")}
MATRICES: Mapping[str, str] = {
    "pearson": marked("Pearson correlations"),
    "polychoric": marked("polychoric correlations (of the attitudes behind the answers)"),
}
ADEQUACY: Mapping[str, str] = {
    "marvellous": marked("marvellous"),
    "meritorious": marked("meritorious"),
    "middling": marked("middling"),
    "mediocre": marked("mediocre"),
    "miserable": marked("miserable"),
    "unacceptable": marked("unacceptable"),
}
"""Kaiser's words for how much the questions have in common."""
SETTINGS: Mapping[str, str] = {
    "seed": marked("Start of the random numbers (seed)"),
    "k": marked("Number of segments asked for"),
    "because": marked("Reason for the number of segments"),
    "k_max": marked("Most segments compared"),
    "weights": marked("Column of the weights"),
    "tool_questions": marked("Most questions in the typing tool"),
    "ask": marked("Questions the typing tool has to ask"),
    "never": marked("Questions the typing tool must not ask"),
    "cost": marked("What a question of the typing tool costs"),
    "disclosure": marked("Who the tables are for"),
    "correction": marked("Correction for many comparisons"),
    "quotes": marked("People’s own words quoted"),
    "criteria": marked("Weights of the criteria"),
    "samples": marked("Bootstrap samples"),
    "null_studies": marked("Simulated studies without segments"),
}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "disclosure": {
        "internal": marked("colleagues: a cell with fewer than 5 people is hidden"),
        "external": marked("outsiders: a cell with fewer than 10 people is hidden"),
    },
    "correction": {
        "bh": marked("Benjamini and Hochberg: at most 5\u00a0% of the differences called real are none"),
        "bonferroni": marked("Bonferroni: hardly ever is a difference called real that is none"),
        "none": marked("no correction: each comparison on its own"),
    },
    "criteria": {
        "size": marked("size"),
        "value": marked("value"),
        "unmet need": marked("unmet need"),
        "reach": marked("reach"),
        "stability": marked("stability"),
    },
}
"""What the values of settings mean; of the criteria, their names."""

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
    method, matrix = _in_words(EXTRACTIONS, factors["method"]), _in_words(MATRICES, factors["matrix"])
    if factors["rotation"] == "none":
        return say("{method} from {matrix}, not rotated", method=method, matrix=matrix)
    rotation = factors["rotation"]
    return say("{method} from {matrix}, turned by {rotation}", method=method, matrix=matrix, rotation=rotation)


def adequacy(factors: Mapping[str, Any]) -> str:
    """How much the questions have in common, in a word.

    >>> adequacy({"kmo_word": "middling"})
    'middling'
    """
    return _in_words(ADEQUACY, factors["kmo_word"])


def setting_rows(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every setting as what it is and what it was, in words.

    >>> setting_rows({"seed": 1, "k": "", "criteria": {"size": 3, "growth": 2}, "house": "x"})[1:]
    [('Number of segments asked for', 'not set'), ('Weights of the criteria', 'size 3 and growth 2'), ('house', 'x')]
    """
    return [(_in_words(SETTINGS, name), _phrase(value, CHOICES.get(name, {}))) for name, value in settings.items()]


def _phrase(value: object, choices: Mapping[str, str]) -> str:
    if value is None or value == "":
        return say("not set")
    if isinstance(value, Mapping):
        return listed(f"{_in_words(choices, name)} {_phrase(item, {})}" for name, item in value.items()) or say(
            "nothing named"
        )
    if isinstance(value, list):
        return listed(_phrase(item, {}) for item in value) or say("nothing named")
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, float):
        return localised(str(value))
    return _in_words(choices, str(value))


def _in_words(words: Mapping[str, str], name: str) -> str:
    """What a name of ours means; other people's names stay as they are."""
    return say(words[name]) if name in words else name


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
