"""Files of tools we never saw are refused in one line that says what they are; hostile ones soon."""

import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.importers import IMPORTERS
from survey_seg.questionnaire.importers.documents import read_json
from survey_seg.questionnaire.importers.recognition import importer_of
from survey_seg.questionnaire.read import MAX_IMPORTED_BYTES, read_questionnaire


def archive(name: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        made.writestr(name, "x")
    return whole.getvalue()


def refused(path: Path) -> Problem:
    with pytest.raises(InputRefused) as refusal:
        read_questionnaire(path)
    (problem,) = refusal.value.problems
    line = problem.line()
    assert "\n" not in line
    assert len(line) < 700
    return problem


UNKNOWN = {
    "PDF": (b"%PDF-1.7 ...", "a.pdf", "a PDF document"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc", "an old Office file"),
    "ZIP": (archive("a.txt"), "a.zip", "a ZIP archive"),
    "presentation": (archive("ppt/presentation.xml"), "a.pptx", "a presentation"),
    "spreadsheet": (archive("xl/workbook.xml"), "a.bin", "an Excel workbook"),
    "picture": (b"\x89PNG\r\n", "a.png", "a picture"),
    "web page": (b"<!DOCTYPE html><html>", "a.html", "a web page"),
    "DDI": (b'<?xml version="1.0"?><DDIInstance xmlns="ddi:instance:3_3">', "a.xml", "a DDI document"),
    "XForm": (b'<h:html xmlns="http://www.w3.org/2002/xforms">', "a.xml", "an ODK XForm"),
    "other XML": (b"<?xml version='1.0'?><recipe/>", "a.xml", "an XML file ('recipe')"),
    "ONS eQ": (b'{"mime_type": "application/json/ons/eq"}', "a.json", "an ONS eQ schema"),
    "SurveyMan JSON": (b'{"breakoff": true}', "a.json", "a SurveyMan survey"),
    "other JSON": (b'{"a": 1}', "a.json", "a JSON file of an unknown tool"),
    "SurveyMan": (b'"BLOCK"," QUESTION"," OPTIONS"\n1,a,b\n', "a.csv", "a SurveyMan table"),
    "REDCap": (b'"Variable / Field Name","Form Name"\nage,base\n', "a.csv", "a REDCap data dictionary"),
    "Qualtrics answers": (b"StartDate,EndDate,Q1\n2026,2026,1\n", "a.csv", "a Qualtrics file with answers"),
    "table": (b"a|b|c\n1|2|3\n4|5|6\n", "a.dat", "a table, perhaps with answers"),
    "YAML": (b"study:\n  title: T\nquestions: []\n", "a.txt", "a questionnaire in YAML by its looks"),
    "text": (b"Dear all, please find attached", "a.eml", "a text"),
    "nothing": (b" \n", "a.txt", "an empty file"),
    "noise": (bytes(range(256)) * 9, "a.bin", "a file that is no text"),
    "gzip": (b"\x1f\x8b\x08", "a.gz", "a compressed file"),
}


@pytest.mark.parametrize(("content", "name", "what"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_file_of_an_unknown_tool_is_named(tmp_path: Path, content: bytes, name: str, what: str) -> None:
    (tmp_path / name).write_bytes(content)
    problem = refused(tmp_path / name)
    assert problem.code == "QUEST_FORMAT"
    assert what in problem.what
    assert problem.hint
    assert ".yaml, .yml, .csv, .xlsx" in problem.expected
    assert ".qsf" in problem.expected


def test_a_file_of_answers_is_told_from_a_questionnaire(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("q1,q2\n1,2\n", encoding="utf-8")
    assert refused(tmp_path / "a.csv").code == "QUEST_NOT_ONE"


@pytest.mark.parametrize("folder", ["ddi", "ons", "surveyman"])
def test_real_files_of_tools_we_do_not_read_are_named(shared: Path, folder: str) -> None:
    paths = sorted((shared / "questionnaires" / folder).iterdir())
    said = {"ddi": "DDI", "ons": "ONS eQ", "surveyman": "SurveyMan"}[folder]
    assert paths
    for path in paths:
        problem = refused(path)
        assert said in problem.what, path.name


def test_a_hundred_megabytes_are_refused_without_reading(tmp_path: Path) -> None:
    for name in ("a.qsf", "a.lss", "a.tsv", "a.json", "a.xlsx", "a.yaml", "a.unknown"):
        with (tmp_path / name).open("wb") as made:
            made.truncate(100_000_000)
        start = time.monotonic()
        assert refused(tmp_path / name).code == "QUEST_TOO_LARGE"
        assert time.monotonic() - start < 2


def test_a_file_of_the_largest_size_is_told_apart_soon(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes(b"a" * MAX_IMPORTED_BYTES)
    start = time.process_time()
    assert refused(tmp_path / "a.dat").code == "QUEST_FORMAT"
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 100_000, "QUEST_TOO_DEEP"),
        (b"[" * 300 + b"]" * 300, "QUEST_TOO_DEEP"),
        (b'{"a": ' * 300 + b"1" + b"}" * 300, "QUEST_TOO_DEEP"),
        (b'{"a": 1', "QUEST_SYNTAX"),
        (b"", "QUEST_SYNTAX"),
        (b"1" * 5000, "QUEST_SYNTAX"),
        (b"\xff\xff", "QUEST_ENCODING"),
        (b'{"a\0": 1}', "QUEST_ENCODING"),
    ],
)
def test_json_that_is_cut_off_or_too_deep_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InputRefused, match=code):
        read_json(content, "a.json")


def test_json_may_be_in_utf_16() -> None:
    assert read_json(json.dumps({"a": "Größe"}).encode("utf-16"), "a.json") == {"a": "Größe"}


def test_every_importer_takes_hostile_bytes_for_what_they_are() -> None:
    for content in (b"", b"\0" * 100, b"PK\x03\x04", b"\xff\xfe", b"<" * 1000, b"{" * 1000, bytes(range(256))):
        for _module, endings in IMPORTERS.values():
            for ending in endings:
                assert importer_of(content, f"a{ending}", own_endings=()) is None


def test_a_file_is_known_by_its_content_under_any_name(tmp_path: Path) -> None:
    question = {"QuestionID": "QID1", "QuestionType": "TE", "QuestionText": "Why?"}
    survey = {"SurveyEntry": {"SurveyName": "S"}, "SurveyElements": [{"Element": "SQ", "Payload": question}]}
    (tmp_path / "download.json").write_text(json.dumps(survey), encoding="utf-8")
    assert read_questionnaire(tmp_path / "download.json").imported == "Qualtrics"
