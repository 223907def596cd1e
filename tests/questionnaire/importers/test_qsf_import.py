"""Qualtrics surveys of our own making: every kind of question, filter and flow, and what is left out."""

import contextlib
import json
from typing import Any

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.importers import qsf
from survey_seg.questionnaire.importers.draft import finish
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Question, Questionnaire

YES_NO = {"1": {"Display": "Yes"}, "2": {"Display": "No"}}


def sq(qid: str, kind: str = "MC", selector: str = "SAVR", **more: Any) -> dict[str, Any]:
    choices = {"Choices": YES_NO} if kind in {"MC", "RO", "CS"} else {}
    return {"QuestionID": qid, "DataExportTag": f"t{qid}", "QuestionType": kind, "Selector": selector,
            "QuestionText": f"Text of {qid}?", **choices, **more}  # fmt: skip


def when(place: str, sign: str = "Selected", **more: Any) -> dict[str, Any]:
    return {"LogicType": "Question", "LeftOperand": place, "Operator": sign, "Description": f"<b>{place}</b>", **more}


def logic(*expressions: dict[str, Any]) -> dict[str, Any]:
    group = {str(at): each for at, each in enumerate(expressions)}
    return {"0": {**group, "Type": "If"}, "Type": "BooleanExpression"}


def block(identifier: str, *qids: str, **more: Any) -> dict[str, Any]:
    members = [{"Type": "Question", "QuestionID": qid} for qid in qids]
    return {
        "ID": identifier,
        "Type": "Standard",
        "Description": f"Block {identifier}",
        "BlockElements": members,
        **more,
    }


def step(identifier: str, kind: str = "Standard") -> dict[str, Any]:
    return {"Type": kind, "ID": identifier}


def survey(
    *payloads: dict[str, Any], blocks: Any = None, flow: list[Any] | None = None, more: list[Any] | None = None
) -> Questionnaire:
    elements: list[Any] = [
        {"Element": "SQ", "PrimaryAttribute": each["QuestionID"], "Payload": each} for each in payloads
    ]
    blocks = blocks or [block("BL_1", *(each["QuestionID"] for each in payloads))]
    listed = blocks if isinstance(blocks, list) else list(blocks.values())
    steps = [step(each["ID"]) for each in listed if each["Type"] != "Trash"] if flow is None else flow
    elements += [{"Element": "BL", "Payload": blocks}, {"Element": "FL", "Payload": {"Type": "Root", "Flow": steps}}]
    entry = {"SurveyID": "SV_1", "SurveyName": "My survey", "SurveyLanguage": "EN"}
    content = json.dumps({"SurveyEntry": entry, "SurveyElements": [*elements, *(more or [])]}).encode()
    return finish(qsf.read(content, "s.qsf"), file="s.qsf")


def lost(questionnaire: Questionnaire) -> str:
    return "\n".join(f"{entry.anchor} {entry.what}" for entry in questionnaire.lost)


def only(*payloads: dict[str, Any], **more: Any) -> Question:
    (asked,) = survey(*payloads, **more).questions
    return asked


def test_title_language_and_places() -> None:
    whole = survey(sq("QID7"))
    assert (whole.study.title, whole.study.language, whole.imported) == ("My survey", "en", "Qualtrics")
    assert (whole.anchor("questions", 0, "text"), whole.anchor("study")) == ("QID7", "SV_1")
    assert whole.questions[0].block == "Block BL_1"
    assert all(finding.anchor in {"QID7", "SV_1"} for finding in lint(whole).findings)


@pytest.mark.parametrize(
    ("kind", "selector", "found"),
    [
        ("MC", "SAVR", "single"),
        ("MC", "DL", "single"),
        ("MC", "MAVR", "multi"),
        ("MC", "MSB", "multi"),
        ("MC", "NPS", "scale"),
        ("RO", "DND", "rank"),
        ("CS", "VRTL", "sum"),
        ("DB", "TB", "info"),
        ("TE", "SL", "text"),
    ],
)
def test_kinds_of_question(kind: str, selector: str, found: str) -> None:
    assert only(sq("QID1", kind, selector)).type == found


