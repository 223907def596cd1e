"""Answers as LimeSurvey and Qualtrics write them, bound to the questionnaire that was imported from the same survey."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from survey_seg.errors import Problem
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Option, Question, Questionnaire
from survey_seg.questionnaire.read import read_questionnaire
from survey_seg.responses.model import Responses

Line = dict[str, object]
Read = Callable[..., Responses]
Refused = Callable[..., tuple[Problem, ...]]
Noticed = Callable[[Responses], dict[str, str]]


def limesurvey_lines() -> tuple[list[Line], list[Line], list[Line]]:
    """Questions, lines and answers of a survey with a list, several answers, arrays, a number, a yes and a text."""
    names = [("Q1", "L", "Y"), ("Q2", "M", "Y"), ("Q3", "F", "N"), ("Q4", "A", "N"), ("Q5", "N", "N")]
    names += [("Q6", "Y", "N"), ("Q7", "T", "N"), ("Q8", "C", "N"), ("Q9", "1", "N"), ("Q10", "G", "N")]
    questions: list[Line] = [
        {"qid": at, "parent_qid": 0, "gid": 1, "type": kind, "title": name, "question": f"Text of {name}?",
         "question_order": at, "other": other, "language": "en", "relevance": "1"}
        for at, (name, kind, other) in enumerate(names, start=1)
    ]  # fmt: skip
    lines: list[Line] = []
    for parent, words in (
        (2, ("Tea", "Coffee", "Beer")),
        (3, ("Taste", "Price")),
        (4, ("Near", "Open")),
        (8, ("Kind",)),
        (9, ("Shop",)),
    ):
        lines += [
            {"qid": 100 * parent + at, "parent_qid": parent, "gid": 1, "type": "T", "title": f"SQ{at:03}",
             "question": word, "question_order": at, "scale_id": 0, "language": "en"}
            for at, word in enumerate(words, start=1)
        ]  # fmt: skip
    answers: list[Line] = []
    for asked, scale, words in (
        (1, 0, ("North", "South")),
        (3, 0, ("Bad", "Fair", "Good")),
        (9, 0, ("Seldom", "Often")),
        (9, 1, ("Dear", "Cheap")),
    ):
        answers += [
            {"qid": asked, "code": f"A{at}", "answer": word, "sortorder": at, "scale_id": scale, "language": "en"}
            for at, word in enumerate(words, start=1)
        ]
    return questions, lines, answers


@pytest.fixture
def limesurvey(tmp_path: Path) -> Questionnaire:
    questions, lines, answers = limesurvey_lines()
    tables: dict[str, list[Line]] = {
        "surveys": [{"sid": 9, "language": "en"}],
        "groups": [{"gid": 1, "sid": 9, "group_name": "Group", "group_order": 1, "language": "en"}],
        "questions": questions,
        "subquestions": lines,
        "answers": answers,
        "surveys_languagesettings": [{"surveyls_language": "en", "surveyls_title": "Drinks"}],
    }
    body = "<LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>en</language></languages>"
    for table, entries in tables.items():
        rows = "".join(
            "<row>" + "".join(f"<{key}>{escape(str(cell))}</{key}>" for key, cell in entry.items()) + "</row>"
            for entry in entries
        )
        body += f"<{table}><rows>{rows}</rows></{table}>"
    file = tmp_path / "drinks.lss"
    file.write_text(f'<?xml version="1.0" encoding="UTF-8"?><document>{body}</document>', encoding="utf-8")
    return read_questionnaire(file)


LIMESURVEY_COLUMNS = (
    "id", "submitdate", "lastpage", "startlanguage", "Q1", "Q1[other]", "Q2[SQ001]", "Q2[SQ002]", "Q2[SQ003]",
    "Q2[other]", "Q3[SQ001]", "Q3[SQ002]", "Q4[SQ001]", "Q4[SQ002]", "Q5", "Q6", "Q7", "Q8[SQ001]",
    "Q9[SQ001][1]", "Q9[SQ001][2]", "Q10",
)  # fmt: skip
LIMESURVEY_ANSWERS = {
    "codes": (
        ("1", "2026-01-05 10:00:00", "3", "en", "A1", "", "Y", "", "Y", "", "A3", "A1", "5", "1", "42.0000000000", "Y",
         "Why, because", "U", "A2", "A1", "F"),
        ("2", "2026-01-05 11:00:00", "3", "en", "-oth-", "Abroad", "", "Y", "", "Mate, cold", "A1", "A2", "2", "4",
         "18.0000000000", "N", "", "Y", "A1", "A2", "M"),
        ("3", "1980-01-01 00:00:00", "1", "en", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""),
    ),
    "words": (
        ("1", "2026-01-05 10:00:00", "3", "en", "North", "", "Yes", "No", "Yes", "", "Good", "Bad", "5", "1", "42",
         "Yes", "Why, because", "Uncertain", "Often", "Dear", "Female"),
        ("2", "2026-01-05 11:00:00", "3", "en", "Other", "Abroad", "No", "Yes", "No", "Mate, cold", "Bad", "Fair", "2",
         "4", "18", "No", "", "Yes", "Seldom", "Cheap", "Male"),
        ("3", "1980-01-01 00:00:00", "1", "en", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A",
         "N/A", "N/A", "", "N/A", "N/A", "N/A", "N/A"),
    ),
}  # fmt: skip


def written(records: tuple[tuple[str, ...], ...], separator: str = ",") -> str:
    """Records as CSV with every cell in quotes."""
    return "\r\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in record) for record in records)


def plain(responses: Responses) -> dict[str, list[float | str | None]]:
    """The answers by variable, None where there is none."""
    return {
        str(name): [None if cell is None or (isinstance(cell, float) and math.isnan(cell)) else cell for cell in column]
        for name, column in responses.answers.items()
    }


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("kind", ["codes", "words"])
def test_limesurveys_codes_and_words_bind_to_the_imported_questionnaire(
    kind: str, separator: str, limesurvey: Questionnaire, read: Read, noticed: Noticed
) -> None:
    responses = read(written((LIMESURVEY_COLUMNS, *LIMESURVEY_ANSWERS[kind]), separator), limesurvey)
    assert plain(responses) == {
        "Q1": [1, 3, None],
        "Q2_1": [1, 0, None],
        "Q2_2": [0, 1, None],
        "Q2_3": [1, 0, None],
        "Q2_4": [0, 1, None],
        "Q3_SQ001": [3, 1, None],
        "Q3_SQ002": [1, 2, None],
        "Q4_SQ001": [5, 2, None],
        "Q4_SQ002": [1, 4, None],
        "Q5": [42, 18, None],
        "Q6": [1, 2, None],
        "Q7": ["Why, because", None, None],
        "Q8_SQ001": [2, 1, None],
        "Q9_SQ001_1": [2, 1, None],
        "Q9_SQ001_2": [1, 2, None],
        "Q10": [1, 2, None],
    }
    said = noticed(responses)
    assert set(said) - {"DATA_DIALECT"} == {"DATA_EXTRA_COLUMNS", "DATA_WRITTEN_ANSWERS", "DATA_BLANK_IS_NO"}
    assert said["DATA_EXTRA_COLUMNS"].endswith("(5): id, submitdate, lastpage, startlanguage, Q1[other].")
    assert said["DATA_WRITTEN_ANSWERS"] == "Column Q2[other] holds what people wrote (1 answers): read as chosen."


def qualtrics_payload(tag: str, kind: str, selector: str, **more: object) -> dict[str, object]:
    return {"QuestionID": f"QID{tag[1:]}", "DataExportTag": tag, "QuestionType": kind, "Selector": selector,
            "QuestionText": f"Text of {tag}?", **more}  # fmt: skip


def shown(*labels: str) -> dict[str, dict[str, str]]:
    """Choices as Qualtrics keeps them, numbered from 1."""
    return {str(at): {"Display": label} for at, label in enumerate(labels, start=1)}


@pytest.fixture
def qualtrics(tmp_path: Path) -> Questionnaire:
    drinks: dict[str, dict[str, object]] = {
        **shown("Tea", "Coffee, black"),
        "3": {"Display": "Other", "TextEntry": "true"},
    }
    ends = {"CSSliderMin": 0, "CSSliderMax": 9}
    number = {"Settings": {"Type": "ContentType", "ContentType": "ValidNumber"}}
    payloads = (
        qualtrics_payload("Q1", "MC", "SAVR", Choices=shown("North", "South"), RecodeValues={"1": "10", "2": "20"}),
        qualtrics_payload("Q2", "MC", "MAVR", Choices=drinks),
        qualtrics_payload("Q3", "MC", "MAVR", Choices=shown("Phone", "Letter")),
        qualtrics_payload(
            "Q4", "Matrix", "Likert", SubSelector="SingleAnswer", Choices=shown("Taste", "Price"),
            Answers=shown("Bad", "Fair", "Good"),
        ),
        qualtrics_payload("Q5", "Slider", "HBAR", Choices=shown("Cups"), Configuration=ends),
        qualtrics_payload("Q6", "TE", "SL", Validation=number),
        qualtrics_payload("Q7", "TE", "ML"),
        qualtrics_payload("Q8", "MC", "NPS", Choices=[{"Display": str(point)} for point in range(11)]),
        qualtrics_payload(
            "Q9", "Matrix", "Likert", SubSelector="MultipleAnswer", Choices=shown("Shop"), Answers=shown("Near", "Open")
        ),
    )  # fmt: skip
    listed = [{"Type": "Question", "QuestionID": payload["QuestionID"]} for payload in payloads]
    block = {"ID": "BL_1", "Type": "Standard", "Description": "Block", "BlockElements": listed}
    elements: list[object] = [
        {"Element": "SQ", "PrimaryAttribute": one["QuestionID"], "Payload": one} for one in payloads
    ]
    elements.append({"Element": "BL", "Payload": [block]})
    flow = {"Type": "Root", "Flow": [{"Type": "Standard", "ID": "BL_1"}]}
    elements.append({"Element": "FL", "Payload": flow})
    entry = {"SurveyID": "SV_1", "SurveyName": "Drinks", "SurveyLanguage": "EN"}
    file = tmp_path / "drinks.qsf"
    file.write_text(json.dumps({"SurveyEntry": entry, "SurveyElements": elements}), encoding="utf-8")
    return read_questionnaire(file)


QUALTRICS_COLUMNS = (
    "StartDate", "EndDate", "Status", "Duration (in seconds)", "Finished", "ResponseId", "Q1", "Q2_1", "Q2_2", "Q2_3",
    "Q2_3_TEXT", "Q3", "Q4_1", "Q4_2", "Q5_1", "Q6", "Q7", "Q8", "Q8_NPS_GROUP", "Q9_1_1", "Q9_1_2",
)  # fmt: skip
QUALTRICS_ANSWERS = {
    "codes": (
        ("2026-01-05 10:00:00", "2026-01-05 10:05:00", "0", "300", "1", "R_1", "10", "1", "", "1", "Mate, cold", "1,2",
         "3", "1", "4", "42", "Because", "9", "3", "1", ""),
        ("2026-01-05 11:00:00", "2026-01-05 11:05:00", "0", "310", "1", "R_2", "20", "", "1", "", "", "2", "1", "2",
         "0", "18", "", "0", "1", "", "1"),
        ("2026-01-05 12:00:00", "2026-01-05 12:01:00", "0", "60", "0", "R_3", "", "", "", "", "", "", "", "", "", "",
         "", "", "", "", ""),
    ),
    "words": (
        ("2026-01-05 10:00:00", "2026-01-05 10:05:00", "IP Address", "300", "True", "R_1", "North", "Tea", "", "Other",
         "Mate, cold", "Phone,Letter", "Good", "Bad", "4", "42", "Because", "9", "Promoter", "Near", ""),
        ("2026-01-05 11:00:00", "2026-01-05 11:05:00", "IP Address", "310", "True", "R_2", "South", "", "Coffee, black",
         "", "", "Letter", "Bad", "Fair", "0", "18", "", "0", "Detractor", "", "Open"),
        ("2026-01-05 12:00:00", "2026-01-05 12:01:00", "IP Address", "60", "False", "R_3", "", "", "", "", "", "", "",
         "", "", "", "", "", "", "", ""),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["codes", "words"])
def test_qualtrics_codes_and_words_bind_to_the_imported_questionnaire(
    kind: str, qualtrics: Questionnaire, read: Read, noticed: Noticed
) -> None:
    asked = tuple(f"Text of {name},\nin two lines" for name in QUALTRICS_COLUMNS)
    ids = tuple(json.dumps({"ImportId": name}, separators=(",", ":")) for name in QUALTRICS_COLUMNS)
    responses = read(written((QUALTRICS_COLUMNS, asked, ids, *QUALTRICS_ANSWERS[kind])), qualtrics)
    assert plain(responses) == {
        "Q1": [10, 20, None],
        "Q2_1": [1, 0, None],
        "Q2_2": [0, 1, None],
        "Q2_3": [1, 0, None],
        "Q3_1": [1, 0, None],
        "Q3_2": [1, 1, None],
        "Q4_1": [3, 1, None],
        "Q4_2": [1, 2, None],
        "Q5": [4, 0, None],
        "Q6": [42, 18, None],
        "Q7": ["Because", None, None],
        "Q8": [9, 0, None],
        "Q9_1_1": [1, 0, None],
        "Q9_1_2": [0, 1, None],
    }
    said = noticed(responses)
    assert set(said) == {"DATA_EXPORT_HEADER", "DATA_EXTRA_COLUMNS", "DATA_BLANK_IS_NO"}
    assert "(8): StartDate, " in said["DATA_EXTRA_COLUMNS"]


OPEN = Question(
    id="media",
    text="Which?",
    type="multi",
    options=(Option(code=1, label="Press"), Option(code=2, label="Other", open=True)),
)


def test_what_is_written_beside_other_is_a_choice_and_a_number_there_a_code(read: Read, refused: Refused) -> None:
    asked = Questionnaire(Study(title="Media"), (OPEN,))
    responses = read("media_1,media_2\n0,=1+1\n1,\n0,0\n1,Other\n", asked)
    assert plain(responses) == {"media_1": [0, 1, 0, 1], "media_2": [1, None, 0, 1]}
    responses = read("id,media_1,media_2\n1,0,<b>\n2,1,\n3,,\n", asked)
    assert plain(responses) == {"media_1": [0, 1, None], "media_2": [1, 0, None]}
    (number,) = refused("media_1,media_2\n0,7\n1,\n", asked)
    (no_line,) = refused("media_1,media_2\nradio,\n1,\n", asked)
    assert (number.column, no_line.column) == ("media_2", "media_1")
    assert number.code == no_line.code == "DATA_UNKNOWN_CODE"
