"""Salesforce: upsert by Bulk API 2.0 or Data Loader. Headers are API names of fields; the key is an external id.

Lines end in LF (`lineEnding: LF`), cells are separated by commas (`columnDelimiter: COMMA`), nothing is quoted.
"""

from __future__ import annotations

from typing import Final

from survey_seg.typing_tool.audiences.destination import CODE, ID, Destination, Limits, everybody, table

DESTINATION: Final = Destination(
    title="Salesforce upsert (Bulk API 2.0, Data Loader)",
    page="Prepare CSV Files (Bulk API 2.0 Developer Guide)",
    layout=table(
        [
            ("External_Id__c", lambda person: person.id, ID),
            ("Segment__c", lambda person: person.segment, CODE),
            ("Segment_Band__c", lambda person: person.band, CODE),
            ("Segment_Model__c", lambda person: person.model_id, CODE),
        ]
    ),
    audience=everybody,
    key=lambda person: person.id,
    fields=("person_id",),
    limits=Limits(bytes=100_000_000),
    on_upload={"externalIdFieldName": "External_Id__c", "lineEnding": "LF", "columnDelimiter": "COMMA"},
    notes=("A job takes 150 MB after base64, so a file holds at most 100 MB. An empty cell leaves a field as it is.",),
)
