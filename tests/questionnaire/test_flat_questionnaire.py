"""The flat form holds all that YAML holds, and its problems carry row and column."""

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from survey_seg.errors import InputRefused, Problem
from survey_seg.questionnaire import schema
from survey_seg.questionnaire.brief import Ignore, LintSettings, Quota, Refresh, Sample, Study
from survey_seg.questionnaire.formats import cells
from survey_seg.questionnaire.formats.flat import COLUMNS, read_csv
from survey_seg.questionnaire.formats.write_flat import write_flat_csv
from survey_seg.questionnaire.model import (
    Action,
    Loop,
    Option,
    Question,
    Questionnaire,
    QuestionnaireFile,
    Reach,
    Row,
    Skip,
)
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.resources import folder

SHIPPED = folder("questionnaires")
FILES = sorted(path for path in SHIPPED.rglob("*.yaml") if ".expected" not in path.name)
HEAD = "study.title,T\nid,text,type,options,role,min,max,action,reach,show_if,reverse\n"


def read_text(tmp_path: Path, text: str | bytes, name: str = "q.csv") -> Questionnaire:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_questionnaire(path)


def problems(tmp_path: Path, text: str | bytes, name: str = "q.csv") -> tuple[Problem, ...]:
    with pytest.raises(InputRefused) as refused:
        read_text(tmp_path, text, name)
    return refused.value.problems


def workbook(study: Sequence[Sequence[object]], questions: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book["Sheet"])
    for title, rows in (("Notes", []), ("study", study), ("Questions", questions)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_shipped_questionnaire_is_the_same_in_the_flat_form(tmp_path: Path, path: Path) -> None:
    questionnaire = read_questionnaire(path)
    write_flat_csv(questionnaire, tmp_path / "flat.csv")
    flat = read_questionnaire(tmp_path / "flat.csv")
    assert (flat.study, flat.questions) == (questionnaire.study, questionnaire.questions)


TEXT = st.text(alphabet=st.sampled_from("ab |;:=~*!_,\\\"'+-@#7\n"), min_size=1, max_size=8).filter(
    lambda text: text == text.strip()
)
NOT_FALSE = st.sampled_from([True, False])
WORDS = st.none() | TEXT
CODES = st.lists(st.integers(-9, 99) | st.just(">= 3"), min_size=1, max_size=3).map(tuple)


def several(one: st.SearchStrategy[object], least: int = 0) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, min_size=least, max_size=2).map(tuple)


OPTION = st.builds(
    Option,
    code=st.integers(-99, 999),
    label=st.just("") | TEXT,
    missing=st.booleans(),
    exclusive=st.booleans(),
    open=st.booleans(),
    also=several(TEXT | st.integers(-9, 99)),
)
ACTION = st.builds(Action, verb=TEXT, owner=WORDS, decision=WORDS, when=st.none() | CODES, text=st.just("") | TEXT)
SHARES = st.none() | st.sampled_from([0, 1, 0.25, 0.5])
REACH = st.builds(Reach, via=TEXT, field=WORDS, coverage=SHARES, note=st.just("") | TEXT)
GRID_ROW = st.builds(Row, id=st.just("r1"), text=TEXT, short=WORDS, reverse=NOT_FALSE, construct=WORDS, column=WORDS)
IGNORE = st.builds(Ignore, rule=TEXT, reason=st.just("") | TEXT)
QUESTION = st.builds(
    Question,
    id=st.just("q"),
    text=TEXT,
    short=WORDS,
    type=st.sampled_from(["single", "multi", "grid", "number", "info"]),
    role=st.sampled_from([(), ("basis",), ("basis", "typing")]),
    data_type=st.sampled_from([None, "need"]),
    construct=WORDS,
    reverse=NOT_FALSE,
    action=several(ACTION),
    reach=several(REACH),
    options=several(OPTION),
    rows=st.just(()) | GRID_ROW.map(lambda row: (row,)),
    min=st.sampled_from([None, -1.5, 0]),
    max=st.sampled_from([None, 7]),
    show_if=st.none() | st.just("a == 1 or b contains 2"),
    column=WORDS,
    instruction=WORDS,
    block=WORDS,
    required=st.sampled_from([None, True, False]),
    randomise=NOT_FALSE,
    skip=several(st.builds(Skip, to=st.sampled_from(["end", "q9"]), when=st.none() | CODES)),
    loop=st.none() | st.builds(Loop, over=st.just("q3"), most=st.sampled_from([None, 3])),
    asked_of=SHARES,
    routing_note=WORDS,
    validated_scale=WORDS,
    ignore=several(IGNORE),
)
STUDY = st.builds(
    Study,
    title=TEXT,
    commercial_question=WORDS,
    levers=several(TEXT),
    quotas=several(st.builds(Quota, question=st.just("q"), codes=several(st.integers(-9, 9)), share=SHARES)),
    refresh=st.none() | st.builds(Refresh, full_months=st.just(24), triggers=several(TEXT)),
    sample=st.builds(Sample, n=st.sampled_from([None, 300]), pilot=WORDS, interview_cost=st.sampled_from([None, 4.5])),
    brands=several(TEXT),
    positioning=WORDS,
    minutes_factor=st.sampled_from([1, 0.75]),
    lint=st.builds(
        LintSettings,
        profile=st.sampled_from([None, "b2b"]),
        select=several(TEXT),
        ignore=several(IGNORE),
        severity=st.dictionaries(st.sampled_from(["ACT001", "WRD"]), st.sampled_from(["off", "error"])),
        limits=st.dictionaries(st.just("LEN001"), st.dictionaries(st.just("minutes"), st.just(12), min_size=1)),
    ),
)