def test_the_answers_come_in_their_order_with_recoded_values() -> None:
    choices = {"1": {"Display": "A"}, "2": {"Display": "B", "TextEntry": "true"}, "3": {"Display": "C"}}
    asked = only(sq("QID1", selector="MAVR", Choices={**choices, "4": {"Display": "None", "ExclusiveAnswer": True}},
                    ChoiceOrder=[3, "1"], RecodeValues={"1": "10", "4": "-1"},
                    AnalyzeChoices={"1": "on", "4": "No"}))  # fmt: skip
    assert [(option.code, option.label) for option in asked.options] == [(3, "C"), (10, "A"), (2, "B"), (-1, "None")]
    assert [option.open for option in asked.options] == [False, False, True, False]
    assert [option.exclusive for option in asked.options] == [False, False, False, True]
    assert [option.missing for option in asked.options] == [False, False, False, True]


def test_choices_may_be_a_list() -> None:
    asked = only(sq("QID1", selector="NPS", Choices=[{"Display": str(at)} for at in range(11)]))
    assert [option.code for option in asked.options] == list(range(11))


def test_a_matrix_is_a_grid_whose_lines_have_the_columns_of_the_answers() -> None:
    matrix = sq("QID1", "Matrix", "Likert", SubSelector="SingleAnswer", Choices=YES_NO,
                Answers={"1": {"Display": "low"}, "2": {"Display": "high"}}, RecodeValues={"1": "5"},
                ChoiceDataExportTags={"2": "own"}, Randomization={"Type": "All"})  # fmt: skip
    asked = only(matrix)
    assert (asked.type, asked.randomise) == ("grid", True)
    assert [row.id for row in asked.rows] == ["tQID1_1", "own"]
    assert [option.code for option in asked.options] == [5, 2]


def test_a_matrix_of_several_answers_is_a_question_for_each_line() -> None:
    whole = survey(sq("QID1", "Matrix", "Likert", SubSelector="MultipleAnswer", Choices=YES_NO, Answers=YES_NO))
    assert [(asked.id, asked.type) for asked in whole.questions] == [("tQID1_1", "multi"), ("tQID1_2", "multi")]
    assert [variable.column for variable in whole.variables()] == ["tQID1_1_1", "tQID1_1_2", "tQID1_2_1", "tQID1_2_2"]
    assert {whole.anchor("questions", at) for at in range(2)} == {"QID1"}


def test_a_matrix_of_text_is_a_question_for_each_column() -> None:
    whole = survey(sq("QID1", "Matrix", "TE", Choices=YES_NO, Answers=YES_NO))
    assert [asked.type for asked in whole.questions] == ["text", "text"]
    assert [variable.column for variable in whole.variables()] == ["tQID1_1_1", "tQID1_2_1", "tQID1_1_2", "tQID1_2_2"]


def test_a_side_by_side_question_is_a_question_for_each_column() -> None:
    column = {"QuestionType": "Matrix", "Selector": "Likert", "SubSelector": "SingleAnswer", "Answers": YES_NO}
    columns = {
        "1": {**column, "QuestionText": "How much?", "DataExportTag": "tQID1#1"},
        "2": {**column, "QuestionText": "Which?", "DataExportTag": "tQID1#2", "SubSelector": "MultipleAnswer"},
    }
    whole = survey(sq("QID1", "SBS", "SBSMatrix", Choices=YES_NO, AdditionalQuestions=columns))
    assert [asked.type for asked in whole.questions] == ["grid", "multi", "multi"]
    assert [row.column for row in whole.questions[0].rows] == ["tQID1#1_1", "tQID1#1_2"]
    assert whole.questions[0].text == "Text of QID1? How much?"


