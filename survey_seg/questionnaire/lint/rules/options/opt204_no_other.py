"""A list of names or reasons without a place for what is not on it.

What it does
    Finds questions with one answer that ask for a brand, a supplier, a place or a reason and offer four or more names,
    but neither another one nor none of them.

Why it is bad
    People whose answer is missing tick the nearest one. The shares look complete and are not.

Example
    questions:
      - id: gym
        text: Which brand did you buy last?
        type: single
        options:
          - {code: 1, label: Nike}
          - {code: 2, label: Adidas}
          - {code: 3, label: Asics}
          - {code: 4, label: Puma}

Use instead
    questions:
      - id: gym
        text: Which brand did you buy last?
        type: single
        options:
          - {code: 1, label: Nike}
          - {code: 2, label: Adidas}
          - {code: 3, label: Asics}
          - {code: 4, label: Another brand, open: true}

When it stays silent
    For lists with an order of their own, for "which of these", which asks for the list only, for facts about people and
    firms, consent, quotas and screeners, for questions with a condition, and for any answer that says other, else,
    none or nothing.

Source
    Dillman, Smyth and Christian 2014, Internet, Phone, Mail, and Mixed-Mode Surveys: the answers must cover everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import is_technical, numbered
from survey_seg.questionnaire.lint.words.answers import is_ordered, listed_answers
from survey_seg.questionnaire.lint.words.cues import plain_text
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Questionnaire

OPEN_WORLD = {
    "en": Late(
        r"(?:which|what) (?:brand|supplier|provider|shop|store|retailer|bank|make|company|companies|insurer|"
        r"airline|newspaper|magazine|app|programme|website)\b|\breasons? |^why\b|"
        r"where (?:did|do) you (?:\w+ )?(?:buy|hear|see|get)\b|how did you (?:first )?(?:hear|learn|find)\b"
    ),
    "de": Late(
        r"welche[rnsm]? (?:marke|lieferant|anbieter|geschäft|händler|bank|firma|versicherung|zeitung|"
        r"zeitschrift|app)|"
        r"\bgrund\b|^warum\b|^weshalb\b|^wo (?:haben|kaufen|bekommen)\b|"
        r"wie (?:haben|sind) sie .{0,40}(?:erfahren|aufmerksam)"
    ),
}
OF_THESE = Late(r"\bof (?:these|the following)\b|\b(?:dieser|der folgenden)\b")
FACTS = frozenset({"demographic", "firmographic", "geo"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every closed list of names to which the world holds more."""
    language = questionnaire.study.language
    asks = OPEN_WORLD.get(language)
    for path, question in numbered(questionnaire):
        if asks is None or question.type != "single" or is_technical(question) or question.show_if:
            continue
        text, answers = plain_text(question.text), [option for option in question.options if not option.missing]
        if len(answers) < RULE.limit(questionnaire, "answers") or question.data_type in FACTS:
            continue
        closed = len(listed_answers(question, language)) == len(answers)
        if closed and asks.search(text) and not OF_THESE.search(text) and not is_ordered(question, language):
            yield RULE.at(
                questionnaire,
                (*path, "options"),
                message=f"{len(answers)} answers, and none for people whose answer is not among them",
                reason="they tick the nearest one, and the shares look complete",
                suggestion="Add another one with a line to write on, or none of these",
            )


RULE = Rule("OPT204", "no-other", "warning", __doc__, check, limits={"answers": 4}, confidence="medium")
