"""Every text of a questionnaire that a respondent reads as a question or a statement, read once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from survey_seg.questionnaire.lint.words.cues import Cue, plain_text, words_of
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.memory import once
from survey_seg.questionnaire.model import Path, Question, Questionnaire

Form = Literal["question", "request", "statement", "instruction"]
"""A question asks, a request tells to answer ("Rate the app"), a statement is judged, an instruction explains."""

ASKED: frozenset[Form] = frozenset({"question", "request"})
JUDGED: frozenset[Form] = frozenset({"question", "request", "statement"})
EVERY: frozenset[Form] = frozenset({"question", "request", "statement", "instruction"})

_OPENERS = {
    "en": Late(
        r"(?:and |but |or |so |then |overall, |in general, |generally, |in total, )?"
        r"(?:how|what|which|who|whom|whose|where|when|why|(?:in|at|to|from|on|for|by|with|of|about|during|through) "
        r"(?:what|which|whom|whose|how)|(?:do|does|did|have|has|had|are|is|was|were|will|would|could|can|should|may|"
        r"don't|doesn't|didn't|haven't|aren't|isn't|wouldn't|couldn't|can't|shouldn't|won't) "
        r"(?:you|your|we|our|i|my|it|they|there|the|this|that|these|those|any|anyone|people|it's))\b"
        r"(?! (?:i|my|we|our) )"
    ),
    "de": Late(
        r"(?:und |aber |oder )?"
        r"(?:wie|was|wer|wen|wem|wessen|wo|woher|wohin|wann|warum|wieso|weshalb|womit|wofür|wodurch|worauf|worüber|"
        r"woran|welche[rsmn]?|(?:in|an|auf|aus|bei|für|mit|nach|seit|über|um|unter|von|vor|zu) "
        r"(?:welche[rsmn]?|wie|was|wem|wen)|inwieweit|inwiefern|\w+ (?:sie|ihr|du|ihre|ihnen))\b"
    ),
}
_REQUESTS = {
    "en": Late(
        r"(?:please|kindly|rate|select|choose|tick|check|mark|indicate|tell|enter|specify|describe|rank|list|name|think|"
        r"imagine|consider|state|give|explain|pick|drag|divide|allocate|distribute|say|write|type|assign|click)\b"
    ),
    "de": Late(
        r"(?:bitte|bewerten|wählen|kreuzen|markieren|geben|nennen|beschreiben|ordnen|sagen|denken|verteilen|schätzen|"
        r"tragen|stellen|beurteilen|klicken|schreiben) ?(?:sie|sich)?\b"
    ),
}
_SENTENCE = Late(r"[^.!?:]*[.!?:]*")
LONG = 60
"""A text of so many words explains before it asks: a page of consent, a story."""
_ENDS_ASKING = Late(r"\?[\"'”“»«)\]]*(?: |$)")


@dataclass(frozen=True)
class Item:
    """One text as a respondent reads it.

    `plain` is the text in small letters, `words` its different words, `frame` what stands above it in plain text (the
    stem and the instruction of a row; the instruction of a stem), `labels` the answers in plain text.
    """

    path: Path
    question: Question
    text: str
    plain: str
    words: frozenset[str]
    form: Form
    frame: str
    labels: str

    @property
    def is_row(self) -> bool:
        """Whether the text is a line of a grid."""
        return "rows" in self.path

    @cached_property
    def sequence(self) -> tuple[str, ...]:
        """The words in the order written."""
        return words_of(self.plain)


@once
def items(questionnaire: Questionnaire) -> tuple[Item, ...]:
    """The texts in the order of the file: of each question the instruction, the text, the rows.

    >>> from survey_seg.questionnaire.brief import Study
    >>> asked = Question(id="q1", text="How old are you?", type="number")
    >>> [(item.path, item.form) for item in items(Questionnaire(study=Study(title="T"), questions=(asked,)))]
    [(('questions', 0, 'text'), 'question')]
    """
    language = questionnaire.study.language
    return tuple(
        item
        for index, question in enumerate(questionnaire.questions)
        for item in _of_question(("questions", index), question, language)
    )


def _of_question(path: Path, question: Question, language: str) -> Iterator[Item]:
    labels = " | ".join(plain_text(option.label) for option in question.options)
    instruction = plain_text(question.instruction or "")
    if question.instruction:
        yield _item((*path, "instruction"), question, question.instruction, "instruction", ("", labels))
    yield from _stem((*path, "text"), question, language, (instruction, labels))
    frame = f"{plain_text(question.text)} {instruction}"
    for number, row in enumerate(question.rows):
        form: Form = "question" if _ENDS_ASKING.search(row.text) else "statement"
        yield _item((*path, "rows", number, "text"), question, row.text, form, (frame, labels))


def _stem(path: Path, question: Question, language: str, around: tuple[str, str]) -> Iterator[Item]:
    """The text of a question; a long one in two, what explains and what asks."""
    text = question.text
    form: Form = "instruction" if question.type == "info" else form_of(text, language)
    if form == "instruction" or len(words_of(text)) < LONG:
        yield _item(path, question, text, form, around)
        return
    start = _asks_from(text, language)
    if text[:start].strip():
        yield _item(path, question, text[:start], "instruction", around)
    if start < len(text):
        frame = f"{plain_text(text[:start])} {around[0]}".rstrip()
        yield _item(path, question, text[start:], form_of(text[start:], language), (frame, around[1]))


def _asks_from(text: str, language: str) -> int:
    """Where a text begins to ask: at its first question, else at the last sentence if that asks, else at the end."""
    start = 0
    sentences = [match for match in _SENTENCE.finditer(text) if match[0].strip()]
    for sentence in sentences:
        start = sentence.start()
        if _ENDS_ASKING.search(sentence[0]):
            return start
    return start if form_of(text[start:], language) in ASKED else len(text)


def _item(path: Path, question: Question, text: str, form: Form, around: tuple[str, str]) -> Item:
    plain = plain_text(text)
    return Item(path, question, text, plain, frozenset(words_of(plain)), form, *around)


def form_of(text: str, language: str) -> Form:
    """Whether a text asks, requests or states.

    >>> form_of("Which app do you use", "en"), form_of("Please rate the app.", "en"), form_of("I like apps", "en")
    ('question', 'request', 'statement')
    """
    plain = plain_text(text).lstrip("\"'“„»*•-.( ")
    if _ENDS_ASKING.search(plain):
        return "question"
    if language in _REQUESTS and _REQUESTS[language].match(plain):
        return "request"
    if language in _OPENERS and _OPENERS[language].match(plain):
        return "question"
    return "statement"


def cued(
    questionnaire: Questionnaire, cues: Mapping[str, Cue], forms: frozenset[Form]
) -> Iterator[tuple[Item, re.Match[str]]]:
    """The texts of some forms in which the cue of the questionnaire's language is found, each with its first place."""
    cue = cues.get(questionnaire.study.language)
    if cue is None:
        return
    for item in items(questionnaire):
        if item.form in forms and (match := cue.search(item.plain, item.words)):
            yield item, match
