"""A draft becomes a questionnaire: what does not fit is made to fit or noted, and nothing is repaired."""

import time

import pytest

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.conditions import Combined, Comparison, read_condition
from survey_seg.questionnaire.importers.draft import Draft, finish
from survey_seg.questionnaire.importers.draft_conditions import opposite, written
from survey_seg.questionnaire.importers.draft_text import identifier, identifiers, plain_text
from survey_seg.questionnaire.lint.run import lint
from survey_seg.questionnaire.model import Questionnaire

HOSTILE = ("<img src=x onerror=alert(1)>", "=1+1", "{{7*7}}", "a\0b", "\u202eabc", "\ud800", "<" * 5000, '"' * 5000)


def finished(*questions: dict, **study: object) -> Questionnaire:
    return finish(Draft("Tool", study={"title": "T", **study}, questions=list(questions)), file="q.json")


def question(**keys: object) -> dict:
    return {"id": "q", "text": "Why?", "type": "text", **keys}


def lost(questionnaire: Questionnaire) -> list[str]:
    return [entry.what for entry in questionnaire.lost]


def test_names_that_are_no_ids_become_ids_and_stay_as_column() -> None:
    whole = finished(question(id="1.P(A)"), question(id="1-P-A"), question(id="x" * 70), question(id="年齢"))
    assert [asked.id for asked in whole.questions] == ["q1_P_A", "q1_P_A_2", "x" * 64, "q"]
    assert [asked.column for asked in whole.questions] == ["1.P(A)", "1-P-A", "x" * 70, "年齢"]


def test_the_same_name_twice_is_left_to_the_lint() -> None:
    whole = finished(question(id="a b"), question(id="a b"))
    assert [asked.id for asked in whole.questions] == ["a_b", "a_b"]
    assert "STR311" in {finding.rule for finding in lint(whole).findings}


def test_names_never_fall_together() -> None:
    names = ["Q-1", "Q_1", "Q.1", "Q 1", "q" * 64 + "a", "q" * 64 + "b", "", " ", "1", "q1"]
    assert len(set(identifiers(names).values())) == len(names)
    assert all(identifier(name)[0].isalpha() and len(identifier(name)) <= 64 for name in names)


def test_codes_that_are_no_whole_numbers_are_numbered() -> None:
    options = [{"code": code, "label": "L"} for code in ("A1", "7", 3.0, True, None, "A1", 1.5)]
    (asked,) = finished(question(type="single", options=options)).questions
    assert [option.code for option in asked.options] == [8, 7, 3, 9, 10, 8, 11]
    assert [option.also for option in asked.options] == [("A1",), (), (), (), (), ("A1",), ("1.5",)]


def test_a_label_without_words_stays_empty_and_a_text_gets_the_name() -> None:
    options = [{"code": 1, "label": None}, {"code": 2, "label": "<p></p>"}]
    whole = finished(question(text="<p>&nbsp;</p>", type="single", options=options, rows=[{"id": "r", "text": None}]))
    (asked,) = whole.questions
    assert [option.label for option in asked.options] == ["", ""]
    assert (asked.text, asked.rows[0].text) == ("q", "r")
    assert lost(whole) == [
        "question 'q' has no text; its name stands instead",
        "row 'r' has no text; its name stands instead",
    ]


def test_texts_that_are_too_long_are_cut() -> None:
    whole = finished(question(text="a" * 1_000_000, type="single", options=[{"code": 1, "label": "b" * 600}]))
    (asked,) = whole.questions
    assert (len(asked.text), len(asked.options[0].label)) == (4000, 500)
    assert len(whole.lost) == 2


def test_piped_text_is_shown_as_dots_and_noted() -> None:
    whole = finished(question(text="Why ${q://QID1/ChoiceTextEntryValue} and {{name}}?"))
    assert whole.questions[0].text == "Why [...] and [...]?"
    assert "${q://QID1/ChoiceTextEntryValue}, {{name}}" in lost(whole)[0]


def test_an_unknown_type_is_an_open_question() -> None:
    whole = finished(question(type="holo<b>gram</b>"))
    assert whole.questions[0].type == "text"
    assert "holo<b>gram</b>" in lost(whole)[0]


def test_conditions_are_told_in_our_ids_and_codes() -> None:
    options = [{"code": "A1", "label": "Tea"}, {"code": "A2", "label": "Milk"}]
    condition = Combined("or", (Comparison("1.", "==", ("A2",)), Comparison("gone?", "==", ("A9",))))
    whole = finished(
        question(id="1.", type="single", options=options, skip=[{"to": "end", "when": ["A1"]}]),
        question(show_if=condition, loop={"over": "1."}),
        quotas=[{"question": "1.", "codes": ["A1", "A2"]}],
    )
    first, second = whole.questions
    assert second.show_if == 'q1 == 2 or gone == "A9"'
    assert (first.skip[0].to, first.skip[0].when) == ("end", (1,))
    assert second.loop is not None
    assert second.loop.over == "q1"
    assert (whole.study.quotas[0].question, whole.study.quotas[0].codes) == ("q1", (1, 2))


