"""What can go wrong, as one small tree.

    SurveySegError            exit 70  a fault of ours
    ├── UsageProblem          exit 2   the command was called in a way it does not know
    ├── InputRefused          exit 3   a file cannot be taken as it is
    ├── CannotCompute         exit 4   the numbers would not be honest
    └── EnvironmentProblem    exit 5   disk, permissions, a missing program

Every error carries all the problems that were found in one pass. A problem says where it is, what is there, what was
expected and what to do; `Problem.line()` is the one place where that becomes a sentence. A `Notice` is the milder
sibling: something was done or left out that a reader of the results must know; notices travel with the results.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

SHOWN = 40
"""Longest piece of a file's own text that a message quotes, in characters."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place.

    >>> Problem("DATA_UNKNOWN_CODE", "7 is not an answer of this question", expected="1 to 5",
    ...         file="responses.csv", row=118, column="q3", respondent="00451").line()
    'DATA_UNKNOWN_CODE responses.csv:118 (id 00451), column q3: 7 is not an answer of this question; expected 1 to 5.'
    """

    code: str
    what: str
    expected: str = ""
    hint: str = ""
    file: str = ""
    row: int | None = None
    column: str = ""
    respondent: str = ""

    def line(self) -> str:
        """One line: code, place, what is there, what was expected, hint."""
        place = self.file + (f":{self.row}" if self.row is not None else "")
        place += f" (id {self.respondent})" if self.respondent else ""
        place += f", column {self.column}" if self.column else ""
        return " ".join(part for part in (self.code, place.strip(" ,")) if part) + f": {self.sentence()}"

    def sentence(self) -> str:
        """What is there, what was expected and the hint, for readers of a report."""
        text = self.what + (f"; expected {self.expected}" if self.expected else "")
        text = text if text.endswith((".", "!", "?")) else text + "."
        return text + (f" Hint: {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the results must know: a code to search for and a sentence."""

    code: str
    text: str


def printable(text: str) -> str:
    r"""Text from a file on one line, without anything a terminal would obey.

    >>> printable("red \x1b[31m text\n")
    'red [31m text'
    """
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def quoted(value: object) -> str:
    """A value from a file as a message shows it: one line, printable, short.

    >>> quoted("a" * 60)
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'"
    """
    text = "".join(letter if letter.isprintable() else "·" for letter in str(value))
    return f"'{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}'"


class SurveySegError(Exception):
    """The root: carries every problem found, and the exit code of the command line."""

    exit_code: ClassVar[int] = 70

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(problem.line() for problem in self.problems))


class UsageProblem(SurveySegError):
    """The command or function was called in a way it does not know."""

    exit_code = 2


class InputRefused(SurveySegError):
    """A file cannot be taken as it is."""

    exit_code = 3


class CannotCompute(SurveySegError):
    """The numbers asked for would not be honest."""

    exit_code = 4


class EnvironmentProblem(SurveySegError):
    """Disk, permissions, a program or package that is not there."""

    exit_code = 5
