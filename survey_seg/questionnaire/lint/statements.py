"""The items of constructs one by one, and what two of them have in common."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text, words_of
from survey_seg.questionnaire.model import Path, Question, Questionnaire

MOST = 40
"""So many items of one construct are compared with each other; nobody asks more."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEGATIONS = MappingProxyType(
    {
        "en": _set(
            "not no never nothing nobody none neither nor without cannot don't doesn't didn't isn't aren't wasn't "
            "weren't can't couldn't won't wouldn't shouldn't haven't hasn't hardly rarely seldom"
        ),
        "de": _set("nicht nie niemals nichts niemand kein keine keinen keinem keiner keines kaum selten ohne"),
    }
)
_FUNCTION_WORDS = MappingProxyType(
    {
        "en": _set(
            "a an the and or of to in on at by for from with as is are was were be been am do does did have has had "
            "it its this that these those i me my you your we our they their would will can could should so very "
            "really quite just please if when"
        ),
        "de": _set(
            "der die das den dem des ein eine einen einem einer eines und oder von zu zum zur in im an am auf bei "
            "für mit aus als ist sind war waren sein bin habe haben hat hatte es dies diese dieser dieses ich mich "
            "mir mein meine meinen sie ihr ihre ihren wir unser unsere würde kann könnte sollte so sehr wirklich "
            "bitte wenn sich"
        ),
    }
)


class Statement(NamedTuple):
    """One item of a construct: a line of a grid, or a question that is one item by itself."""

    path: Path
    question: Question
    text: str
    reverse: bool
    construct: str


def statements(questionnaire: Questionnaire) -> Iterator[Statement]:
    """The items that name a construct, in the order of the file; multi, open and shown texts are none.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Row
    >>> lines = (Row(id="a", text="I wait"), Row(id="b", text="I hurry", reverse=True))
    >>> grid = Question(id="q", text="?", type="grid", construct="pace", rows=lines)
    >>> [(one.text, one.reverse) for one in statements(Questionnaire(study=Study(title="T"), questions=(grid,)))]
    [('I wait', False), ('I hurry', True)]
    """
    for path, question in numbered(questionnaire):
        if question.type not in {"scale", "grid", "single", "number"}:
            continue
        if not question.rows and question.construct:
            yield Statement(path, question, question.text, question.reverse, question.construct)
        for index, row in enumerate(question.rows):
            construct = row.construct or question.construct
            if construct:
                yield Statement((*path, "rows", index), question, row.text, row.reverse, construct)


def by_construct(questionnaire: Questionnaire) -> dict[str, list[Statement]]:
    """The items of each construct, in the order of the file."""
    found: dict[str, list[Statement]] = {}
    for one in statements(questionnaire):
        found.setdefault(one.construct, []).append(one)
    return found


def content(text: str, language: str) -> frozenset[str]:
    """The words of a text that carry its content: without articles, pronouns and negations.

    >>> sorted(content("I do not like the prices", "en"))
    ['like', 'prices']
    """
    return _read(text, language)[0]


def is_negated(text: str, language: str) -> bool:
    """Whether a text negates something; an even number of negations is none.

    >>> is_negated("I never wait", "en"), is_negated("Nothing goes without planning", "en")
    (True, False)
    """
    return _read(text, language)[1]


@lru_cache(maxsize=16384)
def _read(text: str, language: str) -> tuple[frozenset[str], bool]:
    negations = _NEGATIONS.get(language, frozenset())
    words = words_of(plain_text(text))
    content_words = frozenset(words) - _FUNCTION_WORDS.get(language, frozenset()) - negations
    return content_words, sum(word in negations for word in words) % 2 == 1


def knows(language: str) -> bool:
    """Whether the small words of a language are known.

    >>> knows("de"), knows("fr")
    (True, False)
    """
    return language in _NEGATIONS


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """The words two sets share, as a part of all their words (Jaccard); 0 for two empty sets.

    >>> overlap(frozenset({"near", "home"}), frozenset({"near", "work"}))
    0.3333333333333333
    """
    either = len(first | second)
    return len(first & second) / either if either else 0.0


def columns(question: Question) -> int:
    """How many columns of answers a question gives, without building them.

    >>> columns(Question(id="q1", text="How old are you?", type="number"))
    1
    """
    if question.type == "info":
        return 0
    return len(question.options) if question.type == "multi" else len(question.rows) or 1
