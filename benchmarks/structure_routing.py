"""Ways to break the skips and the conditions of a questionnaire, each with the rules of which one should speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from structure_places import Mutant, Mutator, before, changed, open_places, single

from survey_seg.questionnaire.model import Question, Questionnaire, Skip

NOWHERE: Final = "no_such_question"


def always(questionnaire: Questionnaire) -> Iterator[Mutant]:
    """A condition that every answer meets, on a question that has to be answered."""
    for index, _question in open_places(questionnaire):
        source = before(questionnaire, index)
        if source is not None and source.required is not False:
            condition = f"{source.id} in [{', '.join(str(option.code) for option in source.options)}]"
            yield Mutant(changed(questionnaire, index, show_if=condition), ("questions", index), ("STR306",))


def with_condition(write: Callable[[Question], str], *rules: str) -> Mutator:
    """A condition on the nearest earlier question, put where there is none."""

    def mutate(questionnaire: Questionnaire) -> Iterator[Mutant]:
        for index, _question in open_places(questionnaire):
            source = before(questionnaire, index)
            if source is not None:
                broken = changed(questionnaire, index, show_if=write(source))
                yield Mutant(broken, ("questions", index), rules)

    return mutate


def absent(question: Question) -> int:
    """A code that a question does not have."""
    return max(option.code for option in question.options) + 700


def two_codes(question: Question) -> tuple[int, int]:
    """The first two codes of a question."""
    return question.options[0].code, question.options[1].code


def skip_to_nowhere(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for index, question in enumerate(questionnaire.questions):
        if single(question):
            skip = (*question.skip, Skip(to=NOWHERE, when=(question.options[0].code,)))
            yield Mutant(changed(questionnaire, index, skip=skip), ("questions", index, "skip"), ("STR301",))


def skip_backwards(questionnaire: Questionnaire) -> Iterator[Mutant]:
    names = [question.id for question in questionnaire.questions]
    for index, question in enumerate(questionnaire.questions):
        if index and single(question) and names.count(names[0]) == 1:
            skip = (*question.skip, Skip(to=names[0], when=(question.options[0].code,)))
            yield Mutant(changed(questionnaire, index, skip=skip), ("questions", index, "skip"), ("STR307",))


def drop_what_a_skip_leads_to(questionnaire: Questionnaire) -> Iterator[Mutant]:
    names = [question.id for question in questionnaire.questions]
    for index, question in enumerate(questionnaire.questions[:-2]):
        target = names[index + 2]
        if single(question) and names.count(target) == 1:
            skip = (*question.skip, Skip(to=target, when=(question.options[-1].code,)))
            skipping = changed(questionnaire, index, skip=skip)
            kept = tuple(each for each in skipping.questions if each.id != target)
            yield Mutant(replace(skipping, questions=kept), ("questions", index, "skip"), ("STR301",))


def later_reference(questionnaire: Questionnaire) -> Iterator[Mutant]:
    names = [question.id for question in questionnaire.questions]
    for index, _question in open_places(questionnaire):
        later = next((q for q in questionnaire.questions[index + 1 :] if single(q) and names.count(q.id) == 1), None)
        if later is not None:
            broken = changed(questionnaire, index, show_if=f"{later.id} == {later.options[0].code}")
            yield Mutant(broken, ("questions", index), ("STR303",))


def reference_to_itself(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for index, question in open_places(questionnaire):
        if single(question):
            broken = changed(questionnaire, index, show_if=f"{question.id} == {question.options[0].code}")
            yield Mutant(broken, ("questions", index), ("STR303",))


def misspelt_reference(questionnaire: Questionnaire) -> Iterator[Mutant]:
    names = {question.id for question in questionnaire.questions}
    for index, _question in open_places(questionnaire):
        source = before(questionnaire, index)
        if source is not None and f"{source.id}x" not in names:
            broken = changed(questionnaire, index, show_if=f"{source.id}x == {source.options[0].code}")
            yield Mutant(broken, ("questions", index), ("STR302",))


def unreachable_by_its_path(questionnaire: Questionnaire) -> Iterator[Mutant]:
    """A question for those who answered a follow-up of one answer, and another answer at once."""
    for index, question in open_places(questionnaire):
        source = before(questionnaire, index)
        later = [(at, q) for at, q in open_places(questionnaire) if at > index]
        if source is not None and later and single(question):
            one, other = two_codes(source)
            broken = changed(questionnaire, index, show_if=f"{source.id} == {one}")
            at = later[0][0]
            condition = f"{source.id} == {other} and {question.id} == {question.options[0].code}"
            yield Mutant(changed(broken, at, show_if=condition), ("questions", at), ("STR305", "STR306"))
