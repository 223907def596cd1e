"""A business study whose people cannot be joined to their company.

What it does
    Finds a study in a business market whose keys (questions of role link, keys of external data) are all of a person: a
    panel, a respondent, a contact, an e-mail address.

Why it is bad
    Firms buy, people answer. Revenue, contracts and devices hang on the account; three answers from one company are one
    customer, and unless they are joined they count as three.

Example
    study:
      market: {type: b2b, dynamics: stable}
      external_data: []
    questions:
      - {id: customer_id, text: Panel number}

Use instead
    study:
      market: {type: b2b, dynamics: stable}
      external_data: [{name: accounts, key: company_key, kind: value}]
    questions:
      - {id: customer_id, text: Panel number}

When it stays silent
    When one key speaks of a company, an account, a customer, a contract or a domain; when no key speaks of a person;
    without a key at all, which is MIX008; in consumer markets.

Source
    The Marketing Juice on business segmentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey_seg.questionnaire.lint.finding import Finding, Rule
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Questionnaire

OF_PERSON = Late(r"panel|respondent|person|contact|e-?mail|interview|participant|teilnehm|befragt|kontakt")
OF_COMPANY = Late(
    r"compan|account|firm|organi[sz]|domain|employer|contract|register|duns|vat|site|firma|unternehmen|konto|betrieb|"
    r"vertrag|arbeitgeber|handels"
)


def check(questionnaire: Questionnaire) -> Iterator[Finding]:
    """One finding for a business study that joins people only."""
    study = questionnaire.study
    links = [question for question in questionnaire.questions if "link" in question.role]
    if study.market.type != "b2b" or not links:
        return
    keys = [f"{question.id} {question.column or ''} {question.text}" for question in links]
    named = " | ".join([*keys, *(source.key for source in study.external_data)]).casefold()
    if OF_PERSON.search(named) and not OF_COMPANY.search(named):
        yield RULE.at(
            questionnaire,
            ("questions", questionnaire.questions.index(links[0])),
            message="the key is one of a person, and none joins people to their company",
            reason="revenue and contracts hang on the account, and several people of one firm are one customer",
            suggestion="Add the account number or the company's web domain as a question with `role: [link]`",
        )


RULE = Rule("STU509", "b2b-no-account-key", "warning", __doc__, check)
