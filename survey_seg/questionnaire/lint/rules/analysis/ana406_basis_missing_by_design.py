"""A basis question that not everybody is asked.

What it does
    Finds basis questions with a condition (`show_if`), asked of a part of the people by chance (`asked_of`), with a
    filter in words (`routing_note`), or jumped over by a `skip`.

Why it is bad
    People who were not asked have no value, and nobody can tell what they would have said. They are left out, or put
    into a segment by what is missing: the filter comes back as a segment.

Example
    questions:
      - {id: needs, show_if: "visits >= 2"}

Use instead
    questions:
      - {id: needs, show_if: null}

When it stays silent
    For questions outside the basis, and for skips to the end: people who are screened out are not in the sample.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 6: distances need the same variables for
    everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.model import Question, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every basis question that is missing by design for some."""
    jumped = _jumped(questionnaire)
    for path, question in basis_questions(questionnaire):
        key, why = _reason(question)
        jumper = jumped.get(int(path[1]), "")
        if not key and not jumper:
            continue
        yield RULE.at(
            questionnaire,
            (*path, key) if key else path,
            message=f"the basis question is {why}" if key else f"the basis question is jumped over from {jumper}",
            reason="people without an answer would form a segment of their own, or be left out",
            suggestion="Ask everybody, take it out of the basis, or screen the others out before",
        )


def _reason(question: Question) -> tuple[str, str]:
    if question.show_if:
        return "show_if", f"asked only if {quoted(question.show_if)}"
    if question.asked_of is not None and question.asked_of < 1:
        return "asked_of", f"asked of {100 * question.asked_of:.0f}% by chance"
    if question.routing_note:
        return "routing_note", f"asked only by the note {quoted(question.routing_note)}"
    return "", ""


def _jumped(questionnaire: Questionnaire) -> dict[int, str]:
    """The first question that jumps over each place: one walk, with the farthest jump so far."""
    place = {question.id: index for index, question in reversed(list(enumerate(questionnaire.questions)))}
    found: dict[int, str] = {}
    farthest, jumper = 0, ""
    for index, question in enumerate(questionnaire.questions):
        if index < farthest:
            found[index] = jumper
        for skip in question.skip:
            to = place.get(skip.to, -1)
            if to > farthest and to > index + 1:
                farthest, jumper = to, question.id
    return found


RULE = Rule("ANA406", "basis-missing-by-design", "error", __doc__, check)
