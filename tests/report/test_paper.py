"""The questionnaire on paper: every question with its findings, in a page, a workbook and a document."""

import io
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from survey_seg.questionnaire.importers import word
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.lint.coverage import coverage
from survey_seg.questionnaire.lint.finding import LintReport
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Action, Loop, Lost, Option, Question, Questionnaire, Row, Skip
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.report.paper.forms import write_docx, write_html, write_xlsx
from survey_seg.report.paper.page import page_of
from survey_seg.report.paper.view import paper_of
from survey_seg.report.paper.words import Speaker, numbers_of, plain
from survey_seg.resources import folder

SHIPPED = sorted(path for path in folder("questionnaires").rglob("*.yaml") if "expected" not in path.name)
FLAWED = folder("questionnaires") / "flawed" / "home_fitness.yaml"
HOSTILE = (
    "<img src=x onerror=window.__x=1>",
    "=1+1",
    "{{7*7}}{% raw %}",
    "</style><script>window.__x=1</script>",
    "\u202egnirts\x00\x07",
    "Q1. PROG: [ASK IF Q1=1]",
    "`code` & <b>",
    "x" * 500,
)


def checked(questionnaire: Questionnaire) -> tuple[Questionnaire, LintReport]:
    return questionnaire, lint(questionnaire)


@pytest.fixture(scope="module")
def flawed() -> tuple[Questionnaire, LintReport]:
    return checked(read_questionnaire(FLAWED))


@pytest.fixture(scope="module")
def hostile(flawed: tuple[Questionnaire, LintReport]) -> tuple[Questionnaire, LintReport]:
    turn = iter(HOSTILE * 500)
    asked = tuple(
        replace(
            question,
            text=next(turn),
            instruction=next(turn),
            block=next(turn),
            options=tuple(replace(option, label=next(turn)) for option in question.options),
            rows=tuple(replace(row, text=next(turn)) for row in question.rows),
            action=(Action(verb=next(turn), owner=next(turn), decision=next(turn), text=next(turn)),),
            routing_note=next(turn),
        )
        for question in flawed[0].questions
    )
    study = replace(flawed[0].study, title=HOSTILE[0], levers=HOSTILE, commercial_question=HOSTILE[3])
    questionnaire = replace(flawed[0], study=study, questions=asked, lost=(Lost(HOSTILE[0], HOSTILE[3]),))
    return checked(questionnaire)


class Page(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_question_is_found_by_its_id_with_its_findings_beside_it(
    flawed: tuple[Questionnaire, LintReport],
) -> None:
    text = page_of(*flawed)
    articles = dict(re.findall(r'<article class="q" id="([^"]+)"(.*?)</article>', text, re.DOTALL))
    assert list(articles) == [question.id for question in flawed[0].questions]
    for finding in flawed[1].findings:
        if finding.question:
            assert f"{finding.rule} <span" in articles[finding.question]
    assert "answer 98" in articles["length"]


def test_links_lead_somewhere_and_ids_are_unique_even_when_questions_share_one() -> None:
    twins = tuple(Question(id="q1", text=text, type="text") for text in ("Your job?", "Your town?"))
    asks = Question(id="q2", text="Why?", type="text", show_if="q1 == 1")
    questionnaire, report = checked(replace(read_questionnaire(FLAWED), questions=(*twins, asks)))
    page = Page(page_of(questionnaire, report))
    ids = [about["id"] for _, about in page.elements if "id" in about]
    links = {about["href"] for tag, about in page.elements if tag == "a"}
    assert len(ids) == len(set(ids))
    assert links <= {f"#{name}" for name in ids}
    assert {"q1", "q1-2"} <= set(ids)


def test_the_steering_group_sees_which_decision_and_lever_nothing_feeds(
    flawed: tuple[Questionnaire, LintReport],
) -> None:
    paper = paper_of(*flawed)
    assert [one.name for one in paper.decisions if not one.questions] == ["D5"]
    text = page_of(*flawed)
    assert text.count("no question feeds it") == 1
    assert "Coverage matrix" in text


def test_hostile_texts_are_shown_and_are_no_elements(hostile: tuple[Questionnaire, LintReport]) -> None:
    page = Page(page_of(*hostile))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "svg", "iframe", "b-"}
    assert all(not name.startswith("on") for _, about in page.elements for name in about)
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3], HOSTILE[6]):
        assert text in page.text
    assert "\x00" not in page.text
    assert "\u202e" not in page.text


def test_the_page_of_five_hundred_questions_is_small_and_quick(flawed: tuple[Questionnaire, LintReport]) -> None:
    questions = flawed[0].questions
    many = tuple(replace(questions[at % len(questions)], id=f"q{at}") for at in range(500))
    report = flawed[1]
    findings = tuple(replace(report.findings[at % 7], question=f"q{at}", place=f"questions[{at}]") for at in range(500))
    questionnaire = replace(flawed[0], questions=many)
    started = time.process_time()
    text = page_of(questionnaire, replace(report, findings=findings, coverage=coverage(questionnaire)))
    assert time.process_time() - started < 2
    assert len(text.encode()) < 2_000_000


