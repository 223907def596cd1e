"""How long the questionnaire takes, over the ways people take through it, by two published formulas side by side.

Points (Versta Research): eight points are a minute. A plain question is 1 point, each choice of a question with several
answers or a ranking 0.5, an open end 3, each line of a grid 1, each sentence of an instruction 1/3. This is the figure
that is reported.

Pace: five and a half questions a minute. Each line of a grid is a question, an open end counts as two.

Neither knows the house, its panel and its pages: `study.minutes_factor` multiplies both, and `calibrate` tells the
factor from studies that were fielded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from survey_seg.questionnaire.memory import once
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.questionnaire.routing.routes import Routes, routes

POINTS_PER_MINUTE = 8
QUESTIONS_PER_MINUTE = 5.5
LONG = 0.95
"""`long` is the time that so many people stay below."""

NOT_ASKED = {"weight", "link", "duration"}
"""Questions with only these roles come with the file (a weight, a customer number, the length) and take no time."""

Formula = Callable[[Question], float]


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes by one formula: of the shortest way, on average, of all but one in twenty, and of the longest way."""

    least: float
    expected: float
    long: float
    most: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes by both formulas; the four figures to report are those by points."""

    points: Span
    pace: Span

    @property
    def least(self) -> float:
        """The minutes of the shortest way through."""
        return self.points.least

    @property
    def expected(self) -> float:
        """The minutes of an average person."""
        return self.points.expected

    @property
    def long(self) -> float:
        """The minutes that 95 in 100 people stay below."""
        return self.points.long

    @property
    def most(self) -> float:
        """The minutes of the longest way through."""
        return self.points.most


def question_minutes(question: Question) -> float:
    """The minutes one question takes a person who is asked it once, by points.

    >>> from survey_seg.questionnaire.model import Question
    >>> question_minutes(Question(id="q1", text="What would you change?", type="text"))
    0.375
    """
    return 0.0 if _comes_with_the_file(question) else _points(question) / POINTS_PER_MINUTE


def question_minutes_by_pace(question: Question) -> float:
    """The minutes one question takes a person who is asked it once, at five and a half questions a minute.

    >>> from survey_seg.questionnaire.model import Question
    >>> round(question_minutes_by_pace(Question(id="q1", text="What would you change?", type="text")), 2)
    0.36
    """
    return 0.0 if _comes_with_the_file(question) else _questions(question) / QUESTIONS_PER_MINUTE


def _comes_with_the_file(question: Question) -> bool:
    return bool(question.role) and NOT_ASKED.issuperset(question.role)


def _points(question: Question) -> float:
    if question.type == "info":
        return _sentences(question.text)
    instruction = _sentences(question.instruction or "")
    if question.type in {"multi", "rank", "sum", "maxdiff"}:
        return instruction + 0.5 * len(question.options + question.rows)
    if question.type == "text":
        return instruction + 3.0
    return instruction + float(len(question.rows) or 1)


def _sentences(text: str) -> float:
    return len(re.findall(r"[^.!?…]+", text.strip())) / 3


def _questions(question: Question) -> float:
    if question.type == "info":
        return 0.0
    if question.type == "text":
        return 2.0
    return float(len(question.rows) or 1)


def expected_minutes(questionnaire: Questionnaire) -> float:
    """The minutes an average person needs who is not sent to the end early.

    Answers "is it too long?": each question counts for the share of people who get to it, when the answers that a
    condition asks about are as likely as any others (or as the quotas and `asked_of` say); a condition that cannot be
    followed counts half.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Option
    >>> yes_or_no = (Option(code=1, label="Yes"), Option(code=0, label="No"))
    >>> always = Question(id="q1", text="?", type="single", options=yes_or_no)
    >>> filtered = Question(id="q2", text="?", type="single", options=yes_or_no, show_if="q1 == 1")
    >>> expected_minutes(Questionnaire(study=Study(title="T"), questions=(always, filtered)))
    0.1875
    """
    return sum(minutes_each(questionnaire))


@once
def minutes_each(questionnaire: Questionnaire) -> tuple[float, ...]:
    """The minutes each question takes on average, over those who are asked it and those who are not.

    >>> from survey_seg.questionnaire.brief import Study
    >>> asked = Question(id="q1", text="?", type="single", asked_of=0.5)
    >>> minutes_each(Questionnaire(study=Study(title="T"), questions=(asked,)))
    (0.0625,)
    """
    ways, factor = routes(questionnaire), questionnaire.study.minutes_factor
    everybody = ways.stayers.bit_count()
    return tuple(
        factor * question_minutes(question) * (sum(paths.bit_count() for paths in _times(ways, index)) / everybody)
        for index, question in enumerate(questionnaire.questions)
    )


@once
def estimate(questionnaire: Questionnaire) -> Estimate:
    """The minutes over the ways people take who are not sent to the end early, by both formulas.

    Answers "how long does it take, and whom does it take longest?". The ways are drawn: always the same ones for the
    same questionnaire, each answer as often as it should.

    >>> from survey_seg.questionnaire.brief import Study
    >>> always = Question(id="q1", text="?", type="single")
    >>> sometimes = Question(id="q2", text="Why?", type="text", asked_of=0.5)
    >>> found = estimate(Questionnaire(study=Study(title="T"), questions=(always, sometimes)))
    >>> found.least, found.expected, found.most, round(found.pace.expected, 2)
    (0.125, 0.3125, 0.5, 0.36)
    """
    return Estimate(_span(questionnaire, question_minutes), _span(questionnaire, question_minutes_by_pace))


def calibrate(estimates: Sequence[float], observed: Sequence[float]) -> float:
    """The factor for `study.minutes_factor`: the median of observed minutes to estimated ones over past studies.

    Estimates are those with a factor of 1. ValueError without a pair of positive figures.

    >>> calibrate([10.0, 8.0, 5.0], [12.0, 8.0, 7.0])
    1.2
    """
    ratios = [seen / told for told, seen in zip(estimates, observed, strict=True) if told > 0 and seen > 0]
    if not ratios:
        raise ValueError("there is no study with estimated and observed minutes")
    # Imported here: the lint needs no median, and the fractions that come with it cost a hundredth of a short lint.
    from statistics import median

    return median(ratios)


def _times(ways: Routes, index: int) -> Iterator[int]:
    """The drawn paths that meet a question, as bits; for a loop again those that meet it a second time, a third..."""
    yield ways.asked(index)
    for again in ways.each[index].rounds:
        yield again & ways.asked(index)


def _span(questionnaire: Questionnaire, formula: Formula) -> Span:
    ways = routes(questionnaire)
    together: dict[int, float] = defaultdict(float)
    for index, question in enumerate(questionnaire.questions):
        minutes = formula(question)
        for paths in _times(ways, index) if minutes else ():
            together[paths] += minutes
    everywhere = together.pop(ways.stayers, 0.0)
    each = dict.fromkeys(_members(ways.stayers), everywhere)
    for paths, minutes in together.items():
        for path in _members(paths):
            each[path] += minutes
    ordered = [questionnaire.study.minutes_factor * minutes for minutes in sorted(each.values())]
    long = ordered[min(int(LONG * len(ordered)), len(ordered) - 1)]
    return Span(ordered[0], min(max(fsum(ordered) / len(ordered), ordered[0]), ordered[-1]), long, ordered[-1])


def _members(paths: int) -> Iterator[int]:
    """The numbers of the paths whose bits are set."""
    return (at for at, bit in enumerate(reversed(f"{paths:b}")) if bit == "1")
