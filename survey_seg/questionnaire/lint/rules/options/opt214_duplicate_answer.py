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
        for index, why in _clashes(question.options):
            yield RULE.at(
                questionnaire,
                (*path, "options", index),
                message=why,
                reason="a value in the response file could be either answer",
                suggestion="Give each answer its own code and its own words",
            )


def _clashes(options: tuple[Option, ...]) -> Iterator[tuple[int, str]]:
    labels: dict[int, str] = {}
    codes: dict[str, int] = {}
    for index, option in enumerate(options):
        spellings = _spellings(option)
        taken = next((word for word in spellings if word in codes), None)
        if option.code in labels:
            yield index, f"code {option.code} stands for {quoted(labels[option.code])} and for {quoted(option.label)}"
        elif taken is not None:
            yield index, f"{quoted(spellings[taken])} stands for code {codes[taken]} and for code {option.code}"
        labels.setdefault(option.code, option.label)
        for word in spellings:
            codes.setdefault(word, option.code)


def _spellings(option: Option) -> dict[str, str]:
    written = (option.label, *(str(other) for other in option.also))
    spelled = {" ".join(text.casefold().split()): text for text in written}
    return {key: text for key, text in spelled.items() if any(letter.isalnum() for letter in key)}


RULE = Rule("OPT214", "duplicate-answer", "error", __doc__, check)
