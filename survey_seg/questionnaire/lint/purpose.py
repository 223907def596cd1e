"""What a question is for: who owes an action and a reach, and which questions nobody can act on."""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.words.verbs import vagueness
from survey_seg.questionnaire.memory import once
from survey_seg.questionnaire.minutes import minutes_each
from survey_seg.questionnaire.model import DataType, Path, Question, Questionnaire, Reach

TECHNICAL_ROLES = frozenset({"screener", "quota", "weight", "link", "consent", "attention", "duration"})
"""Roles that serve the study itself."""

WHO_PEOPLE_ARE = frozenset({"demographic", "firmographic", "geo"})
"""Data types that say who people are, not what they do or want."""

VIA = ("crm", "ad_platform", "sales_cue", "media", "list", "typing", "none")
"""How people who gave an answer can be found."""

FINDABLE = frozenset({"crm", "ad_platform", "sales_cue", "media", "list"})
"""Ways that find people who were never asked."""


@once
def numbered(questionnaire: Questionnaire) -> tuple[tuple[Path, Question], ...]:
    """Every question with its place in the file."""
    return tuple((("questions", index), question) for index, question in enumerate(questionnaire.questions))


def is_technical(question: Question) -> bool:
    """Whether a question owes no action and no reach: it shows something, or serves the study and no segment.

    >>> is_technical(Question(id="q1", text="Your age?", type="number", role=("quota", "descriptor")))
    True
    >>> is_technical(Question(id="q1", text="Your age?", type="number", role=("quota", "basis")))
    False
    """
    if question.type == "info":
        return True
    return "basis" not in question.role and not TECHNICAL_ROLES.isdisjoint(question.role)


@once
def substantive(questionnaire: Questionnaire) -> tuple[tuple[Path, Question], ...]:
    """The questions that owe an action, with their places."""
    return tuple((path, question) for path, question in numbered(questionnaire) if not is_technical(question))


def basis_questions(questionnaire: Questionnaire) -> Iterator[tuple[Path, Question]]:
    """The questions that segments are built on, with their places."""
    return ((path, question) for path, question in substantive(questionnaire) if "basis" in question.role)


def ways(questionnaire: Questionnaire) -> Iterator[tuple[Path, Question, Reach]]:
    """Every way of reaching people, with its place and the question whose answer it finds."""
    return (
        ((*path, "reach", index), question, way)
        for path, question in numbered(questionnaire)
        for index, way in enumerate(question.reach)
    )


def users_of_fields(questionnaire: Questionnaire) -> dict[str, list[tuple[Question, Reach]]]:
    """The questions that are reached through each CRM field, by the field's name in small letters."""
    users: dict[str, list[tuple[Question, Reach]]] = {}
    for _, question, way in ways(questionnaire):
        if way.via == "crm" and way.field:
            users.setdefault(way.field.casefold(), []).append((question, way))
    return users


def not_actionable(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions whose answers nobody can act on: no action at all, or none but vague ones."""
    language = questionnaire.study.language
    return tuple(
        question
        for _, question in substantive(questionnaire)
        if all(vagueness(action, language) for action in question.action)
    )


@once
def share_not_actionable(questionnaire: Questionnaire) -> float:
    """The part of the expected answering time, 0 to 1, that goes to questions nobody can act on."""
    idle = {question.id for question in not_actionable(questionnaire)}
    each = list(zip(questionnaire.questions, minutes_each(questionnaire), strict=True))
    whole = sum(minutes for _, minutes in each)
    return sum(minutes for question, minutes in each if question.id in idle) / whole if whole else 0.0


def can_type(question: Question) -> bool:
    """Whether a question is meant to be asked again, alone, to tell someone's segment."""
    return "typing" in question.role or any(way.via == "typing" for way in question.reach)


def has_data(questionnaire: Questionnaire, kind: DataType) -> bool:
    """Whether the study holds data of a kind: a question of that data type, or external data that is joined."""
    asked = any(question.data_type == kind for question in questionnaire.questions)
    return asked or any(source.kind == kind for source in questionnaire.study.external_data)


def has_value(questionnaire: Questionnaire) -> bool:
    """Whether the study knows what people are worth: it asks for value in any role, or joins it."""
    asked = any("value" in question.role for question in questionnaire.questions)
    return asked or has_data(questionnaire, "value")
