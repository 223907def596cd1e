"""One question in SQL: from a cell to the code of an answer, and what the code gives. Needs the standard library only.

A code is never NULL: people without an answer get a number that is no code (`nothing`), because engines multiply whole
columns faster than columns with holes. Points are `w * code`; for those without an answer a correction is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from survey_seg.typing_tool.classify import WHOLE, is_answer
from survey_seg.typing_tool.spec import GoldenQuestion
from survey_seg.typing_tool.sql.dialects import Dialect
from survey_seg.typing_tool.terms import whole_range

Kind = Literal["number", "whole", "text"]

LISTED = 20
"""Ranges of answers up to this length are written code by code."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A question whose column holds numbers, whole numbers or text, in the SQL of one engine.

    `place`: its number among the questions, from 1; its answer is the column `x` of the SELECT, its code `a`.
    """

    question: GoldenQuestion
    kind: Kind
    way: Dialect
    place: int

    @property
    def x(self) -> str:
        """The name of the column with its answers."""
        return f"x{self.place}"

    @property
    def a(self) -> str:
        """The name of the column with its codes."""
        return f"a{self.place}"

    @property
    def nothing(self) -> int:
        """The number that stands for no answer: 0, or one less than the lowest code where 0 may be one."""
        low, high = self._ends()
        return low - 1 if low <= 0 <= high else 0

    def cell(self, column: str) -> str:
        """A column of the table as the rest of the SQL takes it: text without outer blanks, words in small letters."""
        if self.kind != "text":
            return column
        trimmed = self.way.trimmed(column)
        return f"LOWER({trimmed})" if _labels(self.question) else trimmed

    def code(self) -> str:
        """The code of an answer."""
        codes = self._codes()
        if codes is None:
            return self._in_range()
        if not codes:
            return str(self.nothing)
        if self.kind == "whole" and codes == list(range(codes[0], codes[-1] + 1)):
            return f"CASE WHEN {self.x} BETWEEN {codes[0]} AND {codes[-1]} THEN {self.x} ELSE {self.nothing} END"
        if self.kind == "text":
            texts = _texts(self.question, codes).items()
            cases = " ".join(f"WHEN {self.way.words(text)} THEN {code}" for text, code in texts)
        else:
            cases = " ".join(f"WHEN {code} THEN {code}" for code in codes)
        return f"CASE {self.x} {cases} ELSE {self.nothing} END"

    def unknown(self) -> str:
        """1 when something was answered that is no answer of the question, else 0."""
        declared = self.question.no_answer
        known = [f"{self.a} <> {self.nothing}", f"{self.x} IS NULL"]
        if self.kind == "text":
            forms = [text for code in declared for text in (str(code), f"{code}.0")]
            forms += [text for text, code in _labels(self.question).items() if code in declared]
            known.append(f"{self.x} IN ({', '.join(map(self.way.words, ['', *forms]))})")
        elif declared:
            known.append(f"{self.x} IN ({', '.join(map(str, declared))})")
        cases = f"WHEN {' OR '.join(known)} THEN 0"
        if self.kind == "number" and self.way.nan:
            cases += f" WHEN LOWER({self.way.text.format(self.x)}) = 'nan' THEN 0"
        return f"CASE {cases} ELSE 1 END"

    def points(self, segment: int) -> str:
        """What the code gives to a segment (by its place from 0); empty when always nothing."""
        if self.question.type == "scale":
            weight = self.question.w[segment]
            return f"{self.a} * ({weight})" if weight else ""
        cases = " ".join(f"WHEN {code} THEN {points[segment]}" for code, points in self.question.points.items())
        return f"CASE {self.a} {cases} ELSE {self.question.missing[segment]} END"

    def correction(self, segment: int) -> str:
        """What is added to that for people without an answer; empty when nothing."""
        if self.question.type == "choice":
            return ""
        amount = self.question.missing[segment] - self.question.w[segment] * self.nothing
        return f"CASE WHEN {self.a} = {self.nothing} THEN {amount} ELSE 0 END" if amount else ""

    def largest_term(self, segment: int) -> int:
        """No number on the way to the points for a segment is further from zero."""
        missing = abs(self.question.missing[segment])
        ends = max(map(abs, (*self._ends(), self.nothing)))
        if self.question.type == "choice":
            return max(missing, ends, *(abs(points[segment]) for points in self.question.points.values()))
        return 2 * max(abs(self.question.w[segment]), 1) * ends + missing

    def _ends(self) -> tuple[int, int]:
        """The smallest and the largest code."""
        codes = [option.code for option in self.question.options]
        return (min(codes), max(codes)) if codes else whole_range(self.question)

    def _codes(self) -> list[int] | None:
        """The codes that are answers, in order; None when they are too many to be written one by one."""
        codes = [option.code for option in self.question.options]
        if not codes:
            low, high = whole_range(self.question)
            if high - low > LISTED:
                return None
            codes = list(range(low, high + 1))
        return sorted(code for code in codes if code not in self.question.no_answer)

    def _in_range(self) -> str:
        """The code of an answer to a question that takes every whole number of a long range."""
        low, high = whole_range(self.question)
        digits = f"REPLACE({self.x}, '.0', '')" if self.kind == "text" else self.x
        value = f"CAST({digits} AS {self.way.wide})"
        declared = [code for code in self.question.no_answer if is_answer(self.question, code)]
        without = f"WHEN {value} IN ({', '.join(map(str, declared))}) THEN {self.nothing} " if declared else ""
        found = f"{value} ELSE {self.nothing} END"
        if self.kind == "text":
            found = f"CASE {without}WHEN {value} BETWEEN {low} AND {high} THEN {found}"
            return f"CASE WHEN {self._is_number(low, high)} THEN {found} ELSE {self.nothing} END"
        found = f"CASE {without}WHEN {self.x} = {value} THEN {found}"
        return f"CASE WHEN {self.x} BETWEEN {low} AND {high} THEN {found} ELSE {self.nothing} END"

    def _is_number(self, low: int, high: int) -> str:
        """Whether a text is a whole number of no more digits than the range has: every digit is made a zero to see."""
        zeros = self.x
        for digit in "123456789":
            zeros = f"REPLACE({zeros}, '{digit}', '0')"
        signs = ("", "-") if low < 0 else ("",)
        longest = len(str(max(abs(low), abs(high))))
        shapes = [f"{sign}{'0' * length}" for length in range(1, longest + 1) for sign in signs]
        shapes += [f"{shape}.0" for shape in shapes]
        tests = [
            f"{zeros} IN ({', '.join(map(self.way.words, shapes))})",
            f"({self.x} NOT LIKE '%.%' OR {self.x} LIKE '%.0')",
            f"({self.x} NOT LIKE '0%' OR {self.x} IN ('0', '0.0'))",
            f"{self.x} NOT LIKE '-0%'",
        ]
        return " AND ".join(tests)


def _labels(question: GoldenQuestion) -> dict[str, int]:
    """Codes by the words of the options, in small letters as engines make them; the first of equals counts."""
    found: dict[str, int] = {}
    for option in question.options:
        words = " ".join(option.label.split())
        ascii_only = "".join(letter.lower() if letter.isascii() else letter for letter in words)
        for form in (words.casefold(), words.lower(), ascii_only):
            if form and not WHOLE.fullmatch(words):
                found.setdefault(form, option.code)
    return found


def _texts(question: GoldenQuestion, codes: Sequence[int]) -> dict[str, int]:
    """Everything a text may be that is an answer, with its code."""
    found = {text: code for code in codes for text in (str(code), f"{code}.0")}
    return found | {text: code for text, code in _labels(question).items() if code in codes}
