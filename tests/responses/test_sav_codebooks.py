"""A questionnaire from the codebook of an SPSS file."""

from pathlib import Path
from typing import Any

import pytest

from survey_seg.cli import run
from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.open_questionnaire import open_questionnaire
from survey_seg.responses.sav_codebook import drafted

pyreadstat = pytest.importorskip("pyreadstat")
pd = pytest.importorskip("pandas")

AGREE = {1.0: "Disagree", 2.0: "Neither", 3.0: "Agree"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    answers = pd.DataFrame(
        {
            "sex": [1.0, 2.0],
            "often": [1.0, 3.0],
            "age": [20.0, 99.0],
            "a1": [1.0, 2.0],
            "a2": [3.0, 2.0],
            "nps": [0.0, 10.0],
            "why": ["=1+1", "<img onerror=alert(1)>"],
            "other": [1.0, 4.0],
        }
    )
    path = tmp_path / "study.sav"
    pyreadstat.write_sav(
        answers,
        str(path),
        file_label="Tea 2026",
        column_labels=["Sex", "How often do you drink tea?", "Age", "I like tea", "", "How likely?", "Why?", "Where?"],
        variable_value_labels={
            "sex": {1.0: "Male", 2.0: "Female"},
            "often": {1.0: "Never", 2.0: "Weekly", 3.0: "Daily", 9.0: "Don't know"},
            "age": {99.0: "Refused"},
            "a1": AGREE,
            "a2": AGREE,
            "nps": {0.0: "Not at all", 10.0: "Certainly"},
            "other": {1.0: "Shop", 2.0: "Online", 4.0: "Market"},
        },
        variable_measure={"sex": "nominal", "often": "ordinal", **dict.fromkeys(("nps", "a1", "a2", "other"), "scale")},
        missing_ranges={"often": [9.0], "age": [{"lo": 98.0, "hi": 99.0}]},
    )  # fmt: skip
    return path


def test_kinds_come_from_measure_labels_and_format(file: Path) -> None:
    found = open_questionnaire(file)
    assert [(asked.id, asked.type) for asked in found.questions] == [
        ("sex", "single"),
        ("often", "scale"),
        ("age", "number"),
        ("a1", "scale"),
        ("a2", "scale"),
        ("nps", "scale"),
        ("why", "text"),
        ("other", "single"),
    ]
    assert found.study.title == "Tea 2026"
    assert found.imported == "SPSS"
    assert found.question("a2").text == "a2"


def test_declared_missing_values_are_missing_answers(file: Path) -> None:
    found = open_questionnaire(file)
    assert [option.missing for option in found.question("often").options] == [False, False, False, True]
    assert [(option.code, option.missing) for option in found.question("age").options] == [(99, True)]
    assert any("from 98 to 99" in lost.what for lost in found.lost)


def test_a_scale_with_words_at_its_ends_has_the_points_between(file: Path) -> None:
    options = open_questionnaire(file).question("nps").options
    assert [option.code for option in options] == list(range(11))
    assert [options[0].label, options[5].label, options[10].label] == ["Not at all", "", "Certainly"]


def test_everything_has_its_variable(file: Path) -> None:
    found = open_questionnaire(file)
    assert all(found.anchor("questions", at) == f"variable {each.id}" for at, each in enumerate(found.questions))
    assert any("read as single: other" in lost.what for lost in found.lost)


def variable(name: str, label: str = "", codes: Any = ()) -> dict[str, Any]:
    about = {"measure": "unknown", "format": "F8.0", "missing": [], "codes": [list(pair) for pair in codes]}
    return {"name": name, "label": label, **about}


def multi(names: list[str], **about: Any) -> Questionnaire:
    ticked = [variable(name, f"Brand {name}", [(0.0, "No"), (1.0, "Yes")]) for name in names]
    group = {"name": "$brands", "label": "Which brands?", "variable_list": names, "is_dichotomy": True, **about}
    return finish(drafted({"name": "", "variables": [*ticked, variable("age")], "sets": [group]}), file="a.sav")


def test_a_set_of_multiple_responses_is_one_question_with_an_answer_per_variable() -> None:
    found = multi(["q3_1", "q3_2", "q3_9"])
    brands, age = found.questions
    assert (brands.type, brands.text, age.type) == ("multi", "Which brands?", "number")
    assert [option.code for option in brands.options] == [1, 2, 9]
    assert [each.column for each in found.variables()][:3] == ["q3_1", "q3_2", "q3_9"]


def test_columns_with_other_names_are_noted() -> None:
    found = multi(["tea", "coffee"])
    assert [option.code for option in found.questions[0].options] == [1, 2]
    assert any("tea, coffee" in lost.what for lost in found.lost)


def test_a_set_of_categories_has_the_answers_its_variables_share() -> None:
    found = multi(["m1", "m2"], is_dichotomy=False)
    assert [option.label for option in found.questions[0].options] == ["No", "Yes"]
    assert any("several columns" in lost.what for lost in found.lost)


@pytest.mark.parametrize("name", ["efc_eurofamcare.sav", "bfi.sav", "pisa2009_reading_items_10k.sav"])
def test_counts_are_those_of_pyreadstat(shared: Path, name: str) -> None:
    path = shared / "data" / name
    _, about = pyreadstat.read_sav(str(path), metadataonly=True)
    found = open_questionnaire(path)
    assert [asked.id for asked in found.questions] == about.column_names
    labels = sum(map(len, about.variable_value_labels.values()))
    assert sum(bool(option.label) for asked in found.questions for option in asked.options) == labels
    assert not any(asked.show_if or asked.routing_note for asked in found.questions)


def test_files_that_crash_the_parser_are_refused(shared: Path) -> None:
    crashers = sorted((shared / "hostile" / "sav_crashers").glob("crash*.sav"))[:2]
    for path in crashers:
        with pytest.raises(InputRefused) as refused:
            open_questionnaire(path)
        assert refused.value.problems[0].code == "DATA_DAMAGED"


def test_files_that_are_not_there_or_no_spss_files_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sav"
    broken.write_bytes(b"$FL2 and nothing else")
    for path, code in ((tmp_path / "none.sav", "QUEST_NO_FILE"), (broken, "DATA_DAMAGED")):
        with pytest.raises(InputRefused) as refused:
            open_questionnaire(path)
        assert refused.value.problems[0].code == code


def test_other_files_are_read_as_questionnaires(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("study: {title: T}\nquestions: [{id: q1, text: Why?, type: text}]\n", encoding="utf-8")
    assert open_questionnaire(path).questions[0].id == "q1"


def test_answers_are_checked_and_made_up_against_the_codebook_of_an_spss_file(file: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.csv"
    assert run(["simulate", str(file), "-n", "50", "-o", str(made)]) == 0
    assert run(["check", str(made), "-q", str(file)]) == 0


def test_an_analysis_takes_an_spss_file_as_its_questionnaire(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", str(file), "-q", str(file), "-o", str(tmp_path / "study")]) != 0
    said = capsys.readouterr().err
    assert "QUEST_FORMAT" not in said
    assert "basis" in said
