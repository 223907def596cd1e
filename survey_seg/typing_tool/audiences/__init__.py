"""Lists of people by segment, in the exact layout that each platform takes: one module per destination.

To add a destination, write one module here that exports one frozen `Destination` called DESTINATION, and put it in
the literal below. What it has to say (see `destination.py` for every field):

- `layout`: the columns (`table`) or the JSON body, each cell with the alphabet it may hold. A value that does not fit
  is not written, never escaped: an escaped phone number is another phone number;
- `audience`: into which list a person goes: one per segment for advertising, one for all where the segment is a field;
- `key`: by what the platform recognises a person, "" when it cannot;
- `limits`: rows and bytes per file, the least a list must hold, the assumed share of people who are found;
- `consent`: the columns of the contact table that must all grant;
- `page` and `as_of`: the title of the vendor's page, and when it was read. Formats move: check the page.

Then add its case to `tests/typing_tool/audience_vectors.yaml`: the expected lines are computed with other tools
(`printf '%s' text | sha256sum`) or copied as figures from the vendor's page, never printed by the code under test.
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences import (
    dynamics,
    ga4,
    google,
    hubspot,
    klaviyo,
    linkedin,
    mailchimp,
    marketing_cloud,
    marketing_cloud_mobile,
    meta,
    salesforce,
    segment,
    tealium,
    tiktok,
    x_ads,
)
from survey_seg.typing_tool.audiences.destination import Destination

DESTINATIONS: Final[dict[str, Destination]] = {
    "meta": meta.DESTINATION,
    "google": google.DESTINATION,
    "linkedin": linkedin.DESTINATION,
    "tiktok": tiktok.DESTINATION,
    "x": x_ads.DESTINATION,
    "klaviyo": klaviyo.DESTINATION,
    "hubspot": hubspot.DESTINATION,
    "salesforce": salesforce.DESTINATION,
    "marketing-cloud": marketing_cloud.DESTINATION,
    "marketing-cloud-mobile": marketing_cloud_mobile.DESTINATION,
    "mailchimp": mailchimp.DESTINATION,
    "segment": segment.DESTINATION,
    "tealium": tealium.DESTINATION,
    "ga4": ga4.DESTINATION,
    "dynamics": dynamics.DESTINATION,
}
