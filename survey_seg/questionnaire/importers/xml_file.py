"""XML from other tools, read so that a file can neither fill the memory nor reach for other files."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from survey_seg.errors import InputRefused, Problem

MAX_DEPTH = 100
"""Levels of elements inside each other; nothing that is a questionnaire has more."""
MAX_ELEMENTS = 500_000


class _Refused(Exception):
    """What stands in the file and in no questionnaire."""


class _Builder(TreeBuilder):
    """Builds the tree; stops at a document type (entities live there), at deep nesting and at too many elements."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.count = 0

    def doctype(self, *_: object) -> None:
        """Refuse the file: a document type can name other files and entities that unfold without end."""
        raise _Refused("it declares a document type (<!DOCTYPE>)")

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Begin an element."""
        self.depth += 1
        self.count += 1
        if self.depth > MAX_DEPTH:
            raise _Refused(f"its elements stand more than {MAX_DEPTH} levels inside each other")
        if self.count > MAX_ELEMENTS:
            raise _Refused(f"it has more than {MAX_ELEMENTS:,} elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """End an element."""
        self.depth -= 1
        return super().end(tag)


def read_xml(content: bytes, file: str) -> Element:
    """The root element of an XML file.

    Raises InputRefused: QUEST_SYNTAX with the row where the file is no XML or is cut off, QUEST_XML for document types
    and entities, deep nesting and too many elements.

    >>> read_xml(b"<survey><name>Demo</name></survey>", "demo.xml").findtext("name")
    'Demo'
    >>> read_xml(b"<survey><name>", "demo.xml")
    Traceback (most recent call last):
    survey_seg.errors.InputRefused: QUEST_SYNTAX demo.xml:1: this is no whole XML: no element found: line 1, column \
14; expected an XML file as the tool writes it.
    """
    parser = XMLParser(target=_Builder())
    expected = "an XML file as the tool writes it"
    try:
        parser.feed(content)
        root = parser.close()
    except ParseError as error:
        what, row = f"this is no whole XML: {error}", int(error.position[0])
        raise InputRefused(Problem("QUEST_SYNTAX", what, expected, file=file, row=row)) from None
    except _Refused as refused:
        raise InputRefused(Problem("QUEST_XML", f"{refused}", expected, file=file)) from None
    except (LookupError, ValueError) as error:  # an encoding that does not exist, or one of several bytes
        raise InputRefused(Problem("QUEST_ENCODING", f"{error}", "UTF-8", file=file, row=1)) from None
    if not isinstance(root, Element):
        raise InputRefused(Problem("QUEST_SYNTAX", "there is no element in it", expected, file=file))
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace.

    >>> local(read_xml(b'<t:survey xmlns:t="urn:t"/>', ""))
    'survey'
    """
    return str(element.tag).rpartition("}")[2]
