"""Numeric classes in the words of an answer: "18-24", "under 18", "1.000 bis unter 2.000 €", "three to five".

    label  = [bound] number [unit] [ to [bound] number [unit] ] [after] | a word for zero
    bound  = under, less than, up to, more than, at least, ab, bis unter, höchstens ...
    after  = or more, and over, +, or younger, und mehr, oder älter ...
    number = digits with the separators of the language, "k" or "Mio.", or a word up to twelve

English and German are read; a label that says anything else besides gives no class. Times of day and versions are none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late

WORDY = Late(r"[A-Za-z<>]")
LONGEST = 80
"""A longer label is a statement, not a class."""

MOST_WORDS = 4
"""More words beside the numbers make a statement out of a class."""

MONTH = 43830.0
"""Minutes in a month, on average."""


class Range(NamedTuple):
    """The numbers that one answer stands for; an open end is infinite.

    `step` is the smallest difference the numbers were written with (1, 0.01, 1000 for "5k"); `unit` is what is counted,
    empty where the label does not say; `per` is how many of the smallest unit one unit is (60 for hours, in minutes).
    """

    low: float
    high: float
    low_closed: bool = True
    high_closed: bool = True
    step: float = 1.0
    unit: str = ""
    per: float = 1.0

    @property
    def is_exact(self) -> bool:
        """Whether the class is a single number."""
        return self.low == self.high

    def holds(self, number: float) -> bool:
        """Whether a number belongs to the class.

        >>> Range(18, 24).holds(24), Range(18, 24, high_closed=False).holds(24)
        (True, False)
        """
        above = number > self.low or (self.low_closed and number == self.low)
        return above and (number < self.high or (self.high_closed and number == self.high))


_EN = "one two three four five six seven eight nine ten eleven twelve"
_DE = "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
_SMALL: dict[str, float] = {word: float(n) for text in (_EN, _DE) for n, word in enumerate(text.split(), start=1)}
_SMALL |= dict.fromkeys(("eine", "einen", "einer", "eins", "einem", "einmal", "once"), 1.0)
_SMALL |= {"twice": 2.0, "thrice": 3.0}
_MULTIPLES: dict[str, float] = dict.fromkeys(("k", "tsd", "thousand", "tausend"), 1e3)
_MULTIPLES |= dict.fromkeys(("m", "mn", "mio", "million", "millions", "millionen"), 1e6)
_MULTIPLES |= dict.fromkeys(("bn", "billion", "mrd", "milliarde", "milliarden"), 1e9)

UNITS = MappingProxyType(
    {
        spelling: (name, per)
        for name, per, spellings in (
            ("eur", 1.0, "€ eur euro euros"),
            ("usd", 1.0, "$ usd dollar dollars us$"),
            ("gbp", 1.0, "£ gbp pound pounds pfund"),
            ("chf", 1.0, "chf franken francs"),
            ("%", 1.0, "% percent prozent"),
            ("span", 1 / 60, "second seconds sec secs sekunde sekunden"),
            ("span", 1.0, "minute minutes min mins minuten"),
            ("span", 60.0, "hour hours hr hrs h stunde stunden std"),
            ("span", 1440.0, "day days tag tage tagen"),
            ("span", 10080.0, "week weeks woche wochen"),
            ("span", MONTH, "month months monat monate monaten"),
            ("span", 12 * MONTH, "year years yrs jahr jahre jahren"),
            ("time", 1.0, "time times mal"),
            ("person", 1.0, "person persons people personen leute"),
            ("child", 1.0, "child children kind kinder kindern"),
            ("km", 1.0, "km kilometer kilometers kilometern kilometre kilometres"),
        )
        for spelling in spellings.split()
    }
)
"""What is counted, by its spellings: the name of the unit, and how many of the smallest of its kind it is."""

MONEY = frozenset({"eur", "usd", "gbp", "chf"})
_SAID_BESIDE = (
    "a an the per pro im in der die das dem den of each every jede jeden jedem jeder old alt ago vor about around "
    "approx approximately roughly ca circa etwa rund ungefähr exactly genau total insgesamt only just nur all alle "
    "allen on am for für age aged alter from von zum zur but aber also"
)
_SILENT = frozenset(_SAID_BESIDE.split())
"""Words that change nothing about a class."""

_PHRASES = tuple(
    (f" §{name} ", Late(rf"(?<![\w§])(?:{words})(?!\w)"))
    for name, words in (
        (
            "up",
            r"(?:or|and|und|oder) (?:more often|more|over|older|above|up(?! to)|longer|higher|greater|larger|later|"
            r"upwards?|"
            r"mehr|älter|darüber|länger|öfter|häufiger|höher|später|grösser)|aufwärts|upwards?|plus",
        ),
        (
            "dn",
            r"(?:or|and|und|oder) (?:less often|less|fewer|under|below|younger|earlier|lower|shorter|smaller|weniger|"
            r"jünger|darunter|früher|kürzer|seltener)",
        ),
        ("le", r"up to|at most|(?:no|not) more than|a maximum of|maximum|max\.?|höchstens|maximal|bis zu"),
        ("ge", r"at least|(?:no|not) less than|a minimum of|minimum|mindestens|starting at|since|seit|ab"),
        (
            "lt",
            r"(?:less often|less|fewer|lower|younger|smaller|shorter) than|under|below|before|unterhalb von|unter|"
            r"(?:seltener|weniger|kleiner|jünger|kürzer|niedriger) als|vor(?= [12]\d\d\d(?!\d))",
        ),
        (
            "gt",
            r"(?:more often|more|greater|higher|older|longer|larger) than|over|above|after|oberhalb von|über|ueber|"
            r"(?:häufiger|öfter|mehr|grösser|höher|älter|länger) als|nach",
        ),
        ("pair", r"between|zwischen"),
        ("and", r"and|und"),
        ("to", r"to|through|until|bis"),
        ("or", r"or|oder"),
    )
)
_SIGNS = tuple((sign, f" §{name} ") for sign, name in (("<=", "le"), ("≤", "le"), (">=", "ge"), ("≥", "ge")))
_SIGNS += (("<", " §lt "), (">", " §gt "), ("+", " §up "))

_COUNTED = (
    "child(?:ren)?|kids?|pets?|cars?|one|people|employees?|vehicles?|orders?|visits?|days?|times?|hours?|machines?|"
    "suppliers?|kind(?:er)?|haustiere?|autos?|fahrzeuge?|mitarbeiter|beschäftigten?|tage?|mal|stunden?|bestellung(?:en)?"
)
_ZERO = Late(
    r"(?:on |for |in |an |für )?(?:none|zero|nil|nothing|never|not at all|none at all|nie|niemals|noch nie|null|nichts|"
    rf"gar nicht|überhaupt nicht|keine[rnsm]?|keins|kein einziges|no (?:{_COUNTED})|kein(?:e|en)? (?:{_COUNTED}))"
)
_OR_ZERO = Late(r"^(?:none|nothing|never|keine[rnsm]?|nichts|nie) ?(?:or|oder|/) ?(?=\S)")
_ALONE = Late(r"(?:only |just |nur )(?:me|myself|ich)|ich allein|me alone")
_CLOCK = Late(r"\d:\d\d|\d ?[ap]\.?m\b|\buhr\b|o'clock")
_HALF = Late(r"(?:half an|eine halbe|einer halben) (?:hour|stunde)")
_MAL = Late(r"(?<!\w)(\d+|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)[ -]?mal(?!\w)")
_CUT_SHORT = Late(r"(?<=\w)-(?= (?:to|bis|or|oder) )")
_REMARK = Late(r"([^()]*)\(([^()]*)\)([^()]*)")
_TOKEN = Late(
    r"(?P<number>\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"(?:(?P<times>[km](?!\w)| ?(?:tsd|mio|mrd|mn|bn|thousand|tausend|millions?|millionen|billion|milliarden?)\b)\.?)?|"
    r"§(?P<symbol>\w+)|(?P<word>us\$|[$€£%]|[^\W\d_]+(?:[-'][^\W\d_]+)*)|(?P<dash>-)|(?P<rest>[^\s.,/])"
)


class _Number(NamedTuple):
    """A number as written, without its multiple (1000 for k); `words` are its unit."""

    value: float
    times: float = 1.0
    step: float = 1.0
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class _Label:
    """What has been read of a label: its numbers, and their order among bounds ("N to lt N")."""

    numbers: list[_Number] = field(default_factory=list)
    shape: list[str] = field(default_factory=list)
    before: tuple[str, ...] = ()
    words: int = 0

    @property
    def awaits_number(self) -> bool:
        return self.shape[-1:] != ["N"]

    def number(self, number: _Number) -> None:
        self.numbers.append(number._replace(words=self.before))
        self.before = ()
        self.shape.append("N")

    def word(self, word: str) -> bool:
        """Takes a unit; False for a word that has no place in a class."""
        unit = UNITS.get(word, ("", 1.0))[0]
        if unit in MONEY and self.awaits_number:
            self.before = (word,)
        elif not self.numbers:
            return False
        else:
            self.numbers[-1] = self.numbers[-1]._replace(words=(*self.numbers[-1].words, word))
        self.words += unit not in MONEY
        return self.words <= MOST_WORDS


@lru_cache(maxsize=4096)
def class_of(label: str, language: str) -> Range | None:
    """The numbers a label stands for, or None where it names no class of numbers.

    >>> class_of("25 to 34", "en")
    Range(low=25.0, high=34.0, low_closed=True, high_closed=True, step=1.0, unit='', per=1.0)
    >>> class_of("bis unter 1.000 €", "de").high, class_of("65+", "en").high, class_of("The third largest", "en")
    (1000.0, inf, None)
    """
    if len(label) > LONGEST or language not in ("en", "de"):
        return None
    plain = plain_text(label).replace("–", "-").replace("—", "-").replace("−", "-").strip(" .*-")
    found = (_read(text, language) for text in _readings(plain))
    return next((one for one in found if one), None)


def _readings(plain: str) -> Iterator[str]:
    """The label without its remark, the remark itself ("Small (10 to 49)"), and what follows a colon."""
    parts = _REMARK.fullmatch(plain)
    if parts:
        yield " ".join((parts[1] + parts[3]).split())
        yield parts[2].strip()
    else:
        yield plain
    if ":" in plain:
        yield plain.split(":", 1)[1].strip()


def _read(text: str, language: str) -> Range | None:
    if _ZERO.fullmatch(text):
        return Range(0, 0)
    if _ALONE.fullmatch(text):
        return Range(1, 1)
    if _CLOCK.search(text):
        return None
    with_zero = _OR_ZERO.match(text)
    label = _label(text[with_zero.end() :] if with_zero else text, language)
    found = _range(label) if label and label.numbers else None
    return found._replace(low=-math.inf, low_closed=False) if found and with_zero else found


def _label(text: str, language: str) -> _Label | None:
    """The numbers and bounds of a label; None where other words stand in it."""
    label = _Label()
    tokens = tuple(_TOKEN.finditer(_marked(text)))
    for at, token in enumerate(tokens):
        word = token["word"]
        if token["number"]:
            number = _number(token["number"], (token["times"] or "").strip(), language)
            if number is None:
                return None
            label.number(number)
        elif token["symbol"] or token["dash"]:
            label.shape.append(token["symbol"] or "to")
        elif token["rest"] or not word:
            return None
        elif word in _SMALL or (label.awaits_number and _counts_one(word, tokens[at + 1 : at + 2])):
            label.number(_Number(_SMALL.get(word, 1.0)))
        elif word not in _SILENT and not label.word(word):
            return None
    return label


def _marked(text: str) -> str:
    """The text with its bounds as signs of their own: "more than 50" is "§gt 50"."""
    if text.isascii() and not WORDY.search(text):
        return text.replace("+", " §up ")
    text = _MAL.sub(r"\1 mal", _CUT_SHORT.sub("", _HALF.sub("30 minutes", text)))
    for mark, words in _PHRASES:
        text = words.sub(mark, text)
    for sign, mark in _SIGNS:
        text = text.replace(sign, mark)
    return text


def _counts_one(word: str, following: Sequence[re.Match[str]]) -> bool:
    """Whether "a" or "an" is a number: an hour, a week."""
    return word in ("a", "an") and any(UNITS.get(token["word"] or "", ("",))[0] == "span" for token in following)


def _number(text: str, times: str, language: str) -> _Number | None:
    thousands, point = (",", ".") if language == "en" else (".", ",")
    plain = re.sub(r"[ '\u00a0\u202f]", "", text)
    whole, _, rest = plain.partition(point)
    if not re.fullmatch(rf"\d+|\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", whole) or not re.fullmatch(r"\d*", rest):
        return None
    if len(whole) + len(rest) > 15:
        return None
    multiple = _MULTIPLES.get(times, 1.0)
    value = float(whole.replace(thousands, "") + "." + (rest or "0"))
    return _Number(value, multiple, multiple / 10 ** len(rest))


def _range(label: _Label) -> Range | None:
    """The class that the order of numbers and bounds means."""
    bounds = _BOUNDS.get(_plain_shape(label.shape))
    if bounds is None:
        return None
    first, last = label.numbers[0], label.numbers[-1]
    if first.times == 1 and last.times > 1 and first.value < last.value:
        first = first._replace(times=last.times, step=first.step * last.times)
    low_unit, high_unit = _unit(first.words or last.words), _unit(last.words or first.words)
    if low_unit[0] != high_unit[0]:
        low_unit = high_unit if _is_rate(low_unit[0], high_unit[0]) else low_unit
    if low_unit[0] != high_unit[0]:
        return None
    low = first.value * first.times * low_unit[1] if bounds[0] else -math.inf
    high = last.value * last.times * high_unit[1] if bounds[1] else math.inf
    if low > high or (bounds[0] and bounds[1] and len(label.numbers) == 2 and low == high):
        return None
    high_closed = bounds[1] == "]" or (bounds[1] == ")" and last.value > 90 and last.value % 100 == 99)
    step = min(first.step * low_unit[1], last.step * high_unit[1])
    return Range(low, high, bounds[0] == "[", high_closed, step, high_unit[0], high_unit[1])


def _is_rate(short: str, whole: str) -> bool:
    """Whether the words of the first number are the beginning of those of the second ("1 time to 3 times a week")."""
    return bool(short) and whole.startswith(short + " ")


_BOUNDS = MappingProxyType(
    {
        "N": ("[", "]"),
        "N to N": ("[", "]"),
        "N or N": ("[", "]"),
        "ge N to N": ("[", "]"),
        "N to le N": ("[", "]"),
        "N to lt N": ("[", ")"),
        "ge N to lt N": ("[", ")"),
        "N lt N": ("[", ")"),
        "ge N lt N": ("[", ")"),
        "gt N to N": ("(", "]"),
        "gt N to le N": ("(", "]"),
        "gt N le N": ("(", "]"),
        "gt N to lt N": ("(", ")"),
        "lt N": ("", ")"),
        "to lt N": ("", ")"),
        "le N": ("", "]"),
        "to N": ("", "]"),
        "N dn": ("", "]"),
        "gt N": ("(", ""),
        "ge N": ("[", ""),
        "N up": ("[", ""),
    }
)
"""Whether each end of a class is open, closed or infinite, by the order of numbers and bounds."""


def _plain_shape(shape: list[str]) -> str:
    """The shape as one text: "between N and N" and "N bis zu N" as "N to N"."""
    text = " ".join(shape)
    text = text.removeprefix("pair ").replace("N and", "N to" if text.startswith("pair") else "N")
    text = text.replace("N and l", "N l")
    return text.replace("N le N", "N to N") if not text.startswith("gt") else text


@lru_cache(maxsize=1024)
def _unit(words: tuple[str, ...]) -> tuple[str, float]:
    """The name of a unit and how many of the smallest of its kind it is; other words by their first letters."""
    plain = [word for word in words if word not in _SILENT]
    if len(plain) == 1 and plain[0] in UNITS:
        return UNITS[plain[0]]
    return " ".join(_stem(word) for word in plain), 1.0


def _stem(word: str) -> str:
    name, per = UNITS.get(word, (word[:5], 1.0))
    return f"{name}{per:g}" if name == "span" else name
