"""What the routes say against walking every possible person through small questionnaires."""

import operator
from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, read_condition, read_when, written
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Skip
from survey_seg.questionnaire.routing.routes import Routes, routes

SIGNS = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
BLANK = None
Person = Mapping[str, Any]


def options(count: int, *, exclusive: bool = False) -> tuple[Option, ...]:
    last = Option(code=count, label="Last", exclusive=exclusive)
    return (*(Option(code=code, label=f"Answer {code}") for code in range(1, count)), last)


@st.composite
def comparison(draw: st.DrawFn, asked: Question) -> str:
    if asked.type == "multi":
        code = draw(st.integers(1, len(asked.options)))
        return draw(st.sampled_from([f"{asked.id} contains {code}", f"{asked.id}_{code} == {draw(st.integers(0, 1))}"]))
    value = st.integers(0, 2) if asked.type == "number" else st.integers(1, len(asked.options))
    if draw(st.booleans()):
        listed = draw(st.lists(value, min_size=1, max_size=3))
        return f"{asked.id} {draw(st.sampled_from(['in', 'not in']))} {listed}"
    return f"{asked.id} {draw(st.sampled_from(sorted(SIGNS)))} {draw(value)}"


@st.composite
def condition(draw: st.DrawFn, before: list[Question], depth: int = 2) -> str:
    kind = draw(st.sampled_from(["one", "one", "and", "or", "not"])) if depth else "one"
    if kind == "one":
        return draw(comparison(draw(st.sampled_from(before))))
    if kind == "not":
        return f"not ({draw(condition(before, depth - 1))})"
    return f"({draw(condition(before, depth - 1))} {kind} {draw(condition(before, depth - 1))})"


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    count = draw(st.integers(2, 4))
    asked: list[Question] = []
    for number in range(count):
        kind = draw(st.sampled_from(["single", "single", "single", "multi", "number"]))
        given: dict[str, Any] = {"id": f"q{number}", "text": "?", "type": kind}
        if kind == "number":
            given |= {"min": 0, "max": 2}
        else:
            given["options"] = options(draw(st.integers(2, 3)), exclusive=kind == "multi" and draw(st.booleans()))
        given["required"] = draw(st.sampled_from([None, None, None, False]))
        if asked and draw(st.integers(0, 2)):
            given["show_if"] = draw(condition(asked))
        if kind != "multi" and not draw(st.integers(0, 2)):
            targets = [f"q{later}" for later in range(number + 1, count)] + ["end"]
            when = st.none() | st.lists(st.sampled_from([1, 2, "> 1", "<= 1"]), min_size=1, max_size=2)
            skips = draw(st.lists(st.tuples(st.sampled_from(targets), when), min_size=1, max_size=2))
            given["skip"] = tuple(Skip(to=to, when=None if at is None else tuple(at)) for to, at in skips)
        asked.append(Question(**given))
    return Questionnaire(study=Study(title="T"), questions=tuple(asked))


def answers(question: Question) -> list[Any]:
    """Everything one person can answer; a blank only where leaving one is allowed in so many words."""
    blank = [BLANK] if question.required is False else []
    if question.type == "number":
        return [half / 2 for half in range(5)] + blank
    codes = [option.code for option in question.options]
    if question.type == "single":
        return codes + blank
    alone = {option.code for option in question.options if option.exclusive}
    sets = chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1))
    return [set(ticks) for ticks in sets if len(ticks) < 2 or not alone & set(ticks)] + blank


def holds(condition: Condition, person: Person) -> bool:
    if isinstance(condition, Combined):
        parts = [holds(part, person) for part in condition.parts]
        return {"and": all, "or": any, "not": lambda found: not found[0]}[condition.how](parts)
    return compares(condition, person)


def compares(part: Comparison, person: Person) -> bool:
    name, _, tick = part.name.partition("_")
    answer = person.get(name, BLANK)
    if answer is BLANK:
        return False
    if part.operator == "contains":
        return part.values[0] in answer
    if tick:
        answer = int(int(tick) in answer)
    if part.operator in {"in", "not in"}:
        return (answer in part.values) == (part.operator == "in")
    return bool(SIGNS[part.operator](answer, part.values[0]))


def walked(whole: Questionnaire, person: Person) -> tuple[Person, set[str]]:
    """The answers a person gives on the way, and the questions whose condition is looked at."""
    said: dict[str, Any] = {}
    met: set[str] = set()
    wait = ""
    for question in whole.questions:
        if wait not in {"", question.id}:
            continue
        wait = ""
        met.add(question.id)
        if question.show_if and not holds(read_condition(question.show_if), said):
            continue
        said[question.id] = answer = person[question.id]
        for skip in question.skip:
            entries = [read_when(entry) for entry in skip.when or ()]
            told = answer is not BLANK and any(SIGNS[sign](answer, value) for sign, value in entries)
            if skip.when is None or told:
                wait = skip.to
                break
    return said, met


