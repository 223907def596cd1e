"""Several answers in one text of the results: taken apart by the answers that are known, and said as the language does.

The analysis joins answers in English ("Agree or Agree strongly"). They are other people's words and stay; the word
between them is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.evidence import rows
from survey_seg.report.language.catalogue import current
from survey_seg.report.language.speech import say

Results = Mapping[str, Any]

_EITHER, _RANGE = " or ", " to "


def either(results: Results, variable: str, text: str) -> str:
    """The answers to a question, joined as the report's language joins them; the text as it is where it is one answer.

    >>> rows = [{"variable": "q", "label": label} for label in ("Agree", "Agree strongly")]
    >>> either({"profiles": {"answers": rows}}, "q", "Agree or Agree strongly")
    'Agree or Agree strongly'
    """
    known = labels(results, variable)
    if text in known:
        return text
    if several := taken_apart(text, known, _EITHER):
        return f" {current().conventions.or_} ".join(several)
    ends = taken_apart(text, known, _RANGE)
    return say("{first} to {last}", first=ends[0], last=ends[1]) if len(ends) == 2 else text


def labels(results: Results, variable: str) -> list[str]:
    """The answers to a question that are known, in their order, each once."""
    found = (row["label"] for _, row in rows(results, "profiles", "answers") if row["variable"] == variable)
    return list(dict.fromkeys(found))


def taken_apart(text: str, known: Sequence[str], joint: str) -> list[str]:
    """The answers that a text joins, in the order in which they are known; none where it is not made of them.

    >>> taken_apart("Yes, often, No", ["Yes", "Yes, often", "No"], ", ")
    ['Yes, often', 'No']
    >>> taken_apart("Yes, sometimes", ["Yes", "No"], ", ")
    []
    """
    if text in known:
        return [text]
    for place, label in enumerate(known):
        if text.startswith(label + joint):
            rest = taken_apart(text[len(label + joint) :], known[place + 1 :], joint)
            if rest:
                return [label, *rest]
    return []
