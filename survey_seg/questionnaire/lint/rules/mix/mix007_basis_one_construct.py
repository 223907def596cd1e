"""One construct outvotes the rest of the basis.

What it does
    Counts the basis variables (each line of a grid as one) of every construct: more than 70 % of them in one is
    reported.

Why it is bad
    Every variable has one vote in the distance between two people. Twelve items on price and three on everything else
    make segments of price, whatever the brief says.

Example
    questions:
      - {id: visits, construct: convenience}
      - {id: needs, construct: convenience}
      - {id: price, role: [descriptor]}

Use instead
    questions:
      - {id: visits, construct: routine}
      - {id: needs, construct: convenience}
      - {id: price, role: [basis]}

When it stays silent
    Up to 70 %, and for a basis of fewer than four variables.

Source
    Dolnicar, Grün and Leisch 2018, Market Segmentation Analysis, chapter 5, on redundant variables. The limit is this
    project's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import basis_questions
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when a construct outvotes the others."""
    votes: Counter[str | None] = Counter()
    for _, question in basis_questions(questionnaire):
        if question.type == "multi":
            votes[question.construct] += len(question.options)
        else:
            votes.update([row.construct or question.construct for row in question.rows] or [question.construct])
    whole = votes.total()
    votes.pop(None, None)
    if whole < RULE.limit(questionnaire, "variables") or not votes:
        return
    construct, count = votes.most_common(1)[0]
    if count > RULE.limit(questionnaire, "share") * whole:
        yield RULE.at(
            questionnaire,
            ("questions",),
            message=f"{count} of {whole} basis variables are about {quoted(construct)}",
            reason="each has one vote, so this construct decides the segments alone",
            suggestion="Keep its best three or four items, or add what else should set people apart",
        )


RULE = Rule("MIX007", "basis-one-construct", "warning", __doc__, check, limits={"share": 0.7, "variables": 4})
