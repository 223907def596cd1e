"""Questionnaires for the real response files, as a researcher would write them down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from survey_seg.questionnaire.brief import Study
from survey_seg.questionnaire.model import Action, Option, Question, Questionnaire, Reach, Role, Row

REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
TRAITS = {
    "A": "Agreeableness",
    "C": "Conscientiousness",
    "E": "Extraversion",
    "N": "Neuroticism",
    "O": "Openness",
}


def options(labels: Sequence[str], first: int = 1) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=label) for code, label in enumerate(labels, start=first))


def single(name: str, labels: Sequence[str], *, role: tuple[Role, ...] = ("descriptor",), **more: Any) -> Question:
    return Question(id=name, text=f"Your {name}?", type="single", options=options(labels), role=role, **more)


def bfi() -> Questionnaire:
    """2,800 people, 25 six-point items of five traits, seven of them worded the other way."""
    six = (
        "Very inaccurate",
        "Moderately inaccurate",
        "Slightly inaccurate",
        "Slightly accurate",
        "Moderately accurate",
    )
    grid = Question(
        id="ipip",
        text="How well does it describe you?",
        type="grid",
        role=("basis",),
        data_type="attitude",
        options=options((*six, "Very accurate")),
        rows=tuple(
            Row(id=f"{trait}{number}", text=f"{name} {number}", construct=name, reverse=f"{trait}{number}" in REVERSED)
            for trait, name in TRAITS.items()
            for number in range(1, 6)
        ),
    )
    education = single("education", ("In high school", "High school", "Some college", "College", "Graduate degree"))
    age = Question(id="age", text="Your age?", type="number", role=("descriptor",), min=0, max=110)
    return Questionnaire(
        Study(title="Personality"), (grid, single("gender", ("Male", "Female")), education, age), "bfi"
    )


def mcdonalds() -> Questionnaire:
    """1,453 people, eleven yes/no image items; the same file also codes them 0/1, 1/2 and TRUE/FALSE elsewhere."""
    items = [
        "yummy",
        "convenient",
        "spicy",
        "fattening",
        "greasy",
        "fast",
        "cheap",
        "tasty",
        "expensive",
        "healthy",
        "disgusting",
    ]
    yes_no = (Option(code=1, label="Yes"), Option(code=0, label="No", also=(2,)))
    image = [
        Question(
            id=item,
            text=f"McDonald's is {item}.",
            type="single",
            role=("basis",),
            data_type="attitude",
            options=yes_no,
            action=(Action(verb="message", text=f"Talk about {item}."),),
        )
        for item in items
    ]
    ends = {-5: "I hate it!-5", 5: "I love it!+5"}
    points = [Option(code=code, label=str(code), also=(ends[code],) if code in ends else ()) for code in range(-5, 6)]
    like = Question(id="Like", text="Do you like it?", type="scale", role=("outcome",), options=tuple(points))
    often = ("Never", "Once a year", "Every three months", "Once a month", "Once a week", "More than once a week")
    rest = (
        like,
        Question(id="Age", text="Your age?", type="number", role=("descriptor",), min=16, max=100),
        single("VisitFrequency", often, role=("descriptor", "outcome")),
        single("Gender", ("Female", "Male"), reach=(Reach(via="ad_platform", field="gender"),)),
    )
    return Questionnaire(Study(title="Fast food image"), (*image, *rest), "mcdonalds")


def airline_oddjob() -> Questionnaire:
    """1,065 flyers, 23 expectations and 23 performances on sliders from 1 to 100; the expectations are the basis."""
    basis = _sliders("expectation", "e", role=("basis",))
    performance = _sliders("performance", "s", role=("descriptor",))
    latest = ("2 days", "week", "month", "3 months", "6 months", "12 months")
    periods = tuple(f"within the last {period}" for period in latest)
    seven = options([str(code) for code in range(1, 8)])
    outcomes = [
        Question(id=name, text=f"{name}?", type="scale", role=("outcome",), options=seven)
        for name in [
            "sat1",
            "sat2",
            "sat3",
            "loy1",
            "loy2",
            "loy3",
            "loy4",
            "loy5",
            "com1",
            "com2",
            "com3",
            "overall_sat",
            "reputation",
        ]
    ]
    rest = (
        Question(id="age", text="Your age?", type="number", role=("descriptor",), min=16, max=110),
        single("country", ("ch", "fr", "de", "at", "us")),
        single("flight_class", ("Economy", "Business", "First")),
        single("flight_latest", periods),
        single("flight_purpose", ("Leisure", "Business"), reach=(Reach(via="crm", field="purpose"),)),
        single("flight_type", ("Domestic", "International")),
        single("gender", ("male", "female")),
        single("language", ("German", "English", "French")),
        Question(id="nflights", text="Flights a year?", type="number", role=("value",), min=0),
        single("status", ("Blue", "Silver", "Gold"), reach=(Reach(via="crm", field="status"),)),
        Question(id="nps", text="Recommend?", type="scale", role=("outcome",), min=1, max=11),
    )
    return Questionnaire(Study(title="Oddjob Airways"), (basis, performance, *rest, *outcomes), "airline_oddjob")


def _sliders(name: str, letter: str, *, role: tuple[Role, ...]) -> Question:
    rows = tuple(Row(id=f"{letter}{number}", text=f"{name} {number}") for number in range(1, 24))
    return Question(id=name, text=f"Your {name}?", type="grid", role=role, rows=rows, min=1, max=100)


MOTIVES = (
    "rest and relax",
    "luxury / be spoilt",
    "do sports",
    "excitement, a challenge",
    "not exceed planned budget",
    "realise creativity",
    "fun and entertainment",
    "good company",
    "health and beauty",
    "free-and-easy-going",
    "entertainment facilities",
    "not care about prices",
    "life style of the local people",
    "intense experience of nature",
    "cosiness/familiar atmosphere",
    "maintain unspoilt surroundings",
    "everything organised",
    "unspoilt nature/natural landscape",
    "cultural offers",
    "change of surroundings",
)
STATES = ("NSW", "VIC", "QLD", "WA", "SA", "Tas", "ACT", "NT")


def vacmot() -> Questionnaire:
    """1,000 tourists, twenty yes/no motives whose columns have spaces, commas and slashes in their names."""
    yes_no = (Option(code=1, label="Yes"), Option(code=0, label="No"))
    motives = [
        Question(id=f"m{number}", text=motive, type="single", role=("basis",), options=yes_no, column=motive)
        for number, motive in enumerate(MOTIVES, start=1)
    ]
    partner = ("single", "married", "living with a partner", "separated or divorced", "widowed")
    rest = (
        single("Gender", ("Male", "Female")),
        Question(id="Age", text="Your age?", type="number", role=("descriptor",), min=18, max=110),
        single("Education", [str(code) for code in range(1, 9)]),
        single("Income2", ("<30k", "30-60k", "60-90k", "90-120k", ">120k")),
        single("State", STATES, reach=(Reach(via="ad_platform", field="region"),)),
        single("Relationship", partner, column="Relationship.Status"),
        Question(id="Obligation", text="Moral obligation", type="number", role=("outcome",), min=1, max=5),
        Question(id="NEP", text="Environmental concern", type="number", role=("descriptor",), min=1, max=5),
    )
    return Questionnaire(Study(title="Vacation motives"), (*motives, *rest), "vacmot")


STUDIES: dict[str, Callable[[], Questionnaire]] = {
    "bfi": bfi,
    "mcdonalds": mcdonalds,
    "airline_oddjob": airline_oddjob,
    "vacmot": vacmot,
}
