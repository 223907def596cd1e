"""A "none of these" that can be ticked together with others.

What it does
    Finds answers such as none of these, nothing, nowhere or don't know in questions with several answers that are not
    marked `exclusive: true`.

Why it is bad
    Some people tick two brands and none of these. Somebody has to decide afterwards which of the two is true, and each
    wave decides anew.

Example
    questions:
      - id: media
        options:
          - {code: 1, label: Podcasts}
          - {code: 2, label: Linear TV}
          - {code: 9, label: None of these}

Use instead
    questions:
      - id: media
        options:
          - {code: 1, label: Podcasts}
          - {code: 2, label: Linear TV}
          - {code: 9, label: None of these, exclusive: true}

When it stays silent
    For answers marked missing, for questions with one answer, and for labels that merely contain the words ("Nothing
    Phone"). "None" is known in English and German, "don't know" in French and Spanish too.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys: answers must exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.answers import opts_out, says_none
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every answer that denies the others and does not exclude them."""
    language = questionnaire.study.language
    for path, question in numbered(questionnaire):
        if question.type != "multi" or len(question.options) < 2:
            continue
        for index, option in enumerate(question.options):
            if option.exclusive or option.missing:
                continue
            if says_none(option.label, language) or opts_out(option.label):
                yield RULE.at(
                    questionnaire,
                    (*path, "options", index),
                    message=f"{quoted(option.label)} can be ticked together with other answers",
                    reason="people who tick both contradict themselves, and nobody knows which is true",
                    suggestion="Add `exclusive: true` to this answer",
                )


RULE = Rule("OPT208", "none-not-exclusive", "error", __doc__, check)
