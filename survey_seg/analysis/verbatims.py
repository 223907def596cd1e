"""People's own words, quoted so that nobody is recognised by them.

An answer is quoted or it is not: whatever looks like an address, a number, an identifier or a name takes the whole
answer out, because who writes one such thing has often written another. Of the rest, words that few people use are
left out, and answers that consist of such words are not quoted at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.questionnaire.model import Questionnaire, Variable
from survey_seg.responses.model import Responses

Flags = npt.NDArray[np.bool_]

FEWEST = 5
"""A word is quoted if at least as many people use it, and a group if at least as many of it answered."""

INSIDE = 0.8
"""The membership from which somebody is well inside a segment."""

SHORTEST, LONGEST = 20, 200
FEWEST_WORDS = 4
"""Letters and words of a quote."""

MOST_HIDDEN = 2
HIDDEN = "[…]"
MOST = 3

SERVES_THE_STUDY = frozenset({"link", "weight", "consent", "attention", "quota", "duration", "account", "screener"})
ASKS_WHO = re.compile(
    r"\b(?:e-?mail|phone|telephone|mobile|your (?:full |first |last )?name|surname|address|post ?code|zip|account|"
    r"customer (?:number|id)|respondent|birth|ihr name|vorname|nachname|telefon|anschrift|adresse|postleitzahl|kunden|"
    r"geburt|votre nom|prénom|téléphone|code postal|su nombre|apellido|teléfono|correo|dirección)",
    re.IGNORECASE,
)
"""Open questions that ask people who they are are never quoted, whatever role they have."""

IDENTIFIES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"@|\(at\)|\bat\b[\s\w.-]{1,40}\bdot\b|\[at\]",
        r"https?:|www\.|\b[\w-]+\.(?:com|net|org|info|io|co|eu|de|at|ch|fr|es|it|nl|uk|us|ca|au|biz|shop|app|me)\b",
        r"(?:\d[\s().,/\-–+:]*){4,}",
        r"\b(?=\w*\d)(?=\w*[^\W\d_])\w{3,}\b",
        r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b|\b[a-z]\d[a-z]\s*\d[a-z]\d\b",
        r"\b(?:my|our|his|her|their)\s+(?:\w+\s+)?(?:sur|first |last |full )?name(?:'?s|\s+is|\s*:)|\bname\s*[:=]",
        r"\b(?:i am called|they call me|call me|i go by|this is (?-i:[A-Z])|signed|regards|sincerely|yours|ask for)\b",
        r"\b(?:mein name|ich hei(?:ß|ss)e|gez\.|grüße|gruss|je m'appelle|mon nom|me llamo|mi nombre|saludos)",
        r"\b(?:mr|mrs|ms|dr|prof|herr|frau|mme|señora?)\b\.?\s+[^\W\d_]",
        r"\b(?:miss|sir|madame|monsieur|don|doña|sra?)\b\.?\s+(?-i:[A-Z])",
        r"\b\d+\s+(?:\w+\s+){0,3}(?:street|st|avenue|ave|boulevard|rue|calle|road|rd|lane)\b",
        r"\b[^\W\d_]*(?:strasse|straße|str\.|weg|platz)\s+\d",
    )
)
"""Addresses, numbers of four digits and more, identifiers, post codes, and the words that names come after."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BEGINS = re.compile(r"(?:^|[.!?:…]\s+|[\"“”„«(]\s*)$")
_SELF = frozenset({"i", "i'm", "i’m", "i'd", "i’d", "i'll", "i’ll", "i've", "i’ve", "ok"})


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer to an open question, as it may be shown."""

    variable: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One open answer of the person at `place`, cleaned of what no page can show."""

    place: int
    variable: Variable
    text: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """All open answers of a study, and what may be said.

    `usual`: words that enough people use or that we asked with; `identifiers`: what ids and keys are made of.
    """

    answers: tuple[Answer, ...]
    usual: frozenset[str]
    identifiers: frozenset[str]


def open_questions(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """The open questions whose answers may be quoted: texts that neither serve the study nor ask who somebody is."""
    return tuple(
        one
        for one in questionnaire.variables()
        if one.kind == "text"
        and one.question.type == "text"
        and SERVES_THE_STUDY.isdisjoint(one.roles)
        and not ASKS_WHO.search(f"{one.text} {one.question.id.replace('_', ' ')}")
    )


def open_answers(responses: Responses) -> OpenAnswers:
    """The open answers of the people with weight, and which of their words at least five people use."""
    asked = [one for one in open_questions(responses.questionnaire) if one.name in responses.answers.columns]
    found = [answer for variable in asked for answer in _given(variable, responses)]
    said = Counter(word for _, words in _by_person(found) for word in words)
    usual = {word for word, people in said.items() if people >= FEWEST} | set(_our_words(responses.questionnaire))
    return OpenAnswers(tuple(found), frozenset(usual), frozenset(_identifiers(responses)))


def _given(variable: Variable, responses: Responses) -> Iterator[Answer]:
    for place, value in enumerate(responses.answers[variable.name]):
        if isinstance(value, str) and value.strip() and responses.weights[place] > 0:
            text = _clean(value)
            yield Answer(place, variable, text, frozenset(words_of(text)))


def _clean(text: str) -> str:
    """Compatible letters in their plain form, no control or direction marks, single spaces."""
    plain = unicodedata.normalize("NFKC", text)
    kept = ("" if unicodedata.category(x) == "Cf" else " " if unicodedata.category(x)[0] in "CZ" else x for x in plain)
    return " ".join("".join(kept).split())


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters.

    >>> words_of("I'd rather wait. No stress!")
    ["i'd", 'rather', 'wait', 'no', 'stress']
    """
    return [word.casefold() for word in _WORD.findall(text)]


def _by_person(answers: Iterable[Answer]) -> Iterable[tuple[int, set[str]]]:
    found: dict[int, set[str]] = {}
    for answer in answers:
        found.setdefault(answer.place, set()).update(answer.words)
    return found.items()


def _our_words(questionnaire: Questionnaire) -> Iterator[str]:
    """The words we asked with: questions, answers to choose from, the client's brands and terms."""
    study = questionnaire.study
    yield from (word for text in (*study.brands, *study.glossary) for word in words_of(text))
    for question in questionnaire.questions:
        texts = (question.text, *(row.text for row in question.rows), *(option.label for option in question.options))
        yield from (word for text in texts for word in words_of(text))


def _identifiers(responses: Responses) -> Iterator[str]:
    """What ids, keys, and answers to questions on who somebody is are made of, in small letters."""
    fine = {one.name for one in open_questions(responses.questionnaire)}
    texts: list[object] = list(responses.answers.index)
    for variable in responses.questionnaire.variables():
        if variable.kind == "text" and variable.name not in fine and variable.name in responses.answers.columns:
            texts += list(responses.answers[variable.name])
    for text in texts:
        if isinstance(text, str):
            yield from (part for part in _chunks(_clean(text)) if len(part) > 1)


def _chunks(text: str) -> set[str]:
    """A text in pieces: between spaces, and between anything that is no letter or digit."""
    small = text.casefold()
    return {part.strip(".,;:!?\"'()[]“”„«»") for part in small.split()} | set(re.findall(r"\w+", small))


def quotable(text: str, usual: frozenset[str], identifiers: frozenset[str] = frozenset()) -> str | None:
    """A text as it may be quoted, or None where it may not be.

    None: what looks like an address, a number of four digits or more, an identifier or a name, or is one of
    `identifiers`; a capital letter within a sentence on a word that is not `usual`; shorter than four words or longer
    than 200 letters; more than two words, or one in six, that are not usual. Those that are not are left out.

    >>> usual = frozenset(words_of("the app is too slow in the morning"))
    >>> quotable("The app is terribly slow in the morning.", usual)
    'The app is […] slow in the morning.'
    >>> quotable("The app of Zoe is too slow in the morning.", usual) is None
    True
    """
    if not SHORTEST <= len(text) <= LONGEST or any(pattern.search(text) for pattern in IDENTIFIES):
        return None
    words = list(_WORD.finditer(text))
    ours = usual | _SELF
    rare = [word for word in words if word[0].casefold() not in ours]
    named = any(word[0][0].isupper() and not _BEGINS.search(text[: word.start()]) for word in rare)
    if named or len(words) < FEWEST_WORDS or len(rare) > min(MOST_HIDDEN, len(words) // 6):
        return None
    if identifiers & (_chunks(text) - usual):
        return None
    for word in reversed(rare):
        text = text[: word.start()] + HIDDEN + text[word.end() :]
    return text


def quotes(told: OpenAnswers, inside: Flags) -> tuple[Quote, ...]:
    """Up to three answers from people of a group that may be quoted; those that sound most like the group.

    `inside`: who may be quoted (for a segment, people whose membership is at least .8). Nothing where fewer than five
    of them answered. An answer sounds like a group by the words that more of its people use than of all; the answers
    of different questions come first, none is shown twice.
    """
    own = [answer for answer in told.answers if inside[answer.place]]
    if len({answer.place for answer in own}) < FEWEST:
        return ()
    lean = _leaning(told.answers, own)
    found: list[tuple[int, float, str, Variable]] = []
    for answer in own:
        text = quotable(answer.text, told.usual, told.identifiers)
        if text is not None:
            sound = sum(lean[word] for word in answer.words) / len(answer.words) ** 0.5
            found.append((text.count(HIDDEN), -round(sound, 9), text, answer.variable))
    chosen: dict[str, Quote] = {}
    asked: Counter[str] = Counter()
    for _ in range(MOST):
        rest = [one for one in found if one[2] not in chosen]
        if rest:
            *_, text, variable = min(rest, key=lambda one: (asked[one[3].name], *one[:3]))
            asked[variable.name] += 1
            chosen[text] = Quote(variable.name, variable.text, text)
    return tuple(chosen.values())


def _leaning(everybody: Iterable[Answer], own: Iterable[Answer]) -> pd.Series[float]:
    """By how much more of the group than of all use a word, of those who answered."""
    shares = []
    for answers in (own, everybody):
        people = dict(_by_person(answers))
        shares.append(
            pd.Series(Counter(word for words in people.values() for word in words), dtype=float) / len(people)
        )
    lean: pd.Series[float] = shares[0].sub(shares[1], fill_value=0.0)
    return lean
