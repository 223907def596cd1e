"""A tracked question that is no longer the one of the wave before.

What it does
    Compares with the questionnaire of the previous wave (`survey-seg lint NEW --previous OLD`) and finds basis, typing,
    outcome and value questions whose text, type, answers, codes, range or order changed, or that were dropped or
    renamed.

Why it is bad
    The trend then shows the new wording, not the market, and people are put into segments by questions that were never
    asked when the segments were made.

Example
    previous:
      questions:
        - id: visits
          text: How often did you train in the last week?

Use instead
    previous:
      questions:
        - id: visits
          text: How often did you train in the last four weeks?

When it stays silent
    Without a previous wave, for questions in other roles (`survey-seg diff` lists those too), for new questions, and
    for changes of blanks, roles or routing.

Source
    Dillman, Smyth and Christian 2014 on unified wording; Tourangeau, Rips and Rasinski 2000 on how small changes of
    words, answers and order move results.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.waves import Change, compare_waves

LONGEST = 40


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every change that breaks the comparison of a tracked question."""
    if questionnaire.previous is None:
        return
    for change in compare_waves(questionnaire.previous, questionnaire):
        if change.breaks:
            yield RULE.at(
                questionnaire,
                change.path,
                message=_words(change),
                reason="the trend would show the change of the question, not of the market",
                suggestion="Take the old question back, or ask both versions to halves of the sample for one wave",
            )


def _words(change: Change) -> str:
    if change.kind == "removed":
        return f"{change.item} of the wave before is gone"
    if change.kind == "renamed":
        return f"{change.before} of the wave before is called {change.after} now"
    if change.kind == "order":
        return f"{change.item} stands in another order than in the wave before"
    was, now = (quoted(text[:LONGEST]) for text in (change.before, change.after))
    return f"{change.kind} of {change.item} changed from {was} to {now}"


RULE = Rule("ANA420", "wave-incompatible", "error", __doc__, check)
