"""An action that follows whatever is answered.

What it does
    Finds actions without `when`, and actions whose `when` lists every answer of the question.

Why it is bad
    A question has value for a decision only when at least two answers lead to different decisions. If the bundle is
    offered to everyone, nobody needs to be asked.

Example
    questions:
      - id: visits
        action: [{verb: target, owner: cmo, decision: D1, when: [1, 2, 3, 4], text: Send the January comeback mail}]

Use instead
    questions:
      - id: visits
        action: [{verb: target, owner: cmo, decision: D1, when: [1, 2], text: Send the January comeback mail}]

When it stays silent
    For open texts and dates, whose answers cannot be listed; for rankings, sums and MaxDiff, where the order is the
    answer; for technical questions and verbs; for `size`, which uses every answer as a number. Answers marked as
    missing do not count as answers.

Source
    Value of information: a test that cannot change the decision is worth nothing (Howard 1966, Information value
    theory). IMS, five mistakes in segmentation research, no. 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.when import covers_every_answer
from survey_seg.questionnaire.lint.words.verbs import TECHNICAL_VERBS, canonical
from survey_seg.questionnaire.model import Action, Question, Questionnaire

WITHOUT_LIST = frozenset({"text", "date", "rank", "sum", "maxdiff", "info"})


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every action that no answer can prevent."""
    for path, question in substantive(questionnaire):
        for index, action in enumerate(question.action):
            why = _why(action, question)
            if why:
                yield RULE.at(
                    questionnaire,
                    (*path, "action", index, "when"),
                    message=why,
                    reason="what happens whatever is answered needs no question",
                    suggestion="List in `when` only the answers that trigger the action",
                )


def _why(action: Action, question: Question) -> str:
    if question.type in WITHOUT_LIST or canonical(action.verb) in {"size", *TECHNICAL_VERBS}:
        return ""
    if not action.when:
        return "the action does not say which answers trigger it"
    return "the action is triggered by every answer" if covers_every_answer(action, question) else ""


RULE = Rule("ACT005", "action-not-answer-dependent", "warning", __doc__, check)
