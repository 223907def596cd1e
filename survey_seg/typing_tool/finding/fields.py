"""Which fields a firm can see without asking anybody, and which of them a find tool can use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_seg.analysis.model import Basis
from survey_seg.errors import CannotCompute, Problem, printable
from survey_seg.questionnaire.lint.words.sensitive import NAMED, SPECIAL, sensitive_topic
from survey_seg.questionnaire.model import Questionnaire, Reach, Variable
from survey_seg.responses.model import Responses
from survey_seg.typing_tool.making.candidates import Design, design_of, is_choice

SEEN = frozenset({"crm", "ad_platform", "media", "list"})
"""Routes that show a field of people who were never asked; a sales cue takes a talk, a typing question an answer."""

IN_MIND = frozenset({"need", "attitude"})
"""Data types that only asking shows: a field beside them (a coupon used) hints at the answer and is not the answer."""

SERVES_THE_STUDY = frozenset({"weight", "link", "consent", "attention", "duration"})

OFF_LIMITS = SPECIAL | {"hardship"}
"""Topics by which ad platforms may not be used to find people (lint rule RCH005)."""

SHORT = 60
"""Letters of a question's text in a sentence."""

MOST_ANSWERS = 60
"""Answers beyond which a question is to be grouped first: postcodes, brand names."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question with a route to people that is no field of the find tool, and why."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields a find tool may use, as columns, and the questions that look like fields and are none.

    `built_on`: whether the segments were built on one of the fields.
    """

    design: Design
    left_out: tuple[LeftOut, ...]
    built_on: bool


def find_fields(responses: Responses, basis: Basis) -> Fields:
    """The closed questions whose answers a firm can see without asking, for the people of the basis.

    A question counts when it has a route through CRM, ad platform, media or list, or is on geography. What the segments
    are built on, needs and attitudes count only when their column is a CRM field itself: otherwise the field that is
    named beside them says something else than the answer, and the survey would flatter it.

    Raises CannotCompute when the basis was built from other people, or no field is left.
    """
    if tuple(str(identifier) for identifier in responses.answers.index) != basis.ids:
        raise CannotCompute(Problem("TYPING_OTHER_PEOPLE", "the answers and the basis are not of the same people"))
    found, left_out = [], []
    for variable in responses.questionnaire.variables():
        if not (routes(variable) or variable.question.data_type == "geo") or variable.roles & SERVES_THE_STUDY:
            continue
        reason = _reason_against(variable, responses, basis)
        if reason:
            left_out.append(LeftOut(variable.name, reason))
        else:
            found.append(variable)
    if not found:
        raise CannotCompute(_none_left(responses.questionnaire, left_out))
    built_on = not _built_on(responses.questionnaire, basis).isdisjoint(one.column for one in found)
    return Fields(design_of(responses, found), tuple(left_out), built_on)


def routes(variable: Variable) -> tuple[Reach, ...]:
    """The ways that show the answer of a variable for people who were never asked."""
    return tuple(way for way in variable.question.reach if way.via in SEEN)


def _reason_against(variable: Variable, responses: Responses, basis: Basis) -> str:
    """Why a variable with a route is no field; empty when it is one."""
    questionnaire = responses.questionnaire
    built_on = _built_on(questionnaire, basis)
    field = _is_field(variable, questionnaire)
    answers = responses.answers
    tests = {
        "the segments are built on it, and its column is no CRM field": variable.column in built_on and not field,
        "only asking shows it (a need or an attitude)": variable.question.data_type in IN_MIND and not field,
        "it has no closed answers": variable.kind in {"text", "date"},
        "its range is not declared (min and max)": variable.kind == "number",
        f"it has more than {MOST_ANSWERS} answers; group them": is_choice(variable)
        and len(variable.codes) > MOST_ANSWERS,
        "nobody answered it": variable.name not in answers.columns
        or bool(answers[variable.name][basis.weights > 0].isna().all()),
    }
    return next((reason for reason, holds in tests.items() if holds), "")


def _built_on(questionnaire: Questionnaire, basis: Basis) -> set[str]:
    """The columns of the answers that the segments were built on."""
    return {one.column for one in questionnaire.variables() if one.name in basis.items}


def _is_field(variable: Variable, questionnaire: Questionnaire) -> bool:
    """True when the column of a variable is a CRM field: declared in the brief, or named by its own route."""
    fields = {field.name.casefold() for field in questionnaire.study.crm_fields}
    fields |= {way.field.casefold() for way in variable.question.reach if way.via == "crm" and way.field}
    return variable.column.casefold() in fields


def _none_left(questionnaire: Questionnaire, left_out: list[LeftOut]) -> Problem:
    what = "no question is a field that can be seen without asking"
    if left_out:
        what += ": " + "; ".join(f"{one.question}: {one.reason}" for one in left_out[:3])
        what += f"; and {len(left_out) - 3} more" if len(left_out) > 3 else ""
    return Problem(
        "FIND_NO_FIELDS",
        what,
        expected="closed questions on geography, or with `reach` via crm, ad_platform, media or list",
        file=questionnaire.file,
    )


def sensitive_fields(variables: Sequence[Variable], language: str) -> list[dict[str, str]]:
    """A warning for every field on something the law protects."""
    found = []
    for variable in variables:
        topic = sensitive_topic(variable.question, language)
        if topic not in OFF_LIMITS:
            continue
        field = f"{variable.name} (“{_short(variable.text)}”)"
        text = f"The field {field} tells people's {NAMED[topic]}. To find people by it needs their explicit consent."
        if any(way.via == "ad_platform" for way in routes(variable)):
            text += " Ad platforms have removed such targeting."
        found.append({"code": "FIND_SENSITIVE", "text": text})
    return found


def _short(text: str) -> str:
    clean = printable(text)
    return clean if len(clean) <= SHORT else clean[: SHORT - 1].rstrip() + "…"
