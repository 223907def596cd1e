"""A list of people on the page: typed as the program types a file, every oddity named, nothing becomes a formula."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from survey_seg.errors import InputRefused
from survey_seg.typing_tool.batch import RESULTS, classify_file
from survey_seg.typing_tool.exporters import exporter
from survey_seg.typing_tool.spec import TypingSpec

Rows = list[list[str]]


def written(rows: Rows, separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def cell(answer: object) -> str:
    return "" if answer is None or answer != answer else str(answer)


def people(spec: TypingSpec, cases: list[list[Any]]) -> Rows:
    """Answers as cells: codes, words of answers, and what is no answer."""
    labels = [{option.code: option.label.upper() for option in question.options} for question in spec.questions]
    rows = [["customer_id", *(question.column for question in spec.questions)]]
    for number, answers in enumerate(cases):
        cells = [cell(answer) for answer in answers]
        if number % 5 == 0:
            cells = [
                words.get(answer, text) if isinstance(answer, int) else text
                for words, answer, text in zip(labels, answers, cells, strict=True)
            ]
        if number % 7 == 0:
            cells = [f"{text}.0" if text.isdecimal() else f" {text} " for text in cells]
        rows.append([f"p{number}", *cells])
    return rows


def by_the_page(page: Any, text: str) -> Rows:
    """The first columns of the page's result: those that the program writes too."""
    found = page.evaluate("(text) => resultText(typePeople(text), ',')", text)
    return [row[: 1 + len(RESULTS)] for row in csv.reader(io.StringIO(found))]


def by_the_program(spec: TypingSpec, folder: Path, text: str) -> Rows:
    (folder / "people.csv").write_text(text, encoding="utf-8", newline="")
    classify_file(spec, folder / "people.csv", folder / "out.csv")
    return list(csv.reader(io.StringIO((folder / "out.csv").read_text(encoding="utf-8"))))


@pytest.fixture
def page_of(browser: Any, tmp_path: Path) -> Any:
    """A function from a tool to its page in a browser."""
    opened = []

    def page(spec: TypingSpec) -> Any:
        exporter("html")(spec, tmp_path / "tool.html")
        opened.append(browser.new_page(accept_downloads=True))
        opened[-1].goto((tmp_path / "tool.html").as_uri())
        return opened[-1]

    yield page
    for each in opened:
        each.close()


@pytest.mark.parametrize("tool", ["small", "eight_by_six"])
def test_a_list_is_typed_as_the_program_types_the_file(
    tool: str, small: TypingSpec, typing_cases: ModuleType, page_of: Any, tmp_path: Path
) -> None:
    spec = small if tool == "small" else typing_cases.eight_by_six()
    cases = typing_cases.hard_cases(spec)
    text = written(people(spec, cases))
    expected = by_the_program(spec, tmp_path, text)
    assert len(expected) == 1 + len(cases) >= 4001
    found = by_the_page(page_of(spec), text)
    assert [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]] == []


TRICKY = (
    "id,q1,visits_month,place,trainer,price,note\n1,5,2,1,0,3,fine\n",
    "Kunde Nr;q1;visits;place;trainer;price\r\n+1415;5;2;1;0;3\r\n\r\n=1+1;;;;;\r\n",
    "q1\tvisits_month\tplace\ttrainer\tprice\rMOSTLY\t2\tat  home\tNO\tin part\r\r5\t2",
    '\ufeff"id","q1","visits_month","place","trainer","price"\n"a ""b""\nc",5,2,1,0,3\n-x,"6 ",2,"1",0,3\n',
    "'respondent','q1','visits_month','place','trainer','price'\n'o''x','5','2','1','0','3'\n",
    "id,q1,visits_month,place,trainer,price\n1,5,2,1,0,3,too,many\n2,5,2,1,0,3,,\n3,5,2\n",
    "id,q1,visits_month,place,trainer,price\n,,,,,\n  ,,,,,\nlast,5,2,98,0,9",
    'id,q1,visits_month,place,trainer,price\nx,5 "quoted" text,2,1,0,""\n',
)


@pytest.mark.parametrize("text", TRICKY)
def test_separators_quotes_ids_and_odd_rows_are_read_as_the_program_reads_them(
    text: str, small: TypingSpec, opened: Any, tmp_path: Path
) -> None:
    assert by_the_page(opened, text) == by_the_program(small, tmp_path, text)


REFUSED = {
    "": "nothing in the list",
    "id,q1,place,trainer,price\n1,5,1,0,3\n": "No column “visits_month”",
    "id,Q 1,visits,place,trainer,price\n1,5,2,1,0,3\n": "Did you mean “Q 1”?",
    "q1,q1,visits,place,trainer,price\n1,1,2,1,0,3\n": "Column “q1” stands 2 times.",
    "5,2,1,0,3\n5,2,1,0,3\n": "The first row must hold the names of the columns.",
    'id,q1,visits,place,trainer,price\n1,"5,2,1,0,3\n': "not closed",
    'id,q1,visits,place,trainer,price\n1,"5"x,2,1,0,3\n': "follows a closing quote",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items())
def test_a_list_that_cannot_be_read_is_refused_with_a_sentence(
    text: str, said: str, small: TypingSpec, opened: Any, tmp_path: Path
) -> None:
    with pytest.raises(InputRefused):
        by_the_program(small, tmp_path, text)
    opened.get_by_role("tab", name="Many people").click()
    opened.locator("#list").fill(text)
    opened.get_by_role("button", name="Type these people").click()
    assert said in opened.locator("#many-said").inner_text()
    assert not opened.locator("#many-found").is_visible()


