"""Triple-S files arrive as the variables they describe."""

from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers import triples
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.questionnaire.read import read_questionnaire

VARIABLES = """
<variable ident="1" type="single"><name>Q1</name><label>Do you drink tea?</label>
  <values><value code="1">Yes</value><value code="2" score="5">No</value></values></variable>
<variable ident="2" type="multiple" filter="5"><name>Q2</name><label>Which kinds?</label><spread subfields="2"/>
  <values><value code="1">Green</value><value code="2">Black</value></values></variable>
<variable ident="3" type="quantity" filter="1"><name>Q3</name><label>How many cups?</label>
  <values><range from="0" to="20.5"/><value code="99">Don't know</value></values></variable>
<variable ident="4" type="single"><name>Q4</name><label>How do you like it?</label>
  <values><range from="1" to="7"/></values></variable>
<variable ident="5" type="logical"><name>Q5</name><label>Do you drink tea at home?</label></variable>
<variable ident="6" type="character" use="serial"><name>ID</name><label/><size>10</size></variable>
<variable ident="7" type="date"><name>When</name><label>When did you drink it?</label></variable>
<variable ident="8" type="odd"><name>Odd</name><label>What is this?</label></variable>
"""


def survey(variables: str = VARIABLES, version: str = "2.0") -> bytes:
    about = f'<survey><name>TEA</name><title>Tea 2026</title><record ident="A">{variables}</record></survey>'
    return f'<?xml version="1.0" encoding="utf-8"?><sss version="{version}">{about}</sss>'.encode()


def imported(content: bytes) -> Questionnaire:
    assert triples.recognise(content, "tea.sss")
    return finish(triples.read(content, "tea.sss"), file="tea.sss")


@pytest.mark.parametrize("version", ["1.1", "1.2", "2.0"])
def test_types_codes_and_ranges_are_those_of_the_variables(version: str) -> None:
    form = imported(survey(version=version))
    assert [(each.id, each.type, [option.code for option in each.options]) for each in form.questions] == [
        ("Q1", "single", [1, 2]),
        ("Q2", "multi", [1, 2]),
        ("Q3", "number", [99]),
        ("Q4", "scale", []),
        ("Q5", "single", [1, 0]),
        ("ID", "text", []),
        ("When", "date", []),
        ("Odd", "text", []),
    ]
    assert (form.question("Q3").min, form.question("Q3").max) == (0, 20.5)
    assert form.question("Q3").options[0].missing
    assert form.question("ID").role == ("link",)
    assert (form.study.title, form.study.language, form.imported) == ("Tea 2026", "en", "Triple-S")


def test_a_filter_on_a_logical_variable_is_a_condition_and_others_stay_words() -> None:
    form = imported(survey())
    assert form.question("Q2").show_if == "Q5 == 1"
    assert form.question("Q3").routing_note == "filter: Q1"


def test_everything_has_its_variable_and_what_is_left_out_is_listed() -> None:
    form = imported(survey())
    assert form.anchor("questions", 2) == "variable 3"
    assert form.anchor("questions", 0, "options", 1) == "variable 1 value 2"
    said = {lost.what for lost in form.lost}
    assert "value '2 5' is left out" in said
    assert "codes without words: 1 to 7" in said
    assert "1 codes of a number are taken for missing data" in said
    assert "question 'ID' has no text; its name stands instead" in said


def test_texts_of_several_languages_are_read_in_the_first() -> None:
    told = '<text xml:lang="de">Trinken Sie den Tee?</text><text xml:lang="en">Do you drink tea?</text>'
    one = f'<variable ident="1" type="character"><name>Q1</name><label>{told}</label></variable>'
    assert imported(survey(one)).questions[0].text == "Trinken Sie den Tee?"


@pytest.mark.parametrize("text", ["&lt;img onerror=alert(1)&gt;", "=1+1", "{{7*7}}", "\u202eabc", "a" * 100_000])
def test_hostile_text_is_text(text: str) -> None:
    value = f'<values><value code="{text[:100]}">{text}</value></values>'
    words = f"<name>{text}</name><label>{text}</label>"
    one = f'<variable ident="{text[:100]}" type="single" filter="x">{words}{value}</variable>'
    assert len(imported(survey(one)).questions) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (survey()[:300], "QUEST_SYNTAX"),
        (b'<!DOCTYPE sss [<!ENTITY a "b">]><sss><survey/></sss>', "QUEST_XML"),
        (b"<sss/>", "QUEST_FORMAT"),
        (b"<other><survey/></other>", "QUEST_FORMAT"),
        (survey(""), "QUEST_EMPTY"),
    ],
)
def test_what_is_no_whole_file_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        finish(triples.read(content, "tea.sss"), file="tea.sss")
    assert refused.value.problems[0].code == code


def test_counts_are_those_of_the_elements(shared: Path) -> None:
    path = shared / "questionnaires" / "triples" / "spec_style.sss"
    variables = Tree.parse(path).getroot().findall(".//variable")
    form = read_questionnaire(path)
    assert [each.id for each in form.questions] == [variable.findtext("name") for variable in variables]
    for each, variable in zip(form.questions, variables, strict=True):
        wanted = 2 if variable.get("type") == "logical" else len(variable.findall("values/value"))
        assert len(each.options) == wanted
    assert not any(each.show_if or each.routing_note for each in form.questions)
    assert form.question("WT").role == ("weight",)
    assert [found.rule for found in lint(form).findings if not found.anchor] == []
