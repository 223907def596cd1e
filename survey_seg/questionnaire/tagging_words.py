"""What the values of the tagging worksheet mean, in a line each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from survey_seg.questionnaire.model import DataType, Role

ROLES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        "basis": "segments are built on it",
        "descriptor": "describes the segments once they are found",
        "outcome": "a result the segments should differ in, such as staying or recommending",
        "value": "what a customer is worth",
        "screener": "decides who takes part",
        "quota": "the sample is filled by it",
        "weight": "holds the weight of each respondent",
        "link": "joins the answers to other data, such as a customer number",
        "consent": "permission to use the answers",
        "attention": "shows whether respondents read",
        "typing": "may be asked again, to place a new customer in a segment",
        "duration": "length of the interview",
        "buying_role": "somebody's part when a company buys: who decides, pays, advises, uses",
        "account": "which company somebody speaks for, beside link; several people may share it",
    }
)
DATA_TYPES: Final[Mapping[DataType, str]] = MappingProxyType(
    {
        "demographic": "who people are: age, household, income",
        "firmographic": "what kind of firm it is: industry, size",
        "behaviour": "what people do or did",
        "need": "what people want from the product",
        "attitude": "what people think and feel",
        "value": "money: spend, price, margin",
        "media": "what people read, hear and watch",
        "occasion": "when and where it is used or bought",
        "geo": "where people live or firms stand",
    }
)
VIAS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "crm": "a field of the customer database; its name goes into field",
        "ad_platform": "an audience an advertising platform offers",
        "sales_cue": "something a sales person hears or sees; it goes into note",
        "media": "a medium such people use",
        "list": "a list that can be bought or made",
        "typing": "only by asking the typing questions",
        "none": "there is no way to find them",
    }
)
TECHNICAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        "link": "join with other data",
        "screen": "decide who takes part",
        "quota": "fill the sample",
        "weight": "weigh the answers",
        "quality": "check the quality of answers",
        "type": "place people in segments",
    }
)
HOW_TO: Final = (
    ("id", "", "leave as it is; copy it to a further line for a second action, a second way to reach people, or both"),
    ("text, type", "", "to read only; changes here are not taken over"),
    ("(empty cells)", "", "change nothing; a question with no tags stays without"),
    ("(further actions)", "", "as soon as one action of a question is filled in, its actions are those in this sheet"),
    ("role", "", "one or several with commas between them: basis, typing"),
    ("construct", "", "the name of what several questions or lines measure together"),
    ("reverse", "yes", "a high answer means little of the construct"),
    ("when", "4, 5", "the answers after which the action is taken, by their codes, or a comparison: >= 3"),
    ("action", "", "what is done, in a sentence: Offer the annual plan"),
)
