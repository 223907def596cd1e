"""Rules about the brief of the study, one file each; this tuple is the list of them."""

from __future__ import annotations

from survey_seg.questionnaire.lint.finding import Rule
from survey_seg.questionnaire.lint.rules.brief import (
    stu501_no_commercial_question,
    stu502_confirmatory_brief,
    stu503_no_stakeholders,
    stu504_no_sales_or_finance,
    stu505_no_refresh_plan,
    stu506_pursue_too_many,
    stu507_k_range_odd,
    stu508_b2b_no_role,
    stu509_b2b_no_account_key,
    stu510_no_activation_plan,
    stu511_no_review_trigger,
    stu512_sample_frame_missing,
    stu513_no_pilot,
    stu514_positioning_missing,
    stu515_data_protection,
    stu516_readiness,
    stu517_hypothesis_no_question,
    stu518_hypothesis_not_testable,
)

RULES: tuple[Rule, ...] = (
    stu501_no_commercial_question.RULE,
    stu502_confirmatory_brief.RULE,
    stu503_no_stakeholders.RULE,
    stu504_no_sales_or_finance.RULE,
    stu505_no_refresh_plan.RULE,
    stu506_pursue_too_many.RULE,
    stu507_k_range_odd.RULE,
    stu508_b2b_no_role.RULE,
    stu509_b2b_no_account_key.RULE,
    stu510_no_activation_plan.RULE,
    stu511_no_review_trigger.RULE,
    stu512_sample_frame_missing.RULE,
    stu513_no_pilot.RULE,
    stu514_positioning_missing.RULE,
    stu515_data_protection.RULE,
    stu516_readiness.RULE,
    stu517_hypothesis_no_question.RULE,
    stu518_hypothesis_not_testable.RULE,
)
