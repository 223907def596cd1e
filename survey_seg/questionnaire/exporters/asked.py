"""What every exporter does first: each question in the terms that survey tools share, and a list of what is left out.

Points between `min` and `max` become answers, a sum becomes numbers to fill in, a MaxDiff task a ranking, and a skip a
filter on the questions it passes over; each is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Literal

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.conditions import Condition
from survey_seg.questionnaire.exporters.filters import filters
from survey_seg.questionnaire.exporters.texts import words
from survey_seg.questionnaire.importers.language import UNKNOWN
from survey_seg.questionnaire.model import Lost, Option, Question, Questionnaire, Row

Kind = Literal["single", "multi", "scale", "range", "grid", "rank", "number", "text", "date", "info"]

MOST_POINTS = 21
"""Points between min and max that become answers; more are a range."""

_TEXTS = ("text", "instruction", "block")


@dataclass(slots=True)
class Asked:
    """One question: its kind, answers and lines for a tool, and under which condition it is asked."""

    question: Question
    kind: Kind
    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    condition: Condition | None

    @property
    def ends(self) -> tuple[int | float | None, int | float | None]:
        """The least and most that can be answered with a number."""
        return self.question.min, self.question.max


@dataclass(slots=True)
class Losses:
    """What does not fit, in the order found, each thing once."""

    found: dict[Lost, None] = field(default_factory=dict)

    def note(self, what: str, anchor: str = "") -> None:
        """Note something that the other tool cannot hold; `anchor` is the id of the question or row."""
        self.found[Lost(what, anchor)] = None

    def keys(self, element: object, held: Sequence[str], anchor: str, before: str = "") -> None:
        """Note every key of a model object that is set and that the format does not hold."""
        for name in given(element):
            if name not in held:
                self.note(f"key {before}{name}", anchor)

    def all(self) -> tuple[Lost, ...]:
        """Everything noted."""
        return tuple(self.found)


def given(element: Any) -> Iterator[str]:  # noqa: ANN401 - any part of the model
    """The names of the fields that differ from their default."""
    for part in fields(element):
        default = part.default_factory() if part.default_factory is not MISSING else part.default
        if getattr(element, part.name) != default:
            yield part.name


def asked(questionnaire: Questionnaire, losses: Losses) -> list[Asked]:
    """Every question in shared terms; what changes on the way is noted."""
    conditions = filters(questionnaire.questions, losses.note)
    return [
        _asked(question, condition, losses)
        for question, condition in zip(questionnaire.questions, conditions, strict=True)
    ]


def _asked(question: Question, condition: Condition | None, losses: Losses) -> Asked:
    for name in _TEXTS:
        _note_braces(getattr(question, name) or "", losses, question.id)
    for part in (*(option.label for option in question.options), *(row.text for row in question.rows)):
        _note_braces(part, losses, question.id)
    if {"duration", "weight"} & set(question.role):
        losses.note("this is recorded, not asked: take it out there, or have the tool fill it", question.id)
    if question.options and question.type in {"single", "scale", "grid"}:
        for name in ("min", "max"):
            if getattr(question, name) is not None:
                losses.note(f"key {name} beside options", question.id)
    return Asked(question, _kind(question, losses), _options(question), _rows(question), condition)


def _note_braces(text: str, losses: Losses, anchor: str) -> None:
    if words(text) != " ".join(text.split()):
        losses.note("curly brackets stand as round ones, control signs are left out", anchor)


def _kind(question: Question, losses: Losses) -> Kind:
    if question.type == "maxdiff":
        losses.note("a MaxDiff task stands as a ranking", question.id)
        return "rank"
    if question.type == "sum":
        losses.note("a sum to share out stands as numbers to fill in", question.id)
        return "number"
    if question.type == "scale" and question.rows:
        return "grid"
    if question.type == "scale" and not question.options:
        return "scale" if _points(question) else "range"
    if question.rows and question.type not in {"grid", "number", "text"}:
        losses.note("the lines of the question", question.id)
    return question.type


def _options(question: Question) -> tuple[Option, ...]:
    if question.type == "sum":
        return ()
    if question.options or question.type not in {"scale", "grid"}:
        return question.options
    return tuple(Option(code=code, label=str(code)) for code in _points(question))


def _points(question: Question) -> range:
    """The points between the ends, where they are whole numbers and not too many."""
    low, high = question.min, question.max
    if not isinstance(low, int) or not isinstance(high, int) or (high - low >= MOST_POINTS and not question.rows):
        return range(0)
    return range(low, high + 1)


def _rows(question: Question) -> tuple[Row, ...]:
    if question.type != "sum" or question.rows:
        return question.rows
    return tuple(
        Row(id=f"{question.id}_{_code(option.code)}"[:64], text=option.label or str(option.code))
        for option in question.options
    )


def _code(code: int) -> str:
    return str(code).replace("-", "m")


def blocks(questions: Sequence[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    """The questions by block: those that follow each other in the same block are together."""
    run: list[Asked] = []
    for one in questions:
        if run and one.question.block != run[0].question.block:
            yield run[0].question.block or "", run
            run = []
        run.append(one)
    if run:
        yield run[0].question.block or "", run


def language(study: Study, losses: Losses) -> str:
    """The language of the study for a tool; empty, and noted, where an imported file did not tell it."""
    if study.language != UNKNOWN:
        return study.language
    losses.note("the language is not known; the tool's own stands instead", "study")
    return ""


Write = Callable[[Condition], str | None]


def written(one: Asked, write: Write, losses: Losses) -> str:
    """The condition in the words of a tool; one that it cannot say is noted."""
    if one.condition is None:
        return ""
    text = write(one.condition)
    if text is None:
        losses.note(f"the filter {one.question.show_if or 'of a skip'}", one.question.id)
    return text or ""
