"""The report as browsers show and print it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from survey_seg.report.language.catalogue import speaking
from survey_seg.report.language.speech import say
from survey_seg.report.page import render_report

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
pytestmark = pytest.mark.slow

STATES = ("few questions", "no segments", "partial", "hostile")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def files(states, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    paths = {}
    for name, make in states.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_text(render_report(make()).text, encoding="utf-8")
    return paths


def opened(browser, path, viewport=WIDE, **options):
    """A page, with what it asked the network for and what it complained about."""
    page = browser.new_context(viewport=viewport, **options).new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(path.as_uri())
    return page


def unfold(page) -> None:
    """Show everything: what is folded, and what is laid out only when it is scrolled to."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate("document.querySelectorAll('main > section').forEach(s => s.style.contentVisibility = 'visible')")


def violations(page) -> list[str]:
    unfold(page)
    found = axe.Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_nobody_is_shut_out_on_a_narrow_screen(browser, files, state) -> None:
    assert violations(opened(browser, files[state], NARROW)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_on_a_wide_screen(browser, files, scheme) -> None:
    assert violations(opened(browser, files["few questions"], color_scheme=scheme)) == []


def test_nobody_is_shut_out_in_print(browser, files) -> None:
    page = opened(browser, files["few questions"])
    page.emulate_media(media="print")
    assert violations(page) == []


@pytest.mark.parametrize("state", [*STATES, "normal", "eight segments", "unknown", "sparse"])
def test_the_page_asks_for_nothing_and_never_scrolls_sideways(browser, files, state) -> None:
    page = opened(browser, files[state], NARROW)
    assert page.asked == [files[state].as_uri()]
    assert page.said == []
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.evaluate("window.__x") is None


def test_the_page_says_the_same_without_javascript(browser, files) -> None:
    texts = []
    for enabled in (True, False):
        page = opened(browser, files["normal"], java_script_enabled=enabled)
        unfold(page)
        texts.append(page.locator("body").inner_text())
    assert len(texts[0]) > 5000
    assert texts[0] == texts[1]


def printed_pages(page, folder) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    page.pdf(path=str(folder / "report.pdf"), prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", folder / "report.pdf", "-"], capture_output=True, check=True).stdout
    return text.decode().split("\f")[:-1]


@pytest.mark.parametrize("state", ["normal", "eight segments", "hostile"])
def test_each_segment_is_printed_on_one_page_of_its_own(browser, files, state, tmp_path) -> None:
    page = opened(browser, files[state])
    headings = [" ".join(text.split()) for text in page.locator(".segment h3").all_inner_texts()]
    pages = printed_pages(page, tmp_path)
    starts = [i for i, text in enumerate(pages) if "How sure is this?" in text]
    assert len(starts) == len(headings)
    assert all("What marks them" in pages[i] and "What to do" in pages[i] for i in starts)
    assert starts == list(range(starts[0], starts[0] + len(headings)))


@pytest.mark.parametrize("state", ["normal", "five segments"])
def test_the_summary_is_printed_on_one_page(browser, files, state, tmp_path) -> None:
    pages = printed_pages(opened(browser, files[state]), tmp_path)
    assert pages[1].lstrip().startswith("1")
    assert "Summary" in pages[1]
    assert "How far to trust it" in pages[1]
    assert "Decide this" in pages[1]


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
@pytest.mark.parametrize("state", ["normal", "five segments"])
def test_every_language_fits_the_paper_and_prints_summary_and_segments_on_one_page_each(
    browser, states, state, language, tmp_path
) -> None:
    with speaking(language):
        (tmp_path / "report.html").write_text(render_report(states[state]()).text, encoding="utf-8")
        trust, decide, sure, deeds = (
            "".join(say(text).split())
            for text in ("How far to trust it", "Decide this", "How sure is this?", "What to do")
        )
    page = opened(browser, tmp_path / "report.html", {"width": 672, "height": 1024})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == 672
    segments = page.locator(".segment h3").count()
    pages = ["".join(text.split()) for text in printed_pages(page, tmp_path)]
    assert trust in pages[1]
    assert decide in pages[1]
    starts = [i for i, text in enumerate(pages) if sure in text]
    assert starts == list(range(starts[0], starts[0] + segments))
    assert all(deeds in pages[i] for i in starts)


def test_what_is_folded_on_screen_is_open_in_the_printed_appendix(browser, files, tmp_path) -> None:
    text = " ".join(" ".join(printed_pages(opened(browser, files["normal"]), tmp_path)).split())
    for words in ("SHA-256 of the responses", "Loadings; framed", "Evidence for each number of segments"):
        assert words in text
