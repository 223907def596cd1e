"""The paragraphs and tables of a Word document (.docx), in their order, as plain text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire.importers.xml_file import local, read_xml

DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
MAX_UNPACKED: Final = 50_000_000
MAX_LETTERS: Final = 5_000_000
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text: its number in the document, its outline level (0: none), and whether it is an item of a list."""

    number: int
    text: str
    level: int = 0
    listed: bool = False

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return f"paragraph {self.number}"


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its number in the document and the text of its cells, row by row."""

    number: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return f"table {self.number}"


Part = Paragraph | WordTable


def is_word(content: bytes) -> bool:
    """Whether this is an archive with a Word document in it."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return DOCUMENT in archive.namelist()
    except _DAMAGED:
        return False


def read_word(content: bytes, file: str) -> list[Part]:
    """The paragraphs that are not empty and the tables, in their order.

    Raises InputRefused: QUEST_NOT_A_DOCUMENT for what is no Word document or is damaged, QUEST_TOO_LARGE for what would
    fill the memory, and as `read_xml`.
    """
    document, styles = _unpacked(content, file)
    root = read_xml(document, file)
    body = next((each for each in root if local(each) == "body"), root)
    parts = list(_parts(body, _levels(styles, file)))
    if sum(len(part.text) for part in parts if isinstance(part, Paragraph)) > MAX_LETTERS:
        raise _refused("QUEST_TOO_LARGE", f"the document has more than {MAX_LETTERS:,} letters", file)
    return parts


def _unpacked(content: bytes, file: str) -> tuple[bytes, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = []
            for name in (DOCUMENT, STYLES):
                if name not in archive.namelist():
                    found.append(b"")
                    continue
                if archive.getinfo(name).file_size > MAX_UNPACKED:
                    what = f"the document unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
                    raise _refused("QUEST_TOO_LARGE", what, file)
                with archive.open(name) as part:
                    found.append(part.read(MAX_UNPACKED + 1))
    except _DAMAGED as error:
        raise _refused("QUEST_NOT_A_DOCUMENT", f"this is no whole Word document: {error}", file) from None
    if not found[0] or len(found[0]) > MAX_UNPACKED:
        raise _refused("QUEST_NOT_A_DOCUMENT", "there is no text of a Word document in it", file)
    return found[0], found[1]


def _refused(code: str, what: str, file: str) -> InputRefused:
    return InputRefused(Problem(code, what, "a questionnaire saved as .docx", file=file))


def _levels(styles: bytes, file: str) -> dict[str, int]:
    """The outline level of each style that is a heading."""
    found: dict[str, int] = {}
    for style in read_xml(styles, file) if styles else ():
        name = next((each.get(f"{_W}val", "") for each in style if local(each) == "name"), "")
        if name.lower().startswith("heading ") and name[8:].isdigit():
            found[style.get(f"{_W}styleId", "")] = int(name[8:10])
        elif name.lower() == "title":
            found[style.get(f"{_W}styleId", "")] = 1
    return found


def _parts(body: Element, levels: dict[str, int]) -> Iterator[Part]:
    number = tables = 0
    for element in _blocks(body):
        if local(element) == "tbl":
            tables += 1
            yield WordTable(tables, tuple(_rows(element)))
            continue
        number += 1
        style, listed = _style(element)
        for line in _text(element).splitlines():
            if line.strip():
                text = "\t".join(" ".join(piece.split()) for piece in line.strip().split("\t"))
                yield Paragraph(number, text, levels.get(style, 0), listed)


def _blocks(holder: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those in content controls."""
    for element in holder:
        if local(element) in {"p", "tbl"}:
            yield element
        elif local(element) in {"sdt", "sdtContent", "ins", "smartTag", "customXml"}:
            yield from _blocks(element)


def _style(paragraph: Element) -> tuple[str, bool]:
    properties = next((each for each in paragraph if local(each) == "pPr"), None)
    if properties is None:
        return "", False
    style = next((each.get(f"{_W}val", "") for each in properties if local(each) == "pStyle"), "")
    return style, any(local(each) == "numPr" for each in properties)


def _rows(table: Element) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{_W}tr"):
        cells = [cell for cell in row if local(cell) == "tc"]
        yield tuple(" ".join(" ".join(_text(each) for each in cell.iter(f"{_W}p")).split()) for cell in cells)


def _text(paragraph: Element) -> str:
    """The words of a paragraph as it stands: inserted text, not deleted text; tabs and breaks."""
    pieces: list[str] = []
    for element in paragraph.iter():
        name = local(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in {"tab", "ptab"} and element.get(f"{_W}pos") is None:
            pieces.append("\t")
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name == "sym":
            pieces.append("□")
    return "".join(pieces)
