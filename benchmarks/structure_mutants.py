"""Some forty ways to break a questionnaire in one place, each with the rule that should say so.

A mutator takes a questionnaire and gives every place it can break: the broken questionnaire, the place that a finding
should name (it or something in it), and the rules of which one should speak. `REFUSED` stands for the reader, which
takes no such file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from structure_places import Mutant, Mutator, added, before, changed, everybody, open_places
from structure_routing import (
    NOWHERE,
    absent,
    always,
    drop_what_a_skip_leads_to,
    later_reference,
    misspelt_reference,
    reference_to_itself,
    skip_backwards,
    skip_to_nowhere,
    two_codes,
    unreachable_by_its_path,
    with_condition,
)

from survey_seg.questionnaire.brief import Decision, Quota
from survey_seg.questionnaire.model import Loop, Option, Path, Question, Questionnaire, Reach

REFUSED: Final = "reader"
TECHNICAL: Final = frozenset({"link", "consent", "screener", "quota", "weight", "attention"})
"""Roles that serve the study itself: the rules about actions leave them alone."""
NONE_OF: Final = ("none", "nothing", "nowhere", "kein", "nichts", "nirgend")
"""How an answer begins that says none of these."""


def duplicate_id(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for index, question in enumerate(questionnaire.questions):
        if index and question.type != "info":
            previous = questionnaire.questions[index - 1]
            taken = previous.rows[0].id if previous.rows else previous.id
            broken = changed(questionnaire, index, id=taken, column=None)
            if previous.type != "info" and previous.column is None and not previous.rows:
                yield Mutant(broken, ("questions",), ("STR311",))


def duplicate_text(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for question in questionnaire.questions:
        words = len(question.text.split())
        if (
            everybody(question)
            and question.type in {"single", "multi", "scale", "number"}
            and words > 4
            and not question.rows
        ):
            again = replace(question, id=f"{question.id[:50]}_again", column=None)
            place: Path = ("questions", len(questionnaire.questions))
            if "attention" not in question.role:
                yield Mutant(added(questionnaire, again), place, ("STR312",))


def of_options(
    change: Callable[[tuple[Option, ...]], tuple[Option, ...] | None], fits: Callable[[Question], bool], *rules: str
) -> Mutator:
    """A change to the answers of every question that fits."""

    def mutate(questionnaire: Questionnaire) -> Iterator[Mutant]:
        for index, question in enumerate(questionnaire.questions):
            options = change(question.options) if fits(question) and question.options else None
            if options is not None and options != question.options:
                broken = changed(questionnaire, index, options=options)
                yield Mutant(broken, ("questions", index), rules)

    return mutate


def second_as_first(key: str) -> Callable[[tuple[Option, ...]], tuple[Option, ...] | None]:
    def change(options: tuple[Option, ...]) -> tuple[Option, ...] | None:
        wordless = key == "label" and not any(letter.isalnum() for letter in options[0].label)
        if len(options) < 2 or wordless:
            return None
        return (options[0], replace(options[1], **{key: getattr(options[0], key)}), *options[2:])

    return change


def unmark(key: str) -> Callable[[tuple[Option, ...]], tuple[Option, ...] | None]:
    def change(options: tuple[Option, ...]) -> tuple[Option, ...] | None:
        return tuple(replace(option, **{key: False}) for option in options)

    return change


def of_questions(values: Callable[[Question], Mapping[str, Any] | None], key: str, *rules: str) -> Mutator:
    """A change to every question that can be changed so."""

    def mutate(questionnaire: Questionnaire) -> Iterator[Mutant]:
        for index, question in enumerate(questionnaire.questions):
            found = values(question)
            if found:
                place: Path = ("questions", index, key) if key else ("questions", index)
                yield Mutant(changed(questionnaire, index, **found), place, rules)

    return mutate


def first_action(question: Question, **values: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - any key
    if not question.action or TECHNICAL & set(question.role):
        return None
    return {"action": (replace(question.action[0], **values), *question.action[1:])}


def misspelt_field(question: Question) -> Mapping[str, Any] | None:
    for at, reach in enumerate(question.reach):
        if reach.via == "crm" and reach.field:
            broken = Reach(via="crm", field=f"{reach.field}_x", coverage=reach.coverage, note=reach.note)
            return {"reach": (*question.reach[:at], broken, *question.reach[at + 1 :])}
    return None


def lever_taken_away(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for index, question in enumerate(questionnaire.questions):
        for at, action in enumerate(question.action if first_action(question) else ()):
            if action.verb in questionnaire.study.levers:
                levers = tuple(lever for lever in questionnaire.study.levers if lever != action.verb)
                study = replace(questionnaire.study, levers=levers)
                yield Mutant(replace(questionnaire, study=study), ("questions", index, "action", at), ("ACT007",))


def decision_for_nobody(questionnaire: Questionnaire) -> Iterator[Mutant]:
    if not questionnaire.imported:
        decisions = (
            *questionnaire.study.decisions,
            Decision(id="D99", text="Choose the colour of the van", owner=None),
        )
        study = replace(questionnaire.study, decisions=decisions)
        place = ("study", "decisions", len(decisions) - 1)
        yield Mutant(replace(questionnaire, study=study), place, ("ACT010",))


def quota_of_nothing(questionnaire: Questionnaire) -> Iterator[Mutant]:
    quotas = (*questionnaire.study.quotas, Quota(question=NOWHERE, codes=(1,), share=0.5))
    study = replace(questionnaire.study, quotas=quotas)
    yield Mutant(replace(questionnaire, study=study), ("study", "quotas", len(quotas) - 1), ("STR351",))


def aided_first(questionnaire: Questionnaire) -> Iterator[Mutant]:
    words = {
        "en": ("Which of these brands do you know?", "Which brands come to mind first?"),
        "de": ("Welche dieser Marken kennen Sie?", "Welche Marken fallen Ihnen spontan ein?"),
    }.get(questionnaire.study.language)
    if words:
        names = tuple(Option(code=code, label=f"Brand {code}") for code in (1, 2, 3))
        aided = Question(id="aided_brands", text=words[0], type="multi", options=names)
        unaided = Question(id="unaided_brands", text=words[1], type="text")
        at = len(questionnaire.questions)
        yield Mutant(added(questionnaire, aided, unaided), ("questions", at + 1), ("STR323",))


def unflagged_reverse(questionnaire: Questionnaire) -> Iterator[Mutant]:
    """An item of a battery once more, negated, and counted the same way."""
    for index, question in enumerate(questionnaire.questions):
        agree = any("agree" in option.label.lower() for option in question.options)
        for row in question.rows:
            if agree and row.text.startswith("I ") and (row.construct or question.construct):
                negated = replace(row, id=f"{row.id[:50]}_not", text=f"I do not {row.text[2:]}", short=None)
                rows = (*question.rows, negated)
                yield Mutant(changed(questionnaire, index, rows=rows), ("questions", index), ("STR341",))


def basis_behind_a_filter(questionnaire: Questionnaire) -> Iterator[Mutant]:
    for index, question in enumerate(questionnaire.questions):
        source = before(questionnaire, index)
        if "basis" in question.role and everybody(question) and source is not None:
            condition = f"{source.id} == {source.options[0].code}"
            yield Mutant(changed(questionnaire, index, show_if=condition), ("questions", index), ("ANA406",))


def ends_swapped(question: Question) -> Mapping[str, Any] | None:
    if question.min is None or question.max is None:
        return None
    return {"min": question.max + 1, "max": question.min}


def one_answer_left(options: tuple[Option, ...]) -> tuple[Option, ...] | None:
    return options[:1] if len(options) > 1 and not options[0].missing else None


def looped(questionnaire: Questionnaire) -> Iterator[Mutant]:
    """A loop over the answers of a question with several, without saying how often at most."""
    for index, _question in open_places(questionnaire):
        several = [
            q for q in questionnaire.questions[:index] if q.type == "multi" and everybody(q) and len(q.options) > 1
        ]
        if several:
            yield Mutant(
                changed(questionnaire, index, loop=Loop(over=several[-1].id)), ("questions", index), ("STR350",)
            )


MUTATORS: Final[Mapping[str, Mutator]] = {
    "a skip leads nowhere": skip_to_nowhere,
    "what a skip leads to is dropped": drop_what_a_skip_leads_to,
    "a skip leads back": skip_backwards,
    "a misspelt name in a condition": misspelt_reference,
    "a condition on a later question": later_reference,
    "a condition on the question itself": reference_to_itself,
    "a code that is not there": with_condition(lambda q: f"{q.id} == {absent(q)}", "STR304"),
    "a list with a code that is not there": with_condition(
        lambda q: f"{q.id} in [{q.options[0].code}, {absent(q)}]", "STR304"
    ),
    "a condition against itself": with_condition(
        lambda q: "{0} == {1} and {0} == {2}".format(q.id, *two_codes(q)), "STR306"
    ),
    "a condition against itself by unlike": with_condition(
        lambda q: "{0} == {1} and {0} != {1}".format(q.id, q.options[0].code), "STR306"
    ),
    "a condition against itself by not": with_condition(
        lambda q: f"{q.id} == {q.options[0].code} and not ({q.id} == {q.options[0].code})", "STR306"
    ),
    "a condition that always holds": always,
    "a filter that its path contradicts": unreachable_by_its_path,
    "words where there are codes": with_condition(lambda q: f'{q.id} == "yes"', "STR310"),
    "contains on one answer": with_condition(lambda q: f"{q.id} contains {q.options[0].code}", "STR310"),
    "an id twice": duplicate_id,
    "a question twice": duplicate_text,
    "a code twice": of_options(second_as_first("code"), lambda q: bool(q.options), "OPT214"),
    "an answer twice": of_options(second_as_first("label"), lambda q: bool(q.options), "OPT214"),
    "one answer left": of_options(
        one_answer_left,
        lambda q: q.type in {"single", "multi", "scale", "grid"} and not asks_consent(q),
        "OPT224",
        REFUSED,
    ),
    "min above max": of_questions(ends_swapped, "", REFUSED),
    "no role": of_questions(lambda q: {"role": ()} if q.role else None, "", "ACT011"),
    "no action": of_questions(lambda q: {"action": ()} if first_action(q) else None, "", "ACT001"),
    "an owner nobody knows": of_questions(lambda q: first_action(q, owner="the intern"), "action", "ACT004"),
    "no owner and no decision": of_questions(lambda q: first_action(q, owner=None, decision=None), "action", "ACT004"),
    "a decision nobody takes": of_questions(lambda q: first_action(q, decision="D77"), "action", "ACT009"),
    "a verb nobody knows": of_questions(lambda q: first_action(q, verb="jubilate"), "action", "ACT003"),
    "a lever the firm has not": lever_taken_away,
    "a decision without a question": decision_for_nobody,
    "a misspelt field of the customer database": of_questions(misspelt_field, "reach", "RCH003"),
    "a basis question behind a filter": basis_behind_a_filter,
    "an outcome in the basis": of_questions(
        lambda q: {"role": (*q.role, "outcome")} if "basis" in q.role else None, "", "ANA413"
    ),
    "a quota on a question that is not there": quota_of_nothing,
    "a loop without an end": looped,
    "the list of brands before what comes to mind": aided_first,
    "a reversed item without a flag": unflagged_reverse,
    "don't know as a point of the scale": of_options(
        unmark("missing"), lambda q: q.type in {"scale", "grid"} and opts_out(q), "OPT207"
    ),
    "none of these with others": of_options(
        unmark("exclusive"), lambda q: q.type == "multi" and any(says_none(option) for option in q.options), "OPT208"
    ),
    "a scale in random order": of_questions(
        lambda q: {"randomise": True} if q.type == "scale" and len(q.options) > 2 and not q.rows else None, "", "OPT222"
    ),
}
"""Every mutator by what it does."""


def asks_consent(question: Question) -> bool:
    """Whether a single box to tick would be enough."""
    return "consent" in question.role or "consent" in question.text.lower()


def says_none(option: Option) -> bool:
    """Whether an answer says none of these, and excludes the others."""
    return option.exclusive and option.label.lower().startswith(NONE_OF)


def opts_out(question: Question) -> bool:
    """Whether a question has an answer such as don't know, marked as missing."""
    return any(
        option.missing and option.label[:5].lower() in {"don't", "dont ", "prefe", "not a"}
        for option in question.options
    )


def spread(mutants: Sequence[Mutant], most: int) -> list[Mutant]:
    """At most so many of them, evenly from the first to the last."""
    if len(mutants) <= most:
        return list(mutants)
    return [mutants[round(at * (len(mutants) - 1) / (most - 1))] for at in range(most)] if most > 1 else [mutants[0]]
