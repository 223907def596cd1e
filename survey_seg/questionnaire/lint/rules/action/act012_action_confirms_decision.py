"""An action that only confirms what is settled.

What it does
    Finds actions whose text sets out to confirm, prove or justify a belief or a plan, and actions that feed a decision
    whose status is made.

Why it is bad
    When the decision stands, no answer can change it. The question is asked for the slide that says so, and an answer
    that says otherwise will be explained away.

Example
    questions:
      - id: media
        action: [{verb: channel, owner: cmo, decision: D1, when: [1], text: Confirm that our podcast plan is right}]

Use instead
    questions:
      - id: media
        action: [{verb: channel, owner: cmo, decision: D1, when: [1], text: Move a tenth of the TV budget to podcasts}]

When it stays silent
    When customers are the ones who confirm or prove something ("confirm the booking by mail"), and when all decisions
    are made: that is STU502. Texts are judged in English and German.

Source
    The Marketing Juice: segmentations designed to confirm existing strategy.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.words.verbs import confirms_belief
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every action that cannot change what it feeds."""
    study = questionnaire.study
    made = {decision.id.casefold() for decision in study.decisions if decision.status == "made"}
    if len(made) == len(study.decisions):
        made = set()
    for path, question in substantive(questionnaire):
        for index, action in enumerate(question.action):
            if confirms_belief(action.text, study.language):
                why = f"the action {quoted(action.text)} sets out to confirm what is believed"
            elif action.decision and action.decision.casefold() in made:
                why = f"the action feeds decision {quoted(action.decision)}, which is made already"
            else:
                continue
            yield RULE.at(
                questionnaire,
                (*path, "action", index),
                message=why,
                reason="no answer can change it, so nobody needs to be asked",
                suggestion="Write what changes if the answer says otherwise, or drop the action",
            )


RULE = Rule("ACT012", "action-confirms-decision", "warning", __doc__, check, confidence="medium")
