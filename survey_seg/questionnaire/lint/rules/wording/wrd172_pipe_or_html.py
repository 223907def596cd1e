"""Code that respondents would read.

What it does
    Finds placeholders (${name}, {{name}}, [[name]]), character codes (&nbsp;) and tags (<b>, <br>) in questions, rows,
    instructions and answers.

Why it is bad
    What the survey tool should have replaced stands on the screen, and the question makes no sense.

Example
    questions:
      - id: visits
        text: "How often did you train in ${period}?"

Use instead
    questions:
      - id: visits
        text: "How often did you train in the last four weeks?"

When it stays silent
    For a single < or > in a sentence, for an e-mail address in angle brackets, and for & between words.

Source
    The checks of survey tools on piping and markup; issues of the ONS schema validator.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.words.items import items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Path, Questionnaire

CODE = Late(
    r"\$\{[^}\n]{0,80}\}?|\{\{[^}\n]{0,80}\}\}|\[\[[^\]\n]{1,80}\]\]|&(?:[a-zA-Z]{2,8}|#\d{1,6});|"
    r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>@\n]{0,200})?/?>|</?(?:b|i|u|p|br|em|strong|span|div|font|a|"
    r"img|script)\b[^<>]{0,200}$"
)
SIGNS = "$&<{["


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every placeholder, character code or tag in a text or answer."""
    for path, text in _texts(questionnaire):
        match = CODE.search(text) if any(sign in text for sign in SIGNS) else None
        if match:
            yield RULE.at(
                questionnaire,
                path,
                message=f"{quoted(match[0])} is code that respondents would read",
                reason="the text makes no sense where nothing replaces it",
                suggestion="Write out what should stand there",
            )


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    for item in items(questionnaire):
        yield item.path, item.text
    for path, question in numbered(questionnaire):
        for index, option in enumerate(question.options):
            yield (*path, "options", index, "label"), option.label


RULE = Rule("WRD172", "pipe-or-html", "warning", __doc__, check, false_alarms=0.0)
