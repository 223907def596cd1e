"""Twilio Segment: identify calls, each file the body of one POST to /v1/batch.

The message id is made of what the call says, so that a repeated upload is recognised. There is no timestamp: Segment
sets its own. A body that is too large is dropped although the answer is "200 OK", which is why the limits are hard.
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import (
    CODE,
    FIELDS,
    ID,
    Contact,
    Destination,
    Layout,
    Limits,
    allowed_text,
    compact_json,
    everybody,
)
from survey_seg.typing_tool.audiences.normalise import sha256_hex


def _call(person: Contact) -> str:
    traits = {name: allowed_text(value(person), CODE, name) for name, value, _ in FIELDS}
    said = "|".join((person.model_id, person.id, person.segment))
    return compact_json(
        {
            "type": "identify",
            "userId": allowed_text(person.id, ID, "userId"),
            "traits": traits,
            "messageId": f"survey-seg-{sha256_hex(said)[:40]}",
        }
    )


DESTINATION: Final = Destination(
    title="Twilio Segment identify (HTTP batch)",
    page="HTTP API Source; Spec: Identify (Twilio Segment documentation)",
    layout=Layout(".json", '{"batch":[\n', _call, between=",\n", tail="\n]}\n"),
    audience=everybody,
    key=lambda person: person.id,
    fields=("person_id",),
    limits=Limits(rows=2_500, bytes=500_000),
    notes=(
        "A call holds 32 KB at most; none here comes near.",
        "Workspaces in the EU take it at their own address (eu1); the other one accepts it and loses it.",
    ),
)
