"""Every printed key number leads back to its value in results.json."""

import math
import re

import pytest

from survey_seg.report.language.catalogue import current, languages, speaking
from survey_seg.report.page import render_report

SPAN = re.compile(r'<span data-ref="([^"]*)">([^<]*)</span>')


def value_at(results: dict, path: str) -> float | None:
    value = results
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def read_back(printed: str) -> tuple[float, float]:
    """The number in print, as the language writes it, and half a unit of its last digit."""
    percent, ways = printed.endswith("%"), current().conventions
    digits = printed.rstrip("%").replace("\u00a0", "").replace(ways.group, "").replace("−", "-")
    digits = digits.replace(ways.decimal, ".")
    decimals = len(digits.partition(".")[2])
    return float(digits) / (100 if percent else 1), 0.5 * 10.0**-decimals / (100 if percent else 1)


def agrees(printed: str, value: float | None) -> bool:
    printed = printed.replace("&lt;", "<").replace("&gt;", ">")
    if value is None:
        return printed == "–"
    if printed[0] in "<>":
        bound, _ = read_back(printed[1:])
        return value < bound if printed[0] == "<" else value > bound
    number, half = read_back(printed)
    return math.isclose(number, value, abs_tol=half * (1 + 1e-9))


def traced(text: str) -> list[tuple[str, str]]:
    found = []
    for paths, printed in SPAN.findall(text):
        ends = paths.split(" ")
        unit = "%" if printed.endswith("%") else ""
        pieces = printed.split("–") if len(ends) == 2 and printed != "–" else [printed] * len(ends)
        found += [
            (path, piece if piece.endswith(unit) else piece + unit) for path, piece in zip(ends, pieces, strict=True)
        ]
    return found


def wrong_numbers(results: dict) -> list[tuple[str, str, float | None]]:
    """The numbers of a page that are not those of the results: their path, print and value."""
    found = traced(render_report(results).text)
    assert len(found) >= 5
    values = [(path, printed, value_at(results, path)) for path, printed in found]
    return [one for one in values if not agrees(*one[1:]) and one[1] != "–"]


def test_every_traced_number_is_the_number_of_the_results(regime) -> None:
    assert wrong_numbers(regime[1]) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("state", ["normal", "unknown"])
def test_every_traced_number_is_that_of_the_results_in_every_language(states, state, language) -> None:
    with speaking(language):
        assert wrong_numbers(states[state]()) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"data\.n_kept", r"data\.n_eff", r"segments\.stability\.global", r"typing\.accuracy\.value",
        r"typing\.accuracy\.low", r"typing\.recall\.\d+\.value", r"priorities\.rank\.\d+\.rank",
        r"priorities\.rank\.\d+\.p_top2", r"segments\.sizes\.\d+\.share", r"segments\.sizes\.\d+\.low",
        r"segments\.stability\.per_segment\.\d+", r"segments\.candidates\.\d+\.stability", r"actions\.\d+\.index",
        r"reach\.\d+\.index", r"profiles\.answers\.\d+\.index", r"factors\.loadings\.\d+\.F1",
    ],
)  # fmt: skip
def test_key_numbers_are_traced(results, pattern) -> None:
    assert any(re.fullmatch(pattern, path) for path, _ in traced(render_report(results).text))


def test_a_changed_value_changes_its_print(results) -> None:
    before = dict(traced(render_report(results).text))
    results["segments"]["sizes"][1]["share"] = 0.123
    after = dict(traced(render_report(results).text))
    assert after["segments.sizes.1.share"] == "12\u00a0%"
    assert {path for path in before if before[path] != after.get(path)} == {"segments.sizes.1.share"}
