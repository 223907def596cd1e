"""What was written, for whom, by which consent, and what still has to be done by hand; no contact data in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from survey_seg.typing_tool.audiences.audience_names import audience_code, implied
from survey_seg.typing_tool.audiences.consent import ConsentRule
from survey_seg.typing_tool.audiences.destination import Destination, Limits
from survey_seg.typing_tool.audiences.numbered_files import Made
from survey_seg.typing_tool.audiences.tally import Tally
from survey_seg.typing_tool.spec import TypingSpec

FORMAT: Final = "survey-seg/audience/1"
MANIFEST: Final = "manifest.json"

REASONS: Final[dict[str, str]] = {
    "unreadable": "the row has more cells than the header",
    "no_consent": "the consent columns do not all grant",
    "respondent": "has the id of somebody who took part in the study, and no column about marketing grants",
    "other_model": "put into a segment by another typing tool",
    "no_segment": "in no segment: too few answers, or a code the tool does not know",
    "other_segment": "in a segment that was not asked for",
    "below_band": "less sure than asked for",
    "no_identifier": "nothing by which the destination could recognise them",
    "invalid_identifier": "what would identify them cannot be used",
    "not_allowed": "a value that its column may not hold",
    "duplicate": "the destination knows them as somebody who stands above",
    "audience_too_small": "in a list that is shorter than the destination takes",
}
"""Why a person of the table is not in a file."""

NOTICE: Final = (
    "These files hold personal data. A hash of an address or phone number is no disguise: all of them can be tried.",
    "A segment is personal data made by profiling. People must have been told of it and can object to it.",
    "Delete the files once they are uploaded. Type people again before the next campaign, not later than the tool's "
    "refresh.",
    "Do not save the files from a spreadsheet: it takes the plus off phone numbers and zeros off postal codes.",
    "Call an audience by its code, never by the segment's name.",
)


def audience_manifest(
    spec: TypingSpec,
    destination: Destination,
    made: Mapping[str, tuple[Made, ...]],
    *,
    rule: ConsentRule,
    tally: Tally,
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything about a set of lists: counts in and out with reasons, files with hashes, consent, limits, notices.

    A list that is shorter than the destination takes is under `refused`, with the files that have to go; its people
    count as left out. `expected_matched` is the number written times an assumed share.
    """
    limits = destination.limits
    kept = {name: files for name, files in made.items() if _people(files) >= limits.least_rows}
    short = {name: files for name, files in made.items() if name not in kept}
    left_out = dict(tally.left_out)
    if short:
        left_out["audience_too_small"] = sum(map(_people, short.values()))
    return {
        "format": FORMAT,
        "destination": destination.title,
        "layout": {
            "page": destination.page,
            "as_of": destination.as_of,
            "check": "Formats move: compare with the vendor's page before a campaign.",
        },
        "model_id": spec.model_id,
        **settings,
        "counts": {
            "read": tally.read,
            "written": sum(map(_people, kept.values())),
            "left_out": {reason: left_out[reason] for reason in REASONS if left_out.get(reason)},
            "left_blank": dict(sorted(tally.blank.items())),
            "unknown_answers": tally.unknown_answers,
        },
        "audiences": [_audience(name, files, limits) for name, files in kept.items()],
        "refused": [_refused(name, files, limits) for name, files in short.items()],
        "consent": {"columns": rule.columns, "elsewhere": rule.elsewhere, **_consent(tally)},
        "on_upload": destination.on_upload,
        "notes": [*destination.notes, *_names(spec)],
        "notice": NOTICE,
        "rows_not_used": tally.rows,
    }


def _people(files: tuple[Made, ...]) -> int:
    return sum(file.rows for file in files)


def _audience(name: str, files: tuple[Made, ...], limits: Limits) -> dict[str, Any]:
    expected = int(_people(files) * limits.match_rate)
    warnings = []
    if expected < limits.least_matched:
        warnings.append(
            f"About {expected:,} people would be found (assuming {100 * limits.match_rate:.0f} %); "
            f"an audience cannot be used below {limits.least_matched:,}."
        )
    if any(file.rows < limits.least_rows for file in files):
        warnings.append(f"One of the files holds fewer than {limits.least_rows:,} people and may not be taken.")
    found = {"expected_matched": expected, "assumed_match_rate": limits.match_rate} if limits.match_rate < 1 else {}
    return {"name": name, "people": _people(files), **found, "files": files, "warnings": warnings}


def _refused(name: str, files: tuple[Made, ...], limits: Limits) -> dict[str, Any]:
    people = _people(files)
    reason = f"{people:,} people; the destination takes no list below {limits.least_rows:,}"
    return {"name": name, "people": people, "reason": reason, "files": [file.name for file in files]}


def _consent(tally: Tally) -> dict[str, Any]:
    record = tally.consent
    return {
        "people_with_a_date": record.dated,
        "people_with_a_source": record.with_source,
        "earliest": record.earliest,
        "latest": record.latest,
    }


def _names(spec: TypingSpec) -> list[str]:
    return [
        f"{audience_code(segment.code)}: its name in the study suggests {topic}; keep it off the platform."
        for segment in spec.segments
        for topic in implied(segment.name)
    ]
