"""A question that repeats itself too often.

What it does
    Multiplies how often a looped question is asked at most by the lines of it: more than 40 answers are too many.

Why it is bad
    Ten brands on eight lines are 80 ticks on the same statements. From the third brand on people repeat themselves, and
    those who know most brands, the market's best customers, leave first.

Example
    questions:
      - id: media
        role: [quota]
        options: [{code: 1, label: Podcasts}, {code: 2, label: TV}, {code: 3, label: Radio}, {code: 4, label: Posters}]
      - id: liking
        text: How much do you like the advertising there?
        type: grid
        min: 1
        max: 5
        loop: {over: media, most: 21}
        rows: [{id: l1, text: It is funny}, {id: l2, text: It is useful}]

Use instead
    questions:
      - id: liking
        text: How much do you like the advertising there?
        type: grid
        min: 1
        max: 5
        loop: {over: media, most: 2}
        rows: [{id: l1, text: It is funny}, {id: l2, text: It is useful}]

When it stays silent
    Up to and including 40 answers. Without `most` the number of answers of the looped question counts. All looped
    questions over the same answers are counted together.

Source
    Market research practice; straight-lining in brand batteries.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every loop that asks for more answers than the limit, told where it passes it."""
    most = RULE.limit(questionnaire, "answers")
    answers = {question.id: _answers(question) for question in questionnaire.questions}
    asked: dict[str, int] = {}
    told: set[str] = set()
    for path, question in numbered(questionnaire):
        if question.loop is None:
            continue
        over = question.loop.over
        rounds = question.loop.most or answers.get(over, 1)
        asked[over] = asked.get(over, 0) + rounds * (len(question.rows) or 1)
        if asked[over] > most and over not in told:
            told.add(over)
            yield RULE.at(
                questionnaire,
                (*path, "loop"),
                message=f"up to {asked[over]} answers in the loop over {over}, at most {most:g} are advised",
                reason="people repeat themselves from the third round on, and the best customers leave first",
                suggestion="Ask two or three of them, chosen by chance, and fewer lines",
            )


def _answers(question: Question) -> int:
    return sum(not option.missing and not option.exclusive for option in question.options) or 1


RULE = Rule("LEN015", "loop-explosion", "warning", __doc__, check, limits={"answers": 40})
