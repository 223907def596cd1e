"""And, or, or both?

What it does
    Finds "and/or" and a slash between two words.

Why it is bad
    Readers take a slash for and, for or, or for two names of one thing, and a yes to it can mean any of these.

Example
    questions:
      - id: visits
        text: "Did you see an advertisement on a poster and/or on a screen?"

Use instead
    questions:
      - id: visits
        text: "Did you see an advertisement on a poster?"

When it stays silent
    For pairs such as he/she, yes/no, 24/7, km/h and client/server, for a slash between a word and its ending, for
    links, and in brackets.

Source
    Dillman, Smyth and Christian, Internet, phone, mail and mixed-mode surveys; the words are this project's own, their
    false alarms are measured by benchmarks/wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.cues import Cue, vocabulary
from survey_seg.questionnaire.lint.words.items import JUDGED, Item, items
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.lint.words.lexicons import de, en
from survey_seg.questionnaire.model import Questionnaire

SLASH = Late(r"(?<![\w/.:@-])([^\W\d_]{3,})/([^\W\d_]{3,})(?![\w/.@-])")
FINE = vocabulary(
    "yes/no he/she she/he his/her her/his him/her input/output client/server true/false der/die die/der das/der der/das"
)
IN_BRACKETS = Late(r"\([^)]*\)")
AND_OR: Final[Mapping[str, Cue]] = {"en": en.AND_OR, "de": de.AND_OR}


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every and/or, and every slash between two words."""
    cue = AND_OR.get(questionnaire.study.language)
    for item in items(questionnaire):
        found = cue and cue.search(item.plain, item.words)
        words = found[0] if found else _slash(item)
        if words and item.form in JUDGED:
            yield RULE.at(
                questionnaire,
                item.path,
                message=f"{quoted(words)} can be read in more than one way",
                reason="a yes may mean the one, the other or both",
                suggestion="Name one of the two, or offer them as answers of their own",
            )


def _slash(item: Item) -> str:
    if "/" not in item.plain:
        return ""
    found = SLASH.search(IN_BRACKETS.sub(" ", item.plain))
    if found is None or found[0] in FINE or found[2] in {"innen", "inn"}:
        return ""
    return found[0]


RULE = Rule("WRD103", "and-or", "info", __doc__, check, false_alarms=0.0)
