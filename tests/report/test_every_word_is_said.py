"""In a language whose every text stands in brackets, no word of ours stands outside of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from survey_seg.report.forms import REPORTS, Look
from survey_seg.report.language.catalogue import speaking
from survey_seg.report.page import render_report

_SPEC = spec_from_file_location("said_words", Path(__file__).with_name("said_words.py"))
words = module_from_spec(_SPEC)
_SPEC.loader.exec_module(words)

INNER = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[a-zA-Z]{2,}")
STATES = ("normal", "two segments", "no segments", "partial", "business", "sparse", "unknown")
NAMES = {"survey", "seg", "slsa"}
"""Words that no language translates."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of templates with the language xx: every English text in brackets."""
    place = tmp_path_factory.mktemp("house")
    own = place / "words" / "xx"
    own.mkdir(parents=True)
    ways = json.loads((words.WORDS / "en" / "conventions.json").read_text(encoding="utf-8"))
    ways |= {key: f"⟦{ways[key]}⟧" for key in ("and", "or")}
    ways |= {key: [f"⟦{word}⟧" for word in ways[key]] for key in ("months", "spelled")}
    (own / "conventions.json").write_text(json.dumps(ways), encoding="utf-8")
    texts = words.said(words.files())
    said = {text: f"⟦{text}⟧" if len(forms) == 1 else [f"⟦{form}⟧" for form in forms] for text, forms in texts.items()}
    told = {text: f"⟦{text}⟧" for name, part in words.catalogue_files("de") if name.startswith("told") for text in part}
    (own / "said.json").write_text(json.dumps(said), encoding="utf-8")
    (own / "told.json").write_text(json.dumps(told), encoding="utf-8")
    return place


class Texts(HTMLParser):
    """The texts of a page that people see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"style", "script", "code"}
        self.found += [text for name, text in attrs if name in {"aria-label", "title", "alt", "placeholder"} and text]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "script", "code"}

    def handle_data(self, data: str) -> None:
        self.found += [] if self.silent else [data]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(item)
    yield from value if isinstance(value, dict) else ()


def unsaid(texts: list[str], results: dict) -> list[str]:
    """The texts in which a word stands that neither the catalogue nor the results hold."""
    held = {word.lower() for text in strings(results) for word in WORD.findall(text)} | NAMES
    rest, before = "\v".join(texts), ""
    while rest != before:
        before, rest = rest, INNER.sub(" ", rest)
    assert "⟦" not in rest
    left = [re.sub(r"\w+…", "", text) for text in rest.split("\v")]
    return [" ".join(text.split()) for text in left if any(word.lower() not in held for word in WORD.findall(text))]


@pytest.mark.parametrize("state", STATES)
def test_of_the_page(house: Path, states: dict, state: str) -> None:
    results = states[state]()
    with speaking("xx", house):
        page = render_report(results, templates=house)
    reader = Texts()
    reader.feed(page.text)
    assert "⟦" in page.text
    assert unsaid(reader.found, results) == []


def of_the_deck(path: Path) -> list[str]:
    texts = []
    for slide in pptx.Presentation(path).slides:
        for shape in slide.shapes:
            texts += [shape.text_frame.text] if shape.has_text_frame else []
            texts += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
    return texts


def of_the_workbook(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return [value for value in [*book.sheetnames, *cells] if isinstance(value, str) and not value.startswith("=")]


def of_the_briefs(path: Path) -> list[str]:
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("form", "read"), [("pptx", of_the_deck), ("xlsx", of_the_workbook), ("docx", of_the_briefs)])
def test_of_the_files(house: Path, states: dict, state: str, form: str, read, tmp_path: Path) -> None:
    results = states[state]()
    path = tmp_path / REPORTS[form].place.name
    REPORTS[form].write(results, path, Look(templates=house, language="xx"))
    assert unsaid(read(path), results) == []
