"""LimeSurvey surveys of our own making, in both of its formats and both layouts of its tables."""

import json
import time
from typing import Any
from xml.sax.saxutils import escape

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers import limesurvey_tsv, lss
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Question, Questionnaire

Line = dict[str, Any]


def document(**tables: list[Line]) -> bytes:
    body = "<LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>en</language></languages>"
    for table, lines in tables.items():
        rows = "".join(
            "<row>" + "".join(f"<{key}>{escape(str(cell))}</{key}>" for key, cell in line.items()) + "</row>"
            for line in lines
        )
        body += f"<{table}><rows>{rows}</rows></{table}>"
    return f'<?xml version="1.0" encoding="UTF-8"?><document>{body}</document>'.encode()


def q(qid: int, kind: str, title: str = "", **more: Any) -> Line:
    return {"qid": qid, "parent_qid": 0, "sid": 9, "gid": 1, "type": kind, "title": title or f"q{qid}",
            "question": f"Text {qid}?", "question_order": qid, "language": "en", "relevance": "1", **more}  # fmt: skip


def sub(qid: int, parent: int, title: str, **more: Any) -> Line:
    return q(qid, "T", title, parent_qid=parent, question=f"Line {title}", **more)


def answer(qid: int, code: str, scale: int = 0, order: int = 0) -> Line:
    return {
        "qid": qid,
        "code": code,
        "answer": f"Answer {code}",
        "scale_id": scale,
        "sortorder": order,
        "language": "en",
    }


def survey(*questions: Line, answers: list[Line] | None = None, **tables: list[Line]) -> Questionnaire:
    groups = tables.pop("groups", [{"gid": 1, "sid": 9, "group_name": "Group", "group_order": 1, "language": "en"}])
    settings = [{"surveyls_language": "en", "surveyls_title": "My survey"}]
    content = document(
        surveys=[{"sid": 9, "language": "en"}],
        groups=groups,
        questions=list(questions),
        answers=answers or [],
        surveys_languagesettings=settings,
        **tables,
    )
    return finish(lss.read(content, "s.lss"), file="s.lss")


def only(*questions: Line, **more: Any) -> Question:
    (asked,) = survey(*questions, **more).questions
    return asked


def lost(questionnaire: Questionnaire) -> str:
    return "\n".join(f"{entry.anchor} {entry.what}" for entry in questionnaire.lost)


AB = [answer(1, "A1", order=1), answer(1, "A2", order=2)]


LETTERS = {
    "single": "L!OYG",
    "multi": "MP",
    "grid": "FHABCE",
    "text": "STUQ|^",
    "number": "NK",
    "rank": "R",
    "scale": "5",
    "date": "D",
    "info": "X",
}


@pytest.mark.parametrize(("kind", "found"), [(kind, found) for found, kinds in LETTERS.items() for kind in kinds])
def test_the_letters_of_the_types(kind: str, found: str) -> None:
    assert only(q(1, kind), sub(2, 1, "SQ1"), sub(3, 1, "SQ2"), answers=AB).type == found


def test_codes_lines_and_columns_are_those_of_the_file_of_answers() -> None:
    grid = only(q(1, "F", other="N"), sub(3, 1, "SQ2"), sub(2, 1, "SQ1"), answers=AB)
    assert [(row.id, row.column, row.text) for row in grid.rows] == [
        ("q1_SQ1", "q1[SQ1]", "Line SQ1"),
        ("q1_SQ2", "q1[SQ2]", "Line SQ2"),
    ]
    assert [(option.code, option.label, option.also) for option in grid.options] == [
        (1, "Answer A1", ("A1",)),
        (2, "Answer A2", ("A2",)),
    ]
    single = only(q(1, "L", other="Y", mandatory="Y", help="Think hard"), answers=AB)
    assert single.options[-1].open
    assert single.options[-1].also == ("-oth-", "other")
    assert (single.required, single.instruction, single.block) == (True, "Think hard", "Group")


def test_scales_have_their_points() -> None:
    assert [(only(q(1, kind), sub(2, 1, "a")).min, only(q(1, kind), sub(2, 1, "a")).max) for kind in "5AB"] == [
        (1, 5),
        (1, 5),
        (1, 10),
    ]
    assert [option.also for option in only(q(1, "C"), sub(2, 1, "a")).options] == [("Y",), ("U",), ("N",)]


def test_an_array_of_two_scales_is_two_grids() -> None:
    whole = survey(q(1, "1"), sub(2, 1, "a"), answers=[*AB, answer(1, "B1", 1)])
    assert [(asked.id, len(asked.options), asked.rows[0].column) for asked in whole.questions] == [
        ("q1_1", 2, "q1[a][1]"),
        ("q1_2", 1, "q1[a][2]"),
    ]


