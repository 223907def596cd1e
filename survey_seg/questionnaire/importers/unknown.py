"""Files that are no questionnaire we read: what they are, as far as their first bytes tell, in one line."""

from __future__ import annotations

import re

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.importers import IMPORTERS

LOOKED_AT = 20_000
"""Bytes from the start of the file."""

_BY_START: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "ask for the file the PDF was printed from"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls, .doc) or one with a password", "save it as .xlsx or .docx"),
    (b"{\\rtf", "a rich text document", "save it as .docx"),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)", "unpack it first"),
    (b"Rar!", "a compressed file (RAR)", "unpack it first"),
    (b"\x89PNG", "a picture", "ask for the questionnaire as a file of text"),
    (b"\xff\xd8\xff", "a picture", "ask for the questionnaire as a file of text"),
    (b"GIF8", "a picture", "ask for the questionnaire as a file of text"),
    (b"SQLite format 3", "a database (SQLite)", "export the questionnaire from the survey tool"),
    (b"$FL2", "an SPSS file (.sav)", "give it the ending .sav"),
    (b"$FL3", "a compressed SPSS file (.zsav)", "save it as .sav"),
    (b"<stata_dta>", "a Stata file with answers", "save it as an SPSS file (.sav)"),
    (b"HEADER RECORD", "a SAS file with answers", "save it as an SPSS file (.sav)"),
    (b"RDX", "an R file", "save it as an SPSS file (.sav)"),
)
_IN_ARCHIVE = {
    b"word/": ("a Word document", "give it the ending .docx"),
    b"xl/": ("an Excel workbook", "give it the ending .xlsx"),
    b"ppt/": ("a presentation", "ask for the questionnaire as a document"),
    b"opendocument.spreadsheet": ("an OpenDocument spreadsheet", "save it as .xlsx"),
    b"opendocument.text": ("an OpenDocument text", "save it as .docx"),
}
_UNPACK = "unpack it and hand over the questionnaire in it"
_OTHER_EXPORT = "export it from the tool as LimeSurvey, Qualtrics, XLSForm or SurveyJS, or fill a flat file"
_RENAME = "rename its columns to id, text, type and options"
_TABLES: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"variable / field name"}), "a REDCap data dictionary", _RENAME),
    (frozenset({"field_name", "form_name"}), "a REDCap data dictionary", _RENAME),
    (frozenset({"question", "options"}), "a SurveyMan table", _RENAME),
    (frozenset({"startdate", "enddate"}), "a Qualtrics file with answers", "export the survey itself as .qsf"),
    (frozenset({"responseid"}), "a Qualtrics file with answers", "export the survey itself as .qsf"),
)
_JSON: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r'"(mime_type"\s*:\s*"application/json/ons/eq|eq_id"|survey_id"\s*:)'), "an ONS eQ schema"),
    (re.compile(r'"(breakoff|qtext|otext)"\s*:'), "a SurveyMan survey in JSON"),
    (re.compile(r'"\$schema"\s*:'), "a JSON Schema or a file described by one"),
    (re.compile(r'"(items|formId)"\s*:.{0,400}"(questionItem|itemId)"', re.DOTALL), "a Google form"),
    (re.compile(r"reproschema|schema\.repronim\.org"), "a ReproSchema protocol"),
    (re.compile(r'"resourceType"\s*:\s*"Questionnaire'), "a FHIR questionnaire"),
)
_XML: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"ddi:(instance|codebook)|<codeBook\b|<(\w+:)?DDIInstance"), "a DDI document"),
    (re.compile(r"http://www\.w3\.org/2002/xforms|<h:html"), "an ODK XForm"),
    (re.compile(r"<(\w+:)?queXML|<questionnaire\b"), "a queXML document"),
    (re.compile(r"<ODM\b"), "a CDISC ODM document"),
)


