"""The way people take through a questionnaire: who gets to each question, who is asked it, and who never is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from survey_seg.questionnaire.brief import Quota
from survey_seg.questionnaire.conditions import Combined, Condition
from survey_seg.questionnaire.memory import once
from survey_seg.questionnaire.model import Loop, Question, Questionnaire
from survey_seg.questionnaire.routing.chances import chances
from survey_seg.questionnaire.routing.draws import PATHS
from survey_seg.questionnaire.routing.logic import FALSE, TRUE, Logic
from survey_seg.questionnaire.routing.solve import Search
from survey_seg.questionnaire.routing.statements import Statements

END = "end"

MOST_REPEATS = 50
"""So many rounds of a loop are followed."""

Verdict = Literal["asked", "contradiction", "always", "passed", "blocked"]
"""Asked of somebody; a condition that no answers meet, or all; nobody gets as far; or the way there rules it out."""


class Route(NamedTuple):
    """How people get to one question.

    `asked` is the statement that somebody is asked; `never` holds the parts of the condition that no answers meet,
    `idle` the places of skips that nobody can take, and `rounds` as bits the drawn paths that go through a loop a
    second time, a third time...
    """

    asked: int
    verdict: Verdict = "asked"
    never: tuple[Condition, ...] = ()
    idle: tuple[int, ...] = ()
    rounds: tuple[int, ...] = ()


class Routes(NamedTuple):
    """The routes to all questions, and the people who stay: those whom no skip sends to the end.

    Shares are among those who stay. A screener's other answers are no interviews, and would make everything after it
    look short and rare. `in_sample` holds the places of the questions that somebody who stays can be asked for certain.
    """

    logic: Logic
    each: tuple[Route, ...]
    staying: int
    in_sample: frozenset[int]

    @property
    def stayers(self) -> int:
        """The drawn paths that count, as bits: of those who stay, or all where nobody does."""
        return self.logic.paths[self.staying] or self.logic.everybody

    def asked(self, index: int) -> int:
        """The drawn paths on which a question is asked, as bits, among those that count."""
        return self.logic.paths[self.each[index].asked] & self.stayers

    def share(self, index: int) -> float:
        """The part of those who stay that is asked a question, from 0 to 1."""
        return self.asked(index).bit_count() / self.stayers.bit_count()

    def is_guess(self, index: int) -> bool:
        """Whether the share rests on something nobody knows: words, open numbers, filters that cannot be followed."""
        return self.logic.guessed[self.each[index].asked]


@once
def routes(questionnaire: Questionnaire) -> Routes:
    """The routes through a questionnaire; worked out once for the same questionnaire.

    >>> from survey_seg.questionnaire.brief import Study
    >>> from survey_seg.questionnaire.model import Option
    >>> pets = tuple(Option(code=code, label=label) for code, label in enumerate(("none", "cat", "dog")))
    >>> first = Question(id="pet", text="Your pet?", type="single", options=pets)
    >>> second = Question(id="name", text="Its name?", type="text", show_if="pet != 0")
    >>> third = Question(id="why", text="Why two?", type="text", show_if="pet == 1 and pet == 2")
    >>> ways = routes(Questionnaire(study=Study(title="T"), questions=(first, second, third)))
    >>> [round(ways.share(index), 2) for index in range(3)], ways.each[2].verdict
    ([1.0, 0.67, 0.0], 'contradiction')
    """
    return _Walk(questionnaire.questions, questionnaire.study.quotas).whole()


class _Walk:
    """One pass over the questions in the order of the file.

    `here` is the statement that people have not been sent to the end yet, and `asked` that each question so far was
    asked of those who are still here; `over` tells by the place they lead to who is on the way there.
    """

    def __init__(self, questions: Sequence[Question], quotas: Sequence[Quota]) -> None:
        self.questions = questions
        self.statements = Statements(questions, quotas)
        self.logic = self.statements.logic
        self.search = Search(self.logic)
        self.places = {question.id: index for index, question in reversed(list(enumerate(questions)))}
        self.chances = chances(questions)
        self.here = TRUE
        self.over: dict[int, int] = {}
        self.asked: list[int] = []

    def whole(self) -> Routes:
        each = tuple(self.route(index, question) for index, question in enumerate(self.questions))
        both = (self.logic.all_of([route.asked, self.here]) for route in each)
        in_sample = frozenset(index for index, asked in enumerate(both) if self.search.possible(asked))
        return Routes(self.logic, each, self.here, in_sample)

    def route(self, index: int, question: Question) -> Route:
        self.over.pop(index, None)
        passed = [self.logic.negated(taken) for taken in self.over.values()]
        condition = self.statements.conditions[index]
        holds = self.statements.holds(condition, index, self.asked) if condition else TRUE
        repeats = self.repeats(index, question.loop)
        local = self.logic.all_of([*passed, holds, self.by_chance(index, question), *repeats[:1]])
        asked = self.logic.all_of([self.here, local])
        verdict, never = self.verdict(index, self.logic.all_of([self.here, *passed]), holds, asked)
        known = verdict in {"asked", "always"}
        # One cause, one finding: what hangs on a question that nobody is asked is not judged again.
        self.asked.append(local if known else self.statements.coin(f"asked {index}"))
        idle = self.skips(index, question)
        rounds = tuple(self.logic.paths[again] for again in repeats[1:])
        return Route(asked, verdict, never, idle, rounds)

    def by_chance(self, index: int, question: Question) -> int:
        parts = [self.statements.coin(f"note {question.routing_note}")] if question.routing_note else []
        if question.asked_of == 0:
            parts.append(FALSE)
        elif index in self.chances:
            parts.append(self.statements.coin(f"chance {index}", self.chances[index]))
        return self.logic.all_of(parts)

    def verdict(self, index: int, reached: int, holds: int, asked: int) -> tuple[Verdict, tuple[Condition, ...]]:
        condition = self.statements.conditions[index]
        never = tuple(self.never(condition, index, reached)) if condition else ()
        if never and never[0] is condition:
            return "contradiction", never
        if self.search.possible(asked) is False:
            return ("passed" if self.search.possible(reached) is False else "blocked"), never
        if condition and self.always(condition, index, reached, holds):
            return "always", never
        return "asked", never

    def never(self, condition: Condition, index: int, reached: int) -> list[Condition]:
        """The smallest parts that no answers meet; the condition itself where it cannot hold as a whole.

        "not (q1 >= 1)" may hold for no answer to q1 and yet for people who get here without being asked q1.
        """
        if self.search.possible(self.statements.holds(condition, index)) is False:
            here = self.logic.all_of([reached, self.statements.holds(condition, index, self.asked)])
            if self.search.possible(here) is False:
                return [condition]
        if isinstance(condition, Combined) and condition.how != "not":
            return [part for inner in condition.parts for part in self.never(inner, index, reached)]
        return []

    def always(self, condition: Condition, index: int, reached: int, holds: int) -> bool:
        """Whether a condition says nothing by itself, and leaves out nobody who has not met its questions either."""
        by_itself = self.logic.negated(self.statements.holds(condition, index))
        left_out = self.logic.all_of([reached, self.logic.negated(holds)])
        return self.search.possible(left_out) is False and self.search.possible(by_itself) is False

    def repeats(self, index: int, loop: Loop | None) -> list[int]:
        """The statements that a loop is gone through at all, a second time, a third..."""
        over = self.places.get(loop.over, index) if loop else index
        if loop is None or over >= index:
            return []
        asked, question = self.asked[over], self.questions[over]
        most = min(loop.most or MOST_REPEATS, MOST_REPEATS)
        if question.type == "multi":
            return [self.logic.all_of([asked, times]) for times in self.at_least(self.statements.ticks(over), most)]
        if question.type in {"number", "sum"}:
            rounds = min(most, int(question.max or 1) or 1)
            return [asked, *(self.logic.all_of([asked, self.more(over, again, rounds)]) for again in range(1, rounds))]
        return [asked] * min(most, len(question.rows) or 1)

    def at_least(self, ticks: list[int], most: int) -> list[int]:
        """The statements that one, two, three... of some answers are ticked."""
        counts: list[int] = []
        for tick in ticks:
            counts.append(FALSE)
            for times in reversed(range(len(counts))):
                before = counts[times - 1] if times else TRUE
                counts[times] = self.logic.any_of([counts[times], self.logic.all_of([before, tick])])
            del counts[most:]
        return counts

    def more(self, over: int, again: int, rounds: int) -> int:
        """A coin for one more round, where the number of rounds is anything up to the most."""
        paths = (1 << PATHS * (rounds - again) // rounds) - 1
        return self.statements.coin(f"rounds {over} {again} {rounds}", paths)

    def skips(self, index: int, question: Question) -> tuple[int, ...]:
        """Follow where people go on after an answer; the places of skips that nobody can take."""
        idle: list[int] = []
        before: list[int] = []
        for at, skip in enumerate(question.skip):
            match = self.statements.matches(index, skip.when)
            taken = self.logic.all_of([match, *(self.logic.negated(other) for other in before)])
            before.append(match)
            if self.search.possible(taken) is False:
                idle.append(at)
            self.go(index, skip.to, self.logic.all_of([self.asked[index], taken]))
        return tuple(idle)

    def go(self, index: int, to: str, taken: int) -> None:
        if to == END:
            self.here = self.logic.all_of([self.here, self.logic.negated(taken)])
        elif self.places.get(to, index) > index:
            target = self.places[to]
            self.over[target] = self.logic.any_of([self.over.get(target, FALSE), taken])