def test_a_slider_is_a_scale_or_a_grid() -> None:
    ends = {"Configuration": {"CSSliderMin": 0, "CSSliderMax": 100}}
    one = only(sq("QID1", "Slider", "HSLIDER", Choices={"4": {"Display": "Warm"}}, **ends))
    many = only(sq("QID1", "Slider", "HSLIDER", Choices=YES_NO, **ends))
    assert (one.type, one.min, one.max, one.column, one.instruction) == ("scale", 0, 100, "tQID1_4", "Warm")
    assert (many.type, [row.id for row in many.rows]) == ("grid", ["tQID1_1", "tQID1_2"])


def test_numbers_dates_and_forms() -> None:
    settings = {"Type": "ContentType", "ContentType": "ValidNumber", "ValidNumber": {"Min": "18", "Max": "99"}}
    number = only(sq("QID1", "TE", "SL", Validation={"Settings": {**settings, "ForceResponse": "ON"}}))
    assert (number.type, number.min, number.max, number.required) == ("number", 18, 99, True)
    dated = {"Type": "ContentType", "ContentType": "ValidDate", "ForceResponse": "OFF"}
    date = only(sq("QID1", "TE", "SL", Validation={"Settings": dated}))
    assert (date.type, date.required) == ("date", False)
    assert len(only(sq("QID1", "TE", "FORM", Choices=YES_NO)).rows) == 2


def test_what_nobody_answers_is_dropped_and_what_is_unknown_is_an_open_question() -> None:
    whole = survey(sq("QID1", "Timing"), sq("QID2", "Meta"), sq("QID3", "FileUpload"), sq("QID4", "Hologram"))
    assert [asked.type for asked in whole.questions] == ["text", "text"]
    assert "QID1 a timer" in lost(whole)
    assert "QID2 a question that reads the browser" in lost(whole)
    assert "QID3 an upload is taken" in lost(whole)
    assert "QID4 a question of the kind 'Hologram' is taken" in lost(whole)


def test_the_order_is_that_of_the_flow_and_unused_questions_are_noted() -> None:
    blocks = {
        "0": block("BL_A", "QID1"),
        "1": block("BL_B", "QID2"),
        "2": block("BL_T", "QID3", Type="Trash"),
        "3": block("BL_C", "QID5"),
    }
    payloads = [sq(f"QID{at}") for at in range(1, 6)]
    whole = survey(*payloads, blocks=blocks, flow=[step("BL_B"), step("BL_A"), step("BL_X")])
    assert [asked.id for asked in whole.questions] == ["tQID2", "tQID1"]
    assert "QID3 a question in the trash is left out" in lost(whole)
    assert "QID4 a question in no block that is asked is left out" in lost(whole)
    assert "QID5 a question in no block that is asked is left out" in lost(whole)
    assert "a block that is not in the file: 'BL_X'" in lost(whole)


def test_display_logic_is_a_condition() -> None:
    older = when("q://QID3/ChoiceTextEntryValue", "GreaterThan", RightOperand="17", Conjuction="Or")
    both = when("q://QID2/SelectableChoice/1", Conjuction="And")
    display = logic(when("q://QID1/SelectableChoice/2"), both, older)
    age = sq("QID3", "TE", "SL", Validation={"Settings": {"Type": "ContentType", "ContentType": "ValidNumber"}})
    last = sq("QID4", DisplayLogic=display)
    whole = survey(sq("QID1", RecodeValues={"2": "20"}), sq("QID2", selector="MAVR"), age, last)
    assert whole.questions[3].show_if == "(tQID1 == 20 and tQID2 contains 1) or tQID3 > 17"
    assert not whole.lost


@pytest.mark.parametrize(
    ("sign", "found"),
    [
        ("NotSelected", "tQID1 != 2"),
        ("Displayed", None),
    ],
)
def test_other_conditions_on_an_answer(sign: str, found: str | None) -> None:
    whole = survey(sq("QID1"), sq("QID2", DisplayLogic=logic(when("q://QID1/SelectableChoice/2", sign))))
    asked = whole.questions[1]
    assert asked.show_if == found
    assert (asked.routing_note is None) == (found is not None)
    assert ("QID2 a filter is kept in words only" in lost(whole)) == (found is None)


