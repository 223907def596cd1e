"""What is wrong with the content of a typing tool file, in sentences. Needs nothing but the standard library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from survey_seg.errors import quoted
from survey_seg.typing_tool.adaptive_problems import adaptive_problems
from survey_seg.typing_tool.private_problems import private_problems

LARGEST = 2**31 - 1
"""Scores stay exact in every engine when the numbers in the file are no larger than this."""

Sentences = Iterator[str]
Test = Callable[[Any], bool]


def _is_integer(value: Any) -> bool:  # noqa: ANN401 - takes whatever a file holds
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_bound(value: Any) -> bool:  # noqa: ANN401
    return value is None or _is_number(value)


def _is_text(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, str)


def _is_kind(value: Any) -> bool:  # noqa: ANN401
    return value in ("ask", "find")


def _is_truth(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, bool)


def _is_part(value: Any) -> bool:  # noqa: ANN401
    return value is None or isinstance(value, dict)


def _is_list(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list)


def _is_object(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, dict)


WORDS: dict[Test, str] = {
    _is_integer: "a whole number",
    _is_number: "a number",
    _is_bound: "a number or null",
    _is_text: "text",
    _is_kind: "'ask' or 'find'",
    _is_truth: "true or false",
    _is_part: "an object or null",
    _is_list: "a list",
    _is_object: "an object",
}
TOOL: dict[str, Test] = {
    "model_id": _is_text,
    "title": _is_text,
    "kind": _is_kind,
    "hard_labels": _is_truth,
    "scale": _is_integer,
    "segments": _is_list,
    "questions": _is_list,
    "constants": _is_list,
    "min_answered": _is_integer,
    "bands": _is_object,
    "priors": _is_object,
    "base": _is_object,
    "adaptive": _is_part,
    "evidence": _is_object,
    "card": _is_object,
    "vectors": _is_list,
}
SEGMENT: dict[str, Test] = {
    "code": _is_integer,
    "name": _is_text,
    "share": _is_number,
    "action": _is_text,
    "message": _is_text,
}
QUESTION: dict[str, Test] = {
    "id": _is_text,
    "column": _is_text,
    "text": _is_text,
    "type": _is_text,
    "options": _is_list,
    "min": _is_bound,
    "max": _is_bound,
    "w": _is_list,
    "points": _is_object,
    "missing": _is_list,
    "no_answer": _is_list,
}
ASKED = {key: test for key, test in QUESTION.items() if key not in {"w", "points", "missing"}}
OPTION: dict[str, Test] = {"code": _is_integer, "label": _is_text}
OUTER = frozenset(TOOL) | {"format", "sha256", "tie"}


def spec_problems(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything that is wrong with the content of a typing tool file; empty when it can be used.

    >>> spec_problems({})[0]
    'model_id is not there'
    """
    problems = tuple(_shape("", content, TOOL))
    problems += tuple(f"{quoted(key)} is not part of a typing tool" for key in content if key not in OUTER)
    if problems:
        return problems
    problems = (*private_problems(content), *_parts(content))
    return problems or tuple(_fit(content))


def _shape(place: str, content: Any, keys: Mapping[str, Test]) -> Sentences:  # noqa: ANN401
    """Keys that are not there, and values of another kind."""
    if not isinstance(content, dict):
        yield f"{place.rstrip('.')} is not an object"
        return
    for key, test in keys.items():
        if key not in content:
            yield f"{place}{key} is not there"
        elif not test(content[key]):
            yield f"{place}{key} is {quoted(content[key])}, expected {WORDS[test]}"
    if place:
        yield from (f"{place}{key} is not known" for key in content if key not in keys)


def _parts(content: Mapping[str, Any]) -> Sentences:
    for number, segment in enumerate(content["segments"]):
        yield from _shape(f"segments[{number}].", segment, SEGMENT)
    for number, question in enumerate(content["questions"]):
        yield from _question_shape(f"questions[{number}].", question, QUESTION)
    for number, vector in enumerate(content["vectors"]):
        if not _is_object(vector):
            yield f"vectors[{number}] is not an object"


def _question_shape(place: str, question: Any, keys: Mapping[str, Test]) -> Sentences:  # noqa: ANN401
    problems = tuple(_shape(place, question, keys))
    yield from problems
    if not problems:
        for position, option in enumerate(question["options"]):
            yield from _shape(f"{place}options[{position}].", option, OPTION)


def _asked(place: str, question: Any) -> Sentences:  # noqa: ANN401
    """A question of the adaptive form: it has answers and no points."""
    problems = tuple(_question_shape(place, question, ASKED))
    yield from problems or _answers(place, question)


