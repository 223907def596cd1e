"""One person typed in a conversation with as few questions as are needed. Needs only the standard library."""

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
from survey_seg.typing_tool.ask import NO_SEGMENT, about, named, one_answer
from survey_seg.typing_tool.evidence_words import TOO_FEW, sure_by
from survey_seg.typing_tool.shares import percent
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec


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
        state = answered(form, state, place, one_answer(form.questions[place], len(state.asked) + 1, ask, say))
    typed = adaptive_typed(spec, form, state)
    for line in adaptive_lines(spec, typed, form.questions):
        say(line)
    return typed


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
        *about(spec, typed.segment, typed.runner_up, named(questions, typed.reasons)),
    ]
