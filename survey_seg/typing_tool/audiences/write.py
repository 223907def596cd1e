"""People to a destination's files, one at a time, and the manifest beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from survey_seg.artifact import write_json
from survey_seg.errors import CannotCompute, InputRefused, Problem, UsageProblem, quoted
from survey_seg.typing_tool.audiences.consent import ConsentRule, Respondents, consent_rule
from survey_seg.typing_tool.audiences.contacts import Row, Table, contact_table
from survey_seg.typing_tool.audiences.destination import CODE, Contact, Destination, NotAllowed
from survey_seg.typing_tool.audiences.manifest import MANIFEST, REASONS, audience_manifest
from survey_seg.typing_tool.audiences.numbered_files import OWNER_ONLY, Made, NumberedFiles
from survey_seg.typing_tool.audiences.people import (
    BANDS,
    Assign,
    ReadContact,
    assigner,
    check_fields,
    contact_reader,
    wanted_segments,
)
from survey_seg.typing_tool.audiences.seen import Seen
from survey_seg.typing_tool.audiences.tally import Tally
from survey_seg.typing_tool.classify import Band
from survey_seg.typing_tool.spec import TypingSpec

NOBODY: Final = Respondents()


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; every option of the command is one field, with the same name and default.

    `segments`: codes, all when empty. `consent`: the columns that must grant; the destination's own when empty.
    `consent_elsewhere`: why everybody agreed to what no column of the table says. `country`: two letters, of people
    whose row does not say. `band`: people the tool is less sure of are left out.
    """

    segments: tuple[int, ...] = ()
    consent: tuple[str, ...] = ()
    consent_elsewhere: str = ""
    country: str = ""
    band: Band = "unclear"


@dataclass(frozen=True, slots=True)
class _Job:
    """What holds for every row."""

    destination: Destination
    rule: ConsentRule
    assign: Assign
    read: ReadContact
    segments: frozenset[int]
    least: int


class _Left(Exception):
    """A person is left out: the reason, and the column when one is at fault."""

    def __init__(self, reason: str, *columns: str) -> None:
        self.reason, self.columns = reason, columns
        super().__init__(reason)


def write_audience(
    spec: TypingSpec,
    people: Path,
    folder: Path,
    *,
    destination: Destination,
    request: Request,
    respondents: Respondents = NOBODY,
) -> dict[str, Any]:
    """Writes the people of a contact table who agreed, as lists for one destination, and gives the manifest.

    People are read in a stream and typed on the way, or were typed before (see `contacts`). Who has not agreed is not
    even typed. Files are split at the destination's limits, can be read by their owner only, and hold no value outside
    its column's alphabet: such rows are counted and named, not repaired. `folder` must be there and empty; after an
    error it may hold files, so it has to be a draft (`study.audience` sees to that).

    Raises `CannotCompute` when the tool gives no segments to single people (AUDIENCE_NO_HARD_LABELS) or nobody is left
    to write (AUDIENCE_NOBODY), `InputRefused` and `UsageProblem` as said in `contacts`, `consent` and `people`.
    """
    _check_tool(spec)
    _check_consent(request)
    segments, tally = wanted_segments(spec, request.segments), Tally()
    with contact_table(people) as table:
        check_fields(destination, table)
        columns = request.consent or destination.consent
        rule = consent_rule(table, columns, elsewhere=request.consent_elsewhere, respondents=respondents)
        read = contact_reader(destination, model_id=spec.model_id, country=request.country)
        job = _Job(destination, rule, assigner(spec, table), read, segments, BANDS.index(request.band))
        made = _write_people(table, job, folder, tally)
    settings = {"segments": sorted(segments), "least_sure": request.band, "country": request.country}
    manifest = audience_manifest(spec, destination, made, rule=rule, tally=tally, settings=settings)
    for refused in manifest["refused"]:
        for name in refused["files"]:
            (folder / name).unlink()
    if not manifest["audiences"]:
        raise CannotCompute(_nobody(people.name, manifest))
    write_json(folder / MANIFEST, manifest)
    (folder / MANIFEST).chmod(OWNER_ONLY)
    return manifest


def _check_tool(spec: TypingSpec) -> None:
    if not spec.hard_labels:
        what = "this tool's fields say too little about a single person to put anybody into a segment"
        hint = "use its scores to rank people, or ask the golden questions"
        raise CannotCompute(Problem("AUDIENCE_NO_HARD_LABELS", what, hint=hint))
    if not CODE.fullmatch(spec.model_id):
        what = f"the tool's model_id {quoted(spec.model_id)} cannot stand in a file for other programs"
        raise InputRefused(Problem("AUDIENCE_MODEL_ID", what, expected="letters, digits, points, hyphens"))


def _check_consent(request: Request) -> None:
    if request.consent and request.consent_elsewhere:
        what = "a consent column is named, and a reason for doing without"
        raise UsageProblem(Problem("AUDIENCE_CONSENT", what, expected="one of the two"))


def _nobody(file: str, manifest: Mapping[str, Any]) -> Problem:
    left_out = manifest["counts"]["left_out"]
    why = "; ".join(f"{count:,}: {REASONS[reason]}" for reason, count in left_out.items()) or "it has no rows"
    what = f"nobody in the table can be written ({why})"
    return Problem("AUDIENCE_NOBODY", what, file=file)


def _write_people(table: Table, job: _Job, folder: Path, tally: Tally) -> Mapping[str, tuple[Made, ...]]:
    files = NumberedFiles(folder, job.destination.layout, job.destination.limits)
    try:
        with Seen() as seen:
            for row in table.rows:
                tally.read += 1
                try:
                    person = _person(row, job, tally)
                    line = _line(person, job.destination, seen)
                except _Left as left:
                    tally.left_out[left.reason] += 1
                    for column in left.columns:
                        tally.note(row.line, left.reason, column)
                else:
                    files.write(job.destination.audience(person), line)
                    tally.consent.add(row.cells)
        return files.finish()
    finally:
        files.close()


def _person(row: Row, job: _Job, tally: Tally) -> Contact:
    """The person of a row, with consent, in a segment that is asked for, and recognisable; raises _Left otherwise."""
    if not row.whole:
        raise _Left("unreadable", "")
    refusal = job.rule.refusal(row.cells)
    if refusal:
        raise _Left(refusal)
    assigned = job.assign(row.cells)
    tally.unknown_answers += assigned.unknown
    if assigned.reason:
        raise _Left(assigned.reason)
    if assigned.segment not in job.segments:
        raise _Left("other_segment")
    if BANDS.index(assigned.band) < job.least:
        raise _Left("below_band")
    person, unusable = job.read(row.cells, assigned)
    tally.blank.update(unusable)
    if not job.destination.key(person):
        identifiers = [name for name in unusable if name in job.destination.fields]
        raise _Left("invalid_identifier", *identifiers) if identifiers else _Left("no_identifier")
    for name in unusable:
        tally.note(row.line, "left_blank", name)
    return person


def _line(person: Contact, destination: Destination, seen: Seen) -> str:
    """The person as the destination reads it; raises _Left when it does not fit, or stands above already."""
    try:
        line = destination.layout.line(person)
    except NotAllowed as refused:
        raise _Left("not_allowed", str(refused)) from None
    if not seen.is_new(destination.key(person)):
        raise _Left("duplicate")
    return line
