"""When to look again, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from survey_seg.report import sentences
from survey_seg.report.language.speech import marked, say, told
from survey_seg.report.section import Results, Section

RULES: Mapping[str, str] = {
    "C1": marked("How fast the market moves"),
    "C2": marked("A light review in between"),
    "C3": marked("What the questionnaire declares"),
    "C4": marked("Time to act on a result"),
    "C5": marked("Fragile evidence"),
    "C6": marked("No light review after the full study"),
    "C7": marked("Month of fielding"),
}
"""The rules of `tracking.cadence` in words."""
NO_MONTH = marked("The questionnaire does not say when the answers were collected: there are months, but no dates.")
KEYS = "questionnaire: "
"""What a source that is a key of the questionnaire begins with."""


def view(results: Results) -> Mapping[str, Any]:
    """The dates in one sentence, and every rule that had a say."""
    return {"lead": sentences.cadence_sentence(results["cadence"]), "reasons": list(_reasons(results))}


def _reasons(results: Results) -> Iterator[Mapping[str, str]]:
    """The rules in words; `key`: where the questionnaire says so, the key by which it does."""
    for row in results["cadence"]["reasons"]:
        declared = row["source"].startswith(KEYS)
        yield {
            "rule": say(RULES[row["rule"]]) if row["rule"] in RULES else row["rule"],
            "text": say(NO_MONTH) if row["rule"] == "C7" else told(row["text"]),
            "source": "" if declared else told(row["source"]),
            "key": row["source"].removeprefix(KEYS) if declared else "",
        }


SECTION = Section("refresh", marked("When to look again"), view)
