"""An instruction that nobody reads to its end.

What it does
    Counts the words of shown texts and of instructions: more than 50 are too many.

Why it is bad
    Instructions are skipped, the longer the surer. Who needs them answers without them.

Example
    study: {lint: {limits: {LEN012: {words: 14}}}}
    questions:
      - {id: visits, instruction: "Please think of all days on which you trained, be it at home or in a studio"}

Use instead
    study: {lint: {limits: {LEN012: {words: 14}}}}
    questions:
      - {id: visits, instruction: "Count every day, at home or in a studio"}

When it stays silent
    Up to and including 50 words (the example sets a lower limit to stay short), and for consent, whose words the law
    asks for: questions of role consent, texts on privacy and taking part, and what is shown before the first answer.

Source
    Versta Research counts a third of a point for each sentence of an instruction; Tourangeau, Conrad and Couper 2013 on
    instructions that are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.formalities import speaks_of_consent
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import words_of
from survey_seg.questionnaire.model import Path, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every shown text or instruction with more words than the limit."""
    most = RULE.limit(questionnaire, "words")
    for path, text in _instructions(questionnaire):
        words = len(words_of(text))
        if words > most and not speaks_of_consent(text):
            yield RULE.at(
                questionnaire,
                path,
                message=f"{words} words of instruction, at most {most:g} are advised",
                reason="instructions are skipped, the longer the surer",
                suggestion="Keep what changes the answer, and say it in the question",
            )


def _instructions(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    asked = False
    for path, question in numbered(questionnaire):
        if "consent" in question.role or speaks_of_consent(question.text):
            continue
        if question.type == "info" and asked:
            yield (*path, "text"), question.text
        if question.instruction and asked:
            yield (*path, "instruction"), question.instruction
        asked = asked or question.type != "info"


RULE = Rule("LEN012", "instruction-words", "warning", __doc__, check, limits={"words": 50})