def refusal(content: bytes, file: str, *, endings: str) -> InputRefused:
    """The refusal of a file whose format nobody reads, in one line that says what it is.

    >>> print(refusal(b"%PDF-1.7 ...", "survey.pdf", endings=".yaml, .csv"))
    QUEST_FORMAT survey.pdf: this is a PDF document, no questionnaire that can be read; expected a file that ends in \
.yaml, .csv. Hint: ask for the file the PDF was printed from
    """
    what, hint = told(content) or ("a file of an unknown kind", _OTHER_EXPORT)
    what = f"this is {what}, no questionnaire that can be read"
    return InputRefused(Problem("QUEST_FORMAT", what, f"a file that ends in {endings}", hint, file=file))


def endings(own: tuple[str, ...]) -> str:
    """Every ending that is read, our own first.

    >>> endings((".yaml",)).startswith(".yaml")
    True
    """
    others = (ending for _module, of_format in IMPORTERS.values() for ending in of_format)
    return ", ".join(dict.fromkeys((*own, *others)))


def foreign_table(content: bytes) -> tuple[str, str] | None:
    """A table of another tool that no importer reads, and what to do about it; None for other tables."""
    head = _head(content)
    line = next((line for line in head.splitlines() if line.strip()), "")
    cells = {cell.strip(" \"'").lower() for cell in re.split(r"[,;\t]", line)}
    if {"id", "text", "type"} & cells or line.startswith("study."):
        return None
    return next(((what, hint) for needed, what, hint in _TABLES if needed <= cells), None)


def told(content: bytes) -> tuple[str, str] | None:
    """What a file is and what to do about it, by its first bytes; None where they say nothing."""
    start = content[:LOOKED_AT]
    if not start.strip():
        return "an empty file", "is it still being downloaded?"
    known = ((what, hint) for mark, what, hint in _BY_START if start.startswith(mark))
    if found := next(known, None):
        return found
    if start.startswith(b"PK"):
        inside = (said for mark, said in _IN_ARCHIVE.items() if mark in content[:LOOKED_AT] + content[-LOOKED_AT:])
        return next(inside, ("a ZIP archive", _UNPACK))
    text = _head(content)
    if "\0" in text or text.count("\ufffd") > len(text) / 20:
        return "a file that is no text", _OTHER_EXPORT
    return _told_by_text(text.lstrip())


def _told_by_text(text: str) -> tuple[str, str] | None:
    if text.startswith("<"):
        return _told_by_markup(text)
    if text.startswith(("{", "[")):
        known = (what for pattern, what in _JSON if pattern.search(text))
        return next(known, "a JSON file of an unknown tool"), _OTHER_EXPORT
    if found := foreign_table(text.encode(errors="replace")):
        return found
    lines = [line for line in text.splitlines() if line.strip()][:20]
    for delimiter in (",", ";", "\t", "|"):
        columns = {line.count(delimiter) for line in lines}
        if len(lines) > 1 and len(columns) == 1 and columns != {0}:
            return "a table, perhaps with answers", "`lint` and -q take the questionnaire; a flat one ends in .csv"
    if re.search(r"^(study|questions):", text, re.MULTILINE):
        return "a questionnaire in YAML by its looks", "give it the ending .yaml"
    return "a text", "a questionnaire in YAML ends in .yaml, a flat one in .csv"


def _told_by_markup(text: str) -> tuple[str, str]:
    if re.match(r"<!doctype html|<html", text, re.IGNORECASE):
        return "a web page", "was it saved instead of the file behind it?"
    known = (what for pattern, what in _XML if pattern.search(text))
    if found := next(known, None):
        return found, _OTHER_EXPORT
    root = re.search(r"<([A-Za-z_][\w.:-]{0,80})", text)
    return f"an XML file ({quoted(root[1])})" if root else "a file with mark-up", _OTHER_EXPORT


def _head(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return content[:LOOKED_AT].decode(encoding, errors="replace")
