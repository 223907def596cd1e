"""What is wrong with the adaptive part of a typing tool file, in sentences. Needs nothing but the standard library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from survey_seg.errors import quoted

Sentences = Iterator[str]
QuestionTest = Callable[[str, Mapping[str, Any]], Sentences]

KEYS = frozenset({"questions", "model", "stop", "least", "most", "evidence"})
WIDEST, LARGEST = 2_000, 1e100
"""Columns and scores of a model, far more than thirty questions have; numbers in it."""


def adaptive_problems(part: Mapping[str, Any] | None, k: int, question: QuestionTest) -> Sentences:
    """What is wrong with the adaptive part for k segments; nothing when there is none.

    `question` says what is wrong with the id, texts and answers of a question at a place in the file.
    """
    if part is None:
        return
    problems = tuple(_shape(part)) or tuple(_questions(part["questions"], question))
    problems = problems or (*_model(part, k), *_rules(part))
    yield from (f"adaptive.{what}" for what in problems)


def _shape(part: Mapping[str, Any]) -> Sentences:
    yield from (f"{key} is not known" for key in part if key not in KEYS)
    for key, kind, words in (
        ("questions", list, "a list"),
        ("model", dict, "an object"),
        ("stop", dict, "an object"),
        ("evidence", dict, "an object"),
    ):
        if key not in part:
            yield f"{key} is not there"
        elif not isinstance(part[key], kind):
            yield f"{key} is {quoted(part[key])}, expected {words}"
    for key in ("least", "most"):
        if key not in part:
            yield f"{key} is not there"
        elif not _whole(part[key]):
            yield f"{key} is {quoted(part[key])}, expected a whole number"


def _questions(questions: list[Any], question: QuestionTest) -> Sentences:
    if not questions:
        yield "questions is empty"
    for number, content in enumerate(questions):
        problems = tuple(question(f"questions[{number}].", content))
        yield from problems
        if not problems and content["type"] == "choice" and len(content["options"]) < 2:
            yield f"questions[{number}] offers fewer than 2 answers"
    ids = Counter(str(content.get("id")) for content in questions if isinstance(content, dict))
    yield from (f"questions has id {quoted(name)} twice" for name, times in ids.items() if times > 1)


def _model(part: Mapping[str, Any], k: int) -> Sentences:
    model = part["model"]
    yield from (f"model.{key} is not known" for key in model if key not in ("mean", "moments", "noise", "lift"))
    answers = sum(len(each["options"]) - 1 if each["type"] == "choice" else 1 for each in part["questions"])
    width = answers + k
    if width > WIDEST:
        yield f"model has {width} columns, expected at most {WIDEST}"
        return
    yield from _numbers("model.mean", model.get("mean"), width)
    moments = model.get("moments")
    if not isinstance(moments, list) or len(moments) != width:
        yield f"model.moments must be a list of {width} lists: {answers} for the answers and {k} for the segments"
        return
    for number, row in enumerate(moments):
        problems = tuple(_numbers(f"model.moments[{number}]", row, number + 1))
        yield from problems
        if not problems and row[-1] < 0:
            yield f"model.moments[{number}] ends in {quoted(row[-1])}, expected a variance: 0 or more"
    if not _finite(model.get("noise")) or model["noise"] <= 0:
        yield f"model.noise is {quoted(model.get('noise'))}, expected a number above 0"
    if "lift" in model:
        problems = tuple(_numbers("model.lift", model["lift"], k))
        yield from problems
        if not problems and min(model["lift"]) <= 0:
            yield f"model.lift holds {quoted(min(model['lift']))}, expected numbers above 0"


def _rules(part: Mapping[str, Any]) -> Sentences:
    count = len(part["questions"])
    if not 1 <= part["least"] <= part["most"] <= count:
        yield f"least ({part['least']}) and most ({part['most']}) must be in order, from 1 to {count} questions"
    sure = part["stop"].get("sure")
    if set(part["stop"]) != {"sure"} or not _finite(sure) or not 0 < sure <= 1:
        yield f"stop is {quoted(part['stop'])}, expected sure: a probability above 0"


def _numbers(place: str, values: Any, length: int) -> Sentences:  # noqa: ANN401 - takes whatever a file holds
    if not isinstance(values, list) or len(values) != length:
        yield f"{place} must be a list of {length} numbers"
    elif not all(map(_finite, values)):
        bad = next(value for value in values if not _finite(value))
        yield f"{place} holds {quoted(bad)}, expected numbers"


def _finite(value: Any) -> bool:  # noqa: ANN401
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) < LARGEST  # False for NaN, and no overflow for a whole number of any length


def _whole(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
