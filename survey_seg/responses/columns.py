"""Which column of the file answers which variable of the questionnaire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey_seg.errors import Notice, Problem
from survey_seg.questionnaire.model import Question, Questionnaire, Variable
from survey_seg.responses.refuse import did_you_mean, listing

NEEDED = frozenset({"basis", "weight"})
"""Roles a variable cannot be without: a file that lacks such a column is refused."""


@dataclass(frozen=True, slots=True)
class Matches:
    """`columns`: variable name -> column. `joined`: multi question id -> the column that holds all its answers."""

    columns: Mapping[str, str]
    joined: Mapping[str, str]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


def folded(name: str) -> str:
    """A name without case and spaces, for the second look.

    >>> folded("Visit Frequency") == folded("visitfrequency")
    True
    """
    return "".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class _Names:
    """The names a file offers, and those that the questionnaire has already spoken for."""

    columns: frozenset[str]
    by_fold: Mapping[str, Sequence[str]]
    spoken_for: frozenset[str]

    def exact(self, wanted: Iterable[str]) -> str | None:
        first, *others = wanted
        candidates = [first, *(name for name in others if name not in self.spoken_for)]
        return next((name for name in candidates if name in self.columns), None)

    def loose(self, wanted: Iterable[str]) -> str | None:
        for name in wanted:
            near = [column for column in self.by_fold.get(folded(name), ()) if column not in self.spoken_for]
            if len(near) == 1:
                return near[0]
        return None


def match(columns: Sequence[str], questionnaire: Questionnaire, file: str, *, used: Iterable[str] = ()) -> Matches:
    """Find each variable's column: by `Variable.column`, then by its name, then by either without case and spaces.

    A basis or weight variable without a column is a problem, DATA_MISSING_COLUMN with the name that comes closest; when
    most of the basis is missing it is one problem, DATA_WRONG_FILE. Other missing variables, loosely matched names and
    columns nobody asked for (other than those `used` elsewhere) are notices.
    """
    names = _names(columns, questionnaire)
    found: dict[str, str] = {}
    joined: dict[str, str] = {}
    loose: list[str] = []
    for question in questionnaire.questions:
        for variable in (one for one in questionnaire.variables() if one.question is question):
            _note(found, loose, variable.name, names, (variable.column, variable.name))
        if question.type == "multi" and not any(f"{question.id}_{option.code}" in found for option in question.options):
            _note(joined, loose, question.id, names, (question.column or question.id, question.id))
    missing = [one for one in questionnaire.variables() if one.name not in found and one.question.id not in joined]
    taken = {*found.values(), *joined.values(), *used}
    extra = [column for column in columns if column not in taken]
    return Matches(
        columns=found,
        joined=joined,
        problems=tuple(_missing_problems(missing, questionnaire, extra, file)),
        notices=tuple(_notices(loose, missing, extra)),
    )


def _names(columns: Sequence[str], questionnaire: Questionnaire) -> _Names:
    there = frozenset(columns)
    by_fold: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        by_fold[folded(column)].append(column)
    return _Names(there, by_fold, there & frozenset(one.column for one in questionnaire.variables()))


def _note(found: dict[str, str], loose: list[str], key: str, names: _Names, wanted: tuple[str, str]) -> None:
    column = names.exact(wanted)
    if column is None and (column := names.loose(wanted)) is not None:
        loose.append(f"{column} as {wanted[0]}")
    if column is not None:
        found[key] = column


def _missing_problems(
    missing: Sequence[Variable], questionnaire: Questionnaire, extra: Sequence[str], file: str
) -> list[Problem]:
    basis = questionnaire.having("basis")
    lost = [variable for variable in missing if "basis" in variable.roles]
    hints = {variable.name: did_you_mean(variable.column, extra) for variable in missing}
    if len(lost) > 1 and 2 * len(lost) > len(basis):
        what = f"{len(lost)} of {len(basis)} basis variables have no column ({listing(one.column for one in lost)})"
        expected = f"the answers to {questionnaire.file or questionnaire.study.title}"
        near = next((f"{one.column}: {hints[one.name]}" for one in lost if hints[one.name]), "")
        there = f"the file has {listing(extra)}" if extra else "no other column is there"
        hint = f"another study's file? {near or there}"
        return [Problem("DATA_WRONG_FILE", what, expected=expected, file=file, row=1, hint=hint)]
    return [_missing_problem(one, file, hints[one.name]) for one in missing if one.roles & NEEDED]


def _missing_problem(variable: Variable, file: str, hint: str) -> Problem:
    role = "basis" if "basis" in variable.roles else "weight"
    return Problem(
        "DATA_MISSING_COLUMN",
        f"the {role} variable {variable.name} has no column",
        expected=f"a column named {variable.column}",
        file=file,
        row=1,
        column=variable.column,
        hint=hint or "name the question's `column` in the questionnaire if the file calls it otherwise",
    )


def _notices(loose: Sequence[str], missing: Sequence[Variable], extra: Sequence[str]) -> list[Notice]:
    notices = []
    if loose:
        text = f"Columns matched without regard to case and spaces: {listing(loose, shown=20)}."
        notices.append(Notice("DATA_LOOSE_NAMES", text))
    absent = [variable.name for variable in missing if not variable.roles & NEEDED]
    if absent:
        text = f"Variables of the questionnaire without a column ({len(absent)}): {listing(absent, shown=20)}."
        notices.append(Notice("DATA_ABSENT_VARIABLES", text))
    if extra:
        text = f"Columns that are not in the questionnaire were not read ({len(extra)}): {listing(extra, shown=20)}."
        notices.append(Notice("DATA_EXTRA_COLUMNS", text))
    return notices


def multi_questions(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions where several answers may be chosen."""
    return tuple(question for question in questionnaire.questions if question.type == "multi")
