"""One construct all over the questionnaire.

What it does
    Counts the blocks in which the items of a construct stand: more than three are told.

Why it is bad
    On every page people find a new scale for it in their mind. Items that should go together then go with their
    neighbours of the page.

Example
    study: {lint: {limits: {STR344: {blocks: 1}}}}
    questions:
      - {id: price, block: middle}
      - id: price_4
        text: I know what other studios cost
        type: scale
        min: 1
        max: 5
        role: [quota]
        construct: price_sensitivity
        block: later

Use instead
    study: {lint: {limits: {STR344: {blocks: 1}}}}
    questions:
      - {id: price, block: middle}
      - id: price_4
        text: I know what other studios cost
        type: scale
        min: 1
        max: 5
        role: [quota]
        construct: price_sensitivity
        block: middle

When it stays silent
    Up to three blocks (the example sets a lower limit to stay short), for behaviour, which is asked where it belongs,
    and where no blocks are named.

Source
    Tourangeau, Couper and Conrad 2004, Spacing, position, and order: what stands together correlates more.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.statements import by_construct
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every construct that stands in more blocks than the limit."""
    most = RULE.limit(questionnaire, "blocks")
    for construct, items in by_construct(questionnaire).items():
        blocks = {
            one.question.block: one for one in items if one.question.block and one.question.data_type != "behaviour"
        }
        if len(blocks) > most:
            yield RULE.at(
                questionnaire,
                items[0].path,
                message=f"{quoted(construct)} stands in {len(blocks)} blocks: {listed(map(quoted, blocks), most=2)}",
                reason="items go with their neighbours of the page, not with their construct",
                suggestion="Bring the items together in one or two blocks",
            )


RULE = Rule("STR344", "battery-split", "info", __doc__, check, limits={"blocks": 3})
