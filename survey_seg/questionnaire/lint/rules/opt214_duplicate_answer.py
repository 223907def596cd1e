"""Two answers of a question with the same code or the same words.

What it does
    Finds codes that are given twice within one list of answers, and labels (or other spellings in `also`) that stand
    for two codes.

Why it is bad
    A 3 in the response file, or the word itself in a file with labels, could be either answer. Both rows of the table
    are wrong then, and nothing shows it.

Example
    questions:
      - id: visits
        options:
          - {code: 1, label: Never}
          - {code: 2, label: Weekly}
          - {code: 2, label: Daily}

Use instead
    questions:
      - id: visits
        options:
          - {code: 1, label: Never}
          - {code: 2, label: Weekly}
          - {code: 3, label: Daily}

When it stays silent
    For empty labels and labels of signs only, as scales with labelled ends have them, and for the same label in
    different questions.

Source
    SurveyJS linter, choices/duplicate; pyxform issue 23.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Option, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every answer whose code or words belong to an earlier answer too."""
    for path, question in numbered(questionnaire):
        for index, option in enumerate(question.options):
            for earlier in question.options[:index]:
                why = _clash(earlier, option)
                if why:
                    yield RULE.at(
                        questionnaire,
                        (*path, "options", index),
                        message=why,
                        reason="a value in the response file could be either answer",
                        suggestion="Give each answer its own code and its own words",
                    )
                    break


def _clash(earlier: Option, option: Option) -> str:
    if earlier.code == option.code:
        return f"code {option.code} stands for {quoted(earlier.label)} and for {quoted(option.label)}"
    words = _spellings(earlier).keys() & _spellings(option).keys()
    for word, written in _spellings(option).items():
        if word in words:
            return f"{quoted(written)} stands for code {earlier.code} and for code {option.code}"
    return ""


def _spellings(option: Option) -> dict[str, str]:
    written = (option.label, *(str(other) for other in option.also))
    spelled = {" ".join(text.casefold().split()): text for text in written}
    return {key: text for key, text in spelled.items() if any(letter.isalnum() for letter in key)}


RULE = Rule("OPT214", "duplicate-answer", "error", __doc__, check)
