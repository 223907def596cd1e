"""Protected data are asked for, and nobody says what allows it.

What it does
    Finds questions on health, religion, ethnic origin, political opinion, sexual orientation or trade union membership
    in a study without `study.legal_basis`; one finding names them all.

Why it is bad
    Such data may be asked for only on a special basis, most often explicit consent to exactly that. Found out after
    fielding, the answers have to be deleted, with everything that was built on them.

Example
    study:
      legal_basis: null
    questions:
      - id: illness
        text: Have you ever been diagnosed with a chronic illness?
        type: single
        role: [screener]
        options: [{code: 1, label: "Yes"}, {code: 2, label: "No"}]

Use instead
    study:
      legal_basis: Explicit consent in the first question, checked by the data protection officer
    questions:
      - id: illness
        text: Have you ever been diagnosed with a chronic illness?
        type: single
        role: [screener]
        options: [{code: 1, label: "Yes"}, {code: 2, label: "No"}]

When it stays silent
    When a basis is named; for income and money worries, which are private and not of this kind; where the words speak
    of something else (health insurance, office politics). The words are known in English and German.

Source
    GDPR, article 9. Finding people on ad platforms by such data is RCH005.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import numbered
from survey_seg.questionnaire.lint.similar import listed
from survey_seg.questionnaire.lint.words.sensitive import NAMED, SPECIAL, sensitive_topic
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding, at the first protected question."""
    study = questionnaire.study
    if (study.legal_basis or "").strip():
        return
    asked = [
        (path, question.id, topic)
        for path, question in numbered(questionnaire)
        if (topic := sensitive_topic(question, study.language)) in SPECIAL
    ]
    if asked:
        topics = listed(dict.fromkeys(NAMED[topic] for _, _, topic in asked if topic), most=3)
        yield RULE.at(
            questionnaire,
            asked[0][0],
            message=f"{topics}: asked by {listed((name for _, name, _ in asked), most=3)}, and no legal basis is named",
            reason="special categories of personal data may be asked for on a special basis only",
            suggestion="Write what allows it in `study.legal_basis`, such as explicit consent, or drop the question",
        )


RULE = Rule("STU515", "data-protection", "warning", __doc__, check)
