"""Two things in one item: two verdicts, or two objects of one verdict, joined by "and"."""

from __future__ import annotations

import re
from collections.abc import Callable

from survey_seg.questionnaire.lint.words.cues import vocabulary, words_of
from survey_seg.questionnaire.lint.words.items import Item
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words

FILLERS = vocabulary("also then very really quite always never often usually more too just still even so as much")
DETERMINERS = vocabulary("the a an my our your their its his her this these that those")
NO_PARTICIPLES = vocabulary(
    "need speed bed feed breed exceed embed hundred sacred proceed succeed united limited red seed weed"
)
NO_ADVERBS = vocabulary("family early daily weekly monthly yearly only supply reply apply italy july fly friendly")
NO_VERBS = vocabulary(
    "in on at for with to of from by as than about after before over under up down out off how what "
    "when that if whether which who between without because per via all both not so then even where "
    "while during since or but yet nor is"
)
"""Words that stand before an article and are no verbs."""
ADJECTIVE_ENDINGS = ("able", "ible", "ful", "ive", "ous")
NO_ADJECTIVES = vocabulary(
    "table cable vegetable motive olive executive representative archive drive five relative "
    "initiative alternative native objective detective live give receive arrive perspective handful "
    "spoonful initiative incentive directive bible"
)
NO_NOUNS = vocabulary(
    "i me you he him she her it we us they them one this that these those whether if how what which who why"
)
"""Words that stand for a thing or open a clause, and name nothing that is rated beside another."""
GERMAN_ADJECTIVE = Late(r"\w{2,}(?:lich|isch|sam|bar|haft|los)(?:e|er|es|en|em)?")
FEWEST = 4
"""Letters a word has at least before its ending speaks for it."""
_RELATIVE = Late(r" (?:when|if|because|while|before|after|during|since|who|which|where|that|whose|so that|as)\b")
_SUBJECTS = Late(
    r"(?:the |our |my |your |their |its |this )?(?P<left>\w+) and (?:the |our |my |your |their |its )?(?P<right>\w+)"
    r"(?: \w+){0,6}? (?:are|were|is|was|have|meet|match|suit|make|fit|seem|look|feel|help|do|should|must|can|work)\b"
)
_ASKED_SUBJECTS = Late(
    r"(?:is|are|was|were|do|does|did) (?:the|our|your|its|this) (?P<left>\w+) and (?:the |our |your |"
    r"its )?(?P<right>\w+) (?!(?:of|in|at|on|between) )"
)
_NAMES = Late(r"[A-Z]\w+ and [A-Z]\w+")
_GERMAN_NOUNS = Late(
    r"(?P<left>[A-ZÄÖÜ]\w+) und (?:(?:der|die|das|den|dem|des|[ui]hre?[nmrs]?|unsere?[nmrs]?|"
    r"\w+e[nrsm]?) ){0,2}(?P<right>[A-ZÄÖÜ]\w+)"
)
_GERMAN_SUBJECTS = Late(
    r"(?:Der|Die|Das|Unsere?|Meine?|Ihre?) (?P<left>[A-ZÄÖÜ]\w+) und (?:(?:der|die|das|unsere?|meine?) "
    r")?(?P<right>[A-ZÄÖÜ]\w+)(?: \w+){0,6}? (?:sind|waren|haben|passen|gefallen|stimmen|überzeugen)\b"
)
_GERMAN_CLAUSE = Late(r"[,;:] ?(?:wenn|falls|weil|während|bevor|nachdem|der|die|das|dass|welche\w*|wo)\b|[?]")
_RATED = Late(r"poor|dissatisfied|schlecht|unzufrieden")


def two_verdicts(item: Item, language: str) -> str:
    """The words in which an item passes two verdicts; empty when it passes one, or nobody can tell.

    A leading condition, brackets, examples and "between .. and .." are no verdicts.
    """
    if language == "en" and "and" in item.words:
        return _each_join(item.plain, _english_join, en_words.SUBORDINATE, en_words.EXAMPLES)
    if language == "de" and "und" in item.words:
        return _each_join(item.text.replace("ß", "ss"), _german_join, de_words.SUBORDINATE, de_words.EXAMPLES)
    return ""


def _each_join(text: str, join: Callable[[tuple[str, ...], int], str], leading: Late, examples: Late) -> str:
    text = examples.sub(" ", leading.sub("", text))
    for clause in re.split(r"[,;:.?!]", text):
        words = words_of(clause)
        for index in range(1, len(words) - 1):
            if words[index] in {"and", "und"} and (found := join(words, index)):
                return found
    return ""


def _english_join(words: tuple[str, ...], at: int) -> str:
    left, right = words[at - 1], words[at + 1]
    if f"{left} {right}" in en_words.FIXED_PAIRS or left in en_words.NO_PARTNER or right in en_words.NO_PARTNER:
        return ""
    shown = " ".join(words[max(at - 2, 0) : at + 3])
    if right in {"i", "we", "they"} and left not in {"you", "he", "she"}:
        return shown if at > 2 else ""
    rest = words[at + 1 :]
    while len(rest) > 1 and (rest[0] in FILLERS or (rest[0].endswith("ly") and rest[0] not in NO_ADVERBS)):
        rest = rest[1:]
    return shown if _joins_verdicts(left, rest, first=at < 2) else ""


