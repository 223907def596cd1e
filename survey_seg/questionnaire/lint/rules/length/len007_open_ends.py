"""Too many open ends.

What it does
    Counts the questions that everybody answers in own words: more than three are too many.

Why it is bad
    An open end takes people three times as long as a tick, and costs somebody days of coding. The fourth is answered
    with "no" and "nothing".

Example
    questions:
      - {id: why, text: Why did you join?, type: text, role: [descriptor]}
      - {id: miss, text: What do you miss?, type: text, role: [descriptor]}
      - {id: change, text: What would you change?, type: text, role: [descriptor]}
      - {id: else, text: What else would you like to say?, type: text, role: [descriptor]}

Use instead
    questions:
      - {id: change, text: What would you change?, type: text, role: [descriptor]}
      - {id: else, text: What else would you like to say?, type: text, role: [descriptor]}

When it stays silent
    For open ends that only some are asked; for facts that are typed in (a name, a postcode), and for questions
    that serve the study itself.

Source
    Reja, Lozar Manfreda, Hlebec and Vehovar 2003, Open-ended vs. close-ended questions in web questionnaires; the limit
    is that of public agencies' checklists.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.formalities import is_open_end
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding, at the first open end that is too many."""
    most = round(RULE.limit(questionnaire, "open"))
    found = [(path, question) for path, question in numbered(questionnaire) if _is_open(question)]
    if len(found) <= most:
        return
    yield RULE.at(
        questionnaire,
        found[most][0],
        message=f"{len(found)} open ends for everybody: {listed((question.id for _, question in found), most=2)}",
        reason="the later ones are answered with 'no' and 'nothing', and all must be coded",
        suggestion=f"Keep at most {most}, close the others, or ask each only those it concerns",
    )


def _is_open(question: Question) -> bool:
    return is_open_end(question) and not question.show_if and not question.asked_of


RULE = Rule("LEN007", "open-ends", "warning", __doc__, check, limits={"open": 3})
