"""X: list custom audience. One hashed address per line and no header; the kind of identifier is chosen on upload."""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import HASH, Destination, Limits, by_segment, table
from survey_seg.typing_tool.audiences.normalise import sha256_hex

DESTINATION: Final = Destination(
    title="X list custom audience",
    page="Custom Audiences User Data (X Ads API); List Custom Audiences (X Business)",
    layout=table([("email", lambda person: sha256_hex(person.email), HASH)], header=False),
    audience=by_segment,
    key=lambda person: person.email,
    fields=("email",),
    limits=Limits(bytes=10_000_000_000, least_matched=100, match_rate=0.4),
    on_upload={"identifier": "email address, hashed"},
    notes=("Only people found who were active in the last 90 days count towards the least of 100.",),
)
