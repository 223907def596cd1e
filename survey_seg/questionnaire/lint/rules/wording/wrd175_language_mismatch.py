"""A text in another language.

What it does
    Finds questions whose small words belong to another language than study.language says: English, German, French,
    Spanish, Italian, Dutch.

Why it is bad
    A text left over from another version reaches people who cannot read it, and its words are looked up in the wrong
    lists here.

Example
    questions:
      - id: visits
        text: "Wie oft haben Sie in den letzten vier Wochen trainiert?"

Use instead
    questions:
      - id: visits
        text: "How often did you train in the last four weeks?"

When it stays silent
    For short texts, names and quotations: at least four small words of the other language are needed, and three times
    as many as of the declared one.

Source
    A check of this project; the small words are this project's own list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import vocabulary
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.lexicons import de_words, en_words
from survey_seg.questionnaire.model import Questionnaire

OTHERS: Final[Mapping[str, frozenset[str]]] = {
    "English": en_words.STOP_WORDS,
    "German": de_words.STOP_WORDS,
    ("French"): vocabulary("le la les des est vous votre que dans pour avec pas une sur êtes avez quel quelle nous ce"),
    "Spanish": vocabulary("el los las es usted su que en para con no una del ha cuál cómo por qué le sus"),
    "Italian": vocabulary("il lo gli di è lei suo che per con non una della ha quale come nel sono degli alla"),
    "Dutch": vocabulary("de het een is u uw dat in voor met niet van op heeft welke hoe zijn bent aan naar"),
}
NAMES: Final[Mapping[str, str]] = {"en": "English", "de": "German"}
FEWEST = 4
TIMES = 3


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every text whose small words are those of another language."""
    declared = NAMES.get(questionnaire.study.language)
    if declared is None:
        return
    for item in items(questionnaire):
        votes = {name: len(words & item.words) for name, words in OTHERS.items()}
        likely = max(votes, key=lambda name: votes[name])
        if likely != declared and votes[likely] >= max(FEWEST, TIMES * votes[declared]):
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(item.text)} looks {likely}, the study is in {declared}",
                reason="people who cannot read it guess or leave",
                suggestion="Translate the text, or set study.language",
            )


RULE = Rule("WRD175", "language-mismatch", "info", __doc__, check, confidence="medium", false_alarms=0.0)
