"""The page agrees with the program, works without a network, a mouse or much room, and runs nothing but itself."""

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.typing_tool.classify import answer_code, classify
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.reasons import deciding_answers
from survey_seg.typing_tool.spec import TypingSpec

Answers = list[Any]


def typed(spec: TypingSpec, answers: Answers) -> dict[str, object]:
    found = classify(spec, dict(zip((question.id for question in spec.questions), answers, strict=True)))
    return {
        "segment": found.segment,
        "runner_up": found.runner_up,
        "margin": found.margin,
        "band": found.band,
        "scores": list(found.scores),
        "answered": found.answered,
        "invalid": [place for place, question in enumerate(spec.questions) if question.id in found.invalid],
    }


def test_the_page_agrees_with_the_program_on_every_pattern(
    small: TypingSpec, patterns: list[Answers], typing_cases: ModuleType, opened: Any
) -> None:
    cases = [*patterns, *typing_cases.hard_cases(small)]
    assert len(cases) >= 4500
    found = opened.evaluate("(rows) => rows.map((answers) => classify(answers))", cases)
    pairs = [
        ({key: row[key] for key in typed(small, answers)}, typed(small, answers))
        for row, answers in zip(found, cases, strict=True)
    ]
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_the_vectors_in_the_file_hold_on_the_page(small: TypingSpec, opened: Any) -> None:
    found = opened.evaluate("(rows) => rows.map((answers) => classify(answers))", [v["answers"] for v in small.vectors])
    for row, vector in zip(found, small.vectors, strict=True):
        assert {key: row[key] for key in ("segment", "scores", "margin", "band")} == {
            key: vector[key] for key in ("segment", "scores", "margin", "band")
        }


def test_one_person_is_typed_with_the_keyboard_alone(small: TypingSpec, opened: Any) -> None:
    assert opened.locator("#segment").inner_text() == "Answer 3 more"
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    for _ in range(3):
        opened.keyboard.press("ArrowUp")
    answers: Answers = [4, 3, None, 1, 5]
    opened.keyboard.press("Tab")
    opened.keyboard.type("3")
    for place, code in ((3, 1), (4, 5)):
        opened.locator(f'input[name=q{place}][value="{code}"]').focus()
        opened.keyboard.press("Space")
    says_who(opened, small, answers)
    assert opened.locator("#answered").inner_text() == "4 of 5 answered"
    opened.get_by_role("button", name="Start again").first.click()
    opened.locator("#segment", has_text="Answer 3 more").wait_for()


def test_a_number_picks_an_answer_and_enter_and_backspace_go_on_and_back(small: TypingSpec, opened: Any) -> None:
    for key in ("6", "5", "Enter", "1", "0", "Enter", "4", "Enter", "0", "Enter", "9", "3", "Enter"):
        opened.keyboard.press(key)
    says_who(opened, small, [5, 10, 97, 0, 3])
    assert opened.evaluate("document.activeElement.id") == "panel"
    opened.locator("input[name=q4]").first.focus()
    for key in ("Backspace", "1", "Backspace", "Backspace", "Backspace", "Backspace", "Backspace", "-"):
        opened.keyboard.press(key)
    says_who(opened, small, [None, None, 97, 1, 3])


def says_who(page: Any, spec: TypingSpec, answers: Answers) -> None:
    """The panel shows segment, how sure, what to say and do, the runner-up and which answers decided."""
    expected = classify(spec, dict(zip((q.id for q in spec.questions), answers, strict=True)))
    reasons = deciding_answers(spec, [answer_code(q, a) for q, a in zip(spec.questions, answers, strict=True)])
    segments = {segment.code: segment for segment in spec.segments}
    shown = {name: page.locator(f"#{name}").inner_text() for name in ("segment", "sure", "runner-up", "action")}
    assert shown["segment"] == expected.name
    sure = {"clear": "Clear: right for 86 %", "lean": "Leaning: right for 62 %", "unclear": "Unclear: right for 41 %"}
    assert shown["sure"].startswith(sure[expected.band])
    assert shown["runner-up"] == segments[expected.runner_up or 0].name
    own = segments[expected.segment or 0]
    assert shown["action"] == (own.action or "No action is written for this segment yet.")
    assert page.locator("#say").text_content() == own.message
    assert page.locator("#say").is_visible() == bool(own.message)
    texts = [spec.questions[reason.place].text for reason in reasons[:3]] or ["None more than the others"]
    items = page.locator("#decisive li").all_inner_texts()
    assert len(items) == len(texts)
    assert all(item.startswith(text) for item, text in zip(items, texts, strict=True))


@pytest.mark.parametrize(
    ("scheme", "width", "media"), [("light", 1200, "screen"), ("dark", 320, "screen"), ("light", 780, "print")]
)
def test_no_accessibility_rule_is_broken(scheme: str, width: int, media: str, browser: Any, page_file: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.emulate_media(media=media, color_scheme=scheme)
    page.goto(page_file.as_uri())
    for place, code in ((0, 2), (3, 1), (4, 5)):
        page.locator(f'input[name=q{place}][value="{code}"]').check()
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    found = axe.Axe().run(page)
    assert len(found.response["passes"]) > 20
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_hostile_texts_are_shown_and_do_nothing(small: TypingSpec, opened: Any) -> None:
    assert opened.locator("img").count() == 0
    assert opened.locator("script").count() == 2
    assert opened.locator("[onerror], [onmouseover]").count() == 0
    text = opened.locator("body").inner_text()
    assert all(question.text in text for question in small.questions)
    assert all(segment.name in text for segment in small.segments)


def test_without_javascript_everything_needed_to_score_by_hand_is_there(
    small: TypingSpec, browser: Any, page_file: Path
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(page_file.as_uri())
    assert not page.locator("#live").is_visible()
    rows = {}
    for row in page.locator("section table").last.locator("tr").all():
        cells = row.locator("td").all_inner_texts()
        if cells:
            rows.setdefault(row.locator("th").inner_text(), []).append([int(cell) for cell in cells])
    total = rows["Start"][0]
    chosen = [rows["Quite"][0], [2 * points for points in rows["the number, times"][0]], rows["At home"][0]]
    chosen += [rows["No"][0], rows["In part"][0]]
    scores = [sum(points) for points in zip(total, *chosen, strict=True)]
    assert scores == typed(small, [4, 2, 1, 0, 3])["scores"]
    page.close()


def test_the_policy_allows_the_page_s_own_style_and_script_only(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; ")
    assert "unsafe" not in rules
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/=]{44}';", rules)
    assert "base-uri 'none'" in rules
    assert "form-action 'none'" in rules
    assert not re.search(r"https?://", re.sub(r"http://example\.invalid", "", text))


def test_the_numbers_in_the_page_cannot_end_their_element(small: TypingSpec, page_file: Path) -> None:
    island = page_file.read_text(encoding="utf-8").partition('<script type="application/json" id="tool">')[2]
    island = island.partition("</script>")[0]
    assert "<" not in island
    assert [segment["name"] for segment in json.loads(island)["segments"]] == [one.name for one in small.segments]


def test_the_same_tool_is_the_same_page(small: TypingSpec, page_file: Path, tmp_path: Path) -> None:
    exporter("html")(small, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == page_file.read_bytes()


def test_json_is_the_tool_itself(small: TypingSpec, root: Path, tmp_path: Path) -> None:
    exporter("json")(small, tmp_path / "tool.json")
    assert (tmp_path / "tool.json").read_bytes() == (root / "tests" / "typing_tool" / "small_tool.json").read_bytes()
