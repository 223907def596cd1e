"""The workbook agrees with the program, and holds no formula that came from data."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from survey_seg.typing_tool.classify import Typed, answer_code, classify
from survey_seg.typing_tool.exporters import FORMS, exporter
from survey_seg.typing_tool.reasons import deciding_answers
from survey_seg.typing_tool.spec import Option, TypingSpec
from survey_seg.typing_tool.workbook.layout import REASONS, shown
from survey_seg.typing_tool.workbook.many_sheet import FIRST, RESULTS, ROWS

Book = openpyxl.Workbook
Answers = list[Any]


@pytest.fixture(scope="session")
def file(small: TypingSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "tool.xlsx"
    exporter("xlsx")(small, path)
    return path


def typed(spec: TypingSpec, answers: Answers) -> Typed:
    return classify(spec, dict(zip((question.id for question in spec.questions), answers, strict=True)))


def fill(sheet: Worksheet, row: int, first: int, answers: Answers) -> None:
    """Text stays text, whatever it begins with."""
    for column, answer in enumerate(answers, start=first):
        cell = sheet.cell(row, column)
        cell.value = answer
        if isinstance(answer, str):
            cell.data_type = "s"


def expected_row(spec: TypingSpec, answers: Answers) -> dict[str, object]:
    found = typed(spec, answers)
    names = {segment.code: segment.name for segment in spec.segments}
    actions = {
        segment.code: segment.action or "No action is written for this segment yet." for segment in spec.segments
    }
    counts = {"answered": found.answered, "not_understood": len(found.invalid)}
    if found.segment is None or found.runner_up is None:
        return {**dict.fromkeys(RESULTS, None), "name": "Too few answers", **counts}
    messages = {segment.code: segment.message or "–" for segment in spec.segments}
    codes = [answer_code(question, answer) for question, answer in zip(spec.questions, answers, strict=True)]
    reasons = deciding_answers(spec, [code if isinstance(code, int) else None for code in codes])[:REASONS]
    decided = [f"{spec.questions[reason.place].column}: {answers[reason.place]}" for reason in reasons]
    return {
        "segment": found.segment,
        "name": found.name,
        "how_sure": found.band,
        "runner_up": names[found.runner_up],
        "margin": found.margin,
        "what_to_say": messages[found.segment],
        "what_to_do": actions[found.segment],
        "decided_by": "; ".join(decided) or None,
        **counts,
    }


def one_person(small: TypingSpec, file: Path, answers: Answers) -> Book:
    """The sheet for one person, filled in from the drop-down lists."""
    book = openpyxl.load_workbook(file)
    del book["Many"]
    for number, (question, code) in enumerate(zip(small.questions, answers, strict=True)):
        codes = [option.code for option in question.options]
        words = shown(question, codes.index(code)) if code is not None and codes else code
        fill(book["Ask"], 5 + number, 3, [words])
    return book


def decided_in_words(spec: TypingSpec, answers: Answers) -> list[str]:
    """What the sheet for one person names: question and answer as it was picked from the list."""
    lines = []
    for reason in deciding_answers(spec, answers)[:REASONS]:
        question = spec.questions[reason.place]
        codes = [option.code for option in question.options]
        lines.append(f"{question.text} → {shown(question, codes.index(reason.code)) if codes else reason.code}")
    return lines


def same_words(small: TypingSpec) -> TypingSpec:
    """Answers whose words are equal, or that have none."""
    options = (Option(1, "Yes"), Option(3, "yes "), Option(5, ""))
    return replace(small, questions=(*small.questions[:4], replace(small.questions[4], options=options)))


PICKED = (("3 – yes ", 3), ("5", 5), ("Yes", 1), (5, 5))
"""What stands in the cell, and the code it means, for answers with the same words."""


@pytest.fixture(scope="session")
def persons(small: TypingSpec, patterns: list[Answers]) -> list[Answers]:
    tied = [answers for answers in patterns[200:400] if typed(small, answers).margin == 0]
    return [patterns[0], tied[0], [None, 3, None, None, 5]]


@pytest.fixture(scope="session")
def computed(
    small: TypingSpec,
    file: Path,
    patterns: list[Answers],
    persons: list[Answers],
    recalculate: Callable[[dict[str, Book]], dict[str, Book]],
) -> dict[str, Book]:
    """Everything that LibreOffice has to compute, in one go: it takes its time to start."""
    many, other = openpyxl.load_workbook(file), file.with_name("same_words.xlsx")
    for number, answers in enumerate(patterns):
        fill(many["Many"], FIRST + 1 + number, 1, [f"p{number}", *answers])
    exporter("xlsx")(same_words(small), other)
    twins = openpyxl.load_workbook(other)
    twins["Many"].delete_rows(FIRST + 10, ROWS)
    for number, (text, _) in enumerate(PICKED):
        fill(twins["Many"], FIRST + 1 + number, 1, ["p", 4, 2, 5, 0, text])
    ask = {f"ask{number}": one_person(small, file, answers) for number, answers in enumerate(persons)}
    return recalculate({"many": many, "twins": twins, **ask})


def test_many_agrees_with_the_program_on_every_pattern(
    small: TypingSpec, patterns: list[Answers], computed: dict[str, Book]
) -> None:
    assert len(patterns) >= 500
    sheet, m, wrong = computed["many"]["Many"], len(small.questions), []
    for number, answers in enumerate(patterns):
        cells = [sheet.cell(FIRST + 1 + number, 2 + m + place).value for place in range(len(RESULTS))]
        found = {name: (None if value == "" else value) for name, value in zip(RESULTS, cells, strict=True)}
        if found != expected_row(small, answers):
            wrong.append((answers, found, expected_row(small, answers)))
    assert wrong == []


def test_rows_without_a_person_show_nothing(
    small: TypingSpec, patterns: list[Answers], computed: dict[str, Book]
) -> None:
    row = FIRST + 1 + len(patterns)
    cells = [computed["many"]["Many"].cell(row, 2 + len(small.questions) + place).value for place in range(6)]
    assert all(cell in (None, "") for cell in cells)


def test_one_person_s_sheet_agrees_with_the_program(
    small: TypingSpec, persons: list[Answers], computed: dict[str, Book]
) -> None:
    sure = {"clear": "Clear: right for 86 %", "lean": "Leaning: right for 62 %", "unclear": "Unclear: right for 41 %"}
    for number, answers in enumerate(persons):
        sheet, expected = computed[f"ask{number}"]["Ask"], expected_row(small, answers)
        told = [sheet.cell(row, 6).value for row in range(5, 14)]
        assert told[0] == expected["name"]
        assert told[8] == f"{expected['answered']} of {len(small.questions)}"
        if expected["segment"] is None:
            assert [text for text in told[1:8] if text] == []
        else:
            assert told[1].startswith(sure[str(expected["how_sure"])])
            assert told[2:5] == [expected[name] for name in ("what_to_say", "what_to_do", "runner_up")]
            assert [text for text in told[5:8] if text] == decided_in_words(small, answers)


def test_answers_with_the_same_words_or_none_can_still_be_picked(small: TypingSpec, computed: dict[str, Book]) -> None:
    for number, (_, code) in enumerate(PICKED):
        margin = computed["twins"]["Many"].cell(FIRST + 1 + number, 2 + 5 + RESULTS.index("margin")).value
        assert margin == typed(same_words(small), [4, 2, 5, 0, code]).margin


def test_stored_results_are_those_of_the_empty_form(small: TypingSpec, file: Path) -> None:
    stored, live = openpyxl.load_workbook(file, data_only=True), openpyxl.load_workbook(file)
    assert stored["Ask"]["F5"].value == "Too few answers"
    assert stored["Ask"]["F13"].value == f"0 of {len(small.questions)}"
    scores = typed(small, [None] * len(small.questions)).scores
    for sheet, first in (("Ask", "I5"), ("Many", "W5")):
        row, column = live[sheet][first].row, live[sheet][first].column
        assert tuple(stored[sheet].cell(row, column + place).value for place in range(len(scores))) == scores


def test_every_formula_is_ours_and_known_to_old_spreadsheets(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    known = "IF IFERROR INDEX MATCH MAX LARGE COUNTIF COUNTA SUMPRODUCT TRIM TEXT VALUE LEFT RIGHT LEN OR AND"
    formulas = {
        (sheet.title, str(cell.value))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert {sheet for sheet, _ in formulas} == {"Ask", "Many"}
    assert {name for _, formula in formulas for name in re.findall(r"([A-Za-z.]+)\(", formula)} <= set(known.split())


def test_nothing_in_the_file_is_a_link_or_a_macro(file: Path) -> None:
    with zipfile.ZipFile(file) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "external" in name.lower()]
        everything = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<hyperlink" not in everything
    assert b"oleObject" not in everything


def test_texts_are_stored_as_they_are(small: TypingSpec, file: Path) -> None:
    book = openpyxl.load_workbook(file)
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert {segment.name for segment in small.segments} <= texts
    assert {question.text for question in small.questions} <= texts
    assert '=HYPERLINK("http://example.invalid","click")' in texts


def test_the_same_tool_is_the_same_bytes(small: TypingSpec, file: Path, tmp_path: Path) -> None:
    exporter("xlsx")(small, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == file.read_bytes()


def test_the_folder_and_the_list_of_exporters_are_the_same(root: Path) -> None:
    files = {path.stem for path in (root / "survey_seg" / "typing_tool" / "exporters").glob("to_*.py")}
    assert files == {form.function.partition(":")[0].rpartition(".")[2] for form in FORMS.values()}