def test_numbers_on_paper_are_no_ids_of_other_questions() -> None:
    named = [tuple(Question(id=name, text="?", type="text") for name in ids) for ids in (("S1", "Q2a"), ("q2", "pet"))]
    assert numbers_of(named[0]) == ("S1", "Q2a")
    assert numbers_of(named[1]) == ("N1", "N2")


def test_filters_and_skips_are_told_in_words() -> None:
    yes_no = (Option(code=1, label="Yes"), Option(code=0, label="No"))
    questions = (
        Question(id="pet", text="A pet?", type="single", options=yes_no, skip=(Skip(to="end", when=(0,)),)),
        Question(id="kinds", text="Which?", type="multi", options=(Option(code=3, label="Cat"),)),
        Question(id="grid", text="?", type="grid", rows=(Row(id="g1", text="Fun"),), options=yes_no),
        Question(id="why", text="?", type="text", show_if="pet == 1 and (kinds_3 == 1 or not g1 >= 1)"),
        Question(id="odd", text="?", type="text", show_if="pet ==", asked_of=0.5, loop=Loop(over="kinds", most=2)),
        Question(id="other", text="?", type="text", show_if="kinds contains 3 or nobody in [1, 2]"),
    )
    speaker = Speaker(Questionnaire(study=read_questionnaire(FLAWED).study, questions=questions))

    def said(at: int) -> list[str]:
        return [plain(words) for words in (*speaker.filters(questions[at]), *speaker.skips(questions[at]))]

    assert said(0) == ["After 0 “No”: the questionnaire ends"]
    assert said(3) == ["Asked if Q1 is 1 “Yes” and (Q2 3 “Cat” is ticked or Q3 “Fun” is below 1 “Yes”)"]
    assert said(4) == [
        "Asked if pet ==",
        "Asked once for each answer given to Q2, at most 2 times",
        "Asked of 50% of people, drawn by chance",
    ]
    assert said(5) == ["Asked if Q2 includes 3 “Cat” or nobody is 1 or 2"]


def test_what_was_set_aside_and_lost_stands_at_the_end(flawed: tuple[Questionnaire, LintReport]) -> None:
    finding = flawed[1].findings[0]
    report = replace(
        flawed[1], ignored=((finding, "agreed with the client"),), lost=(Lost("a picture", "QID5"),), known=2
    )
    text = Page(page_of(flawed[0], report)).text
    assert "agreed with the client" in text
    assert "a picture" in text
    assert "Two findings of earlier versions are not shown." in text


