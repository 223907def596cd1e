"""Rating scales by their words: which end a label stands for, which way a scale runs, and whether it is balanced."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.polarity_words import GRADES, LEXICONS, UNIPOLAR, Lexicon
from survey_seg.questionnaire.model import Question

LONGEST = 60
MOST_WORDS = 8
"""A longer label is a statement, not a point of a scale."""

AGREE = frozenset({"agree", "applies"})
"""Scales on which people say how far a statement is right."""

LEVELLED = frozenset({"frequency", "amount", "degree"})
NOT_IS_OPPOSITE = frozenset({"agree", "applies", "intention"})
"""Families whose negative end may be the positive word with a "not" ("trifft eher nicht zu", "probably not")."""

_TOGETHER = MappingProxyType(
    {
        frozenset({"likely", "intention"}): "intention",
        frozenset({"safe", "intention"}): "safe",
        frozenset({"level", "change"}): "change",
    }
)
_BETWEEN = Late(r"(?:just|about) right|genau richtig|in der mitte|(?:in|at) the (?:middle|centre|center)|in between")
_CODE = Late(r"^(?:\(\d{1,2}\)|\d{1,2} ?[=:.)-]) ?(?=[^\W\d_])")
_REMARK = Late(r" ?\([^()]*\)$")
_ENTIRELY_NOT = Late(r"\bat all\b|\bgar nicht|\büberhaupt nicht")


class Tone(NamedTuple):
    """One label as a point of a scale.

    `side` is the end that its word stands for (-1, 0 for a middle, 1), before "not" is taken into account; `level` how
    much of it: 0 to 3, or the place on a scale of frequency, amount or degree.
    """

    family: str
    side: Literal[-1, 0, 1]
    level: float
    negated: bool = False
    entirely: bool = False


class Scale(NamedTuple):
    """A rating scale: what it rates, and its points.

    `bipolar` scales run from one end to its opposite (dissatisfied to satisfied), unipolar ones from none to much.
    `direction` is 1 when the negative or lowest end comes first, -1 when it comes last. `complete` says whether every
    point has a label. `scores` are the points from low to high in the order of the file, None without a label.
    """

    family: str
    bipolar: bool
    direction: Literal[-1, 1]
    negatives: int
    positives: int
    midpoint: bool
    complete: bool
    points: int
    scores: tuple[float | None, ...]
    mixed: bool = False

    @property
    def balanced(self) -> bool:
        """Whether a bipolar scale has as many negative points as positive ones; True where that cannot be said."""
        return not self.bipolar or not self.complete or self.negatives == self.positives


@lru_cache(maxsize=4096)
def tone(label: str, language: str) -> Tone | None:
    """The place of a label on a rating scale, None where it has none that its words tell.

    >>> tone("Strongly disagree", "en")
    Tone(family='agree', side=-1, level=3.0, negated=False, entirely=False)
    >>> tone("eher nicht zufrieden", "de")
    Tone(family='satisfied', side=1, level=1.0, negated=True, entirely=False)
    >>> tone("Neither", "en").side, tone("Blue", "en")
    (0, None)
    """
    lexicon = LEXICONS.get(language)
    plain = plain_label(label)
    if lexicon is None or not plain or len(plain.split()) > MOST_WORDS or lexicon.answers.match(plain):
        return None
    if lexicon.middle.fullmatch(plain):
        return Tone("", 0, 1.5)
    place = lexicon.levels.place(plain)
    if place:
        return Tone(place[0], 1, place[1], negated=place[1] == 0, entirely=place[1] == 0)
    return _rating(plain, lexicon)


@lru_cache(maxsize=4096)
def plain_label(label: str) -> str:
    """A label in small letters without a code before it and a remark behind it; empty when it is a statement."""
    if len(label) > LONGEST:
        return ""
    return _CODE.sub("", _REMARK.sub("", plain_text(label))).strip(" .!*-")


def _rating(plain: str, lexicon: Lexicon) -> Tone | None:
    if any(letter.isdigit() for letter in plain) or re.search(r"\b(?:than|als)\b", plain):
        return None
    rated = lexicon.family(plain)
    if rated is None:
        return None
    family, side = rated
    negated = bool(lexicon.negation.search(plain)) and not (side == -1 and family in ("agree", "intention"))
    little = bool(lexicon.little.search(plain)) and family != "change"
    level = 0.5 if little else _strength(plain, lexicon)
    return Tone(family, side, level, negated, bool(_ENTIRELY_NOT.search(plain)))


def _strength(plain: str, lexicon: Lexicon) -> float:
    if lexicon.weak.search(plain):
        return 1.0
    return 3.0 if lexicon.strong.search(plain) else 2.0


def scale_of(question: Question, language: str) -> Scale | None:
    """The rating scale that the answers of a question form, None where they form none or not all words are known.

    >>> from survey_seg.questionnaire.model import Option
    >>> labels = ("Very poor", "Poor", "Average", "Good", "Very good")
    >>> answers = tuple(Option(code=code, label=label) for code, label in enumerate(labels, start=1))
    >>> found = scale_of(Question(id="q", text="?", type="scale", options=answers), "en")
    >>> found.family, found.bipolar, found.direction, found.midpoint, found.balanced
    ('quality', True, 1, True, True)
    """
    if question.type not in ("scale", "grid", "single"):
        return None
    return _scale(tuple(option.label for option in question.options if not option.missing), language)


@lru_cache(maxsize=1024)
def _scale(labels: tuple[str, ...], language: str) -> Scale | None:
    tones = _tones(labels, language)
    if tones is None:
        return None
    named = [one for one in tones if one]
    family = _family(named)
    if not family or len(named) < 2:
        return None
    opposite = _not_is_opposite(named, family, labels)
    negatives = sum(_end(one, opposite=opposite) < 0 for one in named)
    positives = sum(_end(one, opposite=opposite) > 0 for one in named)
    explicit: set[int] = {one.side for one in named if one.side and not one.negated}
    bipolar = _is_bipolar(family, explicit, labels, opposite=opposite)
    graded = explicit == {-1, 1}
    scores = tuple(_score(one, bipolar=bipolar, opposite=opposite, graded=graded) if one else None for one in tones)
    first, last = scores[0] or 0.0, scores[-1] or 0.0
    if first == last:
        return None
    return Scale(
        family=family,
        bipolar=bipolar,
        direction=1 if first < last else -1,
        negatives=negatives,
        positives=positives,
        midpoint=any(one.side == 0 for one in named),
        complete=len(named) == len(labels),
        points=len(labels),
        scores=scores,
        mixed=-1 in explicit and any(one.side == 1 and one.negated and one.entirely for one in named) and not opposite,
    )


def _tones(labels: tuple[str, ...], language: str) -> list[Tone | None] | None:
    """The labels as points; None in the list for points without words, and for all where words are unknown."""
    if len(labels) < 2:
        return None
    found = [tone(label, language) for label in labels]
    unknown = [at for at, one in enumerate(found) if one is None and plain_label(labels[at]) and _has_words(labels[at])]
    if len(unknown) == 1 and unknown[0] * 2 == len(labels) - 1 and len(labels) > 3:
        found[unknown[0]] = Tone("", 0, 1.5)
    elif unknown:
        return None
    return found if found[0] and found[-1] else None


def _has_words(label: str) -> bool:
    return len(label) > LONGEST or any(letter.isalpha() for letter in label)


def _family(tones: list[Tone]) -> str:
    """What the points rate, when all rate the same thing; empty otherwise."""
    families = Counter(one.family for one in tones if one.family)
    if "degree" in families and len(families) == 2:
        del families["degree"]
    if len(families) == 1:
        return next(iter(families))
    return _TOGETHER.get(frozenset(families), "")


def _not_is_opposite(tones: list[Tone], family: str, labels: tuple[str, ...]) -> bool:
    """Whether "not" makes the opposite end ("trifft eher nicht zu") instead of the zero of one thing."""
    if family not in NOT_IS_OPPOSITE:
        return False
    if family == "intention" or any(one.side == -1 for one in tones):
        return True
    if any(UNIPOLAR.search(plain_label(label)) for label in labels):
        return False
    return sum(one.negated for one in tones) >= 2 or any(one.side == 0 for one in tones)


def _is_bipolar(family: str, explicit: set[int], labels: tuple[str, ...], *, opposite: bool) -> bool:
    if family in LEVELLED:
        return False
    if family == "quality" and any(not GRADES.isdisjoint(plain_label(label).split()) for label in labels):
        return sum(plain_label(label) in ("very poor", "very bad") for label in labels) > 0
    return opposite or {-1, 1} <= explicit


def _end(one: Tone, *, opposite: bool) -> int:
    """The end that a point stands for: "not" turns it where that is the opposite, and leaves no end elsewhere."""
    if one.negated:
        return -one.side if opposite else 0
    return one.side


def _amount(one: Tone) -> float:
    """How much of the one thing a point of a unipolar scale stands for."""
    if not one.negated:
        return one.level
    return 0.0 if one.entirely or one.level > 1 else one.level / 2


def _score(one: Tone, *, bipolar: bool, opposite: bool, graded: bool) -> float:
    """The point as a number that rises from the negative or lowest end to the other."""
    if not bipolar:
        return _amount(one) if one.side >= 0 or not graded else -one.level
    if one.side == 0:
        return 0.0
    end = _end(one, opposite=opposite)
    return end * one.level if end else -one.side * 0.25


def uneven_sides(question: Question) -> tuple[int, int] | None:
    """How many answers stand before and after "just right" or "in the middle", where that differs.

    >>> from survey_seg.questionnaire.model import Option
    >>> labels = ("Too soft", "Just right", "A little too hard", "Much too hard")
    >>> answers = tuple(Option(code=code, label=label) for code, label in enumerate(labels, start=1))
    >>> uneven_sides(Question(id="q", text="?", type="scale", options=answers))
    (1, 2)
    """
    labels = [plain_label(option.label) for option in question.options if not option.missing]
    middle = [at for at, label in enumerate(labels) if _BETWEEN.fullmatch(label)]
    if question.type not in ("scale", "grid") or len(middle) != 1 or middle[0] in (0, len(labels) - 1):
        return None
    before, after = middle[0], len(labels) - middle[0] - 1
    return (before, after) if before != after else None


def is_agree_scale(question: Question, language: str) -> bool:
    """Whether people say how far they agree with a statement, or how far it applies to them.

    >>> from survey_seg.questionnaire.model import Option
    >>> answers = (Option(code=1, label="Trifft nicht zu"), Option(code=2, label="Trifft zu"))
    >>> is_agree_scale(Question(id="q", text="?", type="scale", options=answers), "de")
    True
    """
    scale = scale_of(question, language)
    return scale is not None and scale.family in AGREE
