"""What one cell says: the code of an answer, a number, nothing, or something nobody knows."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from survey_seg.questionnaire.model import Option, Variable
from survey_seg.responses.model import Floats
from survey_seg.responses.table import Cell

NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+")
CODE_AND_WORDS = re.compile(r"\(?([+-]?[0-9]+)\s*([-–—.:=)]?)\s+(.+)", re.DOTALL)
WORDS_AND_CODE = re.compile(r"(.+?)\s*[(\[]([+-]?[0-9]+)[)\]]", re.DOTALL)

UNANSWERED = frozenset({"", "na", "n/a", "#n/a", ".", "nan", "null", "#null!"})
"""What files write into a cell of a closed or numeric question that nobody answered."""

UNKNOWN = math.inf
"""The value of a cell that is no answer of its question, while a column is being read."""

YES = frozenset({"yes", "y", "true", "t", "ja", "wahr", "oui", "vrai", "sí", "si", "sì", "sim"})
NO = frozenset({"no", "n", "false", "f", "nein", "falsch", "non", "faux", "não", "nee"})


def number_of(cell: Cell) -> float | None:
    """The number in a cell, or None when it holds none.

    >>> number_of(" 3.0 "), number_of("1_000"), number_of("1e400")
    (3.0, None, None)
    """
    if isinstance(cell, str):
        text = cell.strip()
        if not NUMBER.fullmatch(text):
            return None
        cell = float(text)
    return cell if math.isfinite(cell) else None


def words_of(text: str) -> str:
    """Words without case and surplus spaces, as answers are compared.

    >>> words_of(" Strongly  AGREE ")
    'strongly agree'
    """
    return " ".join(text.casefold().split())


def text_of(cell: Cell) -> str:
    """A cell as text: a whole number without its decimal point.

    >>> text_of(3.0), text_of(" 0045 ")
    ('3', '0045')
    """
    if isinstance(cell, str):
        return cell.strip()
    return str(int(cell)) if cell.is_integer() else repr(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell of a closed or numeric question holds no answer."""
    return words_of(cell) in UNANSWERED if isinstance(cell, str) else math.isnan(cell)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The ways to write the answers of one question."""

    codes: frozenset[int]
    also: Mapping[str | float, int]
    words: Mapping[str, int]

    @classmethod
    def of(cls, options: Sequence[Option]) -> Codebook:
        """The codebook of a question's options.

        Words that two options share mean neither, nor do words that are numbers where one of them is the code of
        another option. Yes and no are known in several languages, and as true and false, where the answers of a
        question are a yes and a no.
        """
        codes = frozenset(option.code for option in options)
        times = Counter(words_of(option.label) for option in options)
        numeric = {option.label for option in options if number_of(option.label) not in {None, float(option.code)}}
        if any(number_of(label) in codes for label in numeric):
            times.update(map(words_of, numeric))
        words = {words_of(one.label): one.code for one in options if times[words_of(one.label)] == 1}
        real = [option for option in options if not option.missing]
        yes = [option.code for option in real if words_of(option.label) in YES]
        no = [option.code for option in real if words_of(option.label) in NO]
        if len(real) == 2 and len(yes) == len(no) == 1:
            words = {**dict.fromkeys(YES, yes[0]), **dict.fromkeys(NO, no[0]), **words}
        also: dict[str | float, int] = {}
        for option in options:
            also |= {other if isinstance(other, str) else float(other): option.code for other in option.also}
        return cls(codes, also, words)

    def code(self, cell: Cell) -> int | None:
        """The code of the answer in a cell, or None when it is no answer of this question.

        In this order: a number that is a code, one of the other ways the questionnaire lists (`also`), the answer's
        words, and code and words together ("5 - Strongly agree", "Strongly agree (5)").

        >>> book = Codebook.of((Option(code=1, label="Yes"), Option(code=0, label="No", also=(2,))))
        >>> [book.code(cell) for cell in ("1", 2.0, "no", "TRUE", "0 - No", "3")]
        [1, 0, 0, 1, 0, None]
        """
        number = number_of(cell)
        if number is not None and number in self.codes:
            return int(number)
        text = text_of(cell)
        if text in self.also:
            return self.also[text]
        if number is not None and number in self.also:
            return self.also[number]
        return self.words.get(words_of(text), self._pair(text))

    def _pair(self, text: str) -> int | None:
        first, last = CODE_AND_WORDS.fullmatch(text), WORDS_AND_CODE.fullmatch(text)
        if first:
            code, words, sure = int(first[1]), words_of(first[3]), bool(first[2])
        elif last:
            code, words, sure = int(last[2]), words_of(last[1]), True
        else:
            return None
        spelled = self.words.get(words)
        if spelled is not None:
            return spelled if spelled == code or code not in self.codes else None
        return code if sure and code in self.codes else None


@dataclass(frozen=True, slots=True)
class Coded:
    """One column, coded: a value per row (NaN where there is none), and the cells nobody knows by their place."""

    values: Floats
    unknown: Mapping[int, Cell]
    decimal_comma: bool = False


def coded(variable: Variable, cells: Sequence[Cell]) -> Coded:
    """The codes or numbers of a closed or numeric variable's column; answers marked missing keep their code.

    A number outside the variable's range is unknown, as is text where a number is due, and infinity.
    """
    book = Codebook.of(variable.options)
    known = {cell: _value(variable, book, cell) for cell in set(cells)}
    lost = [cell for cell, value in known.items() if value == UNKNOWN]
    comma = bool(lost) and uses_decimal_comma(cells)
    if comma:
        known |= {cell: _value(variable, book, with_point(cell)) for cell in lost}
    values = np.fromiter(map(known.__getitem__, cells), dtype=np.float64, count=len(cells))
    unknown = {place: cells[place] for place in np.flatnonzero(values == UNKNOWN).tolist()}
    values[values == UNKNOWN] = math.nan
    return Coded(values, unknown, comma)


def _value(variable: Variable, book: Codebook, cell: Cell) -> float:
    code = book.code(cell)
    if code is not None:
        return float(code)
    if is_blank(cell):
        return math.nan
    number = number_of(cell)
    if variable.codes or number is None:
        return UNKNOWN
    low = -math.inf if variable.low is None else variable.low
    high = math.inf if variable.high is None else variable.high
    return number if low <= number <= high else UNKNOWN


def uses_decimal_comma(cells: Iterable[Cell]) -> bool:
    """Whether a column writes 0,75 for three quarters: some cell cannot be read otherwise, and none has a point.

    >>> uses_decimal_comma(["0,75", "1,234"]), uses_decimal_comma(["1,234"])
    (True, False)
    """
    texts = {cell.strip() for cell in cells if isinstance(cell, str)}
    with_comma = [text for text in texts if DECIMAL_COMMA.fullmatch(text)]
    pointed = any("." in text and NUMBER.fullmatch(text) for text in texts)
    return not pointed and any(not THOUSANDS.fullmatch(text) for text in with_comma)


def with_point(cell: Cell) -> Cell:
    """A number written with a decimal comma, written with a point."""
    return cell.replace(",", ".") if isinstance(cell, str) and DECIMAL_COMMA.fullmatch(cell.strip()) else cell
