"""Mailchimp: import of contacts with the segment as a tag."""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import CODE, EMAIL, Destination, everybody, table

DESTINATION: Final = Destination(
    title="Mailchimp contact import",
    page="Format Guidelines for Your Import File (Mailchimp Help)",
    layout=table(
        [
            ("Email Address", lambda person: person.email, EMAIL),
            ("Tags", lambda person: person.segment, CODE),
        ]
    ),
    audience=everybody,
    key=lambda person: person.email,
    fields=("email",),
    on_upload={"permission": "only people who agreed to be written to"},
)
