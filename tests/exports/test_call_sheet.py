"""The call sheet is one side of paper, and never names another segment than the program."""

import random
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.errors import CannotCompute
from survey_seg.typing_tool.classify import answer_code, classify
from survey_seg.typing_tool.exporters import FORMS, exporter
from survey_seg.typing_tool.exporters.hand_points import LARGEST, HandPoints, hand_points
from survey_seg.typing_tool.spec import GoldenQuestion, Option, ToolSegment, TypingSpec


def totals(spec: TypingSpec, hand: HandPoints, answers: list[Any]) -> list[int]:
    """What a person gets who ticks these answers and adds."""
    sums = list(hand.start)
    for question, rows, answer in zip(spec.questions, hand.questions, answers, strict=True):
        code = answer_code(question, answer)
        row = next(row for row in rows if (code in row.codes if isinstance(code, int) else not row.codes))
        sums = [total + points for total, points in zip(sums, row.points, strict=True)]
    return sums


def random_tool(seed: int) -> TypingSpec:
    """A tool of any shape: steep or flat, with long ranges and choices."""
    chance = random.Random(seed)
    k, steep = chance.randint(2, 7), 10 ** chance.randint(1, 5)

    def points() -> tuple[int, ...]:
        return tuple(chance.randint(-steep, steep) for _ in range(k))

    questions = []
    for number in range(chance.randint(1, 9)):
        options = tuple(Option(code, f"a{code}") for code in range(1, chance.randint(3, 8)))
        kind, name = chance.choice(("choice", "scale", "range")), f"q{number}"
        if kind == "choice":
            table = {option.code: points() for option in options}
            questions.append(GoldenQuestion(name, name, "?", "choice", options, None, None, (), table, points()))
        else:
            low, high = (1, len(options)) if kind == "scale" else (0, chance.choice((5, 12, 40, 100)))
            own = options if kind == "scale" else ()
            questions.append(GoldenQuestion(name, name, "?", "scale", own, low, high, points(), {}, points()))
    segments = tuple(ToolSegment(code, f"S{code}", 1 / k, "") for code in range(1, k + 1))
    lean = chance.randint(0, steep)
    return TypingSpec(
        "t", "T", "ask", True, 1000, segments, tuple(questions), points(), 0,
        {"clear": lean + chance.randint(0, steep), "lean": lean}, {}, {}, None, {}, {}, (),
    )  # fmt: skip


def disagreements(spec: TypingSpec, cases: list[list[Any]]) -> tuple[list[Any], int]:
    """Cases in which the sheet says more than the program, and how often it says clear or leaning."""
    hand, wrong, said = hand_points(spec), [], 0
    for answers in cases:
        sums = totals(spec, hand, answers)
        first, second = sorted(sums, reverse=True)[:2]
        if first - second < hand.lean:
            continue
        said += 1
        band = "clear" if first - second >= hand.clear else "lean"
        scores = classify(spec, dict(zip((q.id for q in spec.questions), answers, strict=True))).scores
        margin = scores[sums.index(first)] - max(s for at, s in enumerate(scores) if at != sums.index(first))
        if margin < spec.bands[band] or min(sums) < 0:
            wrong.append((answers, sums, scores))
    return wrong, said


def test_adding_by_hand_never_says_more_than_the_program(small: TypingSpec, typing_cases: ModuleType) -> None:
    for spec, least in ((small, 0.5), (typing_cases.eight_by_six(), 0.3)):
        wrong, said = disagreements(spec, cases := typing_cases.hard_cases(spec))
        assert wrong == []
        assert said > least * len(cases)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_tool_the_sheet_is_certain_or_says_it_is_too_close(seed: int) -> None:
    spec, chance = random_tool(seed), random.Random(seed)
    hand = hand_points(spec)
    assert max(value for rows in hand.questions for row in rows for value in row.points) <= LARGEST
    assert min(value for rows in hand.questions for row in rows for value in (*row.points, *hand.start)) >= 0
    ranges = [
        [option.code for option in question.options] or list(range(int(question.min or 0), int(question.max or 0) + 1))
        for question in spec.questions
    ]
    cases = [[chance.choice([*codes, *codes, None]) for codes in ranges] for _ in range(300)]
    assert disagreements(spec, cases)[0] == []


def test_small_points_are_not_rounded_and_decide_exactly_as_the_tool(small: TypingSpec) -> None:
    hand = hand_points(small)
    assert (hand.unit, hand.lean, hand.clear) == (1, small.bands["lean"], small.bands["clear"])


@pytest.mark.parametrize("tool", ["small", "eight_by_six", "long"])
def test_the_sheet_is_one_side_of_a4(
    tool: str, small: TypingSpec, typing_cases: ModuleType, browser: Any, tmp_path: Path
) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not on this machine")
    eight = typing_cases.eight_by_six()
    words = "What you would say to somebody who stands for this in a sentence or two of the usual length"
    segments = tuple(replace(one, name="A name of two or three words", message=words) for one in eight.segments)
    text = "How much do you agree that this takes more than one line of a column?"
    questions = tuple(replace(question, text=text) for question in (*eight.questions, *eight.questions[:4]))
    spec = {"small": small, "eight_by_six": eight}.get(tool) or replace(eight, questions=questions, segments=segments)
    exporter("call-sheet")(spec, tmp_path / "sheet.html")
    page = browser.new_page()
    page.goto((tmp_path / "sheet.html").as_uri())
    page.pdf(path=str(tmp_path / "sheet.pdf"), prefer_css_page_size=True)
    page.close()
    found = subprocess.run(["pdfinfo", tmp_path / "sheet.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages: +1\n", found)
    assert "(A4)" in found


def test_everything_needed_is_on_the_sheet_as_it_was_written(small: TypingSpec, browser: Any, tmp_path: Path) -> None:
    said = replace(small, segments=tuple(replace(one, message=f"<b>=say {one.code}") for one in small.segments))
    exporter("call-sheet")(said, tmp_path / "sheet.html")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "sheet.html").as_uri())
    text = page.locator("body").inner_text()
    wanted = [question.text for question in said.questions]
    wanted += [words for one in said.segments for words in (one.name, one.message, one.action)]
    wanted += ["Clear: right for 86 %", "Leaning: right for 62 %", "11 or more.", "4 to 10.", "Under 4.", "74 %"]
    assert [words for words in wanted if words not in text] == []
    assert page.locator("script, img, b, [onmouseover]").count() == 0
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    assert axe.Axe().run(page).response["violations"] == []
    assert asked == [(tmp_path / "sheet.html").as_uri()]
    page.close()


@pytest.mark.parametrize("name", ["call-sheet", "html", "xlsx"])
def test_forms_that_name_a_person_s_segment_refuse_a_tool_that_must_not(
    name: str, small: TypingSpec, tmp_path: Path
) -> None:
    with pytest.raises(CannotCompute) as refused:
        exporter(name)(replace(small, hard_labels=False), tmp_path / f"tool{FORMS[name].suffix}")
    assert refused.value.problems[0].code == "EXPORT_NO_LABELS"
    assert list(tmp_path.iterdir()) == []
