"""What people fill in a worksheet about each question arrives in the questionnaire, or is refused at its cell."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from survey_seg.cli import run
from survey_seg.errors import InputRefused
from survey_seg.questionnaire.formats.edit_yaml import edited_yaml
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Action, Question, Questionnaire, Reach
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.questionnaire.tagging import COLUMNS, choices, read_worksheet, worksheet
from survey_seg.report.sheets import write_sheets
from survey_seg.resources import folder

STARTER = folder("questionnaires") / "starter.yaml"
SHIPPED = sorted(path for path in folder("questionnaires").rglob("*.yaml") if "expected" not in path.name)
SURVEYJS = {
    "title": "Coffee",
    "elements": [
        {
            "type": "radiogroup",
            "name": "cups",
            "title": "How many cups did you drink?",
            "choices": ["None", "One", "Two"],
        },
        {
            "type": "matrix",
            "name": "taste",
            "title": "How much do you agree?",
            "columns": ["No", "Partly", "Yes"],
            "rows": ["I like it strong", "I like it sweet"],
        },
        {"type": "comment", "name": "why", "title": "What would you change?"},
    ],
}
Cells = dict[str, str | int]
Filled = Callable[[list[Cells]], bytes]


@pytest.fixture(scope="module")
def starter() -> Questionnaire:
    return read_questionnaire(STARTER)


def book_of(lines: list[Cells], columns: tuple[str, ...] = COLUMNS, sheet: str = "tags") -> bytes:
    """A worksheet with these lines only."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    book.active.append(columns)
    for line in lines:
        book.active.append([line.get(name) for name in columns])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def tagged(questionnaire: Questionnaire, *lines: Cells) -> Questionnaire:
    return read_worksheet(book_of(list(lines)), questionnaire, file="tags.xlsx")


