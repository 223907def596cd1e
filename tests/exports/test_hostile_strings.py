"""A thousand hostile strings: no form of the tool gets a live formula, a script or a broken cell from them."""

import csv
import io
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey_seg.typing_tool.exporters import FORMS, exporter
from survey_seg.typing_tool.spec import GoldenQuestion, Option, ToolSegment, TypingSpec

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "'",
    '"',
    " =",
    "=\t",
    "{=",
    "{{",
    "]]>",
    "<!--",
    "*/",
)
BODIES = (
    "1+1", 'HYPERLINK("http://example.invalid","x")', "cmd|' /C calc'!A0", "IMPORTXML(CONCAT(A1:A9))", "SUM(A1:A2)",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script><script>alert(1)//", "</style><b>",
    "x" * 300,
    "'; DROP TABLE people; --", "${7*7} {{7*7}} {%if%}", '" onmouseover="alert(1)', "javascript:alert(1)", "&#61;1+1",
    "Ünï\u202ecode\u2028next", "a\nb\r\nc\td", "_x000D_=1", "\x0b\x0c\x1f", "&lt;b&gt; &amp;", "\ufeff=1+1", "%0A=1",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEGMENTS, QUESTIONS, LABELS = 6, 10, 99


def hostile(seed: int = 11) -> list[str]:
    chance = random.Random(seed)
    count = 3 * SEGMENTS + QUESTIONS * (LABELS + 2) + 2
    return [f"{chance.choice(STARTS)}{chance.choice(BODIES)}{number}" for number in range(count)]


def tool_of(strings: list[str]) -> TypingSpec:
    """A tool in which every text is one of the strings."""
    words, chance = iter(strings), random.Random(3)

    def points() -> tuple[int, ...]:
        return tuple(chance.randint(-900, 900) for _ in range(SEGMENTS))

    segments = tuple(ToolSegment(at + 1, next(words), 1 / SEGMENTS, next(words), next(words)) for at in range(SEGMENTS))
    questions = tuple(
        GoldenQuestion(
            id=f"q{at}", column=next(words), text=next(words), type="scale",
            options=tuple(Option(code, next(words)) for code in range(1, LABELS + 1)),
            min=1, max=LABELS, w=points(), points={}, missing=points(), no_answer=(),
        )
        for at in range(QUESTIONS)
    )  # fmt: skip
    return TypingSpec(
        "tool-1", next(words), "ask", True, 1000, segments, questions, points(), 5, {"clear": 900, "lean": 300},
        {}, {}, None, {}, {"limits": [next(words)]}, (),
    )  # fmt: skip


@pytest.fixture(scope="module")
def strings() -> list[str]:
    found = hostile()
    assert len(set(found)) == len(found) >= 1000
    return found


@pytest.fixture(scope="module")
def written(strings: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Each form with the hostile strings, and with as many harmless ones."""
    folder = tmp_path_factory.mktemp("hostile")
    tools = {"hostile": tool_of(strings), "harmless": tool_of([f"words {at}" for at in range(len(strings))])}
    found = {}
    for name in ("html", "call-sheet", "xlsx"):
        files = [folder / f"{kind}{FORMS[name].suffix}" for kind in tools]
        for file, tool in zip(files, tools.values(), strict=True):
            exporter(name)(tool, file)
        found[name] = (files[0], files[1])
    return found


def formulas(file: Path) -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(file)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_the_workbook_s_formulas_are_the_same_whatever_the_words(written: dict[str, tuple[Path, Path]]) -> None:
    worst, plain = (formulas(file) for file in written["xlsx"])
    assert len(plain) > 1000
    assert worst == plain


def elements(browser: Any, file: Path) -> list[str]:
    """The names and attributes of all elements of a page on which nothing happens."""
    events: list[str] = []
    page = browser.new_page()
    for event in ("request", "dialog", "pageerror", "console"):
        page.on(event, lambda _, event=event: events.append(event))
    page.goto(file.as_uri())
    every = "[...document.querySelectorAll('*')].map((each) => each.tagName + each.getAttributeNames().join())"
    found: list[str] = page.evaluate(every)
    assert events == ["request"]
    page.close()
    return found


@pytest.mark.parametrize("name", ["html", "call-sheet"])
def test_the_pages_have_the_same_elements_whatever_the_words(
    name: str, written: dict[str, tuple[Path, Path]], browser: Any
) -> None:
    counts = [elements(browser, file) for file in written[name]]
    assert counts[0] == counts[1]
    assert len(counts[0]) > 1000


def test_what_the_page_copies_and_saves_holds_no_formula(
    strings: list[str], written: dict[str, tuple[Path, Path]], browser: Any
) -> None:
    spec = tool_of(strings)
    header = [strings[0], "customer id", *(question.id for question in spec.questions)]
    chance = random.Random(8)
    rows = []
    for at, text in enumerate(strings):
        answers = [chance.choice((question.options[at % LABELS].label, "3", text)) for question in spec.questions]
        rows.append([chance.choice(strings), text, *answers])
    pasted = io.StringIO(newline="")
    csv.writer(pasted, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *rows])
    page = browser.new_page()
    page.goto(written["html"][0].as_uri())
    for separator in (",", "\t"):
        arguments = [pasted.getvalue(), separator]
        text = page.evaluate("([text, separator]) => resultText(typePeople(text), separator)", arguments)
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        assert len(table) == 1 + len(rows)
        assert {len(row) for row in table} == {11}
        numbers = {"segment", "margin", "runner_up", "answered"}
        cells = [
            (name, cell) for row in table[1:] for name, cell in zip(table[0], row, strict=True) if name not in numbers
        ]
        assert [pair for pair in cells if pair[1].startswith(FORMULA)] == []
        assert sum(cell.startswith("'") for _, cell in cells) > 1000
    page.close()


def test_harmless_words_are_not_changed(written: dict[str, tuple[Path, Path]], browser: Any) -> None:
    page = browser.new_page()
    page.goto(written["html"][1].as_uri())
    text = "id," + ",".join(f"q{at}" for at in range(QUESTIONS)) + "\n+1415,1" + ",2" * (QUESTIONS - 1)
    row = page.evaluate("(text) => resultText(typePeople(text), ',')", text).splitlines()[1]
    assert row.startswith("+1415,")
    assert "'" not in row
    page.close()


def test_names_alone_are_kept_as_they_were_written(small: TypingSpec, tmp_path: Path) -> None:
    names = replace(small, segments=tuple(replace(one, name=f"=1+{one.code}", action="") for one in small.segments))
    exporter("xlsx")(names, tmp_path / "tool.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "tool.xlsx")["Model"]
    stored = [(cell.value, cell.data_type) for cell in sheet[6][4:8]]
    assert stored == [(f"=1+{one.code}", "s") for one in small.segments]
