"""Questionnaires in Word arrive as far as their lines tell, and say how sure the reading is."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers import word
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.importers.word_lines import condition, option, tags
from survey_seg.questionnaire.model import Questionnaire

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = (
    f'<w:styles {W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>'
)
Table = list[list[str]]


def paragraph(text: str, style: str = "", listed: bool = False) -> str:
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += "<w:numPr/>" if listed else ""
    runs = "<w:tab/>".join(f"<w:t>{escape(part)}</w:t>" for part in text.split("\t"))
    return f"<w:p><w:pPr>{about}</w:pPr><w:r>{runs}</w:r></w:p>"


def table(rows: Table) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def packed(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def document(parts: Sequence[str | tuple[str, str] | Table]) -> bytes:
    body = "".join(
        paragraph(part) if isinstance(part, str) else paragraph(*part) if isinstance(part, tuple) else table(part)
        for part in parts
    )
    return packed(
        {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", "word/styles.xml": STYLES}
    )


def imported(parts: Sequence[str | tuple[str, str] | Table]) -> Questionnaire:
    content = document(parts)
    assert word.recognise(content, "survey.docx")
    return finish(word.read(content, "survey.docx"), file="survey.docx")


WHOLE = [
    ("Tea study 2026", "T"),
    ("Section A: Habits", "H1"),
    "S1. Do you drink tea? [SINGLE]",
    "1. Yes",
    "2. No → TERMINATE",
    "Q1. Which kinds of tea do you drink? (MULTIPLE RESPONSE) [RANDOMISE]",
    "1 = Green",
    "2 = Black",
    "96 = Other (please specify)",
    "97 = None of these [EXCLUSIVE]",
    "[ASK IF Q1=2 OR 96]",
    "Q2. How many cups a day do you drink? [NUMERIC]",
    "PROG: check against Q1",
    "ASK IF Q1 = 1 AND S1 NOT 2",
    "Q3. Why green tea?",
    ("Part B Attitudes", "H1"),
    "Q4. How much do you agree with each statement? [GRID]",
    [["", "Disagree", "Neither", "Agree"], ["Tea calms me", "1", "2", "3"], ["Tea is dear", "1", "2", "3"]],
    "BASE: regular drinkers of green tea",
    "Q5. Where do you buy it?",
    [["Supermarket", "1"], ["Online", "2"]],
    "Q6. How satisfied are you?",
    "Very\t1",
    "Not at all\t5",
]


def test_questions_answers_sections_and_filters_are_found() -> None:
    tea = imported(WHOLE)
    assert [(asked.id, asked.type, len(asked.options), len(asked.rows)) for asked in tea.questions] == [
        ("S1", "single", 2, 0),
        ("Q1", "multi", 4, 0),
        ("Q2", "number", 0, 0),
        ("Q3", "text", 0, 0),
        ("Q4", "grid", 3, 2),
        ("Q5", "single", 2, 0),
        ("Q6", "single", 2, 0),
    ]
    assert tea.study.title == "Tea study 2026"
    assert tea.study.language == "en"
    assert [asked.block for asked in tea.questions] == ["Section A: Habits"] * 4 + ["Part B Attitudes"] * 3


def test_filters_jumps_and_remarks_keep_their_meaning() -> None:
    tea = imported(WHOLE)
    assert tea.question("Q2").show_if == "Q1 contains 2 or Q1 contains 96"
    assert tea.question("Q3").show_if == "Q1 contains 1 and S1 != 2"
    assert tea.question("Q5").routing_note == "regular drinkers of green tea"
    assert [(skip.to, skip.when) for skip in tea.question("S1").skip] == [("end", (2,))]
    kinds = tea.question("Q1")
    assert kinds.randomise
    assert [option.code for option in kinds.options] == [1, 2, 96, 97]
    assert kinds.options[2].open
    assert kinds.options[3].exclusive
    assert [option.code for option in tea.question("Q6").options] == [1, 5]


def test_what_is_not_sure_is_listed_for_review() -> None:
    said = [lost.what for lost in imported(WHOLE).lost]
    assert "Q3: read as text, confidence low: no answer list found" in said
    assert "Q5: read as single, confidence medium: nothing says how many answers people give" in said
    assert "a note to the programmer is left out: PROG: check against Q1" in said
    assert "7 questions are read by their looks; confidence: 4 high, 2 medium, 1 low" in said


def test_everything_has_its_paragraph_or_table() -> None:
    tea = imported(WHOLE)
    assert tea.anchor("questions", 0) == "paragraph 3"
    assert tea.anchor("questions", 0, "options", 1) == "paragraph 5"
    assert tea.anchor("questions", 4, "options", 0) == "table 1"
    assert all(lost.anchor for lost in tea.lost if "confidence" in lost.what and "questions are" not in lost.what)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Q1=1", "in"),
        ("Q1 (1 or 2)", "in"),
        ("Q1 IS NOT 3", "not in"),
        ("Q1 CODES 1-3", "in"),
    ],
)
def test_ways_to_write_a_filter(text: str, written: str) -> None:
    found = condition(text)
    assert found is not None
    assert getattr(found, "operator", "") == written


@pytest.mark.parametrize("text", ["", "parents", "Q1=1 and parents", "(Q1=1 or Q2=3", "Q1", "Q1 = yes", "Q1=1-99999"])
def test_what_is_no_comparison_of_codes_is_none(text: str) -> None:
    assert condition(text) is None or text == "Q1=1-99999"


def test_parentheses_in_a_filter_keep_their_order() -> None:
    asked = imported(["Q1. A? [SINGLE]", "1. a", "2. b", "Q2. B? [SINGLE]", "1. a", "2. b", "Q3. C? [SINGLE]",
                      "1. a", "2. b", "ASK IF (Q1=1 OR Q2=2) AND Q3=1", "Q4. D? [OPEN]"])  # fmt: skip
    assert asked.questions[3].show_if == "(Q1 == 1 or Q2 == 2) and Q3 == 1"


def test_a_filter_in_brackets_keeps_its_last_parenthesis() -> None:
    asked = imported(["Q1. A? [SINGLE]", "1. a", "2. b", "Q2. B? [SINGLE]", "1. a", "2. b",
                      "[ASK IF Q1=1 AND (Q2=2 OR Q2=1)]", "Q3. C? [OPEN]"])  # fmt: skip
    assert asked.questions[2].show_if == "Q1 == 1 and (Q2 == 2 or Q2 == 1)"


def test_numbers_alone_are_questions_when_they_ask_and_answers_when_not() -> None:
    asked = imported(["1. How old are you? [NUMERIC]", "2. Where do you live?", "1. North", "2. South"])
    assert [(each.type, len(each.options)) for each in asked.questions] == [("number", 0), ("single", 2)]


def test_german_remarks_are_known() -> None:
    asked = imported(["F1. Welche Marken kennen Sie? [MEHRFACHNENNUNG]", "1. Alpha", "2. Beta",
                      "FILTER: F1=1", "F2. Wie oft kaufen Sie sie? [EINFACHNENNUNG]", "1. Nie", "2. Oft"])  # fmt: skip
    assert [each.type for each in asked.questions] == ["multi", "single"]
    assert asked.questions[1].show_if == "F1 contains 1"
    assert asked.study.language == "de"


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=alert(1)>", "=1+1", "{{7*7}}", "\u202eabc", "[" * 5000, "(" * 3000 + "Q1=1", "Q1=" * 900],
)
def test_hostile_text_is_text(text: str) -> None:
    asked = imported(["Q1. First? [SINGLE]", f"1. {text}", "2. No", f"ASK IF {text}", f"Q2. {text}", text])
    assert len(asked.questions) == 2


def test_a_text_of_a_megabyte_is_cut_and_read_quickly() -> None:
    assert imported(["Q1. " + "a " * 500_000 + "?", "1. a", "2. b"]).questions[0].text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04cut", "QUEST_NOT_A_DOCUMENT"),
        (packed({"other.txt": "a"}), "QUEST_NOT_A_DOCUMENT"),
        (packed({"word/document.xml": "<w:p"}), "QUEST_SYNTAX"),
        (packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "QUEST_XML"),
        (packed({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), "QUEST_TOO_LARGE"),
        (document(WHOLE)[:700], "QUEST_NOT_A_DOCUMENT"),
        (document(["no question here"]), "QUEST_EMPTY"),
    ],
)
def test_what_is_no_whole_document_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        finish(word.read(content, "survey.docx"), file="survey.docx")
    assert [problem.code for problem in refused.value.problems] == [code]


def test_remarks_in_small_letters_stay_in_the_text() -> None:
    assert tags("Which brands (if any) do you know?").text == "Which brands (if any) do you know?"
    assert option("1-2 cups", listed=False) is not None
