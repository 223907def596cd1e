"""What people who were typed look like, and whether they are like those whom the tool was made from.

Needs nothing but the standard library.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.errors import Notice, quoted
from survey_seg.typing_tool.spec import TypingSpec

SHIFT = 0.25
"""Population stability index of a question from which its answers have shifted: a large shift in credit scoring."""

APART = 0.10
"""Part of the people that would have to change segment, or leave a question, to make two groups alike."""

CHANCE = 3.29
"""Standard normal quantile that chance exceeds once in two thousand tries; what is nearer is no difference."""


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """The cells of one question: empty or declared to mean no answer, unknown, and how often each code stands there.

    In a table of many millions of people `codes` counts the answers in an evenly spread part of them.
    """

    id: str
    blank: int
    unknown: int
    codes: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Population:
    """People read, those with a segment by code and by band, and the answers to each question."""

    read: int
    segments: Mapping[int, int]
    questions: tuple[AnswerCounts, ...]


def stability_index(counts: Sequence[float], shares: Sequence[float], base: float) -> float:
    """How far counts over groups are from expected shares: the population stability index.

    Question: do these people answer as those did? The sum over groups of (q - p) ln(q / p), with q the shares in the
    counts and p the expected ones; below 0.1 little, from 0.25 much (Siddiqi 2006, Credit Risk Scorecards, chapter 9).
    `base`: how many people the expected shares stand for. Half a person is added to each group on both sides, so that
    an empty group is no infinite difference.

    >>> round(stability_index([50, 50], [0.5, 0.5], 100), 3), round(stability_index([80, 20], [0.5, 0.5], 1e9), 3)
    (0.0, 0.406)
    """
    groups, total = len(shares), sum(counts)
    index = 0.0
    for count, share in zip(counts, shares, strict=True):
        q = (count + 0.5) / (total + 0.5 * groups)
        p = (share * base + 0.5) / (base + 0.5 * groups)
        index += (q - p) * math.log(q / p)
    return index


def differences(spec: TypingSpec, people: Population) -> tuple[Notice, ...]:
    """One notice when people differ from those whom the tool was made from, by more than chance; else nothing.

    Noticed: questions whose stability index is 0.25 or more, questions that 10 points more or fewer people leave
    unanswered, and segments whose typed shares are 10 points apart in total. Each difference must also exceed what two
    samples of these sizes would show once in two thousand tries. A tool without a base, or nobody read, gives nothing.
    """
    base = spec.base
    if not base or not people.read:
        return ()
    parts = [*_questions(spec, people)]
    if "population" not in spec.priors:
        parts += _segments(spec, people)
    if not parts:
        return ()
    text = (
        f"These people differ from the {base['n']:,} the tool was made from: {'; '.join(parts)}. "
        "Its accuracy was not measured on people like these."
    )
    return (Notice("TYPING_OTHER_PEOPLE", text),)


def _questions(spec: TypingSpec, people: Population) -> Iterator[str]:
    texts = {question.id: question.text or question.id for question in spec.questions}
    counted = {one.id: one for one in people.questions}
    for known in spec.base["questions"]:
        found = counted.get(known["id"])
        if found is None:
            continue
        sums = _grouped(found.codes, known["groups"])
        index = stability_index(sums, known["shares"], spec.base["n_eff"])
        if index >= SHIFT and index > _chance(len(sums), sum(sums), spec.base["n_eff"]):
            yield f"{quoted(texts[known['id']])} is answered differently (stability index {index:.2f})"
        share = (found.blank + found.unknown) / people.read
        if _apart(share, people.read, known["unanswered"], spec.base["n_eff"]):
            yield f"{quoted(texts[known['id']])} has no answer from {share:.0%} (then {known['unanswered']:.0%})"


def _segments(spec: TypingSpec, people: Population) -> Iterator[str]:
    counts = [people.segments.get(segment.code, 0) for segment in spec.segments]
    typed, shares = sum(counts), spec.base["segments"]
    if not typed or not sum(shares):
        return
    apart = sum(abs(count / typed - share) for count, share in zip(counts, shares, strict=True)) / 2
    index = stability_index(counts, shares, spec.base["n_eff"])
    if apart >= APART and index > _chance(len(counts), typed, spec.base["n_eff"]):
        largest = max(range(len(counts)), key=lambda place: abs(counts[place] / typed - shares[place]))
        segment = f"segment {spec.segments[largest].code}: {counts[largest] / typed:.0%}, then {shares[largest]:.0%}"
        yield f"{apart:.0%} of them would have to be in another segment to give the same shares ({segment})"


def _grouped(codes: Mapping[int, int], groups: Sequence[Sequence[int]]) -> list[int]:
    return [sum(count for code, count in codes.items() if low <= code <= high) for low, high in groups]


def _chance(groups: int, one: float, other: float) -> float:
    """What the index of two samples from one population exceeds once in two thousand tries.

    It is (1/n + 1/m) times a chi-squared variable with groups - 1 degrees of freedom, nearly; the quantile is that of
    Wilson & Hilferty (1931).
    """
    degrees = max(1, groups - 1)
    if not one or not other:
        return math.inf
    quantile = degrees * (1 - 2 / (9 * degrees) + CHANCE * math.sqrt(2 / (9 * degrees))) ** 3
    return quantile * (1 / one + 1 / other)


def _apart(share: float, people: float, known: float, base: float) -> bool:
    pooled = (share * people + known * base) / (people + base)
    error = math.sqrt(pooled * (1 - pooled) * (1 / people + 1 / base))
    return abs(share - known) >= APART and abs(share - known) > CHANCE * error


def as_counts(content: Mapping[str, Any]) -> AnswerCounts:
    """Counts as they were kept in a JSON file."""
    codes = {int(code): int(count) for code, count in content["codes"].items()}
    return AnswerCounts(content["id"], content["blank"], content["unknown"], codes)
