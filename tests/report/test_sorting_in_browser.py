"""Tables are sorted by key or click, and nothing depends on it."""

import pytest

from survey_seg.report.language.catalogue import speaking
from survey_seg.report.page import render_report

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.slow

TABLE = "table:has(caption:text-is('Differences from the other people, in standard deviations'))"


@pytest.fixture
def page(browser, results, tmp_path):
    """The page of a full study, with what it complained about."""
    path = tmp_path / "report.html"
    path.write_text(render_report(results).text, encoding="utf-8")
    opened = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.goto(path.as_uri())
    return opened


def shares(page) -> list[float]:
    """The column of shares between segments; the first 40 items have one each."""
    script = "t => [...t.tBodies[0].rows].map(row => row.cells[5].querySelector('[data-ref]').textContent)"
    texts = page.locator(TABLE).evaluate(script)
    return [float(text.replace("\u00a0%", "").replace("<", "")) for text in texts]


def test_a_column_of_numbers_is_sorted_from_the_keyboard_and_back(page) -> None:
    before = shares(page)
    button = page.locator(TABLE).get_by_role("button", name="Between segments")
    head = page.locator(TABLE).locator("th", has=page.get_by_role("button", name="Between segments"))
    button.focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert shares(page) == sorted(before, reverse=True) != before
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "ascending"
    assert shares(page) == sorted(before)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert shares(page) == before
    assert page.said == []


def test_minus_signs_count_and_one_column_at_a_time_is_sorted(page) -> None:
    table = page.locator(TABLE)
    table.get_by_role("button", name="Between segments").click()
    table.get_by_role("button", name="Segment 1").click()
    assert table.locator("th[aria-sort]").count() == 1
    script = "t => [...t.tBodies[0].rows].map(row => row.cells[1].querySelector('[data-ref]').textContent)"
    values = [float(text.replace("\u2212", "-")) for text in table.evaluate(script)]
    assert values == sorted(values, reverse=True)
    assert min(values) < 0 < max(values)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["1,234.5", "12,345", "0.5\u00a0%", "−1.2"]),
        ("de", ["1.234,5", "12.345", "0,5\u00a0%", "−1,2"]),
        ("fr", ["1\u202f234,5", "12\u202f345", "0,5\u00a0%", "−1,2"]),
        ("es", ["1234,5", "12.345", "0,5\u00a0%", "−1,2"]),
    ],
)
def test_numbers_are_sorted_as_the_language_writes_them(browser, small, tmp_path, language, texts) -> None:
    with speaking(language):
        whole = render_report(small).text
    head, script = whole.split("<body>")[0], "<script>" + whole.split("<script>")[1]
    rows = "".join(f"<tr><th>{text}</th><td>{text}</td></tr>" for text in texts)
    path = tmp_path / "table.html"
    table = f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{rows}</tbody></table>"
    path.write_text(f"{head}<body>{table}{script}", encoding="utf-8")
    page = browser.new_context().new_page()
    page.goto(path.as_uri())
    page.get_by_role("button", name="b").click()
    assert page.locator("tbody td").all_text_contents() == [texts[1], texts[0], texts[2], texts[3]]


def test_every_button_says_its_column_and_stands_in_its_head(page) -> None:
    buttons = page.locator("button")
    assert buttons.count() > 50
    assert page.evaluate(
        "[...document.querySelectorAll('button')].every(b => b.closest('thead th') && b.type === 'button')"
    )
    assert all(text.strip() for text in buttons.all_text_contents())


def test_the_head_of_a_long_table_stays_in_sight(page) -> None:
    tops = page.locator(TABLE).evaluate(
        """t => {
          const region = t.closest('.scroll');
          region.scrollTop = 300;
          return [region.getBoundingClientRect().top, t.tHead.rows[0].cells[0].getBoundingClientRect().top];
        }"""
    )
    assert abs(tops[0] - tops[1]) <= 2
