"""The file's schema: for editors (JSON Schema), and to say in plain words everything that is wrong with a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import ValidationError

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.model import Path, QuestionnaireFile
from survey_seg.questionnaire.places import ADAPTER, whole_schema
from survey_seg.questionnaire.wording import problem_at

MAX_PROBLEMS = 1000

Place = Callable[[Path], tuple[int | None, str]]
"""From a path in the file to its row and its column's name."""


def json_schema() -> dict[str, Any]:
    """The schema of a questionnaire file as JSON Schema (draft 2020-12), for editors that complete and check YAML.

    >>> sorted(json_schema()["properties"])
    ['questions', 'study']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole_schema(),
        "title": "survey-seg questionnaire",
    }


def validate(plain: object, *, file: str, place: Place) -> QuestionnaireFile:
    """The questionnaire in plain values as model objects, or InputRefused with all that does not fit, in file order.

    Blanks around a text are not part of it, and a key with an empty text or list counts as not given.

    >>> validate({"study": {"title": "T"}, "questions": [{"id": "q1", "text": "?", "typ": "text"}]}, file="q.yaml",
    ...          place=lambda path: (3, ""))
    Traceback (most recent call last):
    survey_seg.errors.InputRefused: QUEST_MISSING_KEY q.yaml:3: key 'type' is missing or empty.
    QUEST_UNKNOWN_KEY q.yaml:3: unknown key 'typ'; did you mean 'type'?
    """
    trimmed = _trimmed(plain)
    try:
        return ADAPTER.validate_python(trimmed)
    except ValidationError as error:
        # A list with a bad entry is "too short" to pydantic as well; an empty one was taken away above.
        details = [detail for detail in error.errors(include_url=False) if detail["type"] != "too_short"]
    found: dict[Path, str] = {}
    for detail in details:
        found.setdefault(_path(detail["loc"], trimmed), detail["type"])
    problems = []
    for path, kind in list(found.items())[:MAX_PROBLEMS]:
        row, column = place(path)
        problems.append(replace(problem_at(path, kind, trimmed), file=file, row=row, column=column))
    raise InputRefused(sorted(problems, key=lambda problem: problem.row or 0))


def _trimmed(plain: object) -> object:
    if isinstance(plain, str):
        return plain.strip()
    if isinstance(plain, list):
        return [_trimmed(item) for item in plain]
    if isinstance(plain, dict):
        kept = {key: _trimmed(item) for key, item in plain.items()}
        empty = [key for key, item in kept.items() if item in ("", []) and key in _droppable()]
        for key in empty:
            del kept[key]
        return kept
    return plain


@cache
def _droppable() -> frozenset[str]:
    """Every key that some element knows, but for labels, which may be empty."""
    elements = (whole_schema(), *whole_schema()["$defs"].values())
    return frozenset(key for element in elements for key in element["properties"]) - {"label"}


def _path(location: tuple[int | str, ...], plain: object) -> Path:
    """The path in the file that a validation error is about; what comes after it names branches of the schema."""
    for depth, step in enumerate(location):
        if isinstance(plain, dict):
            if step not in plain:
                return location[: depth + 1]
            plain = plain[step]
        elif isinstance(plain, list) and isinstance(step, int) and step < len(plain):
            plain = plain[step]
        else:
            return location[:depth]
    return location