@settings(max_examples=150, deadline=None)
@given(STUDY, QUESTION)
def test_everything_the_model_holds_survives_the_flat_form(
    tmp_path_factory: pytest.TempPathFactory, study: Study, question: Question
) -> None:
    path = tmp_path_factory.mktemp("flat") / "q.csv"
    write_flat_csv(Questionnaire(study=study, questions=(question,)), path)
    flat = read_as_written(path)
    assert (flat.study, flat.questions) == (study, (question,))


def read_as_written(path: Path) -> QuestionnaireFile:
    """The file without the checks that ids and answers which are named exist."""
    plain, _ = read_csv(path.read_text(encoding="utf-8"), file=path.name)
    return schema.validate(plain, file=path.name, place=lambda _: (None, ""))


def test_every_field_of_a_question_has_a_column() -> None:
    assert {field.name for field in fields(Question)} == {*COLUMNS, "rows"}


def test_a_file_of_the_first_columns_is_still_read(tmp_path: Path) -> None:
    questionnaire = read_text(tmp_path, HEAD + "q,Why?,single,1=A|2=Other_,,,,,,,\n")
    assert questionnaire.questions[0].options == (Option(code=1, label="A"), Option(code=2, label="Other", open=True))


def test_a_semicolon_between_the_cells_is_seen(tmp_path: Path) -> None:
    text = "study.title;T\nid;text;type;options\nq;Why?;single;1=A|2=B\n"
    assert len(read_text(tmp_path, text).questions[0].options) == 2


def test_the_brief_may_follow_the_questions(tmp_path: Path) -> None:
    questionnaire = read_text(tmp_path, "id,text,type\nq,Why?,text\n\nstudy.title,T\nstudy.market.type,b2b\n")
    assert (questionnaire.study.market.type, questionnaire.line("study", "market", "type")) == ("b2b", 5)


def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'study.title,"two\nlines"\n\nid,text,type,options\ng,?,grid,1=A|2=B\nr1,One,row,\nr2,Two,row,\n'
    questionnaire = read_text(tmp_path, text)
    assert questionnaire.line("questions", 0) == 4
    assert questionnaire.line("questions", 0, "rows", 1, "text") == 6


def test_a_workbook_says_the_same_as_the_csv_file(tmp_path: Path) -> None:
    questionnaire = read_questionnaire(SHIPPED / "examples" / "home_fitness.yaml")
    write_flat_csv(questionnaire, tmp_path / "flat.csv")
    with (tmp_path / "flat.csv").open(encoding="utf-8", newline="") as file:
        rows = [[int(cell) if cell.isdecimal() else cell for cell in row] for row in csv.reader(file)]
    study = [[str(row[0]).removeprefix("study."), *row[1:]] for row in rows if str(row[0]).startswith("study.")]
    content = workbook([["key", "value"], *study], rows[len(study) :])
    book = read_text(tmp_path, content, "book.xlsx")
    assert (book.study, book.questions) == (questionnaire.study, questionnaire.questions)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "<img src=x onerror=alert(1)>", "{{7*7}}"])
