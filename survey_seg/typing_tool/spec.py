"""The portable typing tool: integer weights, one tie rule, test vectors. Needs nothing but the standard library.

A person's score for a segment is the segment's constant plus, for every golden question, `w * answer` (scale
questions) or the points of the chosen answer (choice questions), or the question's `missing` points when it was not
answered or the answer is not one of its codes. The highest score wins; ties go to the segment that comes first.
All numbers are integers (the model's weights times `scale`, rounded), so every engine computes the same scores.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from survey_seg.artifact import json_text, plain
from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.typing_tool.older_formats import OLDER, in_newest_format
from survey_seg.typing_tool.spec_problems import spec_problems

FORMAT = "survey-seg/typing/2"
TIE = "first"
LARGEST_FILE = 20_000_000
"""Bytes; a real tool has some ten thousand."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a person can give: its code and its words."""

    code: int
    label: str


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question of the tool; `w` for scale questions, `points` by code for choice questions (one per segment).

    A scale question without options takes every whole number from `min` to `max`. `no_answer` lists codes that are
    known to mean "not answered" (don't know); they get the `missing` points and are not reported as unknown.
    """

    id: str
    column: str
    text: str
    type: Literal["scale", "choice"]
    options: tuple[Option, ...]
    min: float | None
    max: float | None
    w: tuple[int, ...]
    points: Mapping[int, tuple[int, ...]]
    missing: tuple[int, ...]
    no_answer: tuple[int, ...] = ()

    def score(self, answer: int | None) -> tuple[int, ...]:
        """The points an answer gives to each segment; None is no answer."""
        if answer is None:
            return self.missing
        return self.points[answer] if self.type == "choice" else tuple(weight * answer for weight in self.w)


@dataclass(frozen=True, slots=True)
class ToolSegment:
    """A segment as the tool names it, with what to do and what to say when someone is in it."""

    code: int
    name: str
    share: float
    action: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class TypingSpec:
    """The whole tool. `bands`: margins between best and second best from which a person is "clear" or "lean".

    `kind`: "ask" (golden questions) or "find" (fields that a firm already has). `hard_labels`: False when the answers
    say so little that only scores may be used, never a person's segment. `priors`: `train`, the shares of the segments
    among the people the tool was made from, and, when it was weighted for another population, `population` (`name`,
    `shares`). `base`: how these people answered and were typed, to notice people who are different; may be empty.
    `adaptive`: what is needed to choose the next question by the answers so far, or None.
    """

    model_id: str
    title: str
    kind: Literal["ask", "find"]
    hard_labels: bool
    scale: int
    segments: tuple[ToolSegment, ...]
    questions: tuple[GoldenQuestion, ...]
    constants: tuple[int, ...]
    min_answered: int
    bands: Mapping[str, int]
    priors: Mapping[str, Any]
    base: Mapping[str, Any]
    adaptive: Mapping[str, Any] | None
    evidence: Mapping[str, Any]
    card: Mapping[str, Any]
    vectors: tuple[Mapping[str, Any], ...]


def spec_text(spec: TypingSpec) -> str:
    """The tool as JSON text: the file every other program reads.

    `sha256` is the hash of everything else in the file (keys sorted, no spaces), so that a changed file is noticed.
    """
    content = {"format": FORMAT, "tie": TIE, **_content(spec)}
    return json_text({"format": FORMAT, "sha256": canonical_hash(content), **content})


def read_spec(path: str | Path) -> TypingSpec:
    """A typing tool from its JSON file, refused with sentences when it is not whole.

    Raises `InputRefused`: TYPING_NO_FILE, TYPING_NOT_JSON, TYPING_FORMAT (not a typing tool), TYPING_NEWER (written by
    a later version), TYPING_TAMPERED (changed after it was written) and TYPING_FIELD (what is in it does not fit).
    """
    content = _json_object(Path(path))
    file = Path(path).name
    form = content.get("format")
    if form not in {FORMAT, *OLDER}:
        raise InputRefused(_format_problem(form, file))
    whole = _is_whole(content)
    content = dict(in_newest_format(content))
    problems = [Problem("TYPING_FIELD", what, file=file) for what in spec_problems(content)]
    if not whole:
        problems.insert(0, _tampered(file))
    if problems:
        raise InputRefused(problems[:1000])
    return _spec(content)


def fingerprint(spec: TypingSpec) -> str:
    """The name of the model: the same for the same arithmetic, whatever the segments are called."""
    content = _content(spec)
    arithmetic = {key: content[key] for key in ("scale", "questions", "constants", "min_answered", "bands")}
    arithmetic["segments"] = [segment.code for segment in spec.segments]
    return f"tool-{canonical_hash(arithmetic)[:12]}"


def canonical_hash(content: object) -> str:
    """SHA-256 of a JSON value, whatever the order of its keys and its spaces.

    >>> canonical_hash({"a": 1, "b": 2}) == canonical_hash({"b": 2, "a": 1})
    True
    """
    text = json.dumps(plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _content(spec: TypingSpec) -> dict[str, Any]:
    content = plain(spec)
    if not isinstance(content, dict):  # pragma: no cover - a dataclass is always an object
        raise TypeError
    return content


def _is_whole(content: Mapping[str, Any]) -> bool:
    try:
        computed = canonical_hash({key: value for key, value in content.items() if key != "sha256"})
    except RecursionError:
        return False
    return bool(content.get("sha256") == computed)


def _tampered(file: str) -> Problem:
    return Problem(
        "TYPING_TAMPERED",
        "the file was changed after it was written: its content does not match its sha256",
        hint="use the original file, or export the tool again",
        file=file,
    )


def _format_problem(form: object, file: str) -> Problem:
    family, _, number = str(form).rpartition("/")
    if family == FORMAT.rpartition("/")[0] and number.isdigit() and int(number) > int(FORMAT.rpartition("/")[2]):
        return Problem(
            "TYPING_NEWER",
            f"this typing tool has format {quoted(form)}, which a later version of survey-seg wrote",
            expected=quoted(FORMAT),
            hint="update survey-seg, or export the tool again with this version",
            file=file,
        )
    what = "the file does not say what it is" if form is None else f"the file says it is {quoted(form)}"
    return Problem("TYPING_FORMAT", what, expected=f"a typing tool with format {quoted(FORMAT)}", file=file)


def _json_object(path: Path) -> dict[str, Any]:
    def refused(code: str, what: str) -> InputRefused:
        return InputRefused(Problem(code, what, expected="the JSON file of a typing tool", file=path.name))

    try:
        data = path.read_bytes()[: LARGEST_FILE + 1]
    except FileNotFoundError:
        raise refused("TYPING_NO_FILE", "there is no such file") from None
    except OSError as reason:
        raise refused("TYPING_NO_FILE", f"the file cannot be read ({reason.strerror})") from None
    if len(data) > LARGEST_FILE:
        raise refused("TYPING_NOT_JSON", f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as reason:
        raise refused("TYPING_NOT_JSON", f"the file is not whole JSON ({_short(reason)})") from None
    if not isinstance(content, dict):
        raise refused("TYPING_FORMAT", "the file holds no JSON object")
    return content


def _short(reason: Exception) -> str:
    return "nested too deeply" if isinstance(reason, RecursionError) else str(reason)[:120]


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return content


def _spec(content: Mapping[str, Any]) -> TypingSpec:
    return TypingSpec(
        model_id=content["model_id"],
        title=content["title"],
        kind=content["kind"],
        hard_labels=content["hard_labels"],
        scale=content["scale"],
        segments=tuple(ToolSegment(**segment) for segment in content["segments"]),
        questions=tuple(_question(question) for question in content["questions"]),
        constants=tuple(content["constants"]),
        min_answered=content["min_answered"],
        bands=content["bands"],
        priors=content["priors"],
        base=content["base"],
        adaptive=content["adaptive"],
        evidence=content["evidence"],
        card=content["card"],
        vectors=tuple(content["vectors"]),
    )


def _question(content: Mapping[str, Any]) -> GoldenQuestion:
    return GoldenQuestion(
        id=content["id"],
        column=content["column"],
        text=content["text"],
        type=content["type"],
        options=tuple(Option(**option) for option in content["options"]),
        min=content["min"],
        max=content["max"],
        w=tuple(content["w"]),
        points={int(code): tuple(points) for code, points in content["points"].items()},
        missing=tuple(content["missing"]),
        no_answer=tuple(content["no_answer"]),
    )
