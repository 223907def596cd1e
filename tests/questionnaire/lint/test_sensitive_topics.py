"""Which questions touch a sensitive topic, in English and in German, and which only sound like it."""

import pytest

from survey_seg.questionnaire.lint.words.sensitive import NAMED, SPECIAL, sensitive_topic
from survey_seg.questionnaire.model import Option, Question, Row

SENSITIVE = [
    ("en", "income", "What is your annual household income before tax?"),
    ("en", "income", "How much do you earn in a month?"),
    ("en", "health", "How is your health in general?"),
    ("en", "health", "Do you have a disability?"),
    ("en", "religion", "How often do you go to church?"),
    ("en", "ethnicity", "What is your race?"),
    ("en", "politics", "Which party would you vote for if there was an election on Sunday?"),
    ("en", "politics", "When you think of politics, where would you place yourself?"),
    ("en", "orientation", "What is your sexual orientation?"),
    ("en", "union", "Are you a member of a trade union?"),
    ("en", "hardship", "Did you have trouble paying bills last year?"),
    ("de", "income", "Wie hoch ist Ihr monatliches Haushaltsnettoeinkommen?"),
    ("de", "health", "Nehmen Sie regelmäßig Medikamente?"),
    ("de", "religion", "Welcher Konfession gehören Sie an?"),
    ("de", "ethnicity", "Haben Sie einen Migrationshintergrund?"),
    ("de", "politics", "Welche Partei würden Sie wählen?"),
    ("de", "orientation", "Was ist Ihre sexuelle Orientierung?"),
    ("de", "union", "Sind Sie Mitglied einer Gewerkschaft?"),
    ("de", "hardship", "Haben Sie Schulden?"),
]
HARMLESS = [
    ("en", "How many points did you earn with the card?"),
    ("en", "Do you earn points when you shop?"),
    ("en", "Which health insurance do you have?"),
    ("en", "How important is healthy food to you?"),
    ("en", "What was your race time?"),
    ("en", "Which design would you vote for?"),
    ("en", "How do you deal with office politics?"),
    ("en", "Do you live in the European Union?"),
    ("en", "Are you a member of a credit union?"),
    ("en", "Have you disabled notifications?"),
    ("de", "Wie könnte man leichter hereinkommen?"),
    ("de", "Wie wichtig ist Ihnen der Zuckergehalt?"),
    ("de", "Was behindert Sie beim Training?"),
    ("de", "Hatten Sie Beschwerden über den Service?"),
    ("fr", "Quelle est votre religion ?"),
]


@pytest.mark.parametrize(("language", "topic", "text"), SENSITIVE)
def test_a_question_on_a_sensitive_topic_is_known(language: str, topic: str, text: str) -> None:
    assert sensitive_topic(Question(id="q", text=text, type="single"), language) == topic


@pytest.mark.parametrize(("language", "text"), HARMLESS)
def test_words_in_another_sense_are_no_sensitive_topic(language: str, text: str) -> None:
    assert sensitive_topic(Question(id="q", text=text, type="single"), language) is None


def test_lines_and_answers_tell_the_topic_too() -> None:
    rows = (Row(id="r1", text="I like to cook"), Row(id="r2", text="I was diagnosed with asthma"))
    assert sensitive_topic(Question(id="q", text="Which is true?", type="grid", rows=rows), "en") == "health"
    answers = (Option(code=1, label="Catholic"), Option(code=2, label="None"))
    assert sensitive_topic(Question(id="q", text="What are you?", type="single", options=answers), "en") == "religion"


def test_consent_keys_and_texts_that_ask_nothing_have_no_topic() -> None:
    text = "We will ask about your religion"
    assert sensitive_topic(Question(id="q", text=text, type="info"), "en") is None
    assert sensitive_topic(Question(id="q", text=text, type="single", role=("consent",)), "en") is None


def test_every_topic_has_a_name_and_the_law_protects_some() -> None:
    assert set(NAMED) > SPECIAL
    assert {topic for _, topic, _ in SENSITIVE} == set(NAMED)


def test_an_answer_alone_does_not_make_a_question_one_on_health_or_money() -> None:
    answers = (Option(code=1, label="Food allergy"), Option(code=2, label="I dislike the taste"))
    assert sensitive_topic(Question(id="q", text="Why not?", type="single", options=answers), "en") is None
