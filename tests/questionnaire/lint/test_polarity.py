"""Rating scales by their words: ends, direction, middle and balance in English and German."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_seg.questionnaire.lint.words.polarity import (
    Scale,
    is_agree_scale,
    scale_of,
    tone,
    uneven_sides,
)
from survey_seg.questionnaire.model import Option, Question


def asked(labels: str) -> Question:
    options = tuple(Option(code=code, label=label.strip()) for code, label in enumerate(labels.split("|"), start=1))
    return Question(id="q", text="?", type="scale", options=options)


def scale(labels: str, language: str) -> Scale:
    found = scale_of(asked(labels), language)
    assert found is not None
    return found


BIPOLAR = [
    ("Strongly disagree | Disagree | Neither agree nor disagree | Agree | Strongly agree", "en", "agree", 2),
    ("Completely dissatisfied | Dissatisfied | Satisfied | Completely satisfied", "en", "satisfied", 2),
    ("1 = Very unlikely | 2 = Unlikely | 3 = Neutral | 4 = Likely | 5 = Very likely", "en", "likely", 2),
    ("Much worse | Worse | About the same | Better | Much better", "en", "change", 2),
    ("Definitely not | Probably not | Perhaps | Probably | Definitely", "en", "intention", 2),
    ("Very poor | Poor | Fair | Good | Very good", "en", "quality", 2),
    ("Very difficult (1) | Difficult | Easy | Very easy (4)", "en", "ease", 2),
    ("stimme gar nicht zu | stimme eher nicht zu | teils/teils | stimme eher zu | stimme voll zu", "de", "agree", 2),
    ("lehne stark ab | lehne ab | weder noch | stimme zu | stimme stark zu", "de", "agree", 2),
    ("trifft nicht zu | trifft eher nicht zu | trifft eher zu | trifft zu", "de", "applies", 2),
    ("sehr unzufrieden | unzufrieden | weder noch | zufrieden | sehr zufrieden", "de", "satisfied", 2),
    ("deutlich sinken | leicht sinken | gleich bleiben | leicht steigen | deutlich steigen", "de", "change", 2),
    ("auf keinen Fall | eher nicht | vielleicht | eher ja | auf jeden Fall", "de", "intention", 2),
]
UNIPOLAR = [
    ("Not at all important | Slightly important | Very important", "en", "important"),
    ("Poor | Fair | Good | Very good | Excellent", "en", "quality"),
    ("Never | Rarely | Sometimes | Often | Always", "en", "frequency"),
    ("None | A few | About half | Most | All", "en", "amount"),
    ("Not at all | A little | Moderately | Very | Extremely", "en", "degree"),
    ("Not at all difficult | Slightly difficult | Extremely difficult", "en", "ease"),
    ("überhaupt nicht wichtig | weniger wichtig | teils/teils | wichtig | sehr wichtig", "de", "important"),
    ("trifft gar nicht zu | trifft wenig zu | trifft teilweise zu | trifft völlig zu", "de", "applies"),
    ("nie | selten | manchmal | oft | immer", "de", "frequency"),
    ("gar nicht | wenig | mittel | stark | sehr stark", "de", "degree"),
]


@pytest.mark.parametrize(("labels", "language", "family", "each"), BIPOLAR)
def test_a_scale_between_opposites_is_balanced_and_begins_below(
    labels: str, language: str, family: str, each: int
) -> None:
    found = scale(labels, language)
    assert (found.family, found.bipolar, found.direction) == (family, True, 1)
    assert (found.negatives, found.positives, found.balanced) == (each, each, True)
    assert found.midpoint == (found.points % 2 == 1)


@pytest.mark.parametrize(("labels", "language", "family"), UNIPOLAR)
def test_a_scale_from_none_to_much_has_no_balance(labels: str, language: str, family: str) -> None:
    found = scale(labels, language)
    assert (found.family, found.bipolar, found.direction, found.balanced) == (family, False, 1, True)


@pytest.mark.parametrize(("labels", "language"), [one[:2] for one in (*BIPOLAR, *UNIPOLAR)])
def test_the_same_labels_from_the_other_end_run_the_other_way(labels: str, language: str) -> None:
    turned = "|".join(reversed(labels.split("|")))
    assert scale(turned, language).direction == -1
    assert scale(turned, language).bipolar == scale(labels, language).bipolar


@pytest.mark.parametrize(
    ("labels", "language"),
    [
        ("Dissatisfied | Somewhat satisfied | Satisfied | Very satisfied", "en"),
        ("Disagree | Neither | Agree | Strongly agree", "en"),
        ("unzufrieden | teils/teils | zufrieden | sehr zufrieden", "de"),
    ],
)
def test_a_longer_side_is_not_balanced(labels: str, language: str) -> None:
    assert not scale(labels, language).balanced


@pytest.mark.parametrize(
    "labels",
    [
        "Yes | No",
        "Yes, definitely | Yes, probably | No",
        "Red | Green | Blue",
        "Agree | Satisfied | Often",
        "Disagree | Meh | Whatever | Agree",
        "Nike | Good brands | Adidas",
        "18-24 | 25-34 | 35+",
        "Less than before | More than before",
        "",
    ],
)
def test_other_lists_are_no_scale(labels: str) -> None:
    assert scale_of(asked(labels), "en") is None


def test_an_unknown_word_in_the_very_middle_is_the_middle() -> None:
    assert scale("Disagree strongly | Disagree | Meh | Agree | Agree strongly", "en").midpoint


def test_ends_with_words_are_enough_for_a_direction() -> None:
    found = scale("Very bad | 2 | 3 | 4 | Very good", "en")
    assert (found.complete, found.direction, found.balanced) == (False, 1, True)


def test_a_zero_beside_an_opposite_is_seen() -> None:
    assert scale("Not at all satisfied | Dissatisfied | Satisfied | Very satisfied", "en").mixed
    assert not scale("stimme gar nicht zu | stimme eher nicht zu | stimme zu | stimme voll zu", "de").mixed


def test_formats_are_told_apart() -> None:
    agree, often = asked("Disagree | Neither | Agree"), asked("Never | Sometimes | Often")
    assert is_agree_scale(agree, "en")
    assert not is_agree_scale(often, "en")
    assert not is_agree_scale(agree, "fr")


def test_sides_of_just_right_are_counted() -> None:
    assert uneven_sides(asked("Too soft | Just right | Too hard")) is None
    assert uneven_sides(asked("Too soft | Just right | A little too hard | Too hard")) == (1, 2)


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr"]))
def test_no_text_breaks_the_reader(text: str, language: str) -> None:
    found = tone(text, language)
    assert found is None or found.side in (-1, 0, 1)


@pytest.mark.parametrize("text", ["x" * 1_000_000, "not " * 200_000, "\x00", "<img onerror=1>", "=1+1", "{{7*7}}"])
def test_hostile_text_is_no_point_of_a_scale(text: str) -> None:
    assert tone(text, "en") is None