@pytest.mark.parametrize("write", [write_html, write_xlsx, write_docx])
def test_the_same_questionnaire_is_the_same_bytes(
    write: Callable[..., None], hostile: tuple[Questionnaire, LintReport], tmp_path: Path
) -> None:
    write(*hostile, tmp_path / "one")
    write(*hostile, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_workbook_has_every_finding_to_filter_and_at_its_question(
    flawed: tuple[Questionnaire, LintReport], tmp_path: Path
) -> None:
    write_xlsx(*flawed, tmp_path / "q.xlsx")
    book = openpyxl.load_workbook(tmp_path / "q.xlsx")
    assert book.sheetnames == ["Findings", "Questionnaire", "Coverage", "Not followed"]
    findings = list(book["Findings"].iter_rows(min_row=2, values_only=True))
    assert len(findings) == len(flawed[1].findings)
    assert book["Findings"].auto_filter.ref == f"A1:G{len(findings) + 1}"
    comments = [cell.comment for row in book["Questionnaire"].iter_rows() for cell in row if cell.comment]
    assert {comment.author for comment in comments} == {"survey-seg"}
    told = "\n".join(comment.text for comment in comments)
    assert told.count("Why: ") == len(findings)
    ids = {row[1] for row in book["Questionnaire"].iter_rows(min_row=2, values_only=True)}
    assert {question.id for question in flawed[0].questions} <= ids
    assert book["Coverage"].max_row > len(flawed[1].coverage)


def test_no_cell_is_a_formula(hostile: tuple[Questionnaire, LintReport], tmp_path: Path) -> None:
    write_xlsx(*hostile, tmp_path / "q.xlsx")
    book = openpyxl.load_workbook(tmp_path / "q.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1" for cell in cells)
    with zipfile.ZipFile(tmp_path / "q.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets/" in name)


@pytest.mark.slow
def test_libreoffice_opens_the_workbook(hostile: tuple[Questionnaire, LintReport], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    write_xlsx(*hostile, tmp_path / "q.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "csv",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "q.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert (tmp_path / "q.csv").read_bytes().startswith(b"Severity,Rule,Question")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_document_comes_back_by_our_own_importer(path: Path, tmp_path: Path) -> None:
    questionnaire, report = checked(read_questionnaire(path))
    back = written_and_read(questionnaire, report, tmp_path / "q.docx")
    shape = [(len(question.options), len(question.rows), question.type) for question in questionnaire.questions]
    assert [(len(question.options), len(question.rows), question.type) for question in back.questions] == shape
    codes = [[option.code for option in question.options] for question in questionnaire.questions]
    assert [[option.code for option in question.options] for question in back.questions] == codes
    assert back.study.title == questionnaire.study.title


def written_and_read(questionnaire: Questionnaire, report: LintReport, path: Path) -> Questionnaire:
    write_docx(questionnaire, report, path)
    return finish(word.read(path.read_bytes(), path.name), file=path.name)


def test_filters_and_skips_survive_the_document(flawed: tuple[Questionnaire, LintReport], tmp_path: Path) -> None:
    yes_no = (Option(code=1, label="Yes, you?"), Option(code=2, label="No", open=True))
    questions = (
        Question(id="pet", text="A pet?", type="single", options=yes_no, skip=(Skip(to="why", when=(2,)),)),
        Question(id="kinds", text="Which?", type="single", options=yes_no, show_if="pet == 1"),
        Question(id="why", text="Why?", type="text", show_if="pet in [1, 2] and not kinds == 2"),
    )
    back = written_and_read(*checked(replace(flawed[0], questions=questions)), tmp_path / "q.docx")
    assert [question.show_if for question in back.questions] == [None, "Q1 == 1", "Q1 in [1, 2] and Q2 != 2"]
    assert back.questions[0].skip == (Skip(to="Q3", when=(2,)),)
    assert [option.open for option in back.questions[0].options] == [False, True]


def test_findings_are_comments_of_the_document(flawed: tuple[Questionnaire, LintReport], tmp_path: Path) -> None:
    write_docx(*flawed, tmp_path / "q.docx")
    document = docx.Document(str(tmp_path / "q.docx"))
    comments = list(document.comments)
    assert len(comments) == len(flawed[1].findings)
    assert {comment.author for comment in comments} == {"survey-seg"}
    with zipfile.ZipFile(io.BytesIO((tmp_path / "q.docx").read_bytes())) as archive:
        body = archive.read("word/document.xml").decode()
        assert body.count("<w:commentReference ") == len(comments)
        assert "w:date" not in archive.read("word/comments.xml").decode()


def test_the_statements_of_a_grid_have_room_in_every_word_processor(
    flawed: tuple[Questionnaire, LintReport], tmp_path: Path
) -> None:
    write_docx(*flawed, tmp_path / "q.docx")
    tables = docx.Document(str(tmp_path / "q.docx")).tables
    assert len(tables) == sum(question.type == "grid" for question in flawed[0].questions)
    for table in tables:
        # Writer goes by the columns, Word by the cells.
        columns = [column.width.cm for column in table.columns]
        assert 4.5 < columns[0] < 6.1
        assert sum(columns) == pytest.approx(16.6, abs=0.05)
        assert {tuple(round(cell.width.cm, 2) for cell in row.cells) for row in table.rows} == {
            tuple(round(width, 2) for width in columns)
        }
        assert table.autofit is False


def test_hostile_texts_fit_into_the_document(hostile: tuple[Questionnaire, LintReport], tmp_path: Path) -> None:
    write_docx(*hostile, tmp_path / "q.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "q.docx")).paragraphs)
    assert HOSTILE[0] in text
    assert "\u202e" not in text


@pytest.mark.slow
@pytest.mark.parametrize("which", ["flawed", "hostile"])
def test_nobody_is_shut_out(browser: Any, which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    write_html(*request.getfixturevalue(which), tmp_path / "q.html")
    for scheme, width, media in (
        ("light", 1280, "screen"),
        ("dark", 1280, "screen"),
        ("light", 320, "screen"),
        ("light", 700, "print"),
    ):
        page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto((tmp_path / "q.html").as_uri())
        page.emulate_media(media=media)
        found = axe.Axe().run(page).response["violations"]
        assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []
        assert said == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("window.__x") is None
        page.close()


@pytest.mark.slow
def test_no_question_is_broken_over_two_pages(
    browser: Any, flawed: tuple[Questionnaire, LintReport], tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    write_html(*flawed, tmp_path / "q.html")
    page = browser.new_page()
    page.goto((tmp_path / "q.html").as_uri())
    page.pdf(path=str(tmp_path / "q.pdf"), prefer_css_page_size=True)
    command = ["pdftotext", "-layout", tmp_path / "q.pdf", "-"]
    pages = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")
    at, *_ = [index for index, text in enumerate(pages) if re.search(r"^Q8 +How long", text, re.MULTILINE)]
    assert "98" in pages[at]
    assert "OPT207" in pages[at]
    assert "ANA403" in pages[at]