def test_an_array_of_fields_is_a_question_for_each_column() -> None:
    lines = [sub(2, 1, "y"), sub(3, 1, "x1", scale_id=1), sub(4, 1, "x2", scale_id=1)]
    whole = survey(q(1, ";"), *lines)
    assert [(asked.id, asked.type) for asked in whole.questions] == [("q1_x1", "text"), ("q1_x2", "text")]
    assert whole.questions[0].rows[0].column == "q1[y_x1]"
    ticks = [{"qid": 1, "attribute": "multiflexible_checkbox", "value": "1"}]
    ticked = only(q(1, ":"), *lines, question_attributes=ticks)
    assert (ticked.id, ticked.type, len(ticked.options)) == ("q1_y", "multi", 2)
    assert [option.column for option in ticked.options] == ["q1[y_x1]", "q1[y_x2]"]


def test_attributes_are_taken_over_or_noted() -> None:
    attributes = {"random_order": "1", "exclude_all_others": "b;c", "em_validation_q": "count(that) > 1"}
    lines = [{"qid": 1, "attribute": key, "value": value} for key, value in attributes.items()]
    whole = survey(q(1, "M"), *(sub(2 + at, 1, code) for at, code in enumerate("abc")), question_attributes=lines)
    asked = whole.questions[0]
    assert asked.randomise
    assert [option.exclusive for option in asked.options] == [False, True, True]
    assert [option.column for option in asked.options] == ["q1[a]", "q1[b]", "q1[c]"]
    assert "q1 a check of the answer is left out: 'count(that) > 1'" in lost(whole)
    bounds = [{"qid": 1, "attribute": "min_num_value_n", "value": "18"}]
    assert only(q(1, "N"), question_attributes=bounds).min == 18


def test_what_nobody_is_asked_is_left_out_and_noted() -> None:
    hidden = [{"qid": 2, "attribute": "hidden", "value": "1"}]
    whole = survey(q(1, "*"), q(2, "S"), q(3, "S"), question_attributes=hidden)
    assert [asked.id for asked in whole.questions] == ["q3"]
    assert "q1 an equation" in lost(whole)
    assert "q2 a hidden question is left out: 'Text 2?'" in lost(whole)


@pytest.mark.parametrize(
    ("relevance", "found"),
    [
        ('one.NAOK == "A2"', "one == 2"),
        ('((one.NAOK == "A2"))', "one == 2"),
        ("{one == 'A1'}", "one == 1"),
        ('one != "A2" and age.NAOK >= 18', "one != 2 and age >= 18"),
        ('age < 18 || (one eq "A1" && !(age gt 30))', "age < 18 or (one == 1 and age <= 30)"),
        ('many_a.NAOK == "Y"', "many contains 1"),
        ('many_a != "Y"', "not many contains 1"),
        ("!is_empty(many_b.NAOK)", "many contains 2"),
        ("is_empty(one)", "one not in [1, 2]"),
        ("!is_empty(one)", "one in [1, 2]"),
        ("word != ''", 'word != ""'),
        ('grid_r1.NAOK == "A2"', "grid_r1 == 2"),
        ('9X1X1.NAOK == "A2"', "one == 2"),
        ('9X1X3a.NAOK == "Y"', "many contains 1"),
        ('"A1" == one', "one == 1"),
        ('gone == "A1"', 'gone == "A1"'),
    ],
)
def test_relevance_equations_are_conditions(relevance: str, found: str) -> None:
    assert related(relevance).questions[-1].show_if == found


@pytest.mark.parametrize(
    "relevance",
    [
        "count(many) > 1",
        "sum(age, 2) > 3",
        "one.shown == 'Tea'",
        "is_empty(age)",
        "TOKEN:SEX == 'F'",
        "many_other != ''",
        "one",
        "0",
        "((",
        "regexMatch('/a/', word)",
        "x" * 10_000,
    ],
)
def test_other_equations_stay_in_words(relevance: str) -> None:
    whole = related(relevance)
    assert whole.questions[-1].show_if is None
    assert whole.questions[-1].routing_note
    assert "last a filter is kept in words only" in lost(whole)


def related(relevance: str) -> Questionnaire:
    return survey(
        q(1, "L", "one"),
        q(2, "N", "age"),
        q(3, "M", "many"),
        sub(11, 3, "a"),
        sub(12, 3, "b"),
        q(4, "S", "word"),
        q(5, "F", "grid"),
        sub(13, 5, "r1"),
        q(6, "S", "last", relevance=relevance),
        answers=[*AB, {**answer(5, "A1"), "sortorder": 1}, {**answer(5, "A2"), "sortorder": 2}],
    )


