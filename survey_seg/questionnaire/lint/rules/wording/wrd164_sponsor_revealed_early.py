"""The sponsor shows before the open questions.

What it does
    Finds the client's own names (study.brands) in the text of questions that come before a question on awareness,
    consideration or preference.

Why it is bad
    Once the name has been read, it comes to mind. Awareness and preference of the own brand are then too high, and the
    gap to rivals looks closed.

Example
    study: {brands: ["Volta Fit"]}
    questions:
      - id: visits
        text: "How often did you train at Volta Fit in the last four weeks?"
      - id: brand_aware
        text: "Which brands of studios have you heard of?"
        type: "text"
        role: ["descriptor"]

Use instead
    study: {brands: ["Volta Fit"]}
    questions:
      - id: visits
        text: "How often did you train in a studio in the last four weeks?"
      - id: brand_aware
        text: "Which brands of studios have you heard of?"
        type: "text"
        role: ["descriptor"]

When it stays silent
    In answers among other brands, without study.brands, and where no question on awareness or preference follows.

Source
    Market research practice on aided and unaided awareness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue, plain_text
from survey_seg.questionnaire.lint.words.items import ASKED, cued, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de_facts, en_facts
from survey_seg.questionnaire.model import Questionnaire

CUES: Final[Mapping[str, Cue]] = {"en": en_facts.AWARENESS, "de": de_facts.AWARENESS}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every own name before the last question on awareness or preference."""
    names = [re.escape(plain_text(brand)) for brand in questionnaire.study.brands if brand.strip()]
    if not names:
        return
    own = Late(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")
    asked = [int(item.path[1]) for item, _ in cued(questionnaire, CUES, ASKED) if not own.search(item.plain)]
    for item in items(questionnaire):
        match = own.search(item.plain) if asked and int(item.path[1]) < max(asked) else None
        if match:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(match[0])} is named before question {questionnaire.questions[max(asked)].id}",
                reason="a name just read comes to mind, and awareness is too high",
                suggestion="Ask awareness and preference first",
            )


RULE = Rule("WRD164", "sponsor-revealed-early", "warning", __doc__, check, confidence="medium", false_alarms=0.0)
