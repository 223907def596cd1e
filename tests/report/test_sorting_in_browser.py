"""Tables are sorted by key or click, and nothing depends on it."""

import pytest

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