def test_a_group_can_have_a_filter_and_an_order_by_chance() -> None:
    groups = [
        {"gid": 1, "group_name": "Second", "group_order": 2, "grelevance": "q2 > 5", "randomization_group": "r"},
        {"gid": 2, "group_name": "First", "group_order": 1, "description": "Welcome"},
    ]
    whole = survey(q(1, "S", relevance="q2 < 9"), q(2, "N", gid=2), groups=groups)
    assert [(asked.id, asked.block, asked.show_if) for asked in whole.questions] == [
        ("q2", "First", None),
        ("q1", "Second", "q2 > 5 and q2 < 9"),
    ]
    assert "the introduction of the group 'First' is left out" in lost(whole)
    assert "the group 'Second' changes its place by chance" in lost(whole)


def test_the_first_language_counts_in_the_old_layout() -> None:
    german = {**q(1, "L"), "language": "de", "question": "Deutsch?"}
    codes = [{**answer(1, "A1"), "language": "de", "answer": "Ja"}, answer(1, "A1")]
    for questions in ([german, q(1, "L")], [q(1, "L"), german]):
        whole = survey(*questions, answers=codes)
        assert [(asked.text, asked.options[0].label) for asked in whole.questions] == [("Text 1?", "Answer A1")]
        assert "translations are not read: de" in lost(whole)


def test_the_first_language_counts_in_the_new_layout() -> None:
    bare = {key: cell for key, cell in q(1, "L").items() if key not in {"question", "language"}}
    texts = [{"qid": 1, "language": language, "question": f"{language}?"} for language in ("de", "en", "fr")]
    answers = [{"aid": 5, "qid": 1, "code": "A1", "sortorder": 1, "scale_id": 0}]
    labels = [{"aid": 5, "language": language, "answer": f"{language}!"} for language in ("de", "en", "fr")]
    whole = survey(bare, answers=answers, question_l10ns=texts, answer_l10ns=labels)
    assert [(asked.text, asked.options[0].label) for asked in whole.questions] == [("en?", "en!")]


def test_quotas_name_the_answers() -> None:
    quota = [{"id": 7, "name": "Men", "qlimit": 50}]
    whole = survey(q(1, "L"), answers=AB, quota=quota, quota_members=[{"quota_id": 7, "qid": 1, "code": "A2"}])
    assert [(each.question, each.codes) for each in whole.study.quotas] == [("q1", (2,))]
    assert "the quota 'Men' of 50 people" in lost(whole)


def test_the_pages_around_the_questions_are_noted() -> None:
    whole = from_table(t("SL", "surveyls_welcometext", text="<p>Hallo</p>"), t("Q", "one", "S"))
    assert "the first page is left out: 'Hallo'" in lost(whole)
    pages = {"surveyls_language": "en", "surveyls_endtext": "Bye"}
    content = document(surveys=[{"language": "en"}], questions=[q(1, "S")], surveys_languagesettings=[pages])
    assert "the last page is left out: 'Bye'" in lost(finish(lss.read(content, "s.lss"), file="s.lss"))


def test_places_are_codes_of_questions() -> None:
    whole = survey(q(1, "L", "G01Q1"), answers=AB)
    assert whole.anchor("questions", 0, "options", 1) == "G01Q1"
    assert all(finding.anchor for finding in lint(whole).findings)
    assert (whole.study.title, whole.study.language, whole.imported) == ("My survey", "en", "LimeSurvey")


def test_text_for_each_respondent_is_shown_as_dots() -> None:
    whole = survey(q(1, "S", question="Hello {TOKEN:FIRSTNAME}, <b>{q0.shown}</b>? {1, 2} { no }"))
    assert whole.questions[0].text == "Hello [...], [...]? {1, 2} { no }"


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE document [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a;" * 10 if n == 0 else f"&a{n - 1};" * 10}">' for n in range(10))
    + "]><document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions>&a9;</questions></document>"
)
DAMAGED = {
    "a bomb": (BOMB, "QUEST_XML"),
    "cut off": ("<document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions><rows><row>", "QUEST_SYNTAX"),
    "no questions": ("<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", "QUEST_SYNTAX"),
    "too deep": ("<document>" + "<a>" * 500, "QUEST_XML"),
    "no XML": ("hello", "QUEST_SYNTAX"),
}


