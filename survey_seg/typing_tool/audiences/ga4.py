"""Google Analytics 4: the segment as a user property, one Measurement Protocol body per line (POST /mp/collect).

Only the client id that Analytics itself gave (`ga_client_id`) is used: no address, no phone, no customer number may be
sent. Consent fields are left out, which counts as not given for advertising.
"""

from __future__ import annotations

import re
from typing import Final

from survey_seg.typing_tool.audiences.destination import (
    Contact,
    Destination,
    Layout,
    allowed_text,
    compact_json,
    everybody,
)

CLIENT = re.compile(r"[0-9]{1,20}\.[0-9]{1,20}")
VALUE = re.compile(r"[A-Za-z0-9._-]{1,36}")
"""A user property's value has at most 36 characters, its name at most 24."""


def _body(person: Contact) -> str:
    return (
        compact_json(
            {
                "client_id": allowed_text(person.client_id, CLIENT, "client_id"),
                "user_properties": {
                    "survey_segment": {"value": allowed_text(person.segment, VALUE, "survey_segment")},
                    "survey_segment_band": {"value": allowed_text(person.band, VALUE, "survey_segment_band")},
                    "survey_segment_model": {"value": allowed_text(person.model_id, VALUE, "survey_segment_model")},
                },
                "events": [{"name": "survey_segment_known", "params": {}}],
            }
        )
        + "\n"
    )


DESTINATION: Final = Destination(
    title="Google Analytics 4 user property (Measurement Protocol)",
    page="Send Measurement Protocol events to Google Analytics; Event collection limits (Analytics Help)",
    layout=Layout(".jsonl", "", _body),
    audience=everybody,
    key=lambda person: person.client_id,
    fields=("ga_client_id",),
    notes=(
        "A property has at most 25 user properties; three are used. A body holds 130 KB at most; none here comes near.",
    ),
)
