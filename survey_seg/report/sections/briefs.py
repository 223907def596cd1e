"""What to say to the people to win: a brief for each segment, and for each part in the buying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.report.briefs import words as brief_words
from survey_seg.report.briefs.view import brief_views, role_views
from survey_seg.report.language.speech import marked, say
from survey_seg.report.section import Results, Section


def view(results: Results) -> Mapping[str, Any]:
    """The briefs, or why there are none."""
    reason = brief_words.reason_missing(results)
    accounts = None if reason else results["briefs"]["accounts"]
    return {
        "reason": reason,
        "sources": {source: say(word) for source, word in brief_words.SOURCES.items()},
        "lead": "" if reason else brief_words.finding(results),
        "briefs": brief_views(results),
        "parts": role_views(results),
        "accounts_line": brief_words.accounts_line(accounts) if accounts else "",
        "minds_line": brief_words.minds_line(accounts) if accounts else "",
        "goal_words": "" if reason else brief_words.goal_words(results),
        "gain_note": "" if reason else brief_words.gain_note(results),
    }


SECTION = Section("briefs", marked("Positioning briefs"), view)
