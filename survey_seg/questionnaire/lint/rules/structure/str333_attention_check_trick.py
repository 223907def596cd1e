"""An attention check that does not say what to tick.

What it does
    Finds attention checks whose text, lines and instruction name none of their answers, neither in words nor by its
    number.

Why it is bad
    People who read carefully have to guess what is wanted, and are thrown out when they guess otherwise.

Example
    questions:
      - id: read
        text: We check that people read. Please choose what you should
        type: scale
        role: [attention]
        options: [{code: 1, label: Disagree}, {code: 2, label: Agree}]

Use instead
    questions:
      - id: read
        text: Please choose "Agree" here, to show that you read this
        type: scale
        role: [attention]
        options: [{code: 1, label: Disagree}, {code: 2, label: Agree}]

When it stays silent
    For checks without a list of answers (a sum to work out, a word to type), and for statements with one right answer,
    which are judged by people: those are not marked here, so give them a reason to be ignored.

Source
    Curran 2016, Methods for the detection of carelessly invalid responses: instructed items have one right answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question, Questionnaire

NUMBER = Late(r"\d+")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every attention check that names none of its answers."""
    for path, question in numbered(questionnaire):
        if "attention" in question.role and question.options and not _names_an_answer(question):
            yield RULE.at(
                questionnaire,
                path,
                message="the attention check names none of its answers",
                reason="people who read have to guess what is wanted",
                suggestion=f"Say it in the text, such as: please choose {quoted(question.options[-1].label)}",
            )


def _names_an_answer(question: Question) -> bool:
    texts = (question.text, question.instruction or "", *(row.text for row in question.rows))
    told = " ".join(map(plain_text, texts))
    if any(label in told for option in question.options if (label := plain_text(option.label))):
        return True
    codes = {str(option.code) for option in question.options}
    return not codes.isdisjoint(NUMBER.findall(told))


RULE = Rule("STR333", "attention-check-trick", "info", __doc__, check, confidence="medium")
