"""Tealium: file import of visitor attributes. Files are called {prefix}_{version}.csv; every row has a visitor id."""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import FIELDS, ID, Contact, Destination, Limits, table


def _prefix(_person: Contact) -> str:
    return "surveysegments"


DESTINATION: Final = Destination(
    title="Tealium file import",
    page="Prepare a CSV file for import (Tealium documentation)",
    layout=table([("customer_id", lambda person: person.id, ID), *FIELDS]),
    audience=_prefix,
    key=lambda person: person.id,
    fields=("person_id",),
    limits=Limits(rows=100_000, bytes=50_000_000),
    notes=("Files are processed in the order of their names.",),
)
