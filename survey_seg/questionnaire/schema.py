"""The file's schema: for editors (JSON Schema), and to say in plain words everything that is wrong with a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.kinds import Faults, keys_below, reader
from survey_seg.questionnaire.model import Path, QuestionnaireFile
from survey_seg.questionnaire.places import whole_schema
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
    read = _reader()(trimmed)
    if isinstance(read, QuestionnaireFile):
        return read
    problems = []
    for path, wrong in read[:MAX_PROBLEMS]:
        row, column = place(path)
        problems.append(replace(problem_at(path, wrong, trimmed), file=file, row=row, column=column))
    raise InputRefused(sorted(problems, key=lambda problem: problem.row or 0))


@cache
def _reader() -> Callable[[object], QuestionnaireFile | Faults]:
    return reader(QuestionnaireFile)


def _trimmed(plain: object) -> object:
    if isinstance(plain, str):
        return plain.strip()
    if isinstance(plain, list):
        return [_trimmed(item) for item in plain]
    if isinstance(plain, dict):
        kept = {key: _trimmed(item) for key, item in plain.items()}
        for key in [key for key, item in kept.items() if item in ("", []) and key in _droppable()]:
            del kept[key]
        return kept
    return plain


@cache
def _droppable() -> frozenset[str]:
    """Every key that some element knows, but for labels, which may be empty."""
    return keys_below(QuestionnaireFile) - {"label"}
