"""A row of the contact table to a person in a segment, with every field in its one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from survey_seg.errors import InputRefused, Problem, UsageProblem, quoted
from survey_seg.typing_tool.audiences.audience_names import audience_code
from survey_seg.typing_tool.audiences.consent import GRANTS
from survey_seg.typing_tool.audiences.contacts import PERSON, Table, column_name
from survey_seg.typing_tool.audiences.destination import Contact, Destination
from survey_seg.typing_tool.audiences.normalise import country_code, email_address, name_or_place, postal_code
from survey_seg.typing_tool.audiences.phone import e164
from survey_seg.typing_tool.classify import UNKNOWN, Band, answer_code, classify_codes, self_test
from survey_seg.typing_tool.spec import TypingSpec

BANDS: Final[tuple[Band, ...]] = ("unclear", "lean", "clear")
SEGMENT = re.compile(r"(?:SEG-)?([0-9]{1,9})(?:\.0)?", re.IGNORECASE)
CLEAN: Final[dict[str, Callable[[str, str], str]]] = {
    "email": lambda text, _: email_address(text),
    "phone": e164,
    "first_name": lambda text, _: name_or_place(text),
    "last_name": lambda text, _: name_or_place(text),
    "city": lambda text, _: name_or_place(text),
    "state": lambda text, _: name_or_place(text),
    "zip": postal_code,
    "country": lambda text, _: country_code(text),
}
"""The one form of every field, from what is written and the person's country."""

REMEMBERED: Final = 2**15
"""Answer patterns whose segment is remembered: people answer alike."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Where a row belongs: segment and band, or the reason why nowhere; how many answers were no answers."""

    segment: int = 0
    band: Band = "unclear"
    reason: str = ""
    unknown: int = 0


Assign = Callable[[Mapping[str, str]], Assigned]
ReadContact = Callable[[Mapping[str, str], Assigned], tuple[Contact, tuple[str, ...]]]


def assigner(spec: TypingSpec, table: Table) -> Assign:
    """How the rows of a table get their segment: as typed before (segment, model_id), or by the golden questions in it.

    Raises `InputRefused`: AUDIENCE_NO_SEGMENT when the table holds neither, AUDIENCE_NO_MODEL when segments do not say
    which tool made them, and the problems of a tool that fails its own test vectors.
    """
    places = [
        next((name for name in (column_name(question.column), question.id) if name in table.columns), "")
        for question in spec.questions
    ]
    if "segment" in table.columns and "segment" not in places:
        if "model_id" not in table.columns:
            raise InputRefused(_no_model(spec, table.file))
        return lambda cells: _typed_before(spec, cells)
    if not all(places):
        missing = [question.column for question, place in zip(spec.questions, places, strict=True) if not place]
        raise InputRefused(_no_segment(missing, table.file))
    if problems := self_test(spec):
        raise InputRefused(problems)
    typed = lru_cache(REMEMBERED)(lambda *answers: _typed_now(spec, answers))
    return lambda cells: typed(*(cells.get(place, "") for place in places))


def _no_model(spec: TypingSpec, file: str) -> Problem:
    return Problem(
        "AUDIENCE_NO_MODEL",
        "the table has segments and does not say which typing tool they are from",
        expected=f"a column model_id that says {quoted(spec.model_id)} for people typed with this study's tool",
        hint="or leave the segments out and give the golden questions: people are typed on the way",
        file=file,
    )


def _no_segment(missing: list[str], file: str) -> Problem:
    return Problem(
        "AUDIENCE_NO_SEGMENT",
        f"nobody can be put into a segment: no columns {', '.join(map(quoted, missing[:20]))}",
        expected="the golden questions, or columns segment and model_id",
        file=file,
    )


def _typed_before(spec: TypingSpec, cells: Mapping[str, str]) -> Assigned:
    if cells.get("model_id", "").strip() != spec.model_id:
        return Assigned(reason="other_model")
    found = SEGMENT.fullmatch(cells.get("segment", "").strip())
    code = int(found[1]) if found else 0
    if code not in {segment.code for segment in spec.segments}:
        return Assigned(reason="no_segment")
    said = cells.get("band", "").strip().lower()
    return Assigned(code, next((band for band in BANDS if band == said), "unclear"))


def _typed_now(spec: TypingSpec, answers: tuple[str, ...]) -> Assigned:
    codes = [answer_code(question, answer) for question, answer in zip(spec.questions, answers, strict=True)]
    typed = classify_codes(spec, [code if isinstance(code, int) else None for code in codes])
    unknown = sum(code is UNKNOWN for code in codes)
    if typed.segment is None:
        return Assigned(reason="no_segment", unknown=unknown)
    return Assigned(typed.segment, typed.band, unknown=unknown)


def wanted_segments(spec: TypingSpec, segments: tuple[int, ...]) -> frozenset[int]:
    """The segments asked for, all when none is named; raises `UsageProblem` for one that the tool does not know."""
    known = [segment.code for segment in spec.segments]
    strange = [code for code in segments if code not in known]
    if strange:
        what = f"the tool has no segment {', '.join(map(str, strange))}"
        raise UsageProblem(Problem("AUDIENCE_SEGMENT", what, expected=", ".join(map(str, known))))
    return frozenset(segments or known)


def check_fields(destination: Destination, table: Table) -> None:
    """Refuse a table that holds nothing by which the destination could recognise anybody: AUDIENCE_NO_FIELD."""
    if not any(name in table.columns for name in destination.fields):
        problem = Problem(
            "AUDIENCE_NO_FIELD",
            f"{destination.title} cannot recognise anybody in this table",
            expected=f"a column {' or '.join(destination.fields)}",
            file=table.file,
            row=1,
        )
        raise InputRefused(problem)


def contact_reader(destination: Destination, *, model_id: str, country: str) -> ReadContact:
    """How a row becomes a contact, and which fields are filled in and cannot be used; those are blank in the contact.

    Only the fields that the destination uses are looked at. `country`: of people whose row does not say.
    """
    used = tuple(name for name in CLEAN if name in {*destination.fields, *destination.also})

    def read(cells: Mapping[str, str], assigned: Assigned) -> tuple[Contact, tuple[str, ...]]:
        said = cells.get("country", "").strip()
        home = country_code(said) if said else country
        found: dict[str, str] = {}
        unusable = []
        for name in used:
            text = cells.get(name, "").strip()
            found[name] = home if name == "country" else CLEAN[name](text, home) if text else ""
            if text and not found[name]:
                unusable.append(name)
        contact = Contact(
            id=cells.get(PERSON, "").strip(),
            segment=audience_code(assigned.segment),
            band=assigned.band,
            model_id=model_id,
            client_id=cells.get("ga_client_id", "").strip(),
            sms=cells.get("sms_consent", "").strip().lower() in GRANTS,
            **found,
        )
        return contact, tuple(unusable)

    return read