def everybody(whole: Questionnaire) -> Iterator[Person]:
    ids = [question.id for question in whole.questions]
    for each in product(*(answers(question) for question in whole.questions)):
        yield dict(zip(ids, each, strict=True))


def judged(whole: Questionnaire, ways: Routes) -> int:
    """How many questions come before the first that nobody is asked, that one included."""
    bad = [at for at, route in enumerate(ways.each) if route.verdict not in {"asked", "always"}]
    return (bad or [len(whole.questions) - 1])[0] + 1


@settings(max_examples=60, deadline=None)
@given(questionnaires())
def test_a_question_is_unreachable_exactly_when_no_possible_person_is_asked_it(whole: Questionnaire) -> None:
    ways = routes(whole)
    asked = set().union(*(walked(whole, person)[0] for person in everybody(whole)))
    for at, (question, route) in enumerate(zip(whole.questions, ways.each, strict=True)):
        said = route.verdict in {"asked", "always"}
        assert said or question.id not in asked
        assert at >= judged(whole, ways) or said == (question.id in asked)


@settings(max_examples=60, deadline=None)
@given(questionnaires())
def test_a_condition_contradicts_itself_exactly_when_no_answers_meet_it(whole: Questionnaire) -> None:
    """No answers of people who were asked everything, nor the gaps of people who were not."""
    people = list(everybody(whole))
    asked = set().union(*(walked(whole, person)[0] for person in people))
    for question, route in zip(whole.questions, routes(whole).each, strict=True):
        condition = read_condition(question.show_if) if question.show_if else None
        met = condition is None or any(holds(condition, person) for person in people) or question.id in asked
        assert (route.verdict == "contradiction") == (not met)
        for part in route.never:
            assert not any(holds(part, person) for person in people)


def test_people_who_were_not_asked_meet_what_no_answer_meets() -> None:
    first = Question(id="q0", text="?", type="single", options=options(2))
    second = Question(id="q1", text="?", type="single", options=options(2), show_if="q0 != 1")
    third = Question(id="q2", text="?", type="single", options=options(2), show_if="not (q1 >= 1)")
    ways = routes(Questionnaire(study=Study(title="T"), questions=(first, second, third)))
    assert [route.verdict for route in ways.each] == ["asked", "asked", "asked"]
    assert ways.share(2) == ways.share(0) - ways.share(1)


@settings(max_examples=60, deadline=None)
@given(questionnaires())
def test_a_condition_says_nothing_exactly_when_it_holds_for_all_answers_and_for_all_who_get_there(
    whole: Questionnaire,
) -> None:
    ways, people = routes(whole), list(everybody(whole))
    walks = [walked(whole, person) for person in people]
    for question, route in list(zip(whole.questions, ways.each, strict=True))[: judged(whole, ways)]:
        if not question.show_if or route.verdict not in {"asked", "always"}:
            continue
        condition = read_condition(question.show_if)
        by_itself = all(holds(condition, person) for person in people)
        for_all = all(question.id in said for said, met in walks if question.id in met)
        assert (route.verdict == "always") == (by_itself and for_all)


@settings(max_examples=60, deadline=None)
@given(questionnaires())
def test_a_skip_is_idle_exactly_when_no_answer_takes_it(whole: Questionnaire) -> None:
    for question, route in zip(whole.questions, routes(whole).each, strict=True):
        taken = set()
        for answer in answers(question) if question.skip else ():
            alone = Questionnaire(study=whole.study, questions=(question,))
            for at, skip in enumerate(alone.questions[0].skip):
                entries = [read_when(entry) for entry in skip.when or ()]
                told = answer is not BLANK and any(SIGNS[sign](answer, value) for sign, value in entries)
                if skip.when is None or told:
                    taken.add(at)
                    break
        assert set(route.idle) == set(range(len(question.skip))) - taken


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_condition_is_written_as_it_is_read(data: st.DataObject) -> None:
    asked = [Question(id=f"q{number}", text="?", type="single", options=options(2)) for number in range(3)]
    read = read_condition(data.draw(condition(asked, depth=4)))
    again = read_condition(written(read))
    for codes in product([1, 2], repeat=3):
        person = {f"q{number}": code for number, code in enumerate(codes)}
        assert holds(read, person) == holds(again, person)
