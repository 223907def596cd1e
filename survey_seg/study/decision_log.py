"""What people decided to do, segment by segment: who, what, until when. Entries are added and never taken away."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from survey_seg.artifact import write_json
from survey_seg.errors import InputRefused, Problem, UsageProblem, quoted
from survey_seg.study.folder import whole_folder
from survey_seg.study.manifest import refresh_manifest
from survey_seg.study.model import Study
from survey_seg.study.results import read_results
from survey_seg.study.writing import write_outputs

FILE = "decision_log.json"
FORMAT = "survey-seg/decisions/1"
LONGEST = 500
DUE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: `decision` is an id of the questionnaire, `segment` None for everybody.

    `what` will be done, by `owner`, until `due` ("2027-01" or a day); decided `on` a day. `k` and `data` (the hash of
    the response file) say for which division of the people it was decided.
    """

    decision: str
    what: str
    owner: str
    on: str
    segment: int | None = None
    due: str | None = None
    k: int = 0
    data: str = ""


def decide(study: str | Path, entry: Entry) -> Study:
    """Add a decision to the log of a study; results.json and every report show it, and the manifest holds them.

    A later entry for the same decision and segment takes the place of the earlier one in what is shown; both stay in
    the log. The folder is written whole or not at all. `k` and `data` of the entry are filled in here.

    Raises UsageProblem with everything that does not fit: a decision or segment that does not exist, an empty or
    overlong text, a date that is none.
    """
    folder = Path(study)
    results = read_results(folder)
    problems = [*_unknown(entry, results), *_unreadable(entry)]
    if problems:
        raise UsageProblem(problems)
    made = Entry(**asdict(entry) | {"k": results["segments"]["k"], "data": results["data"]["sha256"]})
    log = (*read_log(folder), made)
    with whole_folder(folder, force=True) as draft:
        shutil.copytree(folder, draft, dirs_exist_ok=True)
        shown = with_log(results, log)
        write_log(draft, log)
        faults = write_outputs(draft, shown, None)
        refresh_manifest(draft)
    return Study(folder, shown, faults)


def _unknown(entry: Entry, results: Mapping[str, Any]) -> list[Problem]:
    known = [row["id"] for row in results["study"]["decisions"]]
    problems = []
    if known and entry.decision not in known:
        what = f"the questionnaire has no decision {quoted(entry.decision)}"
        problems.append(Problem("DECIDE_UNKNOWN", what, expected=", ".join(known)))
    k = results["segments"]["k"]
    if entry.segment is not None and not 1 <= entry.segment <= k:
        problems.append(Problem("DECIDE_NO_SEGMENT", f"there is no segment {entry.segment}", expected=f"1 to {k}"))
    return problems


def _unreadable(entry: Entry) -> list[Problem]:
    problems = [
        Problem("DECIDE_TEXT", f"{name} is {'empty' if not text.strip() else 'too long'}", f"1 to {LONGEST} letters")
        for name, text in (("the decision", entry.decision), ("--what", entry.what), ("--owner", entry.owner))
        if not text.strip() or len(text) > LONGEST
    ]
    for name, text, like in (("--due", entry.due, "2027-01 or 2027-01-31"), ("--on", entry.on, "2026-11-22")):
        if text is not None and not _is_date(text, month=name == "--due"):
            problems.append(Problem("DECIDE_DATE", f"{name} {quoted(text)} is no date", f"a date like {like}"))
    return problems


def _is_date(text: str, *, month: bool) -> bool:
    if not DUE.fullmatch(text) or (len(text) == len("2027-01") and not month):
        return False
    try:
        date.fromisoformat(text if len(text) > len("2027-01") else f"{text}-01")
    except ValueError:
        return False
    return True


def with_log(results: Mapping[str, Any], log: Sequence[Entry]) -> dict[str, Any]:
    """The results with the decisions that stand, as rows of `decision_log`.

    Of several entries for one decision and segment the last one stands. `current` is False where people were divided
    otherwise when it was decided: another number of segments or other answers.

    >>> log = [Entry("D1", "Wait", "cmo", "2026-10-01", 2, k=3), Entry("D1", "Go", "cmo", "2026-11-01", 2, k=3)]
    >>> shown = with_log({"segments": {"k": 4}, "data": {"sha256": ""}}, log)["decision_log"]
    >>> [(row["what"], row["current"]) for row in shown]
    [('Go', False)]
    """
    now = results["segments"]["k"], results["data"]["sha256"]
    last = {(entry.decision, entry.segment): entry for entry in log}
    rows = [
        {name: value for name, value in asdict(entry).items() if name not in {"k", "data"}}
        | {"current": (entry.k, entry.data) == now}
        for entry in last.values()
    ]
    return {**results, "decision_log": rows}


def read_log(folder: Path) -> tuple[Entry, ...]:
    """The log of a study, in the order in which things were decided; none where nothing was.

    Raises InputRefused when the file is not what `decide` writes.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        log = tuple(Entry(**one) for one in held["decisions"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputRefused(_no_log(path, type(error).__name__)) from error
    if held.get("format") != FORMAT or not all(map(_is_sound, log)):
        raise InputRefused(_no_log(path, "another format"))
    return log


def _is_sound(entry: Entry) -> bool:
    texts = (entry.decision, entry.what, entry.owner, entry.on, entry.data, entry.due or "")
    return all(isinstance(text, str) for text in texts) and all(
        isinstance(number, int) for number in (entry.k, entry.segment or 0)
    )


def _no_log(path: Path, why: str) -> Problem:
    hint = "the file is written by `survey-seg decide`; take it from a copy of the study"
    return Problem("STUDY_LOG", f"no readable log of decisions ({why})", FORMAT, hint, file=str(path))


def write_log(folder: Path, log: Sequence[Entry]) -> None:
    """Write the log; a study in which nothing was decided has no such file."""
    if log:
        write_json(folder / FILE, {"format": FORMAT, "decisions": [asdict(entry) for entry in log]})
