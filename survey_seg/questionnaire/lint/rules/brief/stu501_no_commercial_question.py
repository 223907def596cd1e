"""A study without a commercial question.

What it does
    Looks at `study.commercial_question`: it is missing, has fewer than six words, or asks only who the customers are.

Why it is bad
    "Who are our customers?" is answered by any set of groups, so no answer is wrong and none is useful. A commercial
    question says which difference in the business the segments have to make.

Example
    study:
      commercial_question: Who are our customers and what are they like?

Use instead
    study:
      commercial_question: Which customers, if we won more of them, would most improve contribution margin?

When it stays silent
    When the question names a change or a result (win, keep, grow, margin, churn, budget ...) or weighs alternatives
    (which, should, if). In languages other than English only a missing question is reported.

Source
    The Marketing Juice: begin with the commercial question, not with "who are our customers".
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Questionnaire

FEWEST_WORDS = 6
EXAMPLE = "Which customers, if we won more of them, would most improve margin?"
CURIOUS = Late(r"^\s*(who (are|is)|what (are|do|does|is)|understand|describe|profile|know|learn)\b")
RESULT = Late(
    r"\b(win|won|gain|grow|growth|increas|rais|improv|reduc|lower|cut|keep|retain|retention|prevent|lose|lost|lapse|churn|"
    r"invest|spend|budget|worth|profit|margin|revenue|sales|sell|sold|value|valuable|price|pricing|cost|loyal|convert|"
    r"conversion|switch|renew|upgrad|attract|recruit|acquir|target|priorit|launch|fill|expand)"
)
DECIDING = Late(r"\b(if|would|should|could)\b")
WEIGHING = Late(r"\b(which|most|more|fewer|better|best|first|where)\b")


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding when the commercial question is missing or asks for nothing commercial."""
    asked = questionnaire.study.commercial_question
    why = _why(asked, questionnaire.study.language)
    if why:
        yield RULE.at(
            questionnaire,
            ("study", "commercial_question") if asked else ("study",),
            message=why,
            reason="any set of groups would answer it, and none would change the business",
            suggestion=f"Write which people should make which difference, for example: {EXAMPLE}",
        )


def _why(asked: str | None, language: str) -> str:
    if not asked or not asked.strip():
        return "there is no commercial question"
    if language != "en":
        return ""
    text = asked.casefold()
    if len(text.split()) < FEWEST_WORDS:
        return f"the commercial question {quoted(asked)} is too short to name a difference in the business"
    if RESULT.search(text) or DECIDING.search(text) or (WEIGHING.search(text) and not CURIOUS.search(text)):
        return ""
    return f"the commercial question {quoted(asked)} asks for a description, not for a difference in the business"


RULE = Rule("STU501", "no-commercial-question", "error", __doc__, check)