def test_groups_of_logic_are_joined_by_their_words() -> None:
    one, two = (logic(when(f"q://QID1/SelectableChoice/{at}"))["0"] for at in (1, 2))
    joined = {"0": one, "1": {**two, "Type": "OrIf"}, "Type": "BooleanExpression"}
    assert survey(sq("QID1"), sq("QID2", DisplayLogic=joined)).questions[1].show_if == "tQID1 == 1 or tQID1 == 2"
    empty = logic(when("q://QID1/ChoiceTextEntryValue", "NotEmpty"))
    whole = survey(sq("QID1", "TE", "SL"), sq("QID2", DisplayLogic=empty))
    assert whole.questions[1].show_if == 'tQID1 != ""'


def test_a_condition_on_a_question_that_is_not_asked_is_left_to_the_lint() -> None:
    shown = sq("QID2", DisplayLogic=logic(when("q://QID1/SelectableChoice/2")))
    blocks = [block("BL_T", "QID1", Type="Trash"), block("BL_A", "QID2")]
    whole = survey(sq("QID1"), shown, blocks=blocks)
    assert whole.questions[0].show_if == "tQID1 == 2"
    assert "STR302" in {finding.rule for finding in lint(whole).findings}


def test_branches_nest_and_embedded_data_stay_in_words() -> None:
    inner = {"Type": "Branch", "FlowID": "FL_3", "BranchLogic": logic(when("q://QID2/SelectableChoice/1")),
             "Flow": [step("BL_C")]}  # fmt: skip
    outer = {"Type": "Branch", "FlowID": "FL_2", "BranchLogic": logic(when("q://QID1/SelectableChoice/1")),
             "Flow": [step("BL_B"), {"Type": "Group", "Flow": [inner]}]}  # fmt: skip
    device = {"LogicType": "EmbeddedField", "LeftOperand": "device", "Operator": "EqualTo", "Description": "If a phone"}
    words = {"Type": "Branch", "FlowID": "FL_4", "BranchLogic": logic(device), "Flow": [step("BL_D")]}
    data = {"Type": "EmbeddedData", "FlowID": "FL_5", "EmbeddedData": [{"Field": "source"}]}
    blocks = [block(f"BL_{letter}", f"QID{at}") for at, letter in enumerate("ABCD", start=1)]
    whole = survey(*(sq(f"QID{at}") for at in range(1, 5)), blocks=blocks, flow=[step("BL_A"), outer, words, data])
    assert [asked.show_if for asked in whole.questions] == [None, "tQID1 == 1", "tQID1 == 1 and tQID2 == 1", None]
    assert whole.questions[3].routing_note == "If a phone"
    assert "FL_4 a branch is kept in words only: If a phone" in lost(whole)
    assert "FL_5 fields that no question asks for: source" in lost(whole)


def test_a_randomizer_asks_a_share_and_shares_multiply() -> None:
    inner = {"Type": "BlockRandomizer", "SubSet": "1", "Flow": [step("BL_A"), step("BL_B")]}
    outer = {"Type": "BlockRandomizer", "SubSet": 2, "Flow": [inner, step("BL_C"), step("BL_D")]}
    blocks = [block(f"BL_{letter}", f"QID{at}") for at, letter in enumerate("ABCD", start=1)]
    whole = survey(*(sq(f"QID{at}") for at in range(1, 5)), blocks=blocks, flow=[outer])
    assert [asked.asked_of for asked in whole.questions] == [0.333333, 0.333333, 0.666667, 0.666667]


def test_a_block_can_draw_some_of_its_questions() -> None:
    options = {"RandomizeQuestions": "RandomWithOnlyX", "Randomization": {"QuestionsPerPage": "1"}}
    whole = survey(sq("QID1"), sq("QID2"), blocks=[block("BL_A", "QID1", "QID2", Options=options)])
    assert [asked.asked_of for asked in whole.questions] == [0.5, 0.5]
    assert "BL_A the questions of the block come in random order" in lost(whole)


