"""HubSpot: import of contacts. The address is the unique id; a dropdown takes its options' internal values only.

Make the property `survey_segment` a dropdown whose internal values are the codes SEG-1, SEG-2, ...: HubSpot skips a
value that is not an option.
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import EMAIL, FIELDS, Destination, Limits, everybody, table

DESTINATION: Final = Destination(
    title="HubSpot contact import",
    page="Set up import files (HubSpot Knowledge Base, October 2025)",
    layout=table([("Email", lambda person: person.email, EMAIL), *FIELDS]),
    audience=everybody,
    key=lambda person: person.email,
    fields=("email",),
    limits=Limits(rows=1_048_575, bytes=512_000_000),
    notes=("Free accounts import files up to 20 MB and 500,000 rows a day.",),
)
