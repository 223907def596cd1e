"""Shares, blocks drawn by chance, loops, quotas, and questionnaires made to be slow."""

import time
from random import Random
from typing import Any

import pytest

from survey_seg.questionnaire.brief import Quota, Study
from survey_seg.questionnaire.model import Loop, Option, Question, Questionnaire, Row, Skip
from survey_seg.questionnaire.routing.draws import PATHS
from survey_seg.questionnaire.routing.routes import Routes, routes

YES_OR_NO = (Option(code=1, label="Yes"), Option(code=2, label="No"))


def asked(name: str, **given: Any) -> Question:
    kind = {"type": "single", "options": YES_OR_NO} if "type" not in given else {}
    return Question(**{"id": name, "text": "?", **kind, **given})


def ways(*questions: Question, **study: Any) -> Routes:
    return routes(Questionnaire(study=Study(title="T", **study), questions=questions))


def shares(*questions: Question, **study: Any) -> list[float]:
    found = ways(*questions, **study)
    return [round(found.share(index), 3) for index in range(len(questions))]


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20])
def test_every_answer_is_drawn_as_often_as_any_other(count: int) -> None:
    many = tuple(Option(code=code, label=str(code)) for code in range(count))
    found = ways(asked("q1", type="single", options=many), asked("q2", show_if="q1 == 0"))
    assert found.share(1) == pytest.approx(1 / count)


def test_a_bounded_number_is_as_likely_anywhere() -> None:
    age = asked("age", type="number", min=1, max=100)
    assert shares(age, asked("q", show_if="age <= 25"))[1] == pytest.approx(0.25, abs=0.002)
    weight = asked("age", type="number", min=0.0, max=10.0)
    assert shares(weight, asked("q", show_if="age > 9"))[1] == pytest.approx(0.1, abs=0.002)


def test_quotas_say_how_often_an_answer_occurs() -> None:
    quota = Quota(question="q1", codes=(1,), share=0.9)
    assert shares(asked("q1"), asked("q2", show_if="q1 == 2"), quotas=(quota,)) == [1.0, 0.1]


def test_shares_are_of_those_who_stay() -> None:
    screener = asked("q1", skip=(Skip(to="end", when=(2,)),))
    assert shares(screener, asked("q2"), asked("q3", show_if="q1 == 2")) == [1.0, 1.0, 0.0]


def test_those_sent_to_the_end_by_a_text_are_left_out_too() -> None:
    closing = asked("bye", type="info", show_if="q1 == 2", skip=(Skip(to="end"),))
    assert shares(asked("q1"), closing, asked("q3")) == [1.0, 0.0, 1.0]


def test_a_skip_leads_past_what_lies_between() -> None:
    first = asked("q1", skip=(Skip(to="q4", when=(1,)),))
    assert shares(first, asked("q2"), asked("q3"), asked("q4")) == [1.0, 0.5, 0.5, 1.0]


def test_the_first_skip_that_fits_counts() -> None:
    first = asked("q1", skip=(Skip(to="q3", when=(1,)), Skip(to="q4")))
    found = ways(first, asked("q2"), asked("q3"), asked("q4"))
    assert [route.verdict for route in found.each] == ["asked", "passed", "asked", "asked"]


def test_blocks_that_add_up_are_alternatives() -> None:
    blocks = [asked(f"q{number}", block=f"B{number // 2}", asked_of=0.25) for number in range(8)]
    found = ways(*blocks)
    masks = [found.asked(index) for index in range(8)]
    assert masks[::2] == masks[1::2]
    assert sum(mask.bit_count() for mask in masks[::2]) == PATHS
    assert masks[0] | masks[2] | masks[4] | masks[6] == found.stayers


def test_a_share_alone_is_drawn_for_itself() -> None:
    assert shares(asked("q1", asked_of=0.3), asked("q2"), asked("q3", asked_of=0.3)) == [0.3, 1.0, 0.3]
    assert shares(asked("q1", asked_of=1), asked("q2", asked_of=0)) == [1.0, 0.0]


def test_a_loop_is_gone_through_once_for_each_tick() -> None:
    several = (*YES_OR_NO, Option(code=9, label="None", exclusive=True))
    over = asked("brands", type="multi", options=several)
    found = ways(over, asked("q2", loop=Loop(over="brands")))
    assert found.share(1) == pytest.approx(0.5, abs=0.05)
    (twice,) = found.each[1].rounds
    assert twice.bit_count() / PATHS == pytest.approx(1 / 6, abs=0.05)


