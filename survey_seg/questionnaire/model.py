"""What is asked, why, and how the people who answer so can be found.

One definition serves three readers: people (the YAML file), editors (`json_schema`) and the code. The annotations of
the classes say what a file may hold (`kinds`), so its schema and the model cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from survey_seg.questionnaire.brief import Identifier, Ignore, Label, Number, Share, Short, Study, Text
from survey_seg.questionnaire.kinds import Bounds

Path = tuple[str | int, ...]
"""The way to a place in the file: ("questions", 3, "options", 0)."""

QuestionType = Literal["single", "multi", "scale", "grid", "rank", "sum", "number", "text", "date", "maxdiff", "info"]
Role = Literal[
    "basis",
    "descriptor",
    "outcome",
    "value",
    "screener",
    "quota",
    "weight",
    "link",
    "consent",
    "attention",
    "typing",
    "duration",
    "buying_role",
    "account",
]
DataType = Literal["demographic", "firmographic", "behaviour", "need", "attitude", "value", "media", "occasion", "geo"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer: `also` lists other ways the response file may write it; `missing` answers are no scale point.

    An `open` answer has a line to write on ("Other, please specify"). `column` is where the response file holds the
    answer of a multi question, if not in `<column>_<code>`.
    """

    code: int
    label: Label
    missing: bool = False
    exclusive: bool = False
    open: bool = False
    also: tuple[str | int, ...] = ()
    column: Label | None = None

    def __hash__(self) -> int:
        return hash((self.code, self.label))


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a grid: a question of its own to the analysis."""

    id: Identifier
    text: Text
    short: Short | None = None
    reverse: bool = False
    construct: Label | None = None
    column: Label | None = None


@dataclass(frozen=True, kw_only=True)
class Action:
    """What the firm does with an answer: `when` lists the answers that trigger it ([4, 5] or [">= 3"])."""

    verb: Label
    owner: Label | None = None
    decision: Label | None = None
    when: tuple[int | str, ...] | None = None
    text: Label = ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How people who answer so can be found: `via` a CRM field, an ad platform, a cue in a sales talk, media..."""

    via: Label
    field: Label | None = None
    coverage: Share | None = None
    note: Label = ""


