"""Agree formats: scales on which people say yes or no to a statement, in English and German."""

from __future__ import annotations

import re
from types import MappingProxyType

from survey_seg.questionnaire.lint.cues import plain_text
from survey_seg.questionnaire.model import Question

_WORDS = MappingProxyType(
    {
        "en": re.compile(r"\b(?:dis)?agrees?\b|\bappl(?:y|ies) to me\b|\btrue (?:of|for) me\b|\bdescribes me\b"),
        "de": re.compile(
            r"\bstimme\b.*\bzu\b|\bstimmt\b|\btrifft\b.*\bzu\b|\bzustimmung\b|\bzutreffend\b|\blehne\b.*\bab\b"
        ),
    }
)


def is_agree_format(question: Question, language: str) -> bool:
    """Whether a question asks for agreement; False in languages whose words are not known.

    The answers decide; where only numbers label them, the text of the question does.

    >>> from survey_seg.questionnaire.model import Option
    >>> ends = (Option(code=1, label="Disagree"), Option(code=2, label="Agree"))
    >>> asked = Question(id="q1", text="Prices matter to me", type="scale", options=ends)
    >>> is_agree_format(asked, "en"), is_agree_format(asked, "fr")
    (True, False)
    """
    words = _WORDS.get(language)
    if words is None or question.type not in {"scale", "grid", "single", "number"}:
        return False
    labels = [plain_text(option.label) for option in question.options]
    if any(letter.isalpha() for label in labels for letter in label):
        return any(words.search(label) for label in labels)
    return bool(words.search(plain_text(question.text)))