def skipping(**skip: Any) -> Questionnaire:
    first = block("BL_A", "QID1", "QID2")
    first["BlockElements"][0]["SkipLogic"] = [
        {"Locator": "q://QID1/SelectableChoice/2", "Condition": "Selected", **skip}
    ]
    return survey(sq("QID1"), sq("QID2"), sq("QID3"), blocks=[first, block("BL_B", "QID3")])


@pytest.mark.parametrize(
    ("target", "to"), [("ENDOFSURVEY", "end"), ("ENDOFBLOCK", "tQID3"), ("QID2", "tQID2"), ("QID9", "QID9")]
)
def test_skip_logic_leads_on_from_an_answer(target: str, to: str) -> None:
    (skip,) = skipping(SkipToDestination=target).questions[0].skip
    assert (skip.to, skip.when) == (to, (2,))


def test_skip_logic_that_cannot_be_said_stays_in_words() -> None:
    whole = skipping(SkipToDestination="QID3", Condition="Displayed", Description="Skip to the end")
    assert (whole.questions[0].skip, whole.questions[0].routing_note) == ((), "Skip to the end")
    assert "QID1 a filter is kept in words only" in lost(whole)
    whole = skipping(SkipToDestination="QID3", Condition="NotSelected")
    assert whole.questions[0].skip[0].when == (1,)


def ending(*expressions: dict[str, Any]) -> Questionnaire:
    branch = {"Type": "Branch", "FlowID": "FL_2", "BranchLogic": logic(*expressions),
              "Flow": [{"Type": "EndSurvey", "FlowID": "FL_9"}]}  # fmt: skip
    blocks = [block("BL_A", "QID1"), block("BL_B", "QID2"), block("BL_C", "QID3")]
    return survey(
        sq("QID1"), sq("QID2"), sq("QID3"), blocks=blocks, flow=[step("BL_A"), step("BL_B"), branch, step("BL_C")]
    )


def test_an_early_end_is_a_jump_from_the_answer() -> None:
    whole = ending(when("q://QID2/SelectableChoice/1", "NotSelected"))
    assert [(skip.to, skip.when) for skip in whole.questions[1].skip] == [("end", (2,))]
    assert not whole.lost
    whole = ending(when("q://QID1/SelectableChoice/1"), when("q://QID2/SelectableChoice/1", Conjuction="Or"))
    assert [len(asked.skip) for asked in whole.questions] == [1, 1, 0]
    assert "FL_9 people end here right after 'tQID1'" in lost(whole)
    whole = ending(when("q://QID1/SelectableChoice/1"), when("q://QID2/SelectableChoice/1", Conjuction="And"))
    assert [len(asked.skip) for asked in whole.questions] == [0, 0, 0]
    assert "FL_9 an early end of the survey is not taken over" in lost(whole)


def test_a_block_that_is_asked_twice_is_asked_of_either() -> None:
    branches = [
        {"Type": "Branch", "BranchLogic": logic(when(f"q://QID1/SelectableChoice/{at}")), "Flow": [step("BL_B")]}
        for at in (1, 2)
    ]
    blocks = [block("BL_A", "QID1"), block("BL_B", "QID2")]
    whole = survey(sq("QID1"), sq("QID2"), blocks=blocks, flow=[step("BL_A"), *branches])
    assert [asked.show_if for asked in whole.questions] == [None, "tQID1 == 1 or tQID1 == 2"]


def test_loops_quotas_and_translations() -> None:
    options = {"Looping": "Question", "LoopingOptions": {"QID": "QID1"}}
    blocks = [block("BL_A", "QID1"), block("BL_B", "QID2", Options=options)]
    quota = {"ID": "QO_1", "Name": "Men", "Occurrences": 100, "Logic": logic(when("q://QID1/SelectableChoice/1"))}
    more = [{"Element": "QO", "Payload": quota}, {"Element": "QO", "Payload": {"ID": "QO_2", "Name": "odd"}}]
    whole = survey(sq("QID1", Language={"DE": {}}), sq("QID2"), blocks=blocks, more=more)
    assert whole.questions[1].loop is not None
    assert whole.questions[1].loop.over == "tQID1"
    assert [(each.question, each.codes) for each in whole.study.quotas] == [("tQID1", (1,))]
    assert "QO_1 the quota 'Men' of 100 people" in lost(whole)
    assert "QO_2 the quota 'odd' of ? people" in lost(whole)
    assert "translations are not read: DE" in lost(whole)


