"""XML that cannot do harm."""

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers.xml_file import MAX_DEPTH, read_xml

BILLION = b"""<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><lolz>&b;</lolz>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BILLION, "QUEST_XML"),
        (OUTSIDE, "QUEST_XML"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r><r/>'.encode("utf-16"), "QUEST_XML"),
        (b"<!DOCTYPE r><r/>", "QUEST_XML"),
        (b"<a>" * (MAX_DEPTH + 1), "QUEST_XML"),
        (b"<r>&x;</r>", "QUEST_SYNTAX"),
        (b"", "QUEST_SYNTAX"),
        (b"\0\0\0", "QUEST_SYNTAX"),
        (b"<r><cut", "QUEST_SYNTAX"),
        (b"PK\x03\x04nothing", "QUEST_SYNTAX"),
        (b'<?xml version="1.0" encoding="no-such"?><r/>', "QUEST_ENCODING"),
    ],
)
def test_what_is_no_plain_xml_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_xml(content, "file.xml")
    assert refused.value.problems[0].code == code
    assert refused.value.problems[0].file == "file.xml"


def test_the_row_of_a_mistake_is_named() -> None:
    with pytest.raises(InputRefused) as refused:
        read_xml(b"<r>\n<a>\n</b>\n</r>", "file.xml")
    assert refused.value.problems[0].row == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_texts_arrive_in_every_encoding_that_the_file_declares(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><r>Größe</r>'.encode(encoding)
    assert read_xml(content, "file.xml").text == "Größe"