@pytest.mark.parametrize(
    "condition",
    [
        "a function(x) > 3",
        Comparison("q", "==", ("both \" and '",)),
        Comparison("q", "==", ("\u202e",)),
        Combined("or", tuple(Comparison(f"name{at}", "==", (at,)) for at in range(100))),
    ],
)
def test_a_condition_that_cannot_be_written_is_kept_in_words(condition: object) -> None:
    whole = finished(question(), question(id="q2", show_if=condition))
    asked = whole.questions[1]
    assert asked.show_if is None
    assert asked.routing_note
    assert any("in words only" in what for what in lost(whole))


def test_what_is_written_can_be_read_again() -> None:
    one, two, three = (Comparison(f"q{at}", "==", (at,)) for at in range(3))
    for tree in (
        Combined("and", (one, Combined("or", (two, three)))),
        Combined("not", (Combined("and", (one, two)),)),
        Combined("or", (Combined("not", (one,)), Combined("and", (two, three)))),
        Combined("not", (Combined("not", (Comparison("q", "in", (1, -2.5)),)),)),
    ):
        assert read_condition(written(tree)) == tree
    assert written(opposite(opposite(one))) == written(one)


def test_a_condition_nested_too_deep_is_kept_in_words() -> None:
    tree: object = Comparison("q", "==", (1,))
    for _ in range(60):
        tree = Combined("not", (Combined("or", (tree, Comparison("q", "==", (2,)))),))
    assert finished(question(), question(id="q2", show_if=tree)).questions[1].show_if is None


@pytest.mark.parametrize(("given", "found"), [("EN-GB", "en"), ("de-informal", "de"), ("ceb", "xx"), ("", "en")])
def test_a_language_is_two_letters_or_none_that_any_rule_knows(given: str, found: str) -> None:
    assert finished(question(), language=given).study.language == found


def test_bounds_that_are_no_numbers_are_left_out() -> None:
    whole = finished(question(type="number", min="1", max="2.5"), question(id="b", type="number", min="low", max=1e999))
    assert [(asked.min, asked.max) for asked in whole.questions] == [(1, 2.5), (None, None)]
    assert len(whole.lost) == 2


def test_anchors_stand_for_what_is_below_them() -> None:
    draft = Draft("Tool", questions=[question()], anchors={("questions", 0): "QID5\x1b"})
    whole = finish(draft, file="q.json")
    assert whole.anchor("questions", 0, "options", 3) == "QID5"
    assert whole.imported == "Tool"


def test_a_draft_without_questions_is_refused() -> None:
    with pytest.raises(InputRefused, match=r"QUEST_EMPTY q\.json: the Tool file has no questions"):
        finish(Draft("Tool"), file="q.json")


def test_tags_that_do_not_exist_are_refused_with_their_place() -> None:
    draft = Draft("Tool", study={"title": "T"}, questions=[question(role=["bassis"])])
    draft.anchors["questions", 0] = "survey!C4"
    with pytest.raises(InputRefused, match=r"column survey!C4.*did you mean 'basis'"):
        finish(draft, file="q.xlsx")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    whole = finished(question(id=text, text=text, type="single", options=[{"code": text, "label": text}]), title=text)
    for shown in (whole.study.title, whole.questions[0].text, whole.questions[0].options[0].label):
        assert "\0" not in shown
        assert "<img" not in shown
        shown.encode()


@pytest.mark.parametrize(
    "piece", ["<", "<a", '<a "', "<a \"'", "<!--", "<script>", "<style", "&", "{{", "${", "<a>'\""]
)
def test_a_text_of_many_letters_is_read_in_no_time(piece: str) -> None:
    start = time.process_time()
    plain_text(piece * (300_000 // len(piece)))
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a<br>b", "a b"),
        ("<p>a</p><p>b</p>", "a b"),
        ("un<b>believ</b>able", "unbelievable"),
        ('<img alt="a>b" src="x">c', "c"),
        ("5 < 6 > 4 <Marke>", "5 < 6 > 4 <Marke>"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<style>p {}</style>a<!-- b > c -->d", "ad"),
        ("<o:p>a</o:p>", "a"),
        ("open <b", "open <b"),
    ],
)
def test_mark_up_is_taken_away(html: str, words: str) -> None:
    assert plain_text(html) == words
