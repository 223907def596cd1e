"""What an audience is called: a neutral code. A segment's nickname never leaves the house with people's data."""

from __future__ import annotations

import re
from typing import Final

HEALTH: Final = """
    addict addiction allergy alzheimer anxiety arthritis asthma autism cancer chronic clinic dementia depressed
    depression diabetes diabetic diagnosis diet disability disabled disease disorder doctor epilepsy fertility
    health healthy heart hiv hospital ill illness infertility insulin medical medication medicine menopause
    mental migraine obese obesity overweight pain patient patients pharma pregnancy pregnant prescription
    psychiatric rehab sick sickness surgery symptom symptoms therapy treatment weight wellness
"""
FINANCES: Final = """
    affluent afford bankrupt bankruptcy broke budget cash credit creditworthy debt debts earner earners finances
    financial foreclosure income indebted insolvent insurance invest investor investors lender loan loans money
    mortgage pension poor poverty retirement rich salary savings subprime tax underbanked unemployed wage wealth
    wealthy welfare
"""
PRIVATE: Final = """
    abortion asylum atheist buddhist catholic christian church criminal democrat divorced ethnic ethnicity faith
    gay hindu immigrant islam jewish lesbian lgbt lgbtq migrant muslim political politics queer racial refugee
    religion religious republican sexual sexuality trans transgender voter voters
"""
SENSITIVE: Final[dict[str, frozenset[str]]] = {
    "health": frozenset(HEALTH.split()),
    "finances": frozenset(FINANCES.split()),
    "beliefs, origin or private life": frozenset(PRIVATE.split()),
}
"""Words by what they say about the people in a list. Meta flags names that suggest health or finances (since September
2025); Google's and others' policies forbid lists by beliefs, origin and private life."""


def audience_code(segment: int) -> str:
    """The name under which a segment's people leave the house.

    >>> audience_code(2)
    'SEG-2'
    """
    return f"SEG-{segment}"


def implied(name: str) -> tuple[str, ...]:
    """What a name would say about everybody in a list that bears it; empty when nothing sensitive.

    >>> implied("Diabetes planners"), implied("High income"), implied("Planners")
    (('health',), ('finances',), ())
    """
    words = set(re.findall(r"[a-z]+", name.lower()))
    return tuple(topic for topic, listed in SENSITIVE.items() if words & listed)