def _joins_verdicts(left: str, rest: tuple[str, ...], *, first: bool) -> bool:
    right = rest[0]
    if _is_adverb(left) and _is_adverb(right):
        return True
    if _is_adjective(left) and (_is_adjective(right) or _is_participle(right)):
        return True
    if right in en_words.VERBS or _is_participle(right):
        return not first
    follows = rest[1] if len(rest) > 1 else ""
    return right not in NO_VERBS and not first and bool(re.fullmatch(en_words.OBJECT, f" {follows}"))


def _is_adjective(word: str) -> bool:
    return word in en_words.ADJECTIVES or (word.endswith(ADJECTIVE_ENDINGS) and word not in NO_ADJECTIVES)


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > FEWEST and word not in NO_ADVERBS


def _is_participle(word: str) -> bool:
    return word.endswith("ed") and len(word) > FEWEST and word not in NO_PARTICIPLES


def _german_join(words: tuple[str, ...], at: int) -> str:
    left, right = words[at - 1], words[at + 1]
    pair = f"{left} {right}".casefold()
    if pair in de_words.FIXED_PAIRS or {left.casefold(), right.casefold()} & de_words.NO_PARTNER or at < 2:
        return ""
    shown = " ".join(words[max(at - 2, 0) : at + 3])
    if right in {"ich", "wir", "es", "man"} or right in de_words.VERBS:
        return shown
    if _is_german_adjective(left) and _is_german_adjective(right):
        return shown
    return shown if _finishes(words, at) else ""


def _is_german_adjective(word: str) -> bool:
    plain = word.casefold()
    if word.islower() and GERMAN_ADJECTIVE.fullmatch(plain):
        return True
    return any(
        plain.endswith(ending) and plain.removesuffix(ending) in de_words.ADJECTIVE_STEMS for ending in de_words.ENDINGS
    )


def _finishes(words: tuple[str, ...], at: int) -> bool:
    """Whether two small-letter words in -t or -en are joined at the end of a clause: "beraten und betreut"."""
    left, right = words[at - 1], words[at + 1]
    verbs = left.endswith(("t", "en")) and right.endswith(("t", "en")) and left.islower() and right.islower()
    return verbs and len(right) > FEWEST and len(left) > FEWEST and at + 2 == len(words)


def two_objects(item: Item, language: str) -> str:
    """The words in which an item names two things for one verdict; empty when it names one, or nobody can tell."""
    if language == "en" and "and" in item.words:
        return _english_objects(item)
    if language == "de" and "und" in item.words:
        return _german_objects(item)
    return ""


def _english_objects(item: Item) -> str:
    text = en_words.EXAMPLES.sub(" ", item.plain)
    subjects = _SUBJECTS.match(text)
    if subjects and item.form == "statement" and _are_two(subjects["left"], subjects["right"]):
        return f"{subjects['left']} and {subjects['right']}"
    asked = _ASKED_SUBJECTS.match(text)
    if asked and item.form == "question" and _are_two(asked["left"], asked["right"]):
        return f"{asked['left']} and {asked['right']}"
    judged = en_words.EVALUATES.search(text, item.words)
    if judged:
        text = text[judged.end() :]
    elif not (item.is_row and _is_rated_list(item) and item.sequence[:1] not in (("i",), ("we",), ("my",))):
        return ""
    if _NAMES.search(item.text):
        return ""
    return _first_pair(_RELATIVE.split(text, maxsplit=1)[0])


def _is_rated_list(item: Item) -> bool:
    return bool(_RATED.search(item.labels)) and "disagree" not in item.labels


def _first_pair(text: str) -> str:
    for clause in re.split(r"[;:.?!]", text):
        words = words_of(clause)
        for at in range(1, len(words) - 1):
            rest = [word for word in words[at + 1 :] if word not in DETERMINERS]
            if words[at] == "and" and rest and _are_two(words[at - 1], rest[0]):
                return " ".join(words[max(at - 1, 0) : at + 3])
    return ""


def _are_two(left: str, right: str) -> bool:
    if f"{left} {right}" in en_words.FIXED_PAIRS or {left, right} & en_words.NO_PARTNER:
        return False
    if left in en_words.ADJECTIVES or right in en_words.VERBS or left.isdigit() or right.isdigit():
        return False
    return NO_NOUNS.isdisjoint({left, right})


def _german_objects(item: Item) -> str:
    text = " ".join(de_words.EXAMPLES.sub(" ", item.text.replace("ß", "ss")).split())
    subjects = _GERMAN_SUBJECTS.match(text)
    if subjects and item.form == "statement" and _are_two_german(subjects):
        return f"{subjects['left']} und {subjects['right']}"
    judged = de_words.EVALUATES.search(item.plain, item.words)
    rated = bool(_RATED.search(item.labels)) and item.is_row and "lehne" not in item.labels
    if not judged and not rated:
        return ""
    start = min(judged.end(), len(text)) if judged else 0
    found = _GERMAN_NOUNS.search(_GERMAN_CLAUSE.split(text[start:], maxsplit=1)[0])
    return found[0] if found and _are_two_german(found) else ""


def _are_two_german(pair: re.Match[str]) -> bool:
    left, right = pair["left"].casefold(), pair["right"].casefold()
    return f"{left} {right}" not in de_words.FIXED_PAIRS and not {left, right} & de_words.NO_PARTNER
