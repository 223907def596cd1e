"""A "don't know" beside statements of opinion that segments are built on.

What it does
    Finds, once per study, the scales and grids of basis questions on attitudes that offer "don't know" or "no opinion".

Why it is bad
    Offered an exit, people who would have an opinion after a moment's thought take it. Their answers are gaps in the
    very items on which segments stand.

Example
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree}
          - {code: 2, label: Neither}
          - {code: 3, label: Agree}
          - {code: 98, label: Don't know, missing: true}

Use instead
    questions:
      - id: price
        options:
          - {code: 1, label: Disagree}
          - {code: 2, label: Neither}
          - {code: 3, label: Agree}

When it stays silent
    For behaviour, needs and facts, which people may really not know, for "not applicable" and "prefer not to say", and
    for questions that are no basis.

Source
    Krosnick and Presser 2010, Question and questionnaire design: no-opinion options attract people who take the easy
    way.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Questionnaire

NO_OPINION = Late(
    r"\b(?:(?:do not|don't) know|no opinion|can't say|weiss (?:ich )?nicht|keine meinung|kann ich nicht sagen)\b"
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding at the first such question, naming all of them."""
    found = [
        (path, question.id)
        for path, question in basis_questions(questionnaire)
        if question.type in ("scale", "grid")
        and question.data_type == "attitude"
        and any(NO_OPINION.search(plain_text(option.label)) for option in question.options)
    ]
    if found:
        yield RULE.at(
            questionnaire,
            (*found[0][0], "options"),
            message=f"no opinion is offered on attitudes of the basis: {listed(name for _, name in found)}",
            reason="people who would have an opinion take the exit",
            suggestion="Leave it out where everybody can have an opinion, or say why some cannot",
        )


RULE = Rule("OPT206", "dk-on-attitude", "info", __doc__, check, confidence="medium")
