"""A question for something the firm knows already.

What it does
    Compares the questions with the fields of the customer database and the external data, in a study that asks
    customers: the same name, or another word for age, postcode, plan, tenure or own spend ("How long have you been a
    customer?" and `customer_since`).

Why it is bad
    What a database knows it knows better than a memory does, and without a minute of the respondents' time. Customers
    also wonder why they are asked for what they have told before.

Example
    study:
      sample: {n: 1200, population: Our members, source: customer database}
      crm_fields: [{name: birth_year, owner: sales, fill_rate: 0.9}, {name: plan_tier, owner: sales, fill_rate: 0.9}]
    questions:
      - {id: age, role: [descriptor]}

Use instead
    study:
      sample: {n: 1200, population: Our members, source: customer database}
      crm_fields: [{name: plan_tier, owner: sales, fill_rate: 0.9}]
    questions:
      - {id: age, role: [descriptor]}

When it stays silent
    When the people asked are not known to be customers (a panel, the public), when no question links the answers to
    the database, for quotas, screeners and other technical questions, and for fields filled for less than 60 %.
    Questions in languages other than English and German are compared by their ids only.

Source
    IMS, five mistakes in segmentation research, no. 2: start with the systems you have.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.errors import quoted
from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.purpose import substantive
from survey_seg.questionnaire.lint.words.records import asks_customers, on_file, plain_name, recorded_fact
from survey_seg.questionnaire.model import Questionnaire


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Every question whose answer is on file."""
    study = questionnaire.study
    linked = any("link" in question.role for question in questionnaire.questions)
    if not linked or not asks_customers(study):
        return
    known = on_file(study, at_least=RULE.limit(questionnaire, "fill_rate"))
    for path, question in substantive(questionnaire):
        source = known.names.get(plain_name(question.id)) or known.facts.get(
            recorded_fact(question, study.language) or ""
        )
        if source:
            yield RULE.at(
                questionnaire,
                path,
                message=f"the answer is on file already, in {quoted(source)}",
                reason="a database knows it better than a memory, and costs the respondent no time",
                suggestion="Join it by the link question and drop this one",
            )


RULE = Rule("ACT016", "duplicate-information", "warning", __doc__, check, limits={"fill_rate": 0.6})
