"""One person typed in a conversation: question by question, wherever text can be asked and said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from survey_seg.errors import InputRefused, Problem
from survey_seg.typing_tool.adaptive import (
    AdaptiveTyped,
    adaptive_form,
    adaptive_typed,
    answered,
    is_done,
    next_question,
    opening,
)
from survey_seg.typing_tool.adaptive_words import adaptive_headline, chance_in_words
from survey_seg.typing_tool.classify import UNKNOWN, Typed, answer_code, answers_in_words, classify_codes
from survey_seg.typing_tool.evidence_words import TOO_FEW, percent, sure_by, sure_sentence
from survey_seg.typing_tool.reasons import Reason, deciding_answers
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

NAMED = 3
"""Deciding answers that are named; more would be the whole questionnaire again."""

NO_SEGMENT = "These answers say too little for a segment of one person; use them to rank many people."


def ask_one(spec: TypingSpec, *, ask: Callable[[str], str], say: Callable[[str], None]) -> Typed:
    """Asks every golden question, says the segment, and gives it back.

    `ask` is shown a prompt and returns what was typed: a code, the words of an answer, or nothing when there is no
    answer. What is no answer is asked again. `say` prints a line.
    """
    say(f"{spec.title}: {len(spec.questions)} questions. Press Enter when there is no answer.")
    codes = [_answer(question, number, ask, say) for number, question in enumerate(spec.questions, start=1)]
    typed = classify_codes(spec, codes)
    for line in result_lines(spec, typed, deciding_answers(spec, codes)):
        say(line)
    return typed


def ask_adaptively(spec: TypingSpec, *, ask: Callable[[str], str], say: Callable[[str], None]) -> AdaptiveTyped:
    """Asks the question that settles most after each answer, until it is sure enough; says the segment and gives it.

    `ask` and `say` as in `ask_one`. Raises InputRefused (TYPING_NOT_ADAPTIVE) when the tool has no adaptive form.
    """
    if spec.adaptive is None:
        what = "this typing tool has no adaptive form"
        hint = "leave out --adaptive, or make the tool again with this version"
        raise InputRefused(Problem("TYPING_NOT_ADAPTIVE", what, hint=hint))
    form = adaptive_form(spec.adaptive)
    say(f"{spec.title}: {form.most} questions at most. Press Enter when there is no answer.")
    for line in adaptive_headline(spec.adaptive)[:1]:
        say(line)
    state = opening(form)
    while not is_done(form, state):
        place = next_question(form, state)
        if place is None:
            break
        state = answered(form, state, place, _answer(form.questions[place], len(state.asked) + 1, ask, say))
    typed = adaptive_typed(spec, form, state)
    for line in adaptive_lines(spec, typed, form.questions):
        say(line)
    return typed


def result_lines(spec: TypingSpec, typed: Typed, reasons: Sequence[Reason] = ()) -> list[str]:
    """What a person's result is, in lines: segment, how sure, runner-up, what decided it, what to say and do."""
    if not spec.hard_labels:
        return [NO_SEGMENT]
    if typed.segment is None:
        return [f"{TOO_FEW}: {typed.answered} of at least {spec.min_answered}."]
    return [
        f"Segment {typed.segment}: {typed.name}",
        f"How sure: {sure_sentence(spec, typed.band)}",
        *_about(spec, typed.segment, typed.runner_up, _named(spec.questions, reasons)),
    ]


def adaptive_lines(spec: TypingSpec, typed: AdaptiveTyped, questions: Sequence[GoldenQuestion]) -> list[str]:
    """The same for an adaptive form, with how likely the segments are and how many questions it took."""
    if not spec.hard_labels:
        return [NO_SEGMENT]
    part = spec.adaptive or {}
    if typed.segment is None:
        return [f"{TOO_FEW}: {typed.answered}, and there is nothing left to ask."]
    chance: dict[int | None, float] = {
        segment.code: value for segment, value in zip(spec.segments, typed.chances, strict=True)
    }
    return [
        f"Segment {typed.segment}: {typed.name}",
        f"How sure: {sure_by(part.get('evidence', {}).get('bands', ()), typed.band)}",
        f"By these answers: {chance_in_words(part, chance[typed.segment])}; "
        f"the runner-up {percent(chance[typed.runner_up])}",
        f"Asked: {typed.asked} questions, {typed.answered} answered",
        *_about(spec, typed.segment, typed.runner_up, _named(questions, typed.reasons)),
    ]


def _about(spec: TypingSpec, code: int, runner_up: int | None, reasons: Sequence[str]) -> list[str]:
    segments = {segment.code: segment for segment in spec.segments}
    lines = [] if runner_up is None else [f"Runner-up: {segments[runner_up].name}"]
    lines += [f"Decided by: {reason}" for reason in reasons]
    if segments[code].message:
        lines.append(f"What to say: {segments[code].message}")
    if segments[code].action:
        lines.append(f"What to do: {segments[code].action}")
    return lines


def _named(questions: Sequence[GoldenQuestion], reasons: Sequence[Reason]) -> list[str]:
    """The answers that decided most, in words."""
    named = []
    for reason in reasons[:NAMED]:
        question = questions[reason.place]
        label = next((option.label for option in question.options if option.code == reason.code), "")
        named.append(f"{question.text} – {label or reason.code}")
    return named


def _answer(question: GoldenQuestion, number: int, ask: Callable[[str], str], say: Callable[[str], None]) -> int | None:
    say(f"\n{number}. {question.text}")
    for option in question.options:
        say(f"   {option.code}  {option.label}")
    while True:
        code = answer_code(question, ask("Answer" if question.options else answers_in_words(question).capitalize()))
        if code is not UNKNOWN:
            return code if isinstance(code, int) else None
        say(f"   That is not an answer here; expected {answers_in_words(question)}.")
