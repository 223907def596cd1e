"""Something in an imported file that the questionnaire cannot hold.

What it does
    Counts what was left out when a file of another tool was read, and names the kinds. `survey-seg import` and the
    JSON output list every single one with its place.

Why it is bad
    What is not in the questionnaire is not checked, and is not exported again.

Example
    A hidden field, a script, a second language, a filter that the condition language cannot express.

Use instead
    Read the list and decide for each entry whether it matters; a filter can be written by hand as `show_if`.

When it stays silent
    When everything fitted.

Source
    This tool's own practice: no loss in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Looked, Rule

NAMED = 3
LONGEST = 45


def after(looked: Looked) -> Iterator[Finding]:
    """One finding that counts what was lost and names the most frequent kinds."""
    lost = looked.questionnaire.lost
    if not lost:
        return
    kinds = Counter(one.what[:LONGEST] for one in lost).most_common()
    named = "; ".join(f"{count} x {what}" if count > 1 else what for what, count in kinds[:NAMED])
    more = " ..." if len(kinds) > NAMED else ""
    yield RULE.at(
        looked.questionnaire,
        ("questions",),
        message=f"{len(lost)} thing{'s' * (len(lost) > 1)} of the file did not fit: {named}{more}",
        reason="what was left out is not checked and not exported again",
        suggestion="Read the whole list: `survey-seg import` prints it",
    )


RULE = Rule("LNT006", "unsupported-feature-on-import", "warning", __doc__, lambda _: (), after=after)
