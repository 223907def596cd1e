"""The texts that wording rules look at: forms, frames, the memo, and texts that are no texts."""

import time

import pytest

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.lint.rules import wording
from survey_seg.questionnaire.lint.words.items import form_of, items
from survey_seg.questionnaire.lint.words.periods import has_period, periods
from survey_seg.questionnaire.model import Option, Question, Questionnaire, Row

AGREE = tuple(Option(code=code, label=label) for code, label in ((1, "Disagree"), (2, "Agree")))


def asked(*questions: Question, language: str = "en") -> Questionnaire:
    return Questionnaire(study=Study(title="T", language=language), questions=questions)


@pytest.mark.parametrize(
    ("text", "language", "form"),
    [
        ("How often do you train?", "en", "question"),
        ("Thinking of last week: how often did you train? Please tick one.", "en", "question"),
        ("Which studio do you visit", "en", "question"),
        ("Please rate the studio", "en", "request"),
        ("I like the studio", "en", "statement"),
        ("Do things according to a plan", "en", "statement"),
        ("Bitte bewerten Sie das Studio", "de", "request"),
        ("Haben Sie ein Fahrrad", "de", "question"),
        ("Ich fahre Rad", "de", "statement"),
        ("Faites-vous du sport", "fr", "statement"),
        ("", "en", "statement"),
    ],
)
def test_the_form_of_a_text_is_told(text: str, language: str, form: str) -> None:
    assert form_of(text, language) == form


def test_a_row_knows_what_stands_above_it_and_how_it_is_answered() -> None:
    rows = (Row(id="a", text="I like tea"),)
    grid = Question(id="q", text="Do you agree?", type="grid", rows=rows, options=AGREE, instruction="One each.")
    instruction, stem, row = items(asked(grid))
    assert [item.form for item in (instruction, stem, row)] == ["instruction", "question", "statement"]
    assert row.path == ("questions", 0, "rows", 0, "text")
    assert row.frame == "do you agree? one each."
    assert row.labels == "disagree | agree"


def test_a_long_text_explains_before_it_asks() -> None:
    explains = "You always read what we tell you here. " * 10
    instruction, asks = items(asked(Question(id="q", text=f"{explains}Do you agree? Tick one.", type="single")))
    assert (instruction.form, asks.form) == ("instruction", "question")
    assert asks.text.strip() == "Do you agree? Tick one."
    assert asks.frame.startswith("you always read")
    assert asks.path == instruction.path


def test_a_long_text_that_never_asks_explains() -> None:
    page = Question(id="q", text="Your answers are always kept apart. " * 12, type="single", options=AGREE)
    assert [item.form for item in items(asked(page))] == ["instruction"]


def test_a_long_text_may_ask_from_the_start() -> None:
    text = "How often did you train? " + "Count whatever makes you sweat. " * 15
    assert [item.form for item in items(asked(Question(id="q", text=text, type="number")))] == ["question"]


def test_texts_are_read_once_for_a_questionnaire_and_anew_for_its_twin() -> None:
    question = Question(id="q", text="How old are you?", type="number")
    one, twin = asked(question), asked(question)
    assert items(one) is items(one)
    assert items(one) is not items(twin)


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("in the past 18 months", "en", [18]),
        ("during the last year or the previous two weeks", "en", [12, 0.5]),
        ("in den letzten zwei Jahren", "de", [24]),
        ("in the last 3 visits", "en", []),
        ("les deux derniers mois", "fr", []),
    ],
)
def test_periods_are_read_in_months(text: str, language: str, months: list[float]) -> None:
    assert [length for _, length in periods(text.casefold(), language)] == months


def test_a_language_without_words_has_no_period() -> None:
    assert not has_period("la semaine", "fr")


@pytest.mark.parametrize("rule", wording.RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_wording_rule_survives_texts_that_are_no_texts(rule: object, language: str) -> None:
    texts = ["?", "\x00\u202e", "=1+1", "{{7*7}}", "<img onerror=alert(1)>", "and and and", "((((", "İß", "A" * 4000]
    questions = [Question(id=f"q{at}", text=text, type="scale", options=AGREE) for at, text in enumerate(texts)]
    for finding in rule.check(asked(*questions, language=language)):
        assert finding.message.isprintable()
        assert len(finding.message) <= 200


@pytest.mark.parametrize("language", ["en", "de"])
def test_long_texts_that_nearly_match_take_no_time(language: str) -> None:
    texts = [
        "and " * 1000,
        "if " * 1300,
        "? " * 2000,
        "how much do you " + "x " * 1900,
        "{{" * 2000,
        "the a and " * 400,
    ]
    whole = asked(
        *(Question(id=f"q{at}", text=text, type="scale", options=AGREE) for at, text in enumerate(texts)),
        language=language,
    )
    start = time.process_time()
    assert sum(len(list(rule.check(whole))) for rule in wording.RULES) >= 0
    assert time.process_time() - start < 2


def test_every_wording_rule_has_a_measured_rate_of_false_alarms() -> None:
    assert all(rule.false_alarms is not None and rule.false_alarms <= 3 for rule in wording.RULES)
