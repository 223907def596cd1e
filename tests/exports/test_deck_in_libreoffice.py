"""LibreOffice opens the deck: every title is there, every word within its box, in states, languages, odd templates."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pptx
import pytest
from pptx.util import Inches

from survey_seg.report.deck.write import write_deck
from survey_seg.report.forms import Look
from survey_seg.report.language.catalogue import speaking

pytestmark = pytest.mark.slow

STATES = ("normal", "eight segments", "no segments", "hostile")
HARD = ("eight segments", "hostile")
LANGUAGES = ("de", "es", "fr")
SPOKEN = ("normal", "eight segments")
POINT = 12700
NEAR = 4.0
"""Points by which a letter may reach beyond its box: slants and the sides of letters."""

READ = re.compile(r"[\x00-\xff„“”’…–−\u2028\u202f]*")
"""Texts whose letters a page gives back one by one: those of Western scripts."""

FREE = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Word:
    """A word on a page, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def made_up(root: Path) -> dict:
    specification = importlib.util.spec_from_file_location("states", root / "tests" / "report" / "conftest.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.REGIMES


def narrow(folder: Path) -> Path:
    """A template of 4:3 in a font that may not be at hand."""
    house = pptx.Presentation()
    house.save(folder / "narrow_house.pptx")
    return folder / "narrow_house.pptx"


def bare(folder: Path) -> Path:
    """A wide template without any placeholder."""
    house = pptx.Presentation()
    house.slide_width = Inches(13.333)
    for page in (house.slide_master, *house.slide_layouts):
        for shape in list(page.placeholders):
            shape.element.getparent().remove(shape.element)
    house.save(folder / "bare_house.pptx")
    return folder / "bare_house.pptx"


@pytest.fixture(scope="module")
def rendered(root, tmp_path_factory) -> dict[str, tuple[Path, list[list[Word]]]]:
    """Decks with the words of their pages as LibreOffice sets them, by name."""
    program, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if program is None or reader is None:
        pytest.skip("LibreOffice or pdftotext is not on this machine")
    folder = tmp_path_factory.mktemp("decks")
    states = made_up(root)
    looks = {"": None, "narrow ": narrow(folder), "bare ": bare(folder)}
    files = {}
    for prefix, house in looks.items():
        for name in HARD if prefix else STATES:
            path = folder / f"{prefix}{name}.pptx".replace(" ", "_")
            assert write_deck(states[name](), path, Look(deck=house)) == ()
            files[prefix + name] = path
    for language in LANGUAGES:
        for name in SPOKEN:
            path = folder / f"{language} {name}.pptx".replace(" ", "_")
            with speaking(language):
                assert write_deck(states[name](), path, Look()) == ()
            files[f"{language} {name}"] = path
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files.values())], check=True, capture_output=True, timeout=600)
    return {name: (path, pages(reader, path.with_suffix(".pdf"))) for name, path in files.items()}


def pages(reader: str, pdf: Path) -> list[list[Word]]:
    text = subprocess.run([reader, "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=120).stdout
    clean = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", text)
    found = []
    for page in ElementTree.fromstring(clean).iter("{http://www.w3.org/1999/xhtml}page"):
        words = [
            Word(word.text or "", *(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")))
            for word in page
        ]
        found.append(words)
    return found


def letters(text: str) -> str:
    return FREE.sub("", text)


CASES = [
    *STATES,
    *(f"{house} {name}" for house in ("narrow", "bare") for name in HARD),
    *(f"{language} {name}" for language in LANGUAGES for name in SPOKEN),
]


@pytest.mark.parametrize("case", CASES)
def test_every_slide_is_a_page_and_every_title_is_on_it(rendered, case) -> None:
    path, found = rendered[case]
    slides = list(pptx.Presentation(path).slides)
    assert len(found) == len(slides)
    for slide, words in zip(slides, found, strict=True):
        on_page = letters("".join(word.text for word in words))
        title = slide.shapes.title.text_frame.text
        if title.isascii():
            assert letters(title) in on_page, title
        else:
            ascii_words = [letters(word) for word in title.split() if word.isascii()]
            assert all(word in on_page for word in ascii_words), title


@pytest.mark.parametrize("case", CASES)
def test_every_word_is_on_its_slide_and_in_a_box(rendered, case) -> None:
    path, found = rendered[case]
    deck = pptx.Presentation(path)
    width, height = deck.slide_width / POINT, deck.slide_height / POINT
    seen = 0
    for number, (slide, words) in enumerate(zip(deck.slides, found, strict=True), start=1):
        boxes = [place(shape) for shape in slide.shapes]
        for word in words:
            assert -1 <= word.left <= word.right <= width + 1, (number, word)
            assert -1 <= word.top <= word.bottom <= height + 1, (number, word)
            assert any(within(word, box) for box in boxes), (number, word, boxes)
            seen += 1
    assert seen > 150


@pytest.mark.parametrize("case", CASES)
def test_the_words_of_a_box_are_all_there(rendered, case) -> None:
    """Nothing is cut: as many letters as a box of words holds stand within it."""
    path, found = rendered[case]
    for slide, words in zip(pptx.Presentation(path).slides, found, strict=True):
        for shape in slide.shapes:
            if not shape.has_text_frame or not READ.fullmatch(shape.text_frame.text):
                continue
            wanted = letters(shape.text_frame.text)
            inside = letters("".join(word.text for word in words if within(word, place(shape))))
            assert len(inside) >= len(wanted), (wanted, inside)


def place(shape: object) -> tuple[float, float, float, float]:
    left, top = shape.left / POINT, shape.top / POINT
    return left, top, left + shape.width / POINT, top + shape.height / POINT


def within(word: Word, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return (
        left - NEAR <= word.left
        and word.right <= right + NEAR
        and top - NEAR <= word.top
        and word.bottom <= bottom + NEAR
    )
