"""Statements about answers, each written down once, and the drawn paths on which it holds.

A variable is a thing people differ in (an answer, a tick, a draw by chance); its values are cells, numbered from 0. A
statement is a number: `TRUE`, `FALSE`, "variable 3 is in cells {0, 2}", or others joined by not, all, any. Parts are
made before the whole, so that a walk over the numbers in order meets every part first and nothing needs recursion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

Kind = Literal["constant", "is", "not", "all", "any"]
Node: TypeAlias = tuple[Kind, tuple[int, ...]]

FALSE, TRUE = 0, 1


class Drawn(NamedTuple):
    """A variable: how many cells it has, and as bits the drawn paths on which it has each of them.

    `guessed` says that nobody knows how often the cells occur.
    """

    paths: tuple[int, ...]
    guessed: bool = False

    @property
    def cells(self) -> int:
        """All cells, as bits."""
        return (1 << len(self.paths)) - 1


class Logic:
    """The statements about one questionnaire, by their numbers.

    `paths` are the drawn paths on which a statement holds and `variables_of` the variables it rests on, both as bits;
    it is `guessed` where it rests on one of which nobody knows how often its cells occur.

    >>> logic = Logic(paths=4)
    >>> asked = logic.is_in(logic.variable(Drawn((0b0011, 0b1100))), 0b10)
    >>> bin(logic.paths[asked]), bin(logic.paths[logic.negated(asked)])
    ('0b1100', '0b11')
    """

    def __init__(self, paths: int) -> None:
        self.everybody = (1 << paths) - 1
        self.nodes: list[Node] = [("constant", ()), ("constant", ())]
        self.paths = [0, self.everybody]
        self.guessed = [False, False]
        self.variables_of = [0, 0]
        self.variables: list[Drawn] = []
        self.rules: list[tuple[int, int, int]] = []
        self._known: dict[Node, int] = {}

    def variable(self, drawn: Drawn) -> int:
        """A new variable, by its number."""
        self.variables.append(drawn)
        return len(self.variables) - 1

    def never_both(self, first: int, second: int) -> None:
        """Note that two variables with the cells no and yes are never both yes (an answer that excludes another)."""
        rule = self.negated(self.all_of((self.is_in(first, 0b10), self.is_in(second, 0b10))))
        self.rules.append((first, second, rule))

    def is_in(self, variable: int, cells: int) -> int:
        """The statement that a variable has one of some cells."""
        drawn = self.variables[variable]
        cells &= drawn.cells
        if cells in {0, drawn.cells}:
            return TRUE if cells else FALSE
        paths = 0
        for cell, bits in enumerate(drawn.paths):
            if cells >> cell & 1:
                paths |= bits
        return self._statement(("is", (variable, cells)), paths, 1 << variable, guessed=drawn.guessed)

    def negated(self, statement: int) -> int:
        """The statement that another does not hold."""
        if statement in {TRUE, FALSE}:
            return FALSE if statement == TRUE else TRUE
        kind, parts = self.nodes[statement]
        if kind == "not":
            return parts[0]
        paths = self.everybody & ~self.paths[statement]
        return self._statement(
            ("not", (statement,)), paths, self.variables_of[statement], guessed=self.guessed[statement]
        )

    def all_of(self, statements: Iterable[int]) -> int:
        """The statement that all of some hold."""
        parts = sorted(set(statements) - {TRUE})
        if FALSE in parts or not parts:
            return FALSE if parts else TRUE
        paths = self.everybody
        for part in parts:
            paths &= self.paths[part]
        return self._joined("all", parts, paths)

    def any_of(self, statements: Iterable[int]) -> int:
        """The statement that one or more of some hold."""
        parts = sorted(set(statements) - {FALSE})
        if TRUE in parts or not parts:
            return TRUE if parts else FALSE
        paths = 0
        for part in parts:
            paths |= self.paths[part]
        return self._joined("any", parts, paths)

    def _joined(self, kind: Literal["all", "any"], parts: Sequence[int], paths: int) -> int:
        if len(parts) == 1:
            return parts[0]
        variables = 0
        for part in parts:
            variables |= self.variables_of[part]
        guessed = any(self.guessed[part] for part in parts)
        return self._statement((kind, tuple(parts)), paths, variables, guessed=guessed)

    def _statement(self, node: Node, paths: int, variables: int, *, guessed: bool) -> int:
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = len(self.nodes)
            self.nodes.append(node)
            self.paths.append(paths)
            self.variables_of.append(variables)
            self.guessed.append(guessed)
        return found
