"""Whether a statement can hold at all: values are ruled out as far as it goes, then tried one after another.

Nothing is drawn here, so the answer is exact; where it would take too long there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_seg.questionnaire.routing.logic import Logic

Duty = tuple[int, bool]
"""A statement, and whether it must hold or must not."""

Truths = dict[int, bool | None]


ALWAYS = 100
"""A question that takes so few steps is answered even when the others have used theirs up."""


class _TooLongError(Exception):
    """The steps are used up."""


@dataclass(slots=True)
class _Purse:
    """The steps of one question."""

    steps: int
    spent: int = 0

    def spend(self, steps: int) -> None:
        self.spent += steps
        if self.spent > self.steps:
            raise _TooLongError


@dataclass(slots=True)
class _State:
    """What is still open: the cells left to each variable, and the statements nothing has settled yet."""

    cells: dict[int, int]
    duties: list[Duty]


class Search:
    """The questions put to the statements of one questionnaire; all of them share the steps that are allowed.

    >>> from survey_seg.questionnaire.routing.logic import Drawn
    >>> logic = Logic(paths=2)
    >>> answer = logic.variable(Drawn((1, 2, 0)))
    >>> first, third = logic.is_in(answer, 0b001), logic.is_in(answer, 0b100)
    >>> search = Search(logic)
    >>> search.possible(third), search.possible(logic.all_of([first, third]))
    (True, False)
    """

    def __init__(self, logic: Logic, steps: int = 80_000, steps_each: int = 20_000) -> None:
        self.logic = logic
        self.left = steps
        self.each = steps_each

    def possible(self, statement: int) -> bool | None:
        """Whether a statement can hold; None where that takes more steps than are left."""
        if self.logic.paths[statement]:
            return True
        purse = _Purse(max(min(self.left, self.each), ALWAYS))
        try:
            answers = [self._together(group, purse) for group in self._groups(statement, purse)]
        except _TooLongError:
            return None
        finally:
            self.left -= purse.spent
        return False not in answers

    def _groups(self, statement: int, purse: _Purse) -> list[list[int]]:
        """The statements that must all hold, in groups that share variables, without those a drawn path meets."""
        first: dict[int, int] = {}
        leader: dict[int, int] = {}
        duties = self._flat(statement, purse)
        for duty in duties:
            leader[duty] = duty
            for variable in _members(self.logic.variables_of[duty], purse):
                other = _top(leader, first.setdefault(variable, duty))
                leader[other] = _top(leader, duty)
        groups: dict[int, list[int]] = {}
        met: dict[int, int] = {}
        for duty in duties:
            top = _top(leader, duty)
            groups.setdefault(top, []).append(duty)
            met[top] = met.get(top, self.logic.everybody) & self.logic.paths[duty]
        return [members for top, members in groups.items() if not met[top]]

    def _flat(self, statement: int, purse: _Purse) -> list[int]:
        """What has to hold for a statement to hold, as far as that is plain, and the rules about its variables."""
        seen = {statement}
        stack = [statement]
        found = []
        while stack:
            node = stack.pop()
            kind, parts = self.logic.nodes[node]
            if kind == "all":
                purse.spend(len(parts))
                stack += [part for part in parts if part not in seen]
                seen.update(parts)
            else:
                found.append(node)
        variables = self.logic.variables_of[statement]
        rules = {rule for first, second, rule in self.logic.rules if variables >> first & variables >> second & 1}
        return sorted({*found, *rules})

    def _together(self, statements: list[int], purse: _Purse) -> bool:
        order, start = self._involved(statements, purse)
        stack = [start]
        while stack:
            state = stack.pop()
            truths = self._narrowed(state, order, purse)
            if truths is None:
                continue
            if not state.duties:
                return True
            variable, inside = self._undecided(state.duties[0][0], truths)
            stack += [
                _State({**state.cells, variable: state.cells[variable] & half}, list(state.duties))
                for half in (~inside, inside)
            ]
        return False

    def _involved(self, statements: list[int], purse: _Purse) -> tuple[list[int], _State]:
        """Every statement these rest on, parts first, and the state to begin with."""
        seen: set[int] = set()
        cells: dict[int, int] = {}
        for statement in statements:
            self._collect(statement, seen, cells)
        purse.spend(len(seen))
        return sorted(seen), _State(cells, [(statement, True) for statement in statements])

    def _collect(self, statement: int, seen: set[int], cells: dict[int, int]) -> None:
        stack = [statement]
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            kind, parts = self.logic.nodes[node]
            if kind == "is":
                cells[parts[0]] = self.logic.variables[parts[0]].cells
            else:
                stack += parts

    def _narrowed(self, state: _State, order: list[int], purse: _Purse) -> Truths | None:
        """Rule cells out until nothing changes; None where a duty cannot be met."""
        while True:
            purse.spend(len(order))
            truths = self._truths(order, state.cells)
            before = len(state.duties), dict(state.cells)
            if not self._applied(state, truths):
                return None
            if (len(state.duties), state.cells) == before or not state.duties:
                return truths

    def _applied(self, state: _State, truths: Truths) -> bool:
        """Put every duty into the cells it leaves; False where one leaves none."""
        todo, state.duties = state.duties, []
        while todo:
            node, wanted = todo.pop()
            if truths[node] is not None:
                if truths[node] != wanted:
                    return False
                continue
            kind, parts = self.logic.nodes[node]
            if kind == "is":
                state.cells[parts[0]] &= parts[1] if wanted else ~parts[1]
                if not state.cells[parts[0]]:
                    return False
            elif kind == "not":
                todo.append((parts[0], not wanted))
            else:
                still = [part for part in parts if truths[part] is None]
                if (kind == "all") == wanted or len(still) == 1:
                    todo += [(part, wanted) for part in still]
                else:
                    state.duties.append((node, wanted))
        return True

    def _truths(self, order: list[int], cells: dict[int, int]) -> Truths:
        """What holds, what does not, and what is open (None) with the cells that are left."""
        nodes = self.logic.nodes
        truths: Truths = {}
        for node in order:
            kind, parts = nodes[node]
            if kind == "is":
                left = cells[parts[0]]
                truths[node] = (None if left & ~parts[1] else True) if left & parts[1] else False
            elif kind == "not":
                inner = truths[parts[0]]
                truths[node] = None if inner is None else not inner
            elif kind == "constant":
                truths[node] = bool(node)
            else:
                truths[node] = _joined([truths[part] for part in parts], settles=kind == "any")
        return truths

    def _undecided(self, node: int, truths: Truths) -> tuple[int, int]:
        """A variable that a statement hangs on, and the cells it asks about."""
        while self.logic.nodes[node][0] != "is":
            node = next(part for part in self.logic.nodes[node][1] if truths[part] is None)
        variable, inside = self.logic.nodes[node][1]
        return variable, inside


def _joined(found: list[bool | None], *, settles: bool) -> bool | None:
    if settles in found:
        return settles
    return None if None in found else not settles


def _members(bits: int, purse: _Purse) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        lowest = bits & -bits
        purse.spend(1)
        yield lowest.bit_length() - 1
        bits ^= lowest


def _top(leader: dict[int, int], duty: int) -> int:
    """The one that leads a group of statements; the way there is shortened for the next time."""
    while leader[duty] != duty:
        leader[duty] = leader[leader[duty]]
        duty = leader[duty]
    return duty