def refused(questionnaire: Questionnaire, *lines: Cells) -> list[str]:
    with pytest.raises(InputRefused) as error:
        tagged(questionnaire, *lines)
    return [problem.line() for problem in error.value.problems]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_untouched_worksheet_changes_nothing(path: Path, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(path)
    write_sheets(worksheet(questionnaire), tmp_path / "tags.xlsx", choices=choices(questionnaire))
    assert read_worksheet((tmp_path / "tags.xlsx").read_bytes(), questionnaire) == questionnaire


def test_a_grid_has_a_line_for_each_of_its_lines_and_a_question_for_each_action(starter: Questionnaire) -> None:
    (needs,) = (question for question in starter.questions if question.id == "needs")
    twice = replace(needs, action=(*needs.action, Action(verb="price", when=(1, ">= 3"))))
    sheet = worksheet(replace(starter, questions=(twice,)))["tags"]
    lines = [dict(zip(COLUMNS, line, strict=True)) for line in sheet[1:]]
    assert [line["id"] for line in lines] == ["needs", "needs", "needs_refill", "needs_repair", "needs_clean"]
    assert [line["type"] for line in lines] == ["grid", "", "row", "row", "row"]
    assert (lines[1]["verb"], lines[1]["when"], lines[1]["role"]) == ("price", "1, >= 3", "")


def test_every_column_with_a_list_offers_it(starter: Questionnaire, tmp_path: Path) -> None:
    write_sheets(worksheet(starter), tmp_path / "tags.xlsx", choices=choices(starter))
    sheet = openpyxl.load_workbook(tmp_path / "tags.xlsx")["tags"]
    heads = {cell.column_letter: cell.value for cell in sheet[1]}
    offered = {
        heads[str(rule.sqref).split(":", maxsplit=1)[0].rstrip("0123456789")]
        for rule in sheet.data_validations.dataValidation
    }
    assert offered == {"role", "data_type", "reverse", "verb", "owner", "decision", "via"}


def test_all_that_is_filled_in_arrives(starter: Questionnaire) -> None:
    found = tagged(
        starter,
        {"id": "media", "role": "Outcome; typing", "data_type": "Behaviour", "construct": "reading", "reverse": "yes"},
        {"id": "media", "verb": "price", "owner": "cfo", "decision": "D1", "when": "1, >= 3", "action": "Cut it"},
        {"id": "media", "verb": "sell", "when": 2, "via": "crm", "field": "machine_type", "note": "new"},
        {"id": "price_offer", "type": "row", "construct": "thrift", "reverse": "yes"},
    ).question
    media = found("media")
    assert (media.role, media.data_type, media.construct, media.reverse) == (
        ("outcome", "typing"),
        "behaviour",
        "reading",
        True,
    )
    assert media.action == (
        Action(verb="price", owner="cfo", decision="D1", when=(1, ">= 3"), text="Cut it"),
        Action(verb="sell", when=(2,)),
    )
    assert media.reach == (Reach(via="crm", field="machine_type", note="new"),)
    assert [(row.construct, row.reverse) for row in found("price").rows][1] == ("thrift", True)
    assert found("cups") == starter.question("cups")


def test_the_coverage_of_a_way_that_stays_is_kept(starter: Questionnaire) -> None:
    (cups,) = (question for question in starter.questions if question.id == "cups")
    cups = replace(cups, reach=(Reach(via="crm", field="monthly_order", coverage=0.9),))
    found = tagged(replace(starter, questions=(cups,)), {"id": "cups", "via": "crm", "field": "monthly_order"})
    assert found.questions[0].reach[0].coverage == 0.9


def test_every_problem_is_told_at_once_with_its_cell(starter: Questionnaire) -> None:
    lines = refused(
        starter,
        {"id": "cupz", "role": "basis"},
        {"role": "basis"},
        {"id": "cups", "role": "basis, tiping", "data_type": "behavior", "reverse": "perhaps"},
        {"id": "cups", "data_type": "need", "verb": "prise", "owner": "cmoo", "decision": "D9", "when": "often"},
        {"id": "cups", "action": "Do it"},
        {"id": "cups", "note": "somewhere", "construct": "x" * 501},
        {"id": "needs_clean", "type": "row", "role": "basis"},
        {"id": "cups", "via": "add_platform"},
    )
    told = "\n".join(lines)
    for words in (
        "TAG_UNKNOWN_ID tags.xlsx, sheet tags:2, column id: there is no question or line 'cupz'",
        "did you mean cups?",
        "sheet tags:3, column id: there are tags and no id",
        "sheet tags:4, column role: 'tiping' is not known here",
        "did you mean typing?",
        "sheet tags:4, column data_type: 'behavior' is not known here",
        "sheet tags:4, column reverse: 'perhaps' is neither; expected yes or no",
        "sheet tags:5, column data_type: 'need' contradicts 'behavior' in row 4",
        "did you mean price?",
        "did you mean cmo?",
        "sheet tags:5, column decision: 'D9' is not known here; expected one of D1, D2",
        "sheet tags:5, column when: 'often' names no answers",
        "TAG_INCOMPLETE tags.xlsx, sheet tags:6, column verb",
        "TAG_INCOMPLETE tags.xlsx, sheet tags:7, column via",
        "has 501 characters",
        "sheet tags:8, column role: a line of a grid has 'basis' here",
        "did you mean ad_platform?",
    ):
        assert words in told
    assert len(lines) == 15


def test_owners_and_decisions_are_free_while_the_brief_lists_none() -> None:
    alone = Questionnaire(
        study=replace(read_questionnaire(STARTER).study, stakeholders=(), decisions=()),
        questions=(Question(id="q1", text="Why?", type="text"),),
    )
    (asked,) = tagged(alone, {"id": "q1", "verb": "price", "owner": "anyone", "decision": "D7"}).questions
    assert (asked.action[0].owner, asked.action[0].decision) == ("anyone", "D7")


def test_an_id_that_two_questions_share_is_refused_when_it_is_tagged(starter: Questionnaire) -> None:
    twins = replace(starter, questions=tuple(Question(id="q1", text=text, type="text") for text in ("A?", "B?")))
    assert tagged(twins, {"id": "q1", "text": "A?", "type": "text"}) == twins
    assert "two questions or lines have the id 'q1'" in refused(twins, {"id": "q1", "role": "basis"})[0]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book_of([], sheet="other"), "TAG_NO_SHEET"),
        (book_of([], columns=("id", "rolle")), "TAG_COLUMN"),
        (book_of([], columns=("name", "role")), "TAG_COLUMN"),
        (book_of([], columns=("id", "role", "role")), "TAG_COLUMN"),
        (b"no workbook", "QUEST_NOT_A_WORKBOOK"),
    ],
)
def test_what_is_no_worksheet_is_refused(content: bytes, code: str, starter: Questionnaire) -> None:
    with pytest.raises(InputRefused) as error:
        read_worksheet(content, starter)
    assert error.value.problems[0].code == code


def test_columns_that_people_add_are_left_alone(starter: Questionnaire) -> None:
    content = book_of([{"id": "cups", "discussed with": "Ann"}], columns=("id", "discussed with"))
    assert read_worksheet(content, starter) == starter


