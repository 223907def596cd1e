"""Which column of the file answers which variable of the questionnaire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey_seg.errors import InputRefused, Notice, Problem
from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.refuse import did_you_mean, listing


@dataclass(frozen=True, slots=True)
class Matches:
    """`columns`: variable name -> column. `joined`: multi question id -> the column that holds all its answers."""

    columns: Mapping[str, str]
    joined: Mapping[str, str]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


def folded(name: str) -> str:
    """A name without case, spaces and the quote that defuses formulas in spreadsheets, for the second look.

    >>> folded("Visit Frequency") == folded("visitfrequency")
    True
    """
    return "".join(name.removeprefix("'").casefold().split())


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


def match(columns: Sequence[str], questionnaire: Questionnaire, file: str, *, weights: str | None = None) -> Matches:
    """Find each variable's column: by `Variable.column`, then by its name, then by either without case and spaces.

    A basis variable without a column is a problem, DATA_MISSING_COLUMN with the name that comes closest, and so is a
    weight variable unless another column of `weights` is asked for. Other missing variables, loosely matched names and
    columns nobody asked for are notices. Raises InputRefused DATA_WRONG_FILE when most of the basis is missing.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Question
    >>> age = Question(id="age", text="Your age?", type="number")
    >>> dict(match(["Age", "ip"], Questionnaire(Study(title="One"), (age,)), "answers.csv").columns)
    {'age': 'Age'}
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
    taken = {*found.values(), *joined.values(), weights}
    extra = [column for column in columns if column not in taken]
    _refuse_wrong_file(missing, questionnaire, extra, file)
    needed = [one for one in missing if "basis" in one.roles or ("weight" in one.roles and weights is None)]
    return Matches(
        columns=found,
        joined=joined,
        problems=tuple(_missing_problem(one, file, did_you_mean(one.column, extra)) for one in needed),
        notices=tuple(_notices(loose, [one.name for one in missing if one not in needed], extra)),
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


def _refuse_wrong_file(
    missing: Sequence[Variable], questionnaire: Questionnaire, extra: Sequence[str], file: str
) -> None:
    basis = questionnaire.having("basis")
    lost = [variable.column for variable in missing if "basis" in variable.roles]
    if len(lost) < 2 or 2 * len(lost) <= len(basis):
        return
    what = f"{len(lost)} of {len(basis)} basis variables have no column ({listing(lost)})"
    expected = f"the answers to {questionnaire.file or questionnaire.study.title}"
    near = next((f"{name}: {hint}" for name in lost if (hint := did_you_mean(name, extra))), "")
    there = f"the file has {listing(extra)}" if extra else "no other column is there"
    hint = f"another study's file? {near or there}"
    raise InputRefused(Problem("DATA_WRONG_FILE", what, expected=expected, file=file, row=1, hint=hint))


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


def _notices(loose: Sequence[str], absent: Sequence[str], extra: Sequence[str]) -> list[Notice]:
    notices = []
    if loose:
        text = f"Columns matched without regard to case and spaces: {listing(loose, shown=20)}."
        notices.append(Notice("DATA_LOOSE_NAMES", text))
    if absent:
        text = f"Variables of the questionnaire without a column ({len(absent)}): {listing(absent, shown=20)}."
        notices.append(Notice("DATA_ABSENT_VARIABLES", text))
    if extra:
        text = f"Columns that are not in the questionnaire were not read ({len(extra)}): {listing(extra, shown=20)}."
        notices.append(Notice("DATA_EXTRA_COLUMNS", text))
    return notices
