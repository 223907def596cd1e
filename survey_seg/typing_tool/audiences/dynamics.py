"""Dynamics 365: import of contacts by the wizard. A choice column is filled by label; the address finds the contact.

The labels of the choice column `Segment` are the codes SEG-1, SEG-2, ...; a duplicate detection rule on the address (or
an alternate key) makes the import an update.
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import CODE, EMAIL, Destination, Limits, everybody, table

DESTINATION: Final = Destination(
    title="Dynamics 365 contact import",
    page="Import data in model-driven apps (Microsoft Learn)",
    layout=table(
        [
            ("Email", lambda person: person.email, EMAIL),
            ("Segment", lambda person: person.segment, CODE),
            ("Segment Band", lambda person: person.band, CODE),
            ("Segment Model", lambda person: person.model_id, CODE),
        ]
    ),
    audience=everybody,
    key=lambda person: person.email,
    fields=("email",),
    limits=Limits(bytes=8_000_000),
)
