"""The survey flow of a Qualtrics survey: which blocks are asked in which order, of whom, and where it ends early."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from survey_seg.errors import quoted
from survey_seg.questionnaire.conditions import Condition
from survey_seg.questionnaire.importers.documents import entries, mapping, words
from survey_seg.questionnaire.importers.draft_conditions import all_of, any_of
from survey_seg.questionnaire.importers.qsf_logic import Asked, Logic, read_logic

Lose = Callable[[str, str], None]

_BLOCKS = {"Block", "Standard", "Default", "Starter"}
_PASSED = {"Root", "Group"}


@dataclass(frozen=True, slots=True)
class Where:
    """Who is asked: those who meet a condition (None: all), the filters that stay words, the share drawn by chance."""

    condition: Condition | None = None
    words: tuple[str, ...] = ()
    share: float = 1.0

    def under(self, logic: Logic) -> Where:
        """The same within a branch."""
        if logic.condition is None:
            return replace(self, words=(*self.words, logic.words))
        inner = [part for part in (self.condition, logic.condition) if part is not None]
        return replace(self, condition=all_of(inner))


@dataclass(frozen=True, slots=True)
class Ending:
    """An early end of the survey: for whom, and the block that comes before it."""

    where: Where
    after: str
    anchor: str


@dataclass(slots=True)
class Flow:
    """The blocks in the order asked, each with everyone who is asked, and the early ends."""

    placed: dict[str, list[Where]] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)


def read_flow(payload: Mapping[str, Any], find: Callable[[str], Asked], lose: Lose) -> Flow:
    """The blocks in the order of the flow; what the flow does besides asking is noted.

    >>> element = {"Type": "BlockRandomizer", "SubSet": 1, "Flow": [{"Type": "Block", "ID": "A"}, {"Type": "Block"}]}
    >>> read_flow({"Type": "Root", "Flow": [element]}, Asked, print).placed["A"]
    [Where(condition=None, words=(), share=0.5)]
    """
    walk = _Walk(find, lose)
    for element in entries(payload.get("Flow")):
        walk.visit(mapping(element), Where())
    return walk.flow


def together(wheres: list[Where]) -> Where:
    """Who is asked a block that stands in the flow more than once.

    >>> together([Where(share=0.25), Where(share=0.25)])
    Where(condition=None, words=(), share=0.5)
    """
    if len(wheres) == 1:
        return wheres[0]
    share = min(1.0, sum(where.share for where in wheres))
    said = tuple(dict.fromkeys(part for where in wheres for part in where.words))
    everybody = any(where.condition is None and not where.words for where in wheres)
    if everybody or said:
        return Where(None, () if everybody else said, share)
    return Where(any_of(where.condition for where in wheres), (), max(where.share for where in wheres))


class _Walk:
    def __init__(self, find: Callable[[str], Asked], lose: Lose) -> None:
        self.find = find
        self.lose = lose
        self.flow = Flow()

    def visit(self, element: Mapping[str, Any], where: Where) -> None:
        """One step of the flow, and the steps within it."""
        kind, anchor = words(element.get("Type")), words(element.get("FlowID"))
        if kind in _BLOCKS:
            self.flow.placed.setdefault(words(element.get("ID")), []).append(where)
        elif kind == "Branch":
            logic = read_logic(element.get("BranchLogic"), self.find)
            if logic.condition is None:
                self.lose(f"a branch is kept in words only: {logic.words}", anchor)
            where = where.under(logic)
        elif kind == "BlockRandomizer":
            where = replace(where, share=where.share * self._share(element))
        elif kind == "EndSurvey":
            self._end(where, anchor)
        else:
            self._note(element, kind, anchor)
        for inner in entries(element.get("Flow")):
            self.visit(mapping(inner), where)

    def _share(self, element: Mapping[str, Any]) -> float:
        count, drawn = len(entries(element.get("Flow"))), words(element.get("SubSet"))
        if not drawn.isdecimal() or not count:
            return 1.0
        return min(1.0, int(drawn[:6]) / count)

    def _end(self, where: Where, anchor: str) -> None:
        if where == Where():
            return
        after = next(reversed(self.flow.placed), "")
        self.flow.endings.append(Ending(where, after, anchor))

    def _note(self, element: Mapping[str, Any], kind: str, anchor: str) -> None:
        if kind == "EmbeddedData":
            fields = [words(mapping(entry).get("Field")) for entry in entries(element.get("EmbeddedData"))]
            self.lose(f"fields that no question asks for: {', '.join(fields)}", anchor)
        elif kind not in _PASSED:
            self.lose(f"a step of the flow that asks nothing: {quoted(kind)}", anchor)
