"""What differs between the questionnaires of two waves: a trend is only one if the question stayed the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from survey_seg.questionnaire.model import Option, Path, Question, Questionnaire, Row

Kind = Literal["added", "removed", "renamed", "text", "type", "options", "codes", "range", "routing", "order", "role"]
TRACKED = frozenset({"basis", "typing", "outcome", "value"})
"""Roles whose answers are compared from wave to wave, or put people into the segments of an earlier wave."""

BREAKING = frozenset({"removed", "renamed", "text", "type", "options", "codes", "range", "order"})
"""Changes after which answers of two waves may differ though nobody changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what kind, of which question or row, how it was and how it is; `path` leads to the newer file.

    `breaks` says that the question is tracked and its answers can no longer be compared without a split test.
    """

    kind: Kind
    item: str
    before: str
    after: str
    path: Path
    breaks: bool


def compare_waves(before: Questionnaire, after: Questionnaire) -> tuple[Change, ...]:
    """Every difference between two waves, in the order of the newer one; what was removed comes last.

    Questions and rows are matched by id. An added question with the very words of a removed one was renamed.

    >>> from survey_seg.questionnaire.brief import Study
    >>> def wave(text: str) -> Questionnaire:
    ...     return Questionnaire(study=Study(title="T"), questions=(Question(id="q", text=text, type="text"),))
    >>> [(change.kind, change.before, change.after) for change in compare_waves(wave("Why?"), wave("Why not?"))]
    [('text', 'Why?', 'Why not?')]
    """
    old = {question.id: question for question in before.questions}
    new = {question.id for question in after.questions}
    gone = {question.text: question for question in before.questions if question.id not in new}
    moved = _moved([question.id for question in before.questions], [question.id for question in after.questions])
    found: list[Change] = []
    for index, question in enumerate(after.questions):
        path: Path = ("questions", index)
        if question.id in old:
            found += _question(old[question.id], question, path)
            found += _order(question, moved, path)
        elif question.text in gone:
            was = gone.pop(question.text)
            found.append(_change("renamed", question, was.id, question.id, path))
        else:
            found.append(_change("added", question, "", question.text, path))
    found += [_change("removed", question, question.text, "", ("questions",)) for question in gone.values()]
    return tuple(found)


def _change(kind: Kind, question: Question, before: str, after: str, path: Path) -> Change:
    breaks = kind in BREAKING and not TRACKED.isdisjoint(question.role)
    return Change(kind, question.id, before, after, path, breaks)


def _order(question: Question, moved: frozenset[str], path: Path) -> Iterator[Change]:
    if question.id in moved:
        yield _change("order", question, "asked elsewhere", "asked here", path)


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The ids in both lists that are out of step with the others."""
    both = set(before) & set(after)
    one, two = ([name for name in names if name in both] for names in (before, after))
    kept = {
        one[at]
        for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
        for at in range(block.a, block.a + block.size)
    }
    return frozenset(both - kept)


def _question(was: Question, now: Question, path: Path) -> Iterator[Change]:
    """What changed inside a question, the tracked role taken from either wave."""
    both = now if not TRACKED.isdisjoint(now.role) else was
    pairs: tuple[tuple[Kind, str, str], ...] = (
        ("text", was.text, now.text),
        ("text", was.instruction or "", now.instruction or ""),
        ("type", was.type, now.type),
        ("range", _range(was), _range(now)),
        ("routing", _routing(was), _routing(now)),
        ("role", ", ".join(sorted(was.role)), ", ".join(sorted(now.role))),
    )
    for kind, before, after in pairs:
        if before.split() != after.split():
            yield _change(kind, both, before, after, path)
    for kind, before, after in _options(was.options, now.options):
        yield _change(kind, both, before, after, (*path, "options"))
    yield from _rows(was, both, now.rows, path)


def _range(question: Question) -> str:
    return "" if question.min is None and question.max is None else f"{question.min} to {question.max}"


def _routing(question: Question) -> str:
    skips = (f"{skip.when or 'all'} -> {skip.to}" for skip in question.skip)
    return " ".join(filter(None, (question.show_if, question.routing_note, *skips)))


def _options(was: Sequence[Option], now: Sequence[Option]) -> Iterator[tuple[Kind, str, str]]:
    """A code that means something else, an answer more or less, another order."""
    old, new = ({option.label: option.code for option in options} for options in (was, now))
    for label in new:
        if label in old and old[label] != new[label]:
            yield "codes", f"{old[label]}={label}", f"{new[label]}={label}"
    less, more = ([label for label in one if label not in other] for one, other in ((old, new), (new, old)))
    if less or more:
        yield "options", "; ".join(less), "; ".join(more)
    if _moved(list(old), list(new)):
        yield "order", "; ".join(old), "; ".join(new)


def _rows(was: Question, now: Question, rows: Sequence[Row], path: Path) -> Iterator[Change]:
    old = {row.id: row for row in was.rows}
    for index, row in enumerate(rows):
        at = (*path, "rows", index)
        if row.id not in old:
            yield Change("added", row.id, "", row.text, at, breaks=False)
        elif old[row.id].text.split() != row.text.split():
            change = _change("text", now, old[row.id].text, row.text, at)
            yield Change(change.kind, row.id, change.before, change.after, at, change.breaks)
    new = {row.id for row in rows}
    tracked = not TRACKED.isdisjoint(now.role)
    for row in was.rows:
        if row.id not in new:
            yield Change("removed", row.id, row.text, "", path, breaks=tracked)
    if _moved(list(old), [row.id for row in rows]):
        yield _change("order", now, "; ".join(old), "; ".join(row.id for row in rows), (*path, "rows"))