def test_a_cell_that_looks_like_a_formula_is_text(tmp_path: Path, text: str) -> None:
    study = Study(title=text)
    question = Question(
        id="q", text=text, type="single", options=(Option(code=-1, label=text), Option(code=1, label="B"))
    )
    write_flat_csv(Questionnaire(study=study, questions=(question,)), tmp_path / "q.csv")
    first = (tmp_path / "q.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first.split(",")[1][:1] not in {"=", "+", "-", "@"}
    flat = read_questionnaire(tmp_path / "q.csv")
    assert (flat.study, flat.questions) == (study, (question,))


def test_a_formula_of_a_workbook_is_taken_as_text(tmp_path: Path) -> None:
    content = workbook([("title", "=1+1")], [("id", "text", "type"), ("q", "=1+1", "text")])
    assert read_text(tmp_path, content, "q.xlsx").study.title == "=1+1"


BAD = {
    "the answers": ("taste,price\n1,2\n", "QUEST_NOT_ONE", 1, "", "file with the answers?"),
    "unknown column": ("study.title,T\nid,text,type,rolle\nq,t,text,\n", "QUEST_UNKNOWN_COLUMN", 2, "", "mean 'role'?"),
    "missing column": ("study.title,T\nid,text\nq,t\n", "QUEST_MISSING_COLUMN", 2, "", "'type'"),
    "column twice": ("study.title,T\nid,text,type,text\n", "QUEST_DUPLICATE_COLUMN", 2, "", "'text'"),
    "no questions": ("study.title,T\n", "QUEST_EMPTY", None, "", "no questions"),
    "empty": ("", "QUEST_EMPTY", None, "", "no questions"),
    "cell beyond the header": ("study.title,T\nid,text,type\nq,t,text,more\n", "QUEST_EXTRA_CELL", 3, "", "'more'"),
    "value with a comma": ("study.title,A,B\nid,text,type\nq,t,text\n", "QUEST_EXTRA_CELL", 1, "", "'B'"),
    "key twice": ("study.title,A\nstudy.title,B\nid,text,type\nq,t,text\n", "QUEST_DUPLICATE_KEY", 2, "", "'title'"),
    "below a text": (
        "study.title,A\nstudy.title.x,B\nid,text,type\nq,t,text\n",
        "QUEST_DUPLICATE_KEY",
        2,
        "",
        "'title.x'",
    ),
    "open quote": ('study.title,"T\nid,text,type\nq,t,text\n', "QUEST_SYNTAX", 1, "", "quote"),
    "unknown type": (HEAD + "q,t,scael\n", "QUEST_VALUE", 3, "type", "did you mean 'scale'?"),
    "option without a code": (HEAD + "q,t,single,Never|2=Often\n", "QUEST_MISSING_KEY", 3, "options", "'code'"),
    "code is a word": (HEAD + "q,t,single,one=Never|2=Often\n", "QUEST_TYPE", 3, "options", "an integer"),
    "min is a word": (HEAD + "q,t,number,,,low\n", "QUEST_TYPE", 3, "min", "a number"),
    "coverage": (HEAD + "q,t,text,,,,,,crm:plan:80\n", "QUEST_VALUE", 3, "reach", "at most 1"),
    "condition": (HEAD + "q,t,text,,,,,,,x = 1\n", "QUEST_CONDITION", 3, "show_if", "write =="),
    "reverse": (HEAD + "q,t,text,,,,,,,,perhaps\n", "QUEST_TYPE", 3, "reverse", "true or false"),
    "unknown key": (
        "study.title,T\nstudy.kinds,x\nid,text,type\nq,t,text\n",
        "QUEST_UNKNOWN_KEY",
        2,
        "value",
        "'kind'?",
    ),
    "unknown key of a record": (
        "study.title,T\nstudy.stakeholders,id=a; role=b; rol=c\nid,text,type\nq,t,text\n",
        "QUEST_UNKNOWN_KEY",
        2,
        "value",
        "'role'?",
    ),
    "a record that is a text": (
        "study.title,T\nstudy.market,b2b\nid,text,type\nq,t,text\n",
        "QUEST_TYPE",
        2,
        "value",
        "type, dynamics",
    ),
    "n is a word": (
        "study.title,T\nstudy.sample.n,many\nid,text,type\nq,t,text\n",
        "QUEST_TYPE",
        2,
        "value",
        "an integer",
    ),
    "grid line first": ("study.title,T\nid,text,type\nr,t,row\n", "QUEST_ROW_CELL", 3, "type", "comes first"),
    "grid line with a role": (
        HEAD + "g,t,grid,1=A|2=B\nr,t,row,,basis\n",
        "QUEST_ROW_CELL",
        4,
        "role",
        "the question of the grid",
    ),
    "latin-1": ("study.title,Größe\n".encode("latin-1"), "QUEST_ENCODING", 1, "", "UTF-8"),
}


@pytest.mark.parametrize(("text", "code", "row", "column", "words"), BAD.values(), ids=BAD)
def test_a_bad_cell_is_named_with_row_and_column(
    tmp_path: Path, text: str | bytes, code: str, row: int | None, column: str, words: str
) -> None:
    (problem,) = problems(tmp_path, text)
    assert (problem.code, problem.row, problem.column) == (code, row, column)
    assert words in problem.line()


def test_a_workbook_needs_both_sheets(tmp_path: Path) -> None:
    book = Workbook()
    out = io.BytesIO()
    book.save(out)
    (problem,) = problems(tmp_path, out.getvalue(), "q.xlsx")
    assert (problem.code, problem.expected) == ("QUEST_NO_SHEET", "sheets study and questions")


def with_sheet(xml: str) -> bytes:
    """A workbook whose questions sheet is replaced by the given XML."""
    content = workbook([("title", "T")], [("id", "text", "type"), ("q", "t", "text")])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, xml if name.endswith("sheet3.xml") else source.read(name))
    return out.getvalue()


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
BOMBS = {
    "far cell": SHEET.format('<sheetData><row r="1"><c r="A1"/><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "far row": SHEET.format('<sheetData><row r="1048576"><c><v>1</v></c></row></sheetData>'),
    "long row number": SHEET.format(f'<sheetData><row r="{"9" * 400}"/></sheetData>'),
    "huge": SHEET.format(" " * 60_000_000),
}


@pytest.mark.parametrize("xml", BOMBS.values(), ids=BOMBS)
def test_a_workbook_bomb_is_refused_before_it_unfolds(tmp_path: Path, xml: str) -> None:
    (problem,) = problems(tmp_path, with_sheet(xml), "q.xlsx")
    assert problem.code == "QUEST_TOO_LARGE"


WHOLE = workbook([("title", "T")], [("id", "text", "type"), ("q", "t", "text")])
BROKEN = {
    "not a zip": b"hello",
    "cut": WHOLE[: len(WHOLE) // 2],
    "old Excel or password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "another zip": (lambda out: (zipfile.ZipFile(out, "w").close(), out.getvalue())[1])(io.BytesIO()),
    "entities": with_sheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData><row r="1"><c r="A1"><v>&b;'),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (problem,) = problems(tmp_path, content, "q.xlsx")
    assert problem.code in {"QUEST_NOT_A_WORKBOOK", "QUEST_EMPTY"}


def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path) -> None:
    dice = random.Random(5)
    for _ in range(150):
        content = bytearray(WHOLE)
        for _ in range(dice.randint(1, 5)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        with suppress(InputRefused):
            assert read_text(tmp_path, bytes(content), "q.xlsx").questions


def test_pieces_and_joined_fields_are_opposites() -> None:
    assert cells.pieces(cells.escaped("a|b\\", "|"), "|") == ["a\\|b\\\\"]
    assert cells.plain("a\\|b\\\\") == "a|b\\"


def test_an_answer_with_a_column_of_its_own_survives(tmp_path: Path) -> None:
    options = (Option(code=1, label="A~B", column="Q1[SQ|1]", also=("a",)), Option(code=2, label="C", open=True))
    asked = Questionnaire(
        study=Study(title="T"), questions=(Question(id="q", text="Which?", type="multi", options=options),)
    )
    write_flat_csv(asked, tmp_path / "q.csv")
    again = read_questionnaire(tmp_path / "q.csv")
    assert again.questions == asked.questions
    assert [variable.column for variable in again.variables()] == ["Q1[SQ|1]", "q_2"]
