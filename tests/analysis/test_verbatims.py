"""People's own words are quoted so that nobody is recognised by them."""

import dataclasses
import itertools

import numpy as np
import pandas as pd
import pytest

from survey_seg.analysis.verbatims import open_answers, open_questions, quotable, quotes, words_of
from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.responses.model import Responses

SAFE = (
    "I would like shorter sessions in the morning before work.",
    "The price is fine but the plan is too long for me.",
    "Please show me the plan on Sunday and not during the week.",
)
FIRST = ("Zoltan", "Aoife", "Bjarne", "Chidi", "Dagny", "Eirlys", "Fenna", "Gudrun", "Hedvig", "Ignatz")
LAST = ("Kowalczyk", "Oyelaran", "Szabo", "Thorsen", "Ueland", "Vasquez", "Wojcik", "Xanthos", "Yilmaz", "Zelenka")
PLANTED = (
    "Write to {first}.{last}{n}@example.com and I would like the plan in the morning.",
    "My name is {first} {last} and the price is too long for me.",
    "Call me on 0171 55{n} any morning before work, the plan is fine.",
    "My customer number is C{n}X and the price is fine for me.",
    "The plan on https://{last}{n}.example.org is too long for me.",
    "I would like {first} to show me the plan in the morning.",
    "please tell {low} that the price of the plan is fine for me",
    "I live at {short} {last} Street and the price is fine for me.",
    "The plan is fine, regards {first} {last} before work.",
    "The plan is too long for me in SW1A {short}AA before work.",
)


def planted(count: int = 1000) -> list[str]:
    """Answers that each hold something by which one person is recognised."""
    people = itertools.cycle(itertools.product(FIRST, LAST))
    made = []
    for number, (first, last), text in zip(range(count), people, itertools.cycle(PLANTED), strict=False):
        first, last = f"{first}{chr(97 + number // 40)}", f"{last}{chr(97 + number % 25)}"
        low = f"{first}{last}".lower()
        made.append(text.format(first=first, last=last, low=low, n=10_000 + number, short=number % 10))
    return made


def asked(**more) -> Question:
    return Question(**{"id": "why", "text": "What would have to be true for you to stay?", "type": "text"} | more)


def responses(texts: list[str], *questions: Question, ids: list[str] | None = None, weights=None) -> Responses:
    questions = questions or (asked(),)
    names = [question.id for question in questions]
    frame = pd.DataFrame(
        {name: list(texts) for name in names}, index=ids or [f"p{i}" for i in range(len(texts))], dtype=object
    )
    mass = np.ones(len(texts)) if weights is None else np.asarray(weights, dtype=float)
    questionnaire = Questionnaire(Study(title="t"), questions)
    return Responses(questionnaire, frame, frame.isna(), mass, None, False, "r.csv", "")


def test_no_planted_identifier_is_quoted_and_safe_answers_are() -> None:
    texts = planted()
    everything = texts + [text for text in SAFE for _ in range(40)]
    told = open_answers(responses(everything))
    shown = {text for text in everything if quotable(text, told.usual, told.identifiers) is not None}
    assert shown >= set(SAFE)
    assert len(texts) == 1000
    for text in texts:
        result = quotable(text, told.usual, told.identifiers) or ""
        assert not any(name.lower() in result.lower() for name in (*FIRST, *LAST))
        assert not any(letter.isdigit() or letter in "@/" for letter in result)


@pytest.mark.parametrize(
    "text",
    [
        "my name is planner and the plan is fine for me", "ask for the plan at plan dot com before work",
        "The plan, signed the planner, is fine for me", "Ich heiße Plan und the price is fine",
        "the plan is @plan for me now", "call +49 (30) 12-34 before work for the plan",
        "the plan of Mr Plan is fine for me", "the plan R2D2 is fine for me now",
    ],
)  # fmt: skip
def test_what_looks_like_an_identifier_is_not_quoted_even_in_common_words(text) -> None:
    usual = frozenset(words_of(" ".join((text, *SAFE))))
    assert quotable(text, usual) is None


def test_a_word_that_few_use_is_left_out_and_too_many_of_them_leave_nothing() -> None:
    usual = frozenset(words_of("I would like the plan in the morning before work"))
    assert quotable("I would like the purple plan before work.", usual) == "I would like the […] plan before work."
    assert quotable("I would like purple plans and green mornings.", usual) is None
    assert quotable("I would like the Purple plan before work.", usual) is None


def test_five_people_make_a_word_usual_and_one_person_who_repeats_it_does_not() -> None:
    said = ["I would like the plan with zebras before work"] * 4 + ["zebras zebras zebras"]
    assert "zebras" in open_answers(responses(said)).usual
    assert "zebras" not in open_answers(responses(said[:4])).usual
    assert "zebras" not in open_answers(responses(said, weights=[1, 1, 1, 1, 0])).usual


def test_ids_and_keys_are_never_quoted() -> None:
    link = Question(id="key", text="Panel number", type="text", role=("link",))
    study = responses(["The falcon plan is fine for me before work."] * 3, asked(), link)
    study.answers["key"] = ["falcon", "b", "c"]
    told = open_answers(study)
    usual = told.usual | frozenset(words_of("the plan is fine for me before work"))
    assert quotable("The falcon plan is fine for me before work.", usual, told.identifiers) is None


@pytest.mark.parametrize(
    "question",
    [asked(role=("link",)), asked(role=("account", "link")), asked(text="What is your e-mail address?"),
     asked(id="email"), asked(text="Wie lautet Ihr Name?"), asked(type="date"), asked(role=("screener",))],
)  # fmt: skip
def test_questions_that_ask_who_somebody_is_are_never_quoted(question) -> None:
    assert open_questions(Questionnaire(Study(title="t"), (question,))) == ()


def test_only_people_of_the_group_are_quoted_and_at_most_three_times() -> None:
    texts = [text for text in SAFE for _ in range(6)] + ["I want everything to stay as it is today."] * 6
    told = open_answers(responses(texts))
    inside = np.arange(len(texts)) < 18
    found = quotes(told, inside)
    assert {quote.text for quote in found} == set(SAFE)
    assert quotes(told, np.arange(len(texts)) < 4) == ()
    assert quotes(dataclasses.replace(told, answers=()), inside) == ()


def test_quotes_sound_like_the_group_and_not_like_everybody() -> None:
    own, others = "I would like more music in every session please.", "I would like the price to stay the same please."
    both = "I would like to stay with the plan please, as it is."
    told = open_answers(responses([own, both] * 10 + [others, both] * 10))
    first, *_ = quotes(told, np.arange(40) < 20)
    assert first.text == own
    assert quotes(told, np.arange(40) < 20) == quotes(told, np.arange(40) < 20)
