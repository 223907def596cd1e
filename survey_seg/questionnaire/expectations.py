"""Hypotheses in a form that answers can contradict: what is compared with what, and whether this questionnaire can."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from survey_seg.errors import InputRefused, Problem, quoted
from survey_seg.questionnaire.brief import Hypothesis
from survey_seg.questionnaire.conditions import Comparison, Condition, comparisons, read_condition
from survey_seg.questionnaire.model import Question
from survey_seg.questionnaire.routing.names import Named, named

Known = Mapping[str, Named | None]
Form = Literal["share", "mean", "correlation", "persona", "words"]

SIDES = ("more_where", "less_where", "rises_with", "falls_with")
"""The keys that say against what `expects` is held; a hypothesis has one of them."""

SMALLEST = {"share": 0.05, "persona": 0.05, "mean": 0.2, "correlation": 0.1}
"""The smallest difference that matters where a hypothesis names none: points, standard deviations, a correlation.

Cohen (1988) calls .2 standard deviations and a correlation of .1 small.
"""

NO_ORDER = {"text", "date", "info", "maxdiff", "rank", "multi"}
"""Types of questions that have no answer of which one could say that it is higher."""

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Expectation:
    """A hypothesis as a comparison.

    "share": people who give certain answers (`expects`), in a group (`against`) beside all others; "mean": the answers
    to a question (`expects` is its name) in a group beside all others; "correlation": `expects` and `against` are two
    names; "persona": the `traits` of people who should be a segment; "words": there is nothing to compare. `more`: the
    share or mean is expected to be higher, the correlation positive. `smallest`: from where on it matters.
    """

    form: Form
    expects: Condition | str = ""
    against: Condition | str = ""
    more: bool = True
    traits: tuple[Condition, ...] = ()
    smallest: float = 0.0

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the expectation."""
        return tuple(part for part in (self.expects, self.against, *self.traits) if not isinstance(part, str))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the expectation uses, each once."""
        plain = [part for part in (self.expects, self.against) if isinstance(part, str) and part]
        asked = [one.name for condition in self.conditions for one in comparisons(condition)]
        return tuple(dict.fromkeys([*plain, *asked]))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a questionnaire cannot test an expectation: `unknown` names no question, anything else has no such answer."""

    name: str
    what: str
    unknown: bool = False


def read_expectation(hypothesis: Hypothesis) -> Expectation:
    """What a hypothesis compares.

    The question it answers: what would have to be seen, and what would contradict it? Raises InputRefused
    (QUEST_CONDITION, QUEST_HYPOTHESIS) where a condition cannot be read or the keys do not make one comparison.

    >>> found = read_expectation(Hypothesis(id="H1", text="...", expects="spend", more_where="kids == 1"))
    >>> found.form, found.names, found.smallest
    ('mean', ('spend', 'kids'), 0.2)
    """
    sides = [key for key in SIDES if getattr(hypothesis, key)]
    problem = _odd(hypothesis, sides)
    if problem:
        raise InputRefused(Problem("QUEST_HYPOTHESIS", f"hypothesis {quoted(hypothesis.id)} {problem[0]}", problem[1]))
    if hypothesis.traits:
        traits = tuple(read_condition(trait) for trait in hypothesis.traits)
        return Expectation("persona", traits=traits, smallest=_smallest(hypothesis, "persona"))
    if not hypothesis.expects:
        return Expectation("words")
    expects = _named_or_condition(hypothesis.expects)
    side = sides[0]
    more = side in {"more_where", "rises_with"}
    form: Form = "correlation" if side.endswith("_with") else "mean" if isinstance(expects, str) else "share"
    given = str(getattr(hypothesis, side))
    against = given if form == "correlation" else read_condition(given)
    return Expectation(form, expects, against, more, smallest=_smallest(hypothesis, form))


def _odd(hypothesis: Hypothesis, sides: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong with the keys of a hypothesis, and what is expected instead."""
    one = "one of " + ", ".join(SIDES)
    if hypothesis.traits and (hypothesis.expects or sides):
        return "has both traits and a comparison", "either traits or expects: make two hypotheses of it"
    if hypothesis.traits and not hypothesis.persona:
        return "has traits of nobody", "persona: the name of the people who have them"
    if hypothesis.expects and len(sides) != 1:
        return f"expects something {'in no group' if not sides else 'in several ways at once'}", one
    if sides and not hypothesis.expects:
        return f"has {sides[0]} but expects nothing", "expects: a condition, or the name of a scale"
    pair = hypothesis.rises_with or hypothesis.falls_with
    if pair and not _NAME.fullmatch(str(hypothesis.expects)):
        return f"lets a condition go up or down with {pair}", "expects: the name of a scale or number"
    return None


def _named_or_condition(text: str) -> Condition | str:
    return text if _NAME.fullmatch(text) else read_condition(text)


def _smallest(hypothesis: Hypothesis, form: Form) -> float:
    return SMALLEST[form] if hypothesis.matters_from is None else float(hypothesis.matters_from)


def obstacles(expectation: Expectation, questions: Sequence[Question]) -> Iterator[Obstacle]:
    """Why these questions cannot test an expectation: one for each name that stands in the way.

    >>> asked = (Question(id="why", text="Why?", type="text"),)
    >>> [one.what for one in obstacles(Expectation("mean", "why", read_condition("q9 == 1")), asked)]
    ["'why' has no answers of which one is higher than another", "no question is called 'q9'"]
    """
    known = named(questions)
    for part in (expectation.expects, expectation.against):
        if isinstance(part, str) and part:
            yield from _of_name(part, known, questions)
    for condition in expectation.conditions:
        for comparison in comparisons(condition):
            yield from _of_comparison(comparison, known, questions)


def _of_name(name: str, known: Known, questions: Sequence[Question]) -> Iterator[Obstacle]:
    where = known.get(name)
    if where is None:
        yield _lost(name, known)
        return
    question = questions[where.question]
    if where.tick is None and (question.type in NO_ORDER or _only_words(question)):
        yield Obstacle(name, f"{quoted(name)} has no answers of which one is higher than another")
    elif where.row is None and where.tick is None and question.rows:
        yield Obstacle(name, f"{quoted(name)} is a grid: name one of its lines")


def _of_comparison(comparison: Comparison, known: Known, questions: Sequence[Question]) -> Iterator[Obstacle]:
    name, where = comparison.name, known.get(comparison.name)
    if where is None:
        yield _lost(name, known)
        return
    question = questions[where.question]
    several = question.type == "multi" and where.tick is None
    if question.type in {"text", "date", "info"}:
        yield Obstacle(name, f"{quoted(name)} has no answers to compare with: it is of the type {question.type}")
    elif (comparison.operator == "contains") != several:
        way = f"{name} {'contains' if several else '=='} {comparison.values[0]}"
        yield Obstacle(name, f"{quoted(name)} is compared the wrong way: write {quoted(way)}")
    elif question.rows and where.row is None:
        yield Obstacle(name, f"{quoted(name)} is a grid: name one of its lines")
    elif any(isinstance(value, str) for value in comparison.values):
        yield Obstacle(name, f"{quoted(name)} is compared with words: write the codes of its answers")


def _only_words(question: Question) -> bool:
    """Whether the answers of a question are kinds, not steps: more than two single choices."""
    return question.type == "single" and len([option for option in question.options if not option.missing]) > 2


def _lost(name: str, known: Known) -> Obstacle:
    if name in known:
        return Obstacle(name, f"{quoted(name)} stands for two questions at once", unknown=True)
    return Obstacle(name, f"no question is called {quoted(name)}", unknown=True)
