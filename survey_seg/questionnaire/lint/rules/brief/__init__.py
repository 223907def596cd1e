"""Rules about the brief of the study, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.brief import (
    stu501_no_commercial_question,
    stu502_confirmatory_brief,
    stu503_no_stakeholders,
    stu505_no_refresh_plan,
    stu506_pursue_too_many,
)

RULES: tuple[Rule, ...] = (
    stu501_no_commercial_question.RULE,
    stu502_confirmatory_brief.RULE,
    stu503_no_stakeholders.RULE,
    stu505_no_refresh_plan.RULE,
    stu506_pursue_too_many.RULE,
)
