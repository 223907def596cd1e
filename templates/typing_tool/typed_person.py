"""Types people by their answers: `typed(answers)`. Run the file to let it test itself."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from numbers import Real
from typing import Any

MODEL: dict[str, Any] = {}

WHOLE = re.compile(r"(0|-?[1-9][0-9]{0,15})(?:\.0)?")
NO_ANSWER: None = None
UNKNOWN: tuple[int, ...] = ()


def typed(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The segment of one person, from a mapping of answers by the questions' ids or columns.

    An answer is a code as a number or text (3, 3.0, "3", "3.0") or the words of an answer. The result is a dict:
    scores (one per segment), answered, invalid (ids of questions whose answer is none of the codes) and, where the
    tool may name it, segment, name, band, margin and runner_up. With too few answers segment and runner_up are None,
    name is empty, margin is 0 and band is "unclear".
    """
    parts = [MODEL["constants"]]
    invalid = []
    answered = 0
    for question in MODEL["questions"]:
        value = answers.get(question["id"], answers.get(question["column"]))
        plain = type(value) is int and value in question["points"] and value not in question["no_answer"]
        points = question["points"][value] if plain else points_of(question, value)
        if points is UNKNOWN:
            invalid.append(question["id"])
        answered += bool(points)
        parts.append(points or question["missing"])
    scores = [sum(column) for column in zip(*parts, strict=True)]
    result = {"scores": scores, "answered": answered, "invalid": invalid}
    if not MODEL["hard_labels"]:
        return result
    if answered < MODEL["min_answered"]:
        return {"segment": None, "name": "", "band": "unclear", "margin": 0, "runner_up": None, **result}
    best = scores.index(max(scores))
    others = [*scores[:best], *scores[best + 1 :]]
    second = others.index(max(others))
    second += second >= best
    margin = scores[best] - scores[second]
    (code, name), (runner_up, _) = MODEL["segments"][best], MODEL["segments"][second]
    band = "clear" if margin >= MODEL["clear"] else "lean" if margin >= MODEL["lean"] else "unclear"
    return {"segment": code, "name": name, "band": band, "margin": margin, "runner_up": runner_up, **result}


def points_of(question: Mapping[str, Any], value: object) -> tuple[int, ...] | None:
    """What an answer gives to each segment; NO_ANSWER, or UNKNOWN when it is none of the question's codes."""
    text = text_of(value)
    if not text:
        return NO_ANSWER
    number = WHOLE.fullmatch(text)
    code = int(number[1]) if number else question["labels"].get(" ".join(text.split()).casefold())
    if code is None:
        return UNKNOWN
    if code in question["no_answer"]:
        return NO_ANSWER
    if question["low"] is None:
        return question["points"].get(code, UNKNOWN)
    inside = question["low"] <= code <= question["high"]
    return tuple(weight * code for weight in question["w"]) if inside else UNKNOWN


def text_of(value: object) -> str:
    """An answer as text, whole numbers without a point; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value)
        if math.isnan(number):
            return ""
        return str(int(number)) if number.is_integer() else str(number)
    return str(value).strip()


def self_test() -> list[int]:
    """The numbers of the people whose result is known and comes out otherwise: none, if all is well."""
    wrong = []
    keys = ("segment", "scores", "margin", "band") if MODEL["hard_labels"] else ("scores",)
    for number, vector in enumerate(MODEL["vectors"]):
        ids = [question["id"] for question in MODEL["questions"]]
        found = typed(dict(zip(ids, vector["answers"], strict=True)))
        if any(found[key] != vector[key] for key in keys):
            wrong.append(number)
    return wrong


if __name__ == "__main__":
    failed = self_test()
    sys.stdout.write(f"{len(MODEL['vectors']) - len(failed)} of {len(MODEL['vectors'])} test vectors agree\n")
    sys.exit(1 if failed else 0)