def test_what_is_not_understood_is_named_by_row_and_never_scored(small: TypingSpec, opened: Any) -> None:
    odd = ["04", "7", "x", "2", "=1+1"]
    rows = [["id", *(question.column for question in small.questions)], ["ann", "5", "2", "1", "0", "3"]]
    rows += [["bob", *[odd[place] if at == place else cell for at, cell in enumerate(rows[1][1:])]] for place in (0, 4)]
    blank = [["bob", *["" if at == place else cell for at, cell in enumerate(rows[1][1:])]] for place in (0, 4)]
    found = opened.evaluate("(text) => typePeople(text)", written(rows))
    assert found["problems"] == [
        "Line 3 (bob), column “q1”: “04” is not one of 1, 2, 3, 4, 5, 6; it counts as not answered.",
        "Line 4 (bob), column “price”: “=1+1” is not one of 1, 3, 5; it counts as not answered.",
    ]
    empty = opened.evaluate("(text) => typePeople(text)", written([*rows[:2], *blank]))
    scores = [[row["result"]["scores"] for row in each["rows"]] for each in (found, empty)]
    assert scores[0] == scores[1]
    assert empty["problems"] == []


def test_the_list_is_shown_copied_and_saved(small: TypingSpec, page_of: Any) -> None:
    said = replace(small, segments=tuple(replace(one, message=f"=say({one.code})") for one in small.segments))
    page = page_of(said)
    page.get_by_role("tab", name="One person").focus()
    page.keyboard.press("ArrowRight")
    rows = [["id", *(question.column for question in small.questions)]]
    rows += [[f"={number}", "5", "2", "1", "0", str(1 + number % 5)] for number in range(300)]
    page.locator("#list").fill(written(rows, "\t"))
    page.get_by_role("button", name="Type these people").click()
    assert page.locator("#many-said").inner_text().startswith("300 people read, 300 typed, 0 with too few answers.")
    assert "120 answers not understood" in page.locator("#many-said").inner_text()
    assert page.locator("#many-problems li").count() == 101
    assert page.locator("#many-rows tr").count() == 200
    assert page.locator("#many-rows th").first.inner_text() == "=0"
    total = sum(int(text) for text in page.locator("#many-counts td:nth-child(2)").all_inner_texts())
    assert total == 300
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8-sig")
    table = list(csv.reader(io.StringIO(saved)))
    assert len(table) == 301
    assert table[0][1:] == [*RESULTS, "say", "do", "decided_by", "not_understood"]
    assert {row[7][:5] for row in table[1:]} == {"'=say"}
    page.get_by_role("button", name="Copy the result").click()
    page.locator("#copied", has_text="cop").wait_for()
    page.locator("#many-found details").evaluate("(each) => { each.open = true; }")
    pytest.importorskip("playwright.sync_api").expect(page.locator("#many-text")).not_to_have_value("")
    pasted = page.locator("#many-text").input_value()
    assert list(csv.reader(io.StringIO(pasted), delimiter="\t")) == table


def test_a_file_is_opened_and_one_in_another_encoding_refused(small: TypingSpec, opened: Any, tmp_path: Path) -> None:
    text = written([["id", *(question.column for question in small.questions)], ["Ünï", "5", "2", "1", "0", "3"]])
    opened.get_by_role("tab", name="Many people").click()
    for encoding, said in (("utf-8-sig", "1 person read, 1 typed"), ("utf-16", "not UTF-8"), ("latin-1", "not UTF-8")):
        (tmp_path / "people.csv").write_text(text, encoding=encoding)
        opened.locator("#file").set_input_files(tmp_path / "people.csv")
        opened.locator("#many-said", has_text=said).wait_for()
        assert opened.locator("#many-found").is_visible() == (encoding == "utf-8-sig")


def test_ten_thousand_people_take_less_than_a_second_and_more_are_refused(small: TypingSpec, opened: Any) -> None:
    header = ["id", *(question.column for question in small.questions)]
    tools = opened.context.new_cdp_session(opened)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = tools.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

    def seconds(text: str) -> float:
        """Of the processor, whatever else the machine does."""
        before = busy()
        opened.evaluate("(text) => typeList(text)", text)
        return busy() - before

    rows = [["k1", "5", "x", "at home", "3.0", "3"]] * 10_001
    opened.get_by_role("tab", name="Many people").click()
    assert min(seconds(written([header, *rows[1:]], "\t")) for _ in range(3)) < 0.5
    assert opened.locator("#many-said").inner_text().startswith("10,000 people read, 10,000 typed")
    opened.evaluate("(text) => typeList(text)", written([header, *rows]))
    assert "10,001 people; this page types up to 10,000" in opened.locator("#many-said").inner_text()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 320)])
def test_no_accessibility_rule_is_broken_by_a_list(
    scheme: str, width: int, small: TypingSpec, browser: Any, page_file: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(page_file.as_uri())
    page.get_by_role("tab", name="Many people").click()
    rows = [["id", *(question.column for question in small.questions)]]
    rows += [[str(number), "5", "2", "x" * number, "0", "3"] for number in range(40)]
    page.locator("#list").fill(written(rows))
    page.get_by_role("button", name="Type these people").click()
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    found = axe.Axe().run(page)
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
