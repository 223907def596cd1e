"""An action that nobody owns.

What it does
    Finds actions without an owner (a warning), and actions whose owner is not among the study's stakeholders (an
    error).

Why it is bad
    Segments change nothing by themselves: somebody has to move the budget or rewrite the script. An action without a
    name is read by everyone and done by no one, and a name outside the study has never agreed to it.

Example
    questions:
      - id: media
        action: [{verb: channel, owner: agency, when: [1], text: Move a tenth of the TV budget to podcasts}]

Use instead
    questions:
      - id: media
        action: [{verb: channel, owner: cmo, when: [1], text: Move a tenth of the TV budget to podcasts}]

When it stays silent
    When the action names a decision and that decision has an owner, for technical questions, and about names when the
    study lists no stakeholders at all (that is STU503). An owner may be given by a stakeholder's id or role.

Source
    Trade guidance on mistakes in segmentation research (IMS, five mistakes, no. 1: results that no function in the
    firm is ready to use).
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.similar import listed, nearest
from survey_seg.questionnaire.model import Action, Path, Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every action whose owner is missing or unknown."""
    stakeholders = questionnaire.study.stakeholders
    known = {name.casefold() for person in stakeholders for name in (person.id, person.role)}
    for path, question in substantive(questionnaire):
        for index, action in enumerate(question.action):
            owner = action.owner or _decision_owner(questionnaire, action)
            if owner is None:
                yield _without(questionnaire, (*path, "action", index))
            elif known and owner.casefold() not in known:
                yield _unknown(questionnaire, (*path, "action", index, "owner"), owner)


def _decision_owner(questionnaire: Questionnaire, action: Action) -> str | None:
    decisions = {decision.id: decision.owner for decision in questionnaire.study.decisions}
    return decisions.get(action.decision) if action.decision else None


def _without(questionnaire: Questionnaire, path: Path) -> Finding:
    return RULE.at(
        questionnaire,
        path,
        message="the action has no owner",
        reason="an action without a name is done by no one",
        suggestion="Name the stakeholder who would carry it out",
    )


def _unknown(questionnaire: Questionnaire, path: Path, owner: str) -> Finding:
    names = [person.id for person in questionnaire.study.stakeholders]
    close = nearest(owner, names)
    return RULE.at(
        questionnaire,
        path,
        message=f"the owner {quoted(owner)} is not a stakeholder of the study",
        reason="someone outside the study has not agreed to act on it",
        suggestion=f"Did you mean {close}?" if close else f"Name one of {listed(names)}, or add the stakeholder",
        severity="error",
    )


RULE = Rule("ACT004", "action-no-owner", "warning", __doc__, check)