def test_what_a_question_does_besides_asking_is_noted() -> None:
    filtered = {"1": {"Display": "A", "DisplayLogic": {"0": {}}}, "2": {"Display": "B"}}
    whole = survey(sq("QID1", Choices=filtered, QuestionJS="alert(1)", DynamicChoices={"Locator": "q://QID9"}),
                   sq("QID2", "CS", "VRTL", Validation={"Settings": {"ChoiceTotal": "100"}}),
                   sq("QID3", Randomization={"Type": "Subset"}))  # fmt: skip
    for said in (
        "1 answer is shown on a condition",
        "runs a script",
        "carried over",
        "add up to 100",
        "drawn by chance",
    ):
        assert said in lost(whole)


def test_texts_that_share_a_tag_are_named_by_their_question() -> None:
    payloads = [
        sq("QID1", "DB", "TB", DataExportTag="Q1"),
        sq("QID2", DataExportTag="Q1"),
        sq("QID3", DataExportTag="Q1"),
    ]
    whole = survey(*payloads)
    assert [asked.id for asked in whole.questions] == ["QID1", "Q1", "Q1"]
    assert "STR311" in {finding.rule for finding in lint(whole).findings}


def test_a_file_without_flow_or_blocks_is_read_in_its_order() -> None:
    elements = [{"Element": "SQ", "Payload": sq("QID2")}, {"Element": "SQ", "Payload": sq("QID1")}]
    content = json.dumps({"SurveyElements": elements}).encode()
    whole = finish(qsf.read(content, "s.qsf"), file="s.qsf")
    assert [asked.id for asked in whole.questions] == ["tQID2", "tQID1"]
    assert "no survey flow" in lost(whole)


@pytest.mark.parametrize("junk", [None, 5, "x", [], {}, [[]], [None], {"a": None}, True])
def test_wrong_values_anywhere_are_no_crash(junk: object) -> None:
    """Every value of a whole survey in turn is something else: it imports, or is refused with a reason."""
    whole = sq("QID1", DisplayLogic=logic(when("q://QID1/SelectableChoice/2")), RecodeValues={"1": "2"})
    whole |= {"Validation": {"Settings": {"ForceResponse": "ON"}}, "Randomization": {"Type": "All"}}
    matrix = sq("QID2", "Matrix", "Likert", Choices=YES_NO, Answers=YES_NO, AnswerOrder=[1, 2])
    branch = {"Type": "Branch", "FlowID": "FL_1", "BranchLogic": logic(when("q://QID1/SelectableChoice/1")),
              "Flow": [{"Type": "BlockRandomizer", "SubSet": 1, "Flow": [step("BL_A")]}]}  # fmt: skip
    plain = {
        "SurveyEntry": {"SurveyName": "S", "SurveyLanguage": "EN"},
        "SurveyElements": [
            {"Element": "SQ", "Payload": whole},
            {"Element": "SQ", "Payload": matrix},
            {"Element": "BL", "Payload": [block("BL_A", "QID1", "QID2", Options={"Looping": "Question"})]},
            {"Element": "FL", "Payload": {"Flow": [branch]}},
            {"Element": "QO", "Payload": {"ID": "QO_1", "Logic": logic(when("q://QID1/SelectableChoice/1"))}},
        ],
    }
    for path in list(_paths(plain)):
        changed = json.loads(json.dumps(plain))
        inner = changed
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = junk
        with contextlib.suppress(InputRefused):
            finish(qsf.read(json.dumps(changed).encode(), "s.qsf"), file="s.qsf")


def _paths(value: object, path: tuple[Any, ...] = ()) -> Any:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from _paths(each, (*path, key))


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b'{"SurveyElements": {}}', b'"x"', b"null"])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefused, match=r"QUEST_SYNTAX s\.qsf"):
        qsf.read(content, "s.qsf")
