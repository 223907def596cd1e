"""The schema that editors read is the one the reader applies."""

import json

from survey_seg.questionnaire.model import QuestionnaireFile
from survey_seg.questionnaire.places import keys_at, schema_at
from survey_seg.questionnaire.schema import json_schema
from survey_seg.resources import folder


def test_the_shipped_schema_is_the_generated_one() -> None:
    shipped = json.loads((folder("questionnaires") / "schema.json").read_text(encoding="utf-8"))
    assert shipped == json_schema()


def test_the_schema_forbids_unknown_keys_everywhere() -> None:
    schema = json_schema()
    elements = [schema, *schema["$defs"].values()]
    assert all(element["additionalProperties"] is False for element in elements if "properties" in element)


def test_the_schema_knows_the_keys_of_the_model() -> None:
    assert keys_at(()) == tuple(QuestionnaireFile.__dataclass_fields__)
    assert "show_if" in keys_at(("questions", 7))


def test_a_share_is_bounded_for_editors_too() -> None:
    branches = schema_at(("questions", 0, "reach", 0, "coverage"))["anyOf"]
    assert all((branch["minimum"], branch["maximum"]) == (0, 1) for branch in branches if branch["type"] != "null")


def test_a_path_that_leads_nowhere_has_no_schema() -> None:
    assert schema_at(("questions", 0, "nothing", 3)) == {}
