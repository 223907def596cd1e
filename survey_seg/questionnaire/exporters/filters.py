"""Under which condition each question is asked, with names and answers resolved, and skips turned into filters.

Most tools know filters only. People whom a skip sends on are those for whom its answers hold, so every question that it
passes over is asked of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from survey_seg.errors import InputRefused
from survey_seg.questionnaire.conditions import Combined, Comparison, Condition, comparisons, read_condition, read_when
from survey_seg.questionnaire.importers.draft_conditions import all_of, any_of
from survey_seg.questionnaire.model import Question, Skip
from survey_seg.questionnaire.routing.names import Named, named

Note = Callable[[str, str], None]

CLOSED = frozenset({"single", "scale", "grid"})
ONE_ANSWER = CLOSED | {"number", "sum", "text", "date"}


def filters(questions: Sequence[Question], note: Note) -> list[Condition | None]:
    """The condition of every question, None for those asked of everybody; what cannot be followed is noted.

    >>> ask = (Question(id="a", text="?", type="number", skip=(Skip(to="c", when=(1,)),)),
    ...        Question(id="b", text="?", type="text"), Question(id="c", text="?", type="text"))
    >>> filters(ask, print)
    the skip stands as a filter on what it passes over a
    [None, Combined(how='not', parts=(Comparison(name='a', operator='==', values=(1,)),)), None]
    """
    names = named(questions)
    passed = _passed(questions, note)
    found: list[Condition | None] = []
    for index, question in enumerate(questions):
        own = _own(question, names, questions, note)
        found.append(all_of([part for part in (own, *passed.get(index, [])) if part is not None]))
        if own is not None and _says_other(own):
            note("a filter with != or not in also lets through people who were not asked what it names", question.id)
    return found


def _own(
    question: Question, names: Mapping[str, Named | None], questions: Sequence[Question], note: Note
) -> Condition | None:
    if not question.show_if:
        return None
    try:
        found = resolved(read_condition(question.show_if), names, questions)
    except InputRefused:
        found = None
    if found is None:
        note(f"the filter {question.show_if}", question.id)
    return found


def _says_other(part: Condition) -> bool:
    return any(each.operator in {"!=", "not in"} for each in comparisons(part))


def resolved(part: Condition, names: Mapping[str, Named | None], questions: Sequence[Question]) -> Condition | None:
    """The condition with the ids of questions and rows for every other name; None where a name is nobody's."""
    if isinstance(part, Combined):
        inner = [resolved(each, names, questions) for each in part.parts]
        kept = tuple(each for each in inner if each is not None)
        return Combined(part.how, kept) if len(kept) == len(inner) else None
    target = names.get(part.name)
    if target is None:
        return None
    question = questions[target.question]
    if target.tick is not None:
        return _ticked(part, question, target.tick)
    if question.type == "multi":
        return _of_several(part, question)
    if question.type not in ONE_ANSWER or part.operator == "contains" or (question.rows and target.row is None):
        return None
    name = question.id if target.row is None else question.rows[target.row].id
    return Comparison(name, part.operator, part.values)


def _of_several(part: Comparison, question: Question) -> Condition | None:
    if part.operator not in {"contains", "in", "==", "not in", "!="}:
        return None
    either = any_of(Comparison(question.id, "contains", (value,)) for value in part.values)
    return either if part.operator in {"contains", "in", "=="} or either is None else Combined("not", (either,))


def _ticked(part: Comparison, question: Question, code: int) -> Condition | None:
    """An answer of a question with several, by its column: 1 where it was given, 0 where not."""
    one = Comparison(question.id, "contains", (code,))
    if part.operator not in {"==", "!="} or part.values[0] not in {0, 1}:
        return None
    return one if (part.operator == "==") == (part.values[0] == 1) else Combined("not", (one,))


def _passed(questions: Sequence[Question], note: Note) -> dict[int, list[Condition]]:
    """For every question that a skip passes over: those whom no skip sends past it."""
    places = {question.id: index for index, question in reversed(list(enumerate(questions)))}
    found: dict[int, list[Condition]] = {}
    for index, question in enumerate(questions):
        for skip in question.skip:
            end = len(questions) if skip.to == "end" else places.get(skip.to, -1)
            sent = _sent(question, skip)
            if end <= index or sent is None:
                note(f"the skip to {skip.to}", question.id)
                continue
            note("the skip stands as a filter on what it passes over", question.id)
            for passed in range(index + 1, end):
                found.setdefault(passed, []).append(Combined("not", (sent,)))
    return found


def _sent(question: Question, skip: Skip) -> Condition | None:
    """The condition under which people are sent on; None where it cannot be said."""
    if not skip.when or question.rows or question.type not in ONE_ANSWER | {"multi"}:
        return None
    if question.type == "multi":
        codes = [entry for entry in skip.when if isinstance(entry, int)]
        whole = len(codes) == len(skip.when)
        return any_of(Comparison(question.id, "contains", (code,)) for code in codes) if whole else None
    return any_of(_entry(question.id, entry) for entry in skip.when)


def _entry(name: str, entry: int | str) -> Condition | None:
    try:
        sign, value = read_when(entry)
    except InputRefused:
        return None
    signs: Mapping[str, Comparison] = {
        "==": Comparison(name, "==", (value,)),
        "!=": Comparison(name, "!=", (value,)),
        "<": Comparison(name, "<", (value,)),
        "<=": Comparison(name, "<=", (value,)),
        ">": Comparison(name, ">", (value,)),
        ">=": Comparison(name, ">=", (value,)),
    }
    return signs[sign]
