"""The page asks as few questions as needed, as the program does, with the keyboard, and back again."""

import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.artifact import plain
from survey_seg.typing_tool.adaptive import (
    AdaptiveState,
    adaptive_form,
    adaptive_typed,
    answered,
    is_done,
    next_question,
    opening,
)
from survey_seg.typing_tool.evidence_words import SURE
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.shares import percent
from survey_seg.typing_tool.spec import TypingSpec


@pytest.fixture(scope="module")
def few_file(adaptive: TypingSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("few") / "tool.html"
    exporter("html")(adaptive, path)
    return path


@pytest.fixture
def asking(browser: Any, few_file: Path) -> Any:
    """The page, with few questions chosen; nothing may go wrong on it."""
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(few_file.as_uri())
    page.get_by_label("Ask as few as needed").check()
    page.locator("#progress", has_text="Question 1,").wait_for()
    yield page
    assert wrong == []
    page.close()


def persons(spec: TypingSpec, count: int) -> list[dict[str, int | None]]:
    chance = random.Random(4)
    form = adaptive_form(spec.adaptive or {})
    people = []
    for _ in range(count):
        codes = {q.id: chance.choice([o.code for o in q.options] or list(range(11))) for q in form.questions}
        people.append({name: code if chance.random() < 0.85 else None for name, code in codes.items()})
    return people


def by_the_program(spec: TypingSpec, person: dict[str, int | None]) -> AdaptiveState:
    form = adaptive_form(spec.adaptive or {})
    state = opening(form)
    while not is_done(form, state):
        place = next_question(form, state)
        assert place is not None
        state = answered(form, state, place, person[form.questions[place].id])
    return state


def press(page: Any, code: int | None, spec: TypingSpec, name: str) -> None:
    """One answer with the keys: the digit of the answer, or a number; then Enter."""
    question = next(q for q in adaptive_form(spec.adaptive or {}).questions if q.id == name)
    codes = [option.code for option in question.options]
    if code is not None:
        place = codes.index(code) + 1 if codes else 0
        key = str(code) if not codes or max(codes) <= 9 else str(place)
        page.locator("fieldset[data-place]:visible input").first.focus()
        for letter in key:
            page.keyboard.press(letter)
    page.keyboard.press("Enter")


def test_the_page_asks_what_the_program_asks_and_says_what_it_says(adaptive: TypingSpec, asking: Any) -> None:
    form = adaptive_form(adaptive.adaptive or {})
    lengths = set()
    for person in persons(adaptive, 12):
        state = by_the_program(adaptive, person)
        for place in state.asked:
            question = form.questions[place]
            legends = [text for text in asking.locator("legend:visible").all_inner_texts() if "How many" not in text]
            assert legends == [question.text]
            press(asking, person[question.id], adaptive, question.id)
        expected = adaptive_typed(adaptive, form, state)
        lengths.add(len(state.asked))
        names = {segment.code: segment.name for segment in adaptive.segments}
        assert asking.locator("#progress").inner_text() == f"Done after {len(state.asked)} questions."
        assert asking.locator("#recap li").count() == len(state.asked)
        if expected.segment is None:
            assert asking.locator("#segment").inner_text() == "Too few answers"
        else:
            assert asking.locator("#segment").inner_text() == expected.name
            assert asking.locator("#runner-up").inner_text() == names[expected.runner_up or 0]
            assert asking.locator("#panel").get_attribute("data-band") == expected.band
            sure = "Clear: right for 90 %" if expected.band == "clear" else f"{SURE[expected.band]}: too few people"
            assert asking.locator("#sure").inner_text().startswith(sure)
            said = f"{expected.answered} answered; by these answers {percent(max(expected.chances))} likely"
            assert asking.locator("#answered").inner_text().startswith(said)
            decided = [form.questions[reason.place].text for reason in expected.reasons[:3]]
            items = asking.locator("#decisive li").all_inner_texts()
            assert [item[: len(text)] for item, text in zip(items, decided, strict=True)] == decided
        asking.get_by_role("button", name="Start again").first.click()
        asking.locator("#progress", has_text="Question 1,").wait_for()
    assert len(lengths) > 1


def test_backspace_takes_an_answer_back_and_one_more_question_can_be_asked(adaptive: TypingSpec, asking: Any) -> None:
    person = persons(adaptive, 1)[0]
    form = adaptive_form(adaptive.adaptive or {})
    state = by_the_program(adaptive, person)
    names = [form.questions[place].id for place in state.asked]
    for name in names:
        press(asking, person[name], adaptive, name)
    done = asking.locator("#panel").inner_text()
    asking.keyboard.press("Backspace")
    assert asking.locator("#progress").inner_text().startswith(f"Question {len(names)},")
    press(asking, person[names[-1]], adaptive, names[-1])
    assert asking.locator("#panel").inner_text() == done
    if next_question(form, state) is not None:
        asking.get_by_role("button", name="Ask another question").click()
        assert asking.locator("#progress").inner_text().startswith(f"Question {len(names) + 1},")
    asking.get_by_label("Ask all").check()
    asking.locator("#segment", has_text="Answer 3 more").wait_for()
    assert asking.locator("fieldset[data-place]:visible").count() == len(adaptive.questions)


@pytest.mark.parametrize("width", [1200, 320])
def test_no_accessibility_rule_is_broken_while_asking(width: int, adaptive: TypingSpec, asking: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    asking.set_viewport_size({"width": width, "height": 700})
    for _ in range(2):
        found = axe.Axe().run(asking)
        assert [(broken["id"], broken["nodes"][0]["html"]) for broken in found.response["violations"]] == []
        assert asking.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        while asking.get_by_role("button", name="Next").is_visible():
            asking.locator("fieldset[data-place]:visible input").first.focus()
            asking.keyboard.press("1")
            asking.get_by_role("button", name="Next").click()


def test_hostile_texts_of_the_further_questions_do_nothing(asking: Any) -> None:
    assert asking.locator("i, img, b").count() == 0
    assert asking.locator("script").count() == 2


def test_a_page_of_eight_questions_that_may_ask_thirty_is_small(typing_cases: ModuleType, tmp_path: Path) -> None:
    eight = typing_cases.eight_by_six()
    kept = ("id", "column", "text", "type", "options", "min", "max", "no_answer")
    asked = [
        {
            key: plain(getattr(replace(question, id=f"{question.id}_{copy}", text=question.text * 8), key))
            for key in kept
        }
        for copy in range(4)
        for question in eight.questions
    ][:30]
    moments = [[-0.123456] * (row + 1) for row in range(34)]
    model = {"mean": [1.23456] * 34, "moments": moments, "noise": 0.01}
    part = {"questions": asked, "least": 2, "most": 12, "stop": {"sure": 0.9}, "model": model, "evidence": {}}
    exporter("html")(replace(eight, adaptive=part), tmp_path / "tool.html")
    assert (tmp_path / "tool.html").stat().st_size < 250_000
