"""Numeric classes in the words of answers, and what two of them share or leave out."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_seg.questionnaire.lint.words.classes import NumericClass, gaps, numeric_classes, overlaps
from survey_seg.questionnaire.lint.words.ranges import MONTH, Range, class_of
from survey_seg.questionnaire.model import Option, Question

INF = math.inf
YEAR = 12 * MONTH

ENGLISH = {
    "18-24": (18, 24, "[]"),
    "18 – 24": (18, 24, "[]"),
    "18 through 24": (18, 24, "[]"),
    "25 to 34 years": (25 * YEAR, 34 * YEAR, "[]"),
    "between 10 and 20": (10, 20, "[]"),
    "under 18": (-INF, 18, "()"),
    "Less than 5": (-INF, 5, "()"),
    "up to 20": (-INF, 20, "(]"),
    "at most 3": (-INF, 3, "(]"),
    "no more than 3": (-INF, 3, "(]"),
    "5 or fewer": (-INF, 5, "(]"),
    "more than 50": (50, INF, "()"),
    "over 50": (50, INF, "()"),
    "65+": (65, INF, "[)"),
    "65 and over": (65, INF, "[)"),
    "At least 5": (5, INF, "[)"),
    "5 times or more": (5, INF, "[)"),
    "5 or more times": (5, INF, "[)"),
    "exactly 3": (3, 3, "[]"),
    "none": (0, 0, "[]"),
    "Never": (0, 0, "[]"),
    "No children": (0, 0, "[]"),
    "0": (0, 0, "[]"),
    "Just me": (1, 1, "[]"),
    "Two or three": (2, 3, "[]"),
    "Once or twice": (1, 2, "[]"),
    "Six or more": (6, INF, "[)"),
    "$25,000-$49,999": (25000, 49999, "[]"),
    "US$ 100 or more": (100, INF, "[)"),
    "100 euros to 200 euros": (100, 200, "[]"),
    "€500k to below €1m": (500e3, 1e6, "[)"),
    "1-2k": (1000, 2000, "[]"),
    "10 to 50 million": (10e6, 50e6, "[]"),
    "1.5m": (1.5e6, 1.5e6, "[]"),
    "< €100": (-INF, 100, "()"),
    "<= 100": (-INF, 100, "(]"),
    "≥ €5,000": (5000, INF, "[)"),
    "more than 10 up to 20": (10, 20, "(]"),
    "at least 5 but less than 10": (5, 10, "[)"),
    "None or less than $2,999": (-INF, 2999, "(]"),
    "Small (10 to 49 employees)": (10, 49, "[]"),
    "Light users: 1 to 3 visits": (1, 3, "[]"),
    "45 to 59 minutes": (45, 59, "[]"),
    "An hour or more": (60, INF, "[)"),
    "30 minutes to an hour": (30, 60, "[]"),
    "half an hour": (30, 30, "[]"),
    "6 months to less than a year": (6 * MONTH, YEAR, "[)"),
    "76-100%": (76, 100, "[]"),
    "1945 or earlier": (-INF, 1945, "(]"),
    "0.5 to 1": (0.5, 1, "[]"),
}
GERMAN = {
    "18 bis 24": (18, 24, "[]"),
    "unter 18": (-INF, 18, "()"),
    "bis 10 €": (-INF, 10, "(]"),
    "bis zu 100 €": (-INF, 100, "(]"),
    "bis unter 18": (-INF, 18, "()"),
    "höchstens 24": (-INF, 24, "(]"),
    "über 50": (50, INF, "()"),
    "ueber 50": (50, INF, "()"),
    "mehr als 50": (50, INF, "()"),
    "größer als 5": (5, INF, "()"),
    "ab 65": (65, INF, "[)"),
    "60 und älter": (60, INF, "[)"),
    "50 % oder mehr": (50, INF, "[)"),
    "1.000 bis unter 2.000 €": (1000, 2000, "[)"),
    "von 10 bis unter 20": (10, 20, "[)"),
    "über 10 bis 20 Euro": (10, 20, "(]"),
    "1 bis unter 10 Mio. €": (1e6, 10e6, "[)"),
    "50 Tsd. €": (50e3, 50e3, "[]"),
    "1,5 bis 2 Stunden": (90, 120, "[]"),
    "einmal pro Woche": (1, 1, "[]"),
    "zwei- bis dreimal im Monat": (2, 3, "[]"),
    "mehr als 5-mal": (5, INF, "()"),
    "keine": (0, 0, "[]"),
    "nie": (0, 0, "[]"),
    "vor 1990": (-INF, 1990, "()"),
    "vor 1 bis 2 Jahren": (YEAR, 2 * YEAR, "[]"),
}
NO_CLASS = (
    "",
    "Agree",
    "A few",
    "Another one",
    "iPhone 12",
    "Page 1-2",
    "24/7",
    "34-18",
    "6-9 am",
    "6:00 - 8:59",
    "2026-10-01",
    "1.2.3",
    "1 - Strongly disagree",
    "10 of the many things that could be said here today",
    "No preference",
    "less than",
    "-",
    "<img src=x onerror=1>",
    "=1+1",
    "1" * 70,
    "x" * 1_000_000,
)


def ends(found: Range | None) -> tuple[float, float, str] | None:
    if found is None:
        return None
    return found.low, found.high, ("[" if found.low_closed else "(") + ("]" if found.high_closed else ")")


@pytest.mark.parametrize(("label", "expected"), ENGLISH.items())
def test_an_english_class_is_read(label: str, expected: tuple[float, float, str]) -> None:
    assert ends(class_of(label, "en")) == expected
    assert ends(class_of(label.upper(), "en")) == expected


@pytest.mark.parametrize(("label", "expected"), GERMAN.items())
def test_a_german_class_is_read(label: str, expected: tuple[float, float, str]) -> None:
    assert ends(class_of(label, "de")) == expected


@pytest.mark.parametrize("label", NO_CLASS, ids=lambda label: label[:20])
def test_other_words_are_no_class(label: str) -> None:
    assert class_of(label, "en") is None


def test_other_languages_are_not_read() -> None:
    assert class_of("18-24", "fr") is None


def test_separators_follow_the_language() -> None:
    assert (class_of("1,000", "en") or Range(0, 0)).low == 1000
    assert (class_of("1.000", "de") or Range(0, 0)).low == 1000
    assert (class_of("1.5", "en") or Range(0, 0)).low == 1.5
    assert (class_of("1,5", "de") or Range(0, 0)).low == 1.5
    assert (class_of("1 000 000", "en") or Range(0, 0)).low == 1e6


def test_units_are_told_apart() -> None:
    units = [(class_of(label, "en") or Range(0, 0)).unit for label in ("5 times a week", "5 times a month", "5%", "$5")]
    assert units == ["time span10080", "time span43830", "%", "usd"]


@given(st.text(max_size=90), st.sampled_from(["en", "de"]))
def test_no_text_breaks_the_reader(text: str, language: str) -> None:
    found = class_of(text, language)
    assert found is None or found.low <= found.high


@given(st.integers(0, 9999), st.integers(1, 9999))
def test_a_class_holds_its_ends_and_nothing_beside(low: int, width: int) -> None:
    found = class_of(f"{low:,} to {low + width:,}", "en")
    assert found is not None
    assert found.holds(low)
    assert found.holds(low + width)
    assert not found.holds(low - 1)
    assert not found.holds(low + width + 1)


def classes(labels: str, language: str = "en") -> tuple[NumericClass, ...]:
    options = tuple(Option(code=code, label=label.strip()) for code, label in enumerate(labels.split("|")))
    return numeric_classes(Question(id="q", text="?", type="single", options=options), language)


@pytest.mark.parametrize(
    "labels",
    [
        "18-24 | 25-34 | 35 or older",
        "Under 18 | 18-24 | 25+",
        "None | Less than 5 | 5 to 9 | 10 or more",
        "0-10 | 10.01-20 | 20.01 or more",
        "$0.01 to $9.99 | $10.00 to $19.99",
        "10k to 19k | 20k to 29k",
        "65+ | 45-64 | 18-44",
        "1 | 2 | 3 | 4 or more",
        "0% | 1-25% | 26-99% | 100%",
        "Less than 6 months | 6 to 11 months | 1 to 2 years | 3 years or longer",
        "30 to 59 minutes | 1 to 2 hours | 3 hours or more",
        "Up to 10 | Up to 20 | Up to 50 | More than 50",
        "None or less than $2,999 | $3,000-$4,999",
        "1 month | 3 months | 6 months | 12 months or more",
        "Once a week | 2 or 3 times a month",
        "18-24 | 25-34 | 35-64 | I am retired",
    ],
)
def test_clean_classes_neither_overlap_nor_leave_gaps(labels: str) -> None:
    assert list(overlaps(classes(labels))) == []
    if "Up to 20" not in labels:
        assert list(gaps(classes(labels))) == []


@pytest.mark.parametrize(
    ("labels", "number"),
    [
        ("18-25 | 25-34", 25),
        ("0-10 | 10-20 | 21-30", 10),
        ("3 to 6 | 6 or more", 6),
        ("5 | More than 4", 5),
        ("Up to 50 | 50 to 80", 50),
        ("18+ | 65+", 65),
        ("None | 0-5", 0),
        ("€1m-€5m | €5m-€10m", 5e6),
    ],
)
def test_an_overlap_is_found(labels: str, number: float) -> None:
    assert [clash.number for clash in overlaps(classes(labels))] == [number]


@pytest.mark.parametrize(
    ("labels", "number"),
    [
        ("18-24 | 26-34", 25),
        ("Under 18 | 19-24", 18),
        ("1 to 50 | More than 51", 51),
        ("Under 18 | Over 18", 18),
        ("None | 2-5", 1),
        ("0-9.99 | 10.5-20", 10),
        ("1 | 2 | 4 | 5 or more", 3),
        ("35-44 | 18-24", 25),
        ("30-45 minutes | 1-2 hours", None),
    ],
)
def test_a_gap_is_found(labels: str, number: float | None) -> None:
    assert [clash.number for clash in gaps(classes(labels))] == [number]


def test_words_between_classes_and_lists_of_single_numbers_are_no_classes() -> None:
    assert classes("18-24 | It depends | 25-34 | 35-44") == ()
    assert classes("1 | 2 | 3") == ()
    assert classes("18-24 | I am retired") == ()
    assert classes("2 to 5 apples | 6 to 9 pears") == ()


def test_many_long_labels_are_read_quickly() -> None:
    started = time.process_time()
    for number in range(3000):
        class_of(f"between {number} and {number + 5} times a week or so and more than that", "en")
    assert time.process_time() - started < 2
