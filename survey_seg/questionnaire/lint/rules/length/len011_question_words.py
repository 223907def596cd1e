"""A question of too many words.

What it does
    Counts the words of each sentence of a question or a line of a grid: more than 25 are a warning, more than 45 an
    error. Several sentences may have 45 words together.

Why it is bad
    People read the beginning and the answers. What stands in between, usually the period or the exception, is not part
    of what they answer.

Example
    questions:
      - id: visits
        text: >-
          Thinking of the last four weeks, and leaving aside any days on which you were ill, away on business or on
          holiday, how often did you train, be it at home or in a studio?

Use instead
    questions:
      - {id: visits, text: How often did you train in the last four weeks?}

When it stays silent
    Up to and including 25 words in a sentence; for shown texts, consent, keys, and published scales
    (`validated_scale`); and in languages written without spaces.

Source
    Fowler 1995, Improving Survey Questions; Lenzner 2012 on question length. In validated questionnaires nine of ten
    items have 21 words or fewer (this project's count of 1,070 items).
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.formalities import speaks_of_consent
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import words_of
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Path, Question, Questionnaire

SENTENCE = Late(r"[.!?:;]\s|\n")
NO_QUESTION = {"consent", "link", "weight", "duration"}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question or line with more words than the limit."""
    advised, most, whole = (RULE.limit(questionnaire, name) for name in ("words", "most", "whole"))
    for path, question in numbered(questionnaire):
        if question.type == "info" or question.validated_scale or not NO_QUESTION.isdisjoint(question.role):
            continue
        for place, text in _texts(path, question):
            longest, words = _lengths(text)
            if (longest <= advised and words <= whole) or speaks_of_consent(text):
                continue
            yield RULE.at(
                questionnaire,
                place,
                message=f"a sentence of {longest} words, at most {advised:g} are advised"
                if longest > advised
                else f"{words} words to read, at most {whole:g} are advised",
                reason="people answer the beginning and skip the condition in the middle",
                suggestion="Move what explains into `instruction`, and ask one thing in one sentence",
                severity="error" if longest > most else None,
            )


def _texts(path: Path, question: Question) -> Iterator[tuple[Path, str]]:
    yield (*path, "text"), question.text
    for index, row in enumerate(question.rows):
        yield (*path, "rows", index), row.text


def _lengths(text: str) -> tuple[int, int]:
    """The words of the longest sentence, and of all."""
    counts = [len(words_of(sentence)) for sentence in SENTENCE.split(text)]
    return max(counts), sum(counts)


RULE = Rule("LEN011", "question-words", "warning", __doc__, check, limits={"words": 25, "most": 45, "whole": 45})
