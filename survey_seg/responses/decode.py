"""The bytes of a text file as letters, with every guess said aloud."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from survey_seg.errors import InputRefused, Notice, Problem

UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
WEB_PAGE = re.compile(rb"\s*(<!doctype\s+html|<html|<head|<body)", re.IGNORECASE)
OTHER_KINDS = {
    b"PK\x03\x04": ("a workbook or a zip archive", "rename it to .xlsx if it is a workbook"),
    b"\xd0\xcf\x11\xe0": ("an old or a password-protected Excel workbook", "save it as .xlsx without a password"),
    b"$FL": ("an SPSS file", "rename it to .sav"),
    b"\x1f\x8b": ("a gzip archive", "unpack it first"),
    b"%PDF": ("a PDF", "export the answers as CSV"),
    b"PAR1": ("a Parquet file", "export the answers as CSV"),
}


def decoded(path: Path) -> tuple[str, tuple[Notice, ...]]:
    """The text of a file and what had to be guessed about its bytes.

    UTF-8 with or without byte order mark, UTF-16 with one; what is neither is read as Windows-1252, with a notice that
    counts the lines this changes. Raises InputRefused: DATA_EMPTY, DATA_NOT_TEXT (a workbook, archive, SPSS file, web
    page, or bytes that are no text), DATA_NUL_BYTES, DATA_FILE_CUT (the last letter is incomplete).
    """
    raw = path.read_bytes()
    if not raw.strip():
        expected = "a header and a row per person"
        raise InputRefused(Problem("DATA_EMPTY", "the file is empty", expected=expected, file=path.name))
    _refuse_other_kinds(raw, path.name)
    for mark, encoding in UTF16.items():
        if raw.startswith(mark):
            notice = Notice("DATA_ENCODING", "The file is UTF-16; it was read as such.")
            return _utf16(raw[len(mark) :], encoding, path.name), (notice,)
    _refuse_nul_bytes(raw, path.name)
    return _eight_bit(raw, path.name)


def _refuse_other_kinds(raw: bytes, file: str) -> None:
    if WEB_PAGE.match(raw.removeprefix(codecs.BOM_UTF8)[:200]):
        hint = "was the download a login page?"
        raise InputRefused(
            Problem("DATA_NOT_TEXT", "this is a web page", expected="delimited text", file=file, hint=hint)
        )
    for start, (what, hint) in OTHER_KINDS.items():
        if raw.startswith(start):
            raise InputRefused(
                Problem("DATA_NOT_TEXT", f"this is {what}", expected="delimited text", file=file, hint=hint)
            )


def _utf16(raw: bytes, encoding: str, file: str) -> str:
    text = raw.decode(encoding, "replace")
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise InputRefused(Problem("DATA_NUL_BYTES", "a letter that is no text (NUL)", file=file, row=row))
    if text.endswith("\ufffd") and len(raw) % 2:
        row = text.count("\n") + 1
        what = "the text ends in half a letter"
        raise InputRefused(Problem("DATA_FILE_CUT", what, file=file, row=row, hint="was the file cut?"))
    return text


def _refuse_nul_bytes(raw: bytes, file: str) -> None:
    count = raw.count(b"\0")
    if not count:
        return
    row = raw[: raw.index(b"\0")].count(b"\n") + 1
    wide = count > len(raw) / 4
    hint = "UTF-16 without a byte order mark? Save the file as UTF-8." if wide else "was the file damaged in transfer?"
    what = f"{count:,} bytes that are no text (NUL)"
    raise InputRefused(Problem("DATA_NUL_BYTES", what, file=file, row=row, hint=hint))


def _eight_bit(raw: bytes, file: str) -> tuple[str, tuple[Notice, ...]]:
    raw = raw.removeprefix(codecs.BOM_UTF8)
    fault = _fault(raw, "utf-8")
    if fault is None:
        return raw.decode("utf-8"), ()
    row = raw[: fault.start].count(b"\n") + 1
    if fault.reason == "unexpected end of data" and not raw[: fault.start].isascii():
        what = "the last letter is incomplete"
        raise InputRefused(Problem("DATA_FILE_CUT", what, file=file, row=row, hint="was the file cut?"))
    other = _fault(raw, "cp1252")
    if other is not None:
        row = raw[: other.start].count(b"\n") + 1
        what, hint = "bytes that are no text", "save the file as UTF-8"
        raise InputRefused(Problem("DATA_NOT_TEXT", what, expected="UTF-8", file=file, row=row, hint=hint))
    text = raw.decode("cp1252")
    lines = sum(1 for line in text.splitlines() if not line.isascii())
    said = f"The file is not UTF-8 (row {row}); it was read as Windows-1252, which concerns {lines:,} lines."
    return text, (Notice("DATA_ENCODING", said + " Save it as UTF-8 to be sure."),)


def _fault(raw: bytes, encoding: str) -> UnicodeDecodeError | None:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return error
    return None