def _fit(content: Mapping[str, Any]) -> Sentences:
    """Parts that are well made but do not fit together."""
    k, m = len(content["segments"]), len(content["questions"])
    if k < 2:
        yield f"there are {k} segments, expected 2 or more"
    if m < 1:
        yield "there are no questions"
    yield from _unique("segments", "code", content["segments"])
    yield from _unique("questions", "id", content["questions"])
    yield from _integers("constants", content["constants"], k)
    for number, question in enumerate(content["questions"]):
        yield from _question(f"questions[{number}].", question, k)
    yield from _rules(content, m)
    yield from adaptive_problems(content["adaptive"], k, _asked)
    for number, vector in enumerate(content["vectors"]):
        yield from _vector(f"vectors[{number}].", vector, k, m)


def _rules(content: Mapping[str, Any], m: int) -> Sentences:
    if content.get("tie") != "first":
        yield f"tie is {quoted(content.get('tie'))}, expected 'first'"
    if content["scale"] < 1:
        yield f"scale is {content['scale']}, expected 1 or more"
    if not 0 <= content["min_answered"] <= m:
        yield f"min_answered is {content['min_answered']}, expected 0 to {m}, the number of questions"
    bands = content["bands"]
    if set(bands) != {"clear", "lean"} or not all(map(_is_integer, bands.values())):
        yield "bands needs two whole numbers, clear and lean"
    elif not 0 <= bands["lean"] <= bands["clear"]:
        yield f"bands.lean ({bands['lean']}) must lie between 0 and bands.clear ({bands['clear']})"
    shares = content["priors"].get("train")
    if not _is_list(shares) or len(shares) != len(content["segments"]) or not all(map(_is_number, shares)):
        yield "priors.train must be a list of numbers, one per segment"


def _question(place: str, question: Mapping[str, Any], k: int) -> Sentences:
    yield from _integers(f"{place}missing", question["missing"], k)
    yield from _answers(place, question)
    if question["type"] == "scale":
        yield from _scale(place, question, k)
    elif question["type"] == "choice":
        yield from _choice(place, question, k)


def _answers(place: str, question: Mapping[str, Any]) -> Sentences:
    """What can be answered: codes, ends of a scale, codes of no answer."""
    codes = [option["code"] for option in question["options"]]
    if len(set(codes)) < len(codes):
        yield f"{place}options has a code twice"
    if not all(map(_is_integer, question["no_answer"])):
        yield f"{place}no_answer holds something that is not a whole number"
    if question["type"] not in ("scale", "choice"):
        yield f"{place}type is {quoted(question['type'])}, expected 'scale' or 'choice'"
    if question["type"] != "scale":
        return
    low, high = question["min"], question["max"]
    if not codes and (low is None or high is None):
        yield f"{place}min and max are needed for a scale question without options"
    if low is not None and high is not None and low > high:
        yield f"{place}min ({low}) is larger than max ({high})"


def _scale(place: str, question: Mapping[str, Any], k: int) -> Sentences:
    yield from _integers(f"{place}w", question["w"], k)
    if question["points"]:
        yield f"{place}points must be empty for a scale question"


def _choice(place: str, question: Mapping[str, Any], k: int) -> Sentences:
    if question["w"]:
        yield f"{place}w must be empty for a choice question"
    codes = sorted(str(option["code"]) for option in question["options"])
    if not codes or sorted(question["points"]) != codes:
        yield f"{place}points must have one entry per option ({', '.join(codes)})"
    for code, points in question["points"].items():
        yield from _integers(f"{place}points.{code}", points, k)


def _vector(place: str, vector: Mapping[str, Any], k: int, m: int) -> Sentences:
    for key, length in (("answers", m), ("scores", k)):
        if not _is_list(vector.get(key)) or len(vector[key]) != length:
            yield f"{place}{key} must be a list of {length}"


def _integers(place: str, values: Any, length: int) -> Sentences:  # noqa: ANN401
    if not _is_list(values) or len(values) != length:
        found = len(values) if _is_list(values) else quoted(values)
        yield f"{place} has {found} numbers, expected {length}, one per segment"
    elif not all(map(_is_integer, values)):
        bad = next(value for value in values if not _is_integer(value))
        yield f"{place} holds {quoted(bad)}, expected whole numbers of at most {LARGEST}"


def _unique(place: str, key: str, parts: list[Mapping[str, Any]]) -> Sentences:
    times = Counter(part[key] for part in parts)
    yield from (f"{place} has {key} {quoted(value)} twice" for value, count in times.items() if count > 1)
