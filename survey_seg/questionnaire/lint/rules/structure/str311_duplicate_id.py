"""Two questions with the same id.

What it does
    Finds ids that are used twice, among questions, the lines of grids, and the columns a multi question gives to its
    answers (media_1, media_2 ...).

Why it is bad
    It is left open which of the two an answer in the response file belongs to: one of them is lost without a word.

Example
    questions:
      - {id: visits_today, text: Did you train today?, type: text, role: [link]}
      - {id: visits_today, text: Did you train at home today?, type: text, role: [link]}

Use instead
    questions:
      - {id: visits_today, text: Did you train today?, type: text, role: [link]}
      - {id: home_today, text: Did you train at home today?, type: text, role: [link]}

When it stays silent
    For ids that differ in capitals or by one sign, and for two questions that read the same column of the response
    file.

Source
    SurveyJS linter, name/duplicate; pyxform issue 23. Lost answers are reported in SurveyJS survey-creator issue 116.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Path, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every id that stands for a second thing."""
    first: dict[str, Path] = {}
    for path, name in _named(questionnaire):
        if name not in first:
            first[name] = path
            continue
        line = questionnaire.line(*first[name])
        where = f"on line {line}" if line is not None else f"by {questionnaire.questions[int(first[name][1])].id}"
        yield RULE.at(
            questionnaire,
            path,
            message=f"the id {quoted(name)} is used already, {where}",
            reason="answers of the two cannot be told apart",
            suggestion="Give one of them another id",
        )


def _named(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    for path, question in numbered(questionnaire):
        yield (*path, "id"), question.id
        for index, row in enumerate(question.rows):
            yield (*path, "rows", index, "id"), row.id
        if question.type == "multi":
            codes = dict.fromkeys(option.code for option in question.options)
            for index, code in enumerate(codes):
                yield (*path, "options", index), f"{question.id}_{code}"


RULE = Rule("STR311", "duplicate-id", "error", __doc__, check)