@dataclass(frozen=True, kw_only=True)
class Skip:
    """Where people go on after an answer.

    `when` lists the answers ([1, 2] or [">= 3"]; none: everybody), `to` is the id of a later question, or `end`.
    """

    to: Identifier
    when: tuple[int | str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Loop:
    """The question is asked once for each answer given to the question `over`, at most `most` times."""

    over: Identifier
    most: Annotated[int, Bounds(minimum=1)] | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question with its intended action and its reachability; `short` is its name in charts and segment names.

    Routing: `show_if` is a condition on earlier answers, `skip` where people go on after an answer, `asked_of` the
    share of people who get the question by chance (a random block), `routing_note` a filter in words that nothing
    evaluates. `block` is the section or page; `randomise` shuffles the answers, or the rows of a grid. Questions of a
    published scale name it in `validated_scale`: their wording is not judged.
    """

    id: Identifier
    text: Text
    short: Short | None = None
    type: QuestionType
    role: tuple[Role, ...] = ()
    data_type: DataType | None = None
    construct: Label | None = None
    reverse: bool = False
    action: tuple[Action, ...] = ()
    reach: tuple[Reach, ...] = ()
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    min: Number | None = None
    max: Number | None = None
    show_if: Label | None = None
    column: Label | None = None
    instruction: Text | None = None
    block: Label | None = None
    required: bool | None = None
    randomise: bool = False
    skip: tuple[Skip, ...] = ()
    loop: Loop | None = None
    asked_of: Share | None = None
    routing_note: Label | None = None
    validated_scale: Label | None = None
    ignore: tuple[Ignore, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionnaireFile:
    """The whole file."""

    study: Study
    questions: Annotated[tuple[Question, ...], Bounds(shortest=1)]


@dataclass(frozen=True, slots=True)
class Variable:
    """One column of answers, as the analysis sees it: a question, a grid row, or one option of a multi question.

    `short` is what a chart has room for: the questionnaire's short text, or the words that tell this column from its
    neighbours (the row, the option), or the whole text.
    `kind` is "scale" (ordered codes or a bounded number), "binary", "nominal", "number", "text" or "date".
    `options` holds every closed answer, missing ones included; `codes` only those that are scale points or categories.
    """

    name: str
    column: str
    question: Question
    text: str
    short: str
    kind: Literal["scale", "binary", "nominal", "number", "text", "date"]
    options: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    reverse: bool = False
    construct: str | None = None

    @property
    def codes(self) -> tuple[int, ...]:
        """The codes that count as answers, in the order of the file."""
        return tuple(option.code for option in self.options if not option.missing)

    @property
    def roles(self) -> frozenset[str]:
        """What the variable is used for."""
        return frozenset(self.question.role)

    def label(self, code: int) -> str:
        """The words of an answer, or the code itself where it has none."""
        return next((option.label for option in self.options if option.code == code), str(code))

    def nearest(self, mean: float) -> str | None:
        """The answer whose code is nearest to a mean, in words; None for yes/no questions and unlabelled scales."""
        if self.kind == "binary" or not self.codes:
            return None
        return self.label(min(self.codes, key=lambda code: (abs(code - mean), code))) or None


@dataclass(frozen=True, slots=True)
class Lost:
    """Something of an imported file that the questionnaire cannot hold, and where it stands there."""

    what: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire as read: the brief, the questions, and the place each thing has in the file.

    `lines` maps a path in the file to its line (YAML) or row (flat file), `anchors` to the cell ("survey!C12") or
    the element ("QID5") of an imported file; `line` and `anchor` answer for paths that are not listed with the nearest
    one above. `imported` names the tool the file comes from, empty for our own formats; `lost` is what did not fit.
    `previous` is the questionnaire of the wave before, where there is one to be compared with.
    """

    study: Study
    questions: tuple[Question, ...]
    file: str = ""
    lines: Mapping[Path, int] = field(default_factory=dict)
    anchors: Mapping[Path, str] = field(default_factory=dict)
    imported: str = ""
    lost: tuple[Lost, ...] = ()
    previous: Questionnaire | None = None

    def line(self, *path: str | int) -> int | None:
        """The line of a place in the file, or of the nearest place that contains it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def anchor(self, *path: str | int) -> str:
        """The cell or element of a place in an imported file, or of the nearest place that contains it."""
        while path and path not in self.anchors:
            path = path[:-1]
        return self.anchors.get(path, "")

    def question(self, identifier: str) -> Question:
        """The question with an id; KeyError when there is none."""
        for question in self.questions:
            if question.id == identifier:
                return question
        raise KeyError(identifier)

    def variables(self) -> tuple[Variable, ...]:
        """Every column of answers the questionnaire produces, in the order asked."""
        return tuple(variable for question in self.questions for variable in _variables(question))

    def having(self, role: Role) -> tuple[Variable, ...]:
        """The variables with a role."""
        return tuple(variable for variable in self.variables() if role in variable.question.role)

    def person_keys(self) -> tuple[Variable, ...]:
        """The variables that tell people apart: of the role link, and not the key of a company that several share."""
        return tuple(variable for variable in self.having("link") if "account" not in variable.question.role)


def _variables(question: Question) -> Iterator[Variable]:
    if question.type == "info":
        return
    if question.type == "multi":
        yield from _multi(question)
    elif question.rows:
        yield from _rows(question)
    else:
        yield _single(question)


def _multi(question: Question) -> Iterator[Variable]:
    column = question.column or question.id
    for option in question.options:
        yield Variable(
            name=f"{question.id}_{option.code}",
            column=option.column or f"{column}_{option.code}",
            question=question,
            text=f"{question.text} {option.label}",
            short=option.label,
            kind="binary",
            low=0,
            high=1,
            construct=question.construct,
            options=(Option(code=1, label="Yes"), Option(code=0, label="No")),
        )


def _rows(question: Question) -> Iterator[Variable]:
    kind, low, high = _kind_and_range(question)
    for row in question.rows:
        yield Variable(
            name=row.id,
            column=row.column or row.id,
            question=question,
            text=f"{question.text} {row.text}",
            short=row.short or row.text,
            kind=kind,
            options=question.options,
            low=low,
            high=high,
            reverse=row.reverse,
            construct=row.construct or question.construct,
        )


def _single(question: Question) -> Variable:
    kind, low, high = _kind_and_range(question)
    return Variable(
        name=question.id,
        column=question.column or question.id,
        question=question,
        text=question.text,
        short=question.short or question.text,
        kind=kind,
        options=question.options,
        low=low,
        high=high,
        reverse=question.reverse,
        construct=question.construct,
    )


def _kind_and_range(
    question: Question,
) -> tuple[Literal["scale", "binary", "nominal", "number", "text", "date"], float | None, float | None]:
    if question.type in {"text", "date"}:
        return ("date" if question.type == "date" else "text"), None, None
    codes = [option.code for option in question.options if not option.missing]
    low = min(codes) if codes else question.min
    high = max(codes) if codes else question.max
    if question.type in {"scale", "grid"}:
        return "scale", low, high
    if question.type == "single":
        return ("binary" if len(codes) == 2 else "nominal"), low, high
    return ("scale" if low is not None and high is not None else "number"), low, high