@pytest.mark.parametrize(("content", "code"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_structure_is_refused_soon(content: str, code: str) -> None:
    start = time.process_time()
    with pytest.raises(InputRefused, match=code):
        lss.read(content.encode(), "s.lss")
    assert time.process_time() - start < 1


def test_a_structure_that_is_cut_off_anywhere_is_refused() -> None:
    whole = document(questions=[q(1, "L"), sub(2, 1, "a")], answers=AB)
    for end in range(100, len(whole) - 1, 40):
        with pytest.raises(InputRefused, match="QUEST_"):
            lss.read(whole[:end], "s.lss")


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "=1+1", "{{7*7}}", "\u202ea", "x" * 1_000_000])
def test_hostile_text_is_text(text: str) -> None:
    whole = survey(q(1, "L", text, question=text, relevance=text), sub(2, 1, text), answers=[answer(1, text)])
    assert "<img" not in whole.questions[0].text
    lint(whole)


def table(
    *lines: Line, columns: str = "class type/scale name relevance text help language mandatory other hidden"
) -> bytes:
    names = columns.split()
    rows = ["\t".join(names)]
    rows += ["\t".join(str(line.get(name, "")) for name in names) for line in lines]
    return "\ufeff".encode() + "\r\n".join(rows).encode()


def t(kind: str, name: str, scale: str = "", **more: Any) -> Line:
    return {"class": kind, "name": name, "type/scale": scale, "text": f"Text {name}", "language": "de", **more}


HEAD = (
    t("S", "language", text="de", language="de"),
    t("SL", "surveyls_title", text="English", language="en"),
    t("SL", "surveyls_title", text="Deutsch"),
    t("G", "Gruppe", "1", relevance="1"),
)


def from_table(*lines: Line) -> Questionnaire:
    return finish(limesurvey_tsv.read(table(*HEAD, *lines), "s.tsv"), file="s.tsv")


def test_a_table_gives_the_same_questions() -> None:
    whole = from_table(
        t("Q", "one", "L", mandatory="Y", other="Y"),
        t("A", "A1", "0"),
        t("A", "A2", "0"),
        t("Q", "one", "L", language="en"),
        t("A", "A1", "0", language="en"),
        t("Q", "grid", "F", relevance='one == "A2"'),
        t("SQ", "r1"),
        t("SQ", "r2", relevance="one == 'A1'"),
        t("A", "x"),
        t("Q", "calc", "*", hidden="1"),
    )
    assert [(asked.id, asked.type, asked.block) for asked in whole.questions] == [
        ("one", "single", "Gruppe"),
        ("grid", "grid", "Gruppe"),
    ]
    assert whole.questions[1].show_if == "one == 2"
    assert (len(whole.questions[0].options), len(whole.questions[1].rows)) == (3, 2)
    assert (whole.study.title, whole.study.language) == ("Deutsch", "de")
    assert (whole.anchor("questions", 0), whole.anchor("questions", 1, "rows", 0)) == ("C6", "C11")
    assert "translations are not read: en" in lost(whole)
    assert "C11 1 line is shown on a condition only" in lost(whole)
    assert "C15 an equation" in lost(whole)


def test_a_table_may_hold_line_breaks_and_be_in_utf_16() -> None:
    content = table(*HEAD, t("Q", "one", "S", text='"Two\nlines"')).decode("utf-8-sig").encode("utf-16")
    assert limesurvey_tsv.recognise(content, "s.txt")
    whole = finish(limesurvey_tsv.read(content, "s.txt"), file="s.txt")
    assert whole.questions[0].text == "Two lines"


@pytest.mark.parametrize("content", [b"class\ttype/scale\tname\n", b"class\ttype/scale\tname\nA\t0\tx\n"])
def test_a_table_without_questions_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefused, match="QUEST_EMPTY"):
        finish(limesurvey_tsv.read(content, "s.tsv"), file="s.tsv")


def test_a_table_with_an_endless_cell_is_refused() -> None:
    with pytest.raises(InputRefused, match=r"QUEST_SYNTAX s\.tsv:6: the line cannot be read"):
        from_table(t("Q", "one", "S", text='"' + "x" * 200_000))


def test_both_formats_say_the_same() -> None:
    xml = survey(q(1, "L", "one"), q(2, "S", "two", relevance='one == "A1"'), answers=AB)
    lines = [t("Q", "one", "L"), t("A", "A1"), t("A", "A2"), t("Q", "two", "S", relevance='one == "A1"')]
    tsv = from_table(*lines)
    shape = [
        json.dumps([(asked.id, asked.type, asked.show_if, [option.code for option in asked.options]) for asked in each])
        for each in (xml.questions, tsv.questions)
    ]
    assert shape[0] == shape[1]
