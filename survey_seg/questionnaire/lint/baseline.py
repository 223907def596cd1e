"""The findings a questionnaire had on a day: a tracker that cannot change is held to new ones only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.lint.finding import Finding, Known
from survey_seg.questionnaire.lint.words.late import Late

FORMAT = "survey-seg/lint-baseline/1"

_QUESTION = Late(r"^questions\[\d+\]\.?")


def known(finding: Finding) -> Known:
    """What makes a finding the same one after other questions moved.

    >>> known(Finding("OPT207", "s", "error", "m", "r", "c", 12, "visits", "questions[3].options[4]"))
    ('OPT207', 'visits', 'options[4]')
    """
    place = _QUESTION.sub("", finding.place) if finding.question else finding.place
    return finding.rule, finding.question, place


def baseline_text(findings: Sequence[Finding]) -> str:
    """Findings as a baseline file: JSON, sorted, so that versions of it can be compared."""
    entries = [{"rule": rule, "question": question, "place": place} for rule, question, place in _sorted(findings)]
    return json.dumps({"format": FORMAT, "findings": entries}, indent=1, ensure_ascii=True) + "\n"


def _sorted(findings: Sequence[Finding]) -> list[Known]:
    return sorted({known(finding) for finding in findings})


def read_baseline(path: str | Path) -> tuple[Known, ...]:
    """The findings in a baseline file; InputRefused when it is none.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     file = Path(place) / "baseline.json"
    ...     found = Finding("ACT001", "s", "error", "m", "r", "c", 1, "q1", "questions[0]")
    ...     _ = file.write_text(baseline_text([found]))
    ...     read_baseline(file)
    (('ACT001', 'q1', ''),)
    """
    file = Path(path).name
    try:
        whole = json.loads(Path(path).read_text(encoding="utf-8"))
        entries = {FORMAT: whole["findings"]}[whole["format"]]
        return tuple((str(one["rule"]), str(one["question"]), str(one["place"])) for one in entries)
    except OSError as error:
        raise InputRefused(Problem("LINT_BASELINE", f"the file cannot be read: {error.strerror}", file=file)) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        expected = "a file that `survey-seg lint --write-baseline` wrote"
        raise InputRefused(Problem("LINT_BASELINE", "this is no baseline", expected, file=file)) from None