def fill(path: Path, tags: dict[str, Cells]) -> None:
    """Write tags into the worksheet as a person would."""
    book = openpyxl.load_workbook(path)
    sheet = book["tags"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for name, value in tags.get(str(sheet.cell(row, 1).value), {}).items():
            sheet.cell(row, heads[name]).value = value
    book.save(path)


def test_an_imported_questionnaire_is_tagged_and_linted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, sheet, made = tmp_path / "coffee.json", tmp_path / "tags.xlsx", tmp_path / "tagged.yaml"
    source.write_text(json.dumps(SURVEYJS), encoding="utf-8")
    asked = read_questionnaire(source)
    assert "LNT005" in {finding.rule for finding in lint(asked).findings}
    assert run(["tag", str(source), "-o", str(sheet)]) == 0
    assert "0 of 3 questions have tags already" in capsys.readouterr().out
    rows = asked.question("taste").rows
    action: Cells = {"verb": "bundle", "owner": "cmo", "action": "Offer the strong beans with the machine"}
    fill(
        sheet,
        {
            "cups": {"role": "basis, typing", "data_type": "behaviour", "when": "2, 3", "via": "none", **action},
            "taste": {"role": "basis", "data_type": "need", "via": "sales_cue", "note": "asks for strong", **action},
            rows[0].id: {"construct": "strength"},
            rows[1].id: {"construct": "strength", "reverse": "yes"},
        },
    )
    assert run(["tag", str(source), "--from", str(sheet), "-o", str(made)]) == 0
    assert "2 questions changed, 2 of 3 have tags" in capsys.readouterr().out
    found = read_questionnaire(made)
    assert {variable.name for variable in found.having("basis")} == {"cups", *(row.id for row in rows)}
    assert [row.reverse for row in found.question("taste").rows] == [False, True]
    by_rule = {(finding.rule, finding.question) for finding in lint(found).findings}
    assert ("ACT001", "why") in by_rule
    assert not by_rule & {("LNT005", ""), ("ACT001", "cups"), ("ACT001", "taste")}


def test_a_yaml_file_keeps_its_comments_and_all_other_lines(tmp_path: Path) -> None:
    file, sheet = tmp_path / "study.yaml", tmp_path / "tags.xlsx"
    file.write_text(STARTER.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["tag", str(file), "-o", str(sheet)]) == 0
    fill(sheet, {"spend": {"via": "crm", "field": "machine_type"}})
    assert run(["tag", str(file), "--from", str(sheet), "-o", str(file)]) == 0
    before, after = STARTER.read_text(encoding="utf-8").splitlines(), file.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    assert len(after) == len(before) + 2
    assert read_questionnaire(file).question("spend").reach == (Reach(via="crm", field="machine_type"),)


def test_a_file_is_replaced_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "tags.xlsx"
    assert run(["tag", str(STARTER), "-o", str(sheet)]) == 0
    made = sheet.read_bytes()
    assert run(["tag", str(STARTER), "-o", str(sheet)]) == 2
    assert "--force" in capsys.readouterr().err
    assert run(["tag", str(STARTER), "-o", str(sheet), "--force"]) == 0
    assert sheet.read_bytes() == made
    assert run(["tag", str(STARTER), "-o", str(tmp_path / "tags.yaml")]) == 2
    assert run(["tag", str(STARTER), "--from", str(tmp_path / "no.xlsx"), "-o", str(tmp_path / "out.yaml")]) == 3


def test_a_refused_worksheet_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    file, sheet = tmp_path / "study.yaml", tmp_path / "tags.xlsx"
    file.write_text(STARTER.read_text(encoding="utf-8"), encoding="utf-8")
    sheet.write_bytes(book_of([{"id": "cups", "role": "nothing"}]))
    assert run(["tag", str(file), "--from", str(sheet), "-o", str(file)]) == 3
    assert file.read_text(encoding="utf-8") == STARTER.read_text(encoding="utf-8")


YAML = """\
study: {title: T}
questions:
- id: a
  text: A?
  type: text
  role: [basis]     # why

  action:
  - {verb: x, owner: b}  # first
  # of two
  - {verb: z}   # last

# between
- id: b
  text: B?   # two
  # about the role
  role:
  - basis   # t

  type: single
  options: &yes [{code: 1, label: "Yes"}, {code: 2, label: "No"}]
- {id: c, text: C?, type: single, options: *yes}
- id: d
  text: D?
  type: text

# the end
"""


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_comments_stay_where_they_stand(breaks: str, tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    text = YAML.replace("\n", breaks)
    file.write_text(text, encoding="utf-8", newline="")
    asked = read_questionnaire(file).questions
    actions = (Action(verb="x", owner="b"), Action(verb="price", when=(1, ">= 3"), text="It's: a"), Action(verb="sell"))
    changed = tuple(replace(one, role=("value", "typing"), data_type="need", action=actions) for one in asked)
    edited = edited_yaml(text, asked, changed)
    assert edited is not None
    file.write_text(edited, encoding="utf-8", newline="")
    assert read_questionnaire(file).questions == changed
    assert ("\r\n" in edited) == (breaks == "\r\n")
    assert edited.count("\n") == edited.count(breaks)
    for comment in (
        "# why",
        "# first",
        "# of two",
        "# last",
        "# between",
        "# two",
        "# about the role",
        "# t",
        "# the end",
    ):
        assert edited.count(comment) == text.count(comment)
    assert "{id: c, text: C?, type: single, role: [value, typing]" in edited
    assert edited_yaml(text, asked, asked) == text


def test_a_file_that_cannot_be_edited_in_place_is_written_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(
        "study: {title: T}\nquestions: [{id: a, text: A?, type: text}, {id: b, text: B?, type: text}]\n",
        encoding="utf-8",
    )
    sheet = tmp_path / "tags.xlsx"
    sheet.write_bytes(book_of([{"id": "a", "role": "value"}]))
    assert run(["tag", str(file), "--from", str(sheet), "-o", str(file)]) == 0
    assert "comments could not be kept" in capsys.readouterr().err
    assert read_questionnaire(file).question("a").role == ("value",)
