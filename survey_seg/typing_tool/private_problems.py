"""What a typing tool file may not hold: anything about single people. Needs nothing but the standard library.

A tool leaves the house; what people answered stays. Test vectors are made up, evidence and population are figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

FIGURES: Final = ("bands", "priors", "base", "evidence", "card")
"""The parts of a tool whose keys are not all listed elsewhere."""

VECTOR: Final = frozenset({"answers", "segment", "scores", "margin", "band"})

_PEOPLE: Final = ("respondent", "person", "panelist", "customer", "contact", "member", "user", "crm")
_THEIRS: Final = (
    "first_name",
    "last_name",
    "email",
    "e_mail",
    "phone",
    "mobile",
    "telephone",
    "address",
    "birthday",
)
PRIVATE: Final = frozenset(
    (
        *_PEOPLE,
        *_THEIRS,
        "people",
        "addresses",
        *(one + end for one in (*_PEOPLE, *_THEIRS) for end in ("s", "_id", "_ids")),
    )
)
"""Keys that say that what follows is about single people, in small letters with _ between words."""


def private_problems(content: Mapping[str, Any]) -> Iterator[str]:
    """What is about single people in the parts of a tool that hold figures, and in its test vectors.

    >>> list(private_problems({"card": {"respondents": [{"email": "a@example.com"}]}}))[0]
    'card.respondents is about single people, who have no place in a typing tool'
    """
    for part in FIGURES:
        yield from _search(part, content.get(part))
    for number, vector in enumerate(content.get("vectors", ())):
        if isinstance(vector, Mapping):
            yield from (f"vectors[{number}].{key} is not part of a test vector" for key in vector if key not in VECTOR)


def _search(place: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - takes whatever a file holds
    if isinstance(value, Mapping):
        for key, item in value.items():
            if re.sub(r"\W+", "_", str(key)).strip("_").lower() in PRIVATE:
                yield f"{place}.{key} is about single people, who have no place in a typing tool"
            else:
                yield from _search(f"{place}.{key}", item)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _search(f"{place}[{number}]", item)
