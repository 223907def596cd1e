"""An action that belongs to no decision of the study.

What it does
    Finds actions without `decision`, actions whose decision the study does not list, and a study with actions that
    lists no decisions at all.

Why it is bad
    Actions happen when somebody decides on them by a date. One that hangs on no decision is a good idea in a table; and
    when the study is cut, nobody can tell whether its question may go.

Example
    questions:
      - id: media
        action: [{verb: channel, owner: cmo, when: [1], text: Move a tenth of the TV budget to podcasts}]

Use instead
    questions:
      - id: media
        action: [{verb: channel, owner: cmo, decision: D1, when: [1], text: Move a tenth of the TV budget to podcasts}]

When it stays silent
    For technical questions and verbs, and for ids that differ in capitals only. Without any decision in the study one
    finding speaks for all actions. Research without a decision is ACT002.

Source
    The Marketing Juice on segmentation: start from the commercial question and the decisions that hang on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.similar import listed, nearest
from survey_seg.questionnaire.lint.words.verbs import TECHNICAL_VERBS, canonical
from survey_seg.questionnaire.model import Action, Path, Questionnaire

REASON = "an action that hangs on no decision is carried out by chance"


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every action without a decision, or one for the study that has none."""
    decisions = [decision.id for decision in questionnaire.study.decisions]
    actions = list(_commercial(questionnaire))
    if actions and not decisions:
        yield RULE.at(
            questionnaire,
            ("study",),
            message=f"the study lists no decisions; actions that wait for one: {len(actions)}",
            reason=REASON,
            suggestion="List what will be decided: `decisions: [{id: D1, text: ..., owner: ..., due: ...}]`",
        )
        return
    known = {name.casefold() for name in decisions}
    for path, action in actions:
        if not action.decision and canonical(action.verb) != "research":
            yield _finding(questionnaire, path, "the action belongs to no decision", decisions)
        elif action.decision and action.decision.casefold() not in known:
            message = f"the decision {quoted(action.decision)} is not one of the study's"
            yield _finding(questionnaire, (*path, "decision"), message, decisions, nearest(action.decision, decisions))


def _commercial(questionnaire: Questionnaire) -> Iterator[tuple[Path, Action]]:
    for path, question in substantive(questionnaire):
        for index, action in enumerate(question.action):
            if canonical(action.verb) not in TECHNICAL_VERBS:
                yield (*path, "action", index), action


def _finding(
    questionnaire: Questionnaire, path: Path, message: str, decisions: list[str], close: str | None = None
) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message=message,
        reason=REASON,
        suggestion=f"Did you mean {close}?" if close else f"Name the decision it feeds, one of {listed(decisions)}",
    )


RULE = Rule("ACT009", "action-without-decision", "info", __doc__, check)
