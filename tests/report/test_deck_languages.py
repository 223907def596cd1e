"""The deck in every language: its words, how its numbers look, what its charts hold, how its runs are marked."""

import re
from pathlib import Path

import pptx
import pytest
from pptx.oxml.ns import qn

from survey_seg.report.deck.content import Column, Run, paragraph
from survey_seg.report.deck.fitting import fit_table, fit_words
from survey_seg.report.deck.sheet import read
from survey_seg.report.deck.storyline import slides_of
from survey_seg.report.deck.write import write_deck
from survey_seg.report.forms import Look
from survey_seg.report.language.catalogue import catalogue, languages, speaking
from survey_seg.report.language.numbers import FORMATS

TAGS = {"de": "de-DE", "en": "en-US", "es": "es-ES", "fr": "fr-FR"}
TITLES = {"de": "Vier Segmente; zu gewinnen: ", "en": "Four segments; win ", "es": "Cuatro segmentos; a ganar: ",
          "fr": "Quatre segments\u00a0; à conquérir\u00a0: "}  # fmt: skip


@pytest.fixture(scope="module", params=languages())
def spoken(request, states, tmp_path_factory) -> tuple[str, Path]:
    """A language, and the deck in it."""
    path = tmp_path_factory.mktemp("spoken") / f"{request.param}.pptx"
    with speaking(request.param):
        assert write_deck(states["normal"](), path, Look()) == ()
    return request.param, path


def chart_values(path: Path) -> list[list[str]]:
    charts = [shape.chart for slide in pptx.Presentation(path).slides for shape in slide.shapes if shape.has_chart]
    return [[value.text for value in chart._chartSpace.iterfind(f".//{qn('c:numCache')}//{qn('c:v')}")]
            for chart in charts]  # fmt: skip


def test_the_title_says_whom_to_win_in_the_language_of_the_report(spoken) -> None:
    language, path = spoken
    quote = catalogue(language).conventions.quotes[0]
    title = pptx.Presentation(path).slides[1].shapes.title.text_frame.text
    assert title.startswith(f"{TITLES[language]}{quote}Sociable movers")


def test_runs_charts_and_the_file_name_their_language(spoken) -> None:
    language, path = spoken
    deck = pptx.Presentation(path)
    found = set()
    for slide in deck.slides:
        for tree in (slide._element, slide.notes_slide._element):
            found |= {run.find(qn("a:rPr")).get("lang") for run in tree.iter(qn("a:r"))}
        for shape in slide.shapes:
            if shape.has_chart:
                assert shape.chart._chartSpace.find(qn("c:lang")).get("val") == TAGS[language]
    assert found == {TAGS[language], "en-US"}
    assert deck.core_properties.language == TAGS[language]


def test_charts_hold_the_same_numbers_in_every_language(spoken, states, tmp_path) -> None:
    write_deck(states["normal"](), tmp_path / "deck.pptx", Look())
    assert chart_values(spoken[1]) == chart_values(tmp_path / "deck.pptx")


def test_slides_and_their_alternative_texts_are_written_with_the_numbers_of_the_language(spoken, states) -> None:
    language, _ = spoken
    with speaking(language):
        slides, _ = slides_of(states["normal"]())
    texts = [run.text for slide in slides for run in slide.title]
    for slide in slides:
        texts += [block.finding for block in slide.blocks if hasattr(block, "finding")]
        texts += [number.printed for number in slide.numbers]
    english = [text for text in texts if re.search(r"\d\.\d(?!\d\d)", text)]
    assert bool(english) == (language == "en"), english


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("way", "value"),
    [("share", 0.344), ("share", 0.004), ("decimal", -0.5), ("count", 12034), ("score", 7.3), ("mean", 3.21)],
)
def test_a_chart_holds_the_number_that_is_printed_in_any_language(language, way, value) -> None:
    with speaking(language):
        found = read(FORMATS[way](value))
    assert found == pytest.approx(value, abs=0.005)


@pytest.mark.parametrize("state", ["no segments", "partial", "business", "eight segments", "hostile"])
@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_every_state_can_be_told_in_every_language(states, language, state) -> None:
    with speaking(language):
        slides, faults = slides_of(states[state]())
    assert faults == ()
    assert not [run for slide in slides for run in slide.title if re.search("[\ue000-\ue010]", run.text)]
    assert not [note for slide in slides for note in slide.notes if "\ue001" in note and "\ue008" not in note]


def test_a_shortened_quotation_keeps_the_marks_of_the_language() -> None:
    with speaking("fr"):
        long = Run("«\u00a0Je planifie mes séances\u00a0»", own=True)
        cut = fit_words([paragraph(long), paragraph(long)], (60, 30), (12, 10), 1.0).paragraphs[0].text
    assert cut.startswith("«\u00a0Je")
    assert cut.endswith("…\u00a0»")


def test_a_head_that_is_too_wide_for_its_column_does_not_shorten_every_row() -> None:
    columns = (Column("Erreichbarkeitswahrscheinlichkeit", 0.2, figures=True), Column("Antwort", 0.8))
    rows = [(paragraph("1"), paragraph(Run("what somebody answered to a question of the study", own=True)))]
    fitted = fit_table(columns, rows, (400, 300), (13, 10), 1.0)
    assert fitted.rows[0][1].text.endswith("of the study")
