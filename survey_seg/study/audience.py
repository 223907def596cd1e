"""Lists of people by segment for a platform: from a study and a table of contacts to a folder of files.

Needs the standard library only: who uploads an audience has no use for the data stack.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from survey_seg.artifact import sha256, spreadsheet_safe
from survey_seg.errors import CannotCompute, InputRefused, Problem, UsageProblem
from survey_seg.study.folder import whole_folder
from survey_seg.typing_tool.audiences import DESTINATIONS
from survey_seg.typing_tool.audiences.consent import Respondents
from survey_seg.typing_tool.audiences.normalise import country_code
from survey_seg.typing_tool.audiences.write import Request, write_audience
from survey_seg.typing_tool.spec import TypingSpec, read_spec

TYPING = Path("typing_tool", "typing_tool.json")
PEOPLE = {Path("segments", "people.csv"): "id", Path("quality", "flags.csv"): "respondent"}
"""Tables of people who took part, those whom the quality screen left out among them, and the columns of their ids."""
ORDINARY = Request()


def audience(
    study: str | Path,
    people: str | Path,
    *,
    to: str,
    output: str | Path,
    tool: str | Path | None = None,
    request: Request = ORDINARY,
) -> dict[str, Any]:
    """Lists of the people of a contact table for one destination, in a folder that appears whole or not at all.

    Which people of my customer table are in which segment, in the layout that the platform takes? `to` is a name in
    `typing_tool.audiences.DESTINATIONS`. `tool`: another typing tool than the study's own, such as one that finds
    people by fields of the customer table. Gives the manifest that stands beside the files. Folder and files can be
    read by their owner only, and are never written into a study.

    People who answered the study are recognised by their id, and the response file by its hash: they are written only
    when a column about marketing says that they agreed. A study of a table too long for memory does not name everybody
    who took part, so that such a column is needed for all.

    Raises what `write_audience` raises; `InputRefused` when the folder is no study (STUDY_NOT_ONE), `CannotCompute`
    when it has no typing tool (AUDIENCE_NO_TOOL), `UsageProblem` for AUDIENCE_UNKNOWN, AUDIENCE_COUNTRY,
    AUDIENCE_OUTPUT (not empty, or inside the study).
    """
    study, people, output = Path(study), Path(people), Path(output)
    _check_call(study, to, output, request)
    results = _results(study)
    spec = _tool(study, results) if tool is None else read_spec(tool)
    ids = _respondent_ids(study)
    respondents = Respondents(ids, _is_response_file(people, results) or _some_are_unknown(ids, results))
    with whole_folder(output) as draft:
        manifest = write_audience(
            spec, people, draft, destination=DESTINATIONS[to], request=request, respondents=respondents
        )
    output.chmod(0o700)
    return manifest


def _check_call(study: Path, to: str, output: Path, request: Request) -> None:
    problems = []
    if to not in DESTINATIONS:
        problems.append(Problem("AUDIENCE_UNKNOWN", f"no destination {to!r}", expected=", ".join(DESTINATIONS)))
    if request.country and country_code(request.country) != request.country:
        what = f"{request.country!r} is not a country"
        problems.append(Problem("AUDIENCE_COUNTRY", what, expected="its two letters, such as US or DE"))
    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        problems.append(Problem("AUDIENCE_OUTPUT", "the output exists and is not an empty folder", file=str(output)))
    if study.resolve() in (output.resolve(), *output.resolve().parents):
        what = "contact data do not belong inside a study, which is passed on"
        problems.append(Problem("AUDIENCE_OUTPUT", what, hint="choose another folder", file=str(output)))
    if problems:
        raise UsageProblem(problems)


def _results(study: Path) -> dict[str, Any]:
    try:
        results = json.loads((study / "results.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        results = None
    if not isinstance(results, dict) or not isinstance(results.get("data"), dict):
        hint = "a study folder is made by `survey-seg analyze`"
        raise InputRefused(Problem("STUDY_NOT_ONE", "no readable results.json", file=str(study), hint=hint))
    return results


def _tool(study: Path, results: dict[str, Any]) -> TypingSpec:
    if not (study / TYPING).is_file():
        reason = results.get("typing", {}).get("not_computed", "")
        what = f"this study has no typing tool: {reason}"
        raise CannotCompute(Problem("AUDIENCE_NO_TOOL", what, file=str(study)))
    return read_spec(study / TYPING)


def _is_response_file(people: Path, results: dict[str, Any]) -> bool:
    return people.is_file() and sha256(people) == results["data"].get("sha256")


def _respondent_ids(study: Path) -> frozenset[str]:
    """Ids of the people in the study, as they were and as the study's tables defuse them for spreadsheets."""
    found: set[str] = set()
    for table, column in PEOPLE.items():
        try:
            with (study / table).open(encoding="utf-8", newline="") as file:
                found.update(row[column] for row in csv.DictReader(file))
        except (OSError, ValueError, KeyError, csv.Error):
            what = "the study's own people cannot be told apart from others"
            raise InputRefused(Problem("STUDY_FILE_MISSING", what, file=str(study / table))) from None
    return frozenset(found | {name[1:] for name in found if name[:1] == "'" and spreadsheet_safe(name[1:]) == name})


def _some_are_unknown(ids: frozenset[str], results: dict[str, Any]) -> bool:
    """Whether more people took part than the study names: it draws from tables too long for memory."""
    people = results["data"].get("n_file", results["data"].get("n_read"))
    return not isinstance(people, int) or people > len(ids)