def test_a_loop_has_at_most_as_many_rounds_as_it_says() -> None:
    rows = tuple(Row(id=f"r{number}", text="Line") for number in range(6))
    grid = asked("grid", type="grid", options=YES_OR_NO, rows=rows)
    assert len(ways(grid, asked("q2", loop=Loop(over="grid"))).each[1].rounds) == 5
    assert len(ways(grid, asked("q2", loop=Loop(over="grid", most=2))).each[1].rounds) == 1
    number = asked("children", type="number", min=0, max=4)
    rounds = ways(number, asked("q2", loop=Loop(over="children"))).each[1].rounds
    assert [paths.bit_count() / PATHS for paths in rounds] == [0.75, 0.5, 0.25]
    assert ways(asked("q2", loop=Loop(over="later")), asked("later")).each[0].rounds == ()


def test_a_filter_in_words_halves_and_is_a_guess() -> None:
    found = ways(asked("q1", routing_note="only regulars"), asked("q2", routing_note="only regulars"))
    assert [found.share(0), found.share(1), found.is_guess(0)] == [0.5, 0.5, True]
    assert found.asked(0) == found.asked(1)


@pytest.mark.parametrize(
    "condition",
    [
        "zodiac == 1",
        "q1 == 'Yes'",
        "q1 == 7",
        "q1 contains 1",
        "multi == 1",
        "words < 3",
        "ranked == 1",
        "day > '2020'",
        "money > 9" + "9" * 400,
        "q1 ==",
        "twin == 1",
        "later == 1",
    ],
)
def test_nothing_is_concluded_from_what_cannot_be_told(condition: str) -> None:
    before = [
        asked("q1"),
        asked("multi", type="multi", options=YES_OR_NO),
        asked("words", type="text"),
        asked("ranked", type="rank", options=YES_OR_NO),
        asked("day", type="date"),
        asked("money", type="number"),
        asked("twin"),
        asked("twin", type="text"),
    ]
    found = ways(*before, asked("q9", show_if=condition), asked("later"))
    assert (found.each[8].verdict, found.is_guess(8)) == ("asked", True)


def test_words_are_told_apart() -> None:
    before = asked("town", type="text")
    found = ways(
        before,
        asked("q2", show_if="town == 'Ulm' and town == 'Bonn'"),
        asked("q3", show_if="town in ['Ulm', 'Bonn']"),
        asked("q4", show_if="town != 'Ulm' or town != 'Bonn'"),
    )
    assert [route.verdict for route in found.each] == ["asked", "contradiction", "asked", "always"]


def test_the_same_questionnaire_has_the_same_routes() -> None:
    first, second = (mixed(60, seed=3) for _ in range(2))
    one, other = routes(first), routes(second)
    assert one is not other
    assert (one.each, one.logic.paths) == (other.each, other.logic.paths)


def mixed(count: int, seed: int) -> Questionnaire:
    """A questionnaire in which every third question is filtered, and one in eight leads on or out."""
    draw = Random(seed)
    questions: list[Question] = []
    for number in range(count):
        options = tuple(Option(code=code, label=f"Answer {code}") for code in range(1, draw.randint(3, 8)))
        given: dict[str, Any] = {"type": "single", "options": options}
        if number > 3 and draw.random() < 1 / 3:
            near, far = draw.randrange(max(0, number - 20), number), draw.randrange(number)
            given["show_if"] = draw.choice([f"q{near} == 1", f"q{near} in [1, 2] and not (q{far} == 2)"])
        if number < count - 8 and draw.random() < 1 / 8:
            to = draw.choice(["end", f"q{number + draw.randint(2, 7)}"])
            given["skip"] = (Skip(to=to, when=(1,)),)
        questions.append(asked(f"q{number}", **given))
    return Questionnaire(study=Study(title="T"), questions=tuple(questions))


def test_five_hundred_questions_take_a_fraction_of_a_second() -> None:
    ways(asked("q1"))
    whole = mixed(500, seed=1)
    start = time.process_time()
    found = routes(whole)
    assert time.process_time() - start < 0.6
    assert len(found.each) == 500


@pytest.mark.parametrize("shape", ["chain", "jumps", "ends", "wide"])
def test_questionnaires_made_to_be_slow_are_not(shape: str) -> None:
    shapes = {
        "chain": lambda at: {"show_if": f"q{at - 1} == 1"},
        "jumps": lambda at: {"skip": (Skip(to="q1999", when=(1,)),)},
        "ends": lambda at: {"show_if": f"q{at - 1} != 1", "skip": (Skip(to="end", when=(1,)),)},
        "wide": lambda at: {"show_if": " and ".join(f"q{at - back} == 1" for back in range(1, min(at, 12) + 1))},
    }
    questions = [asked("q0"), *(asked(f"q{at}", **shapes[shape](at)) for at in range(1, 1999)), asked("q1999")]
    start = time.process_time()
    assert ways(*questions).each[-1].verdict == "asked"
    assert time.process_time() - start < 4
