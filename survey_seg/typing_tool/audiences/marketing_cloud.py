"""Salesforce Marketing Cloud: import into a data extension. Headers are its fields; the address comes last."""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import CODE, EMAIL, ID, Destination, everybody, table

DESTINATION: Final = Destination(
    title="Salesforce Marketing Cloud data extension",
    page="Import File Requirements (Marketing Cloud Engagement Help)",
    layout=table(
        [
            ("SubscriberKey", lambda person: person.id, ID),
            ("Segment", lambda person: person.segment, CODE),
            ("SegmentBand", lambda person: person.band, CODE),
            ("SegmentModel", lambda person: person.model_id, CODE),
            ("EmailAddress", lambda person: person.email, EMAIL),
        ]
    ),
    audience=everybody,
    key=lambda person: person.email if person.id else "",
    fields=("email",),
    also=("person_id",),
    on_upload={"opt-in certification": "only for people who agreed to be written to"},
    notes=("A field with a list of values takes exactly those.",),
)
