"""What a firm has on file about its customers, and the questions that ask for the same.

Names of fields are known in English and German spelling; the words of questions in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.lint.words.late import Late
from survey_seg.questionnaire.model import Question

_FIELDS = MappingProxyType(
    {
        "age": "age birthyear yearofbirth birthdate dateofbirth dob birthday alter geburtsjahr geburtsdatum",
        "postcode": "postcode zip zipcode postalcode plz postleitzahl",
        "plan": "plan plantier tariff tarif planname subscriptiontype membershiptype vertragsart tarifname",
        "tenure": "tenure customersince membersince clientsince signupdate joindate kundeseit mitgliedseit",
        "spend": "spend spend12m totalspend revenue ordervalue turnover umsatz jahresumsatz",
    }
)
_FACT_OF = MappingProxyType({name: fact for fact, names in _FIELDS.items() for name in names.split()})
_QUESTIONS = MappingProxyType(
    {
        "en": Late(
            r"\b(?:(?P<age>how old are you|your age\b|what age are you|(?:year|date) of birth|year were you born)|"
            r"(?P<postcode>post ?code|zip code|postal code)|"
            r"(?P<plan>(?:which|what) (?:of our )?(?:plan|tariff|package|subscription|membership)s?\b"
            r".{0,40}\b(?:us|our)\b)|"
            r"(?P<tenure>(?:how long|since when) have you (?:been|had|used).{0,30}"
            r"\b(?:customer|member|client|subscriber|with us)\b)|"
            r"(?P<spend>how much (?:do|did|have) you (?:\w+ )?(?:spend|spent|pay|paid).{0,40}"
            r"\b(?:with|at|to) (?:us\b|our\b)))"
        ),
        "de": Late(
            r"\b(?:(?P<age>wie alt sind sie|wie alt bist du|(?:ihr|dein) alter\b|geburtsjahr|geburtsdatum)|"
            r"(?P<postcode>postleitzahl|plz\b)|"
            r"(?P<plan>welche[sn]? (?:tarif|paket|abo|vertrag)\w*\b.{0,40}\b(?:bei uns|uns)\b)|"
            r"(?P<tenure>(?:seit wann|wie lange) (?:sind|bist).{0,30}(?:kund|mitglied|abonnent|bei uns))|"
            r"(?P<spend>wie ?viel.{0,60}\b(?:bei uns|unser\w*)\b.{0,40}(?:ausgegeben|bezahlt)))"
        ),
    }
)
_CUSTOMERS = Late(
    r"\b(?:customers?|members?|clients?|subscribers?|guests?|patients?|policyholders?|crm|own database|users of our|"
    r"kund|mitglieder|abonnent|gäste|bestandskund)"
)
_STRANGERS = Late(
    r"\b(?:panel|public|random|register|street|omnibus|river|non-?customers?|prospects?|lapsed|bevölkerung|nichtkund|"
    r"interessenten|zufalls)"
)


def plain_name(name: str) -> str:
    """The name of a field or a question without capitals and signs.

    >>> plain_name("Birth_Year")
    'birthyear'
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def asks_customers(study: Study) -> bool:
    """Whether the people asked are on file: the sample is said to be of customers, and of nobody else.

    >>> from survey_seg.questionnaire.brief import Sample
    >>> asks_customers(Study(title="T", sample=Sample(population="Members", source="access panel")))
    False
    """
    said = f"{study.sample.population or ''} {study.sample.source or ''}".casefold()
    return bool(_CUSTOMERS.search(said)) and not _STRANGERS.search(said)


class OnFile(NamedTuple):
    """What is on file: `names` are plain names of fields, `facts` what fields hold; each with the field or source."""

    names: Mapping[str, str]
    facts: Mapping[str, str]


def on_file(study: Study, *, at_least: float) -> OnFile:
    """What the customer database and the external data hold.

    A field that is filled for less than `at_least` of the customers, a share, holds nothing.
    """
    fields = [field.name for field in study.crm_fields if field.fill_rate is None or field.fill_rate >= at_least]
    every = [*fields, *(source.name for source in study.external_data)]
    facts = {_FACT_OF[plain]: name for name in every if (plain := plain_name(name)) in _FACT_OF}
    for source in study.external_data:
        if source.kind == "value":
            facts.setdefault("spend", source.name)
    return OnFile(names={plain_name(name): name for name in fields}, facts=facts)


def recorded_fact(question: Question, language: str) -> str | None:
    """The fact a question asks for that firms have on file: age, postcode, plan, tenure or spend with the firm.

    >>> recorded_fact(Question(id="q1", text="Since when have you been a customer?", type="date"), "en")
    'tenure'
    >>> recorded_fact(Question(id="q1", text="How much did you spend on shoes?", type="number"), "en") is None
    True
    """
    pattern = _QUESTIONS.get(language)
    found = pattern.search(" ".join(question.text.split()).casefold()) if pattern else None
    return found.lastgroup if found else None
