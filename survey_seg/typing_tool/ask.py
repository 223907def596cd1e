"""One person typed in a conversation: question by question, wherever text can be asked and said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from survey_seg.typing_tool.classify import UNKNOWN, Typed, answer_code, answers_in_words, classify_codes
from survey_seg.typing_tool.evidence_words import TOO_FEW, sure_sentence
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
    codes = [one_answer(question, number, ask, say) for number, question in enumerate(spec.questions, start=1)]
    typed = classify_codes(spec, codes)
    for line in result_lines(spec, typed, deciding_answers(spec, codes)):
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
        *about(spec, typed.segment, typed.runner_up, named(spec.questions, reasons)),
    ]


def about(spec: TypingSpec, code: int, runner_up: int | None, reasons: Sequence[str]) -> list[str]:
    """The runner-up, what decided it, what to say and what to do, in lines."""
    segments = {segment.code: segment for segment in spec.segments}
    lines = [] if runner_up is None else [f"Runner-up: {segments[runner_up].name}"]
    lines += [f"Decided by: {reason}" for reason in reasons]
    if segments[code].message:
        lines.append(f"What to say: {segments[code].message}")
    if segments[code].action:
        lines.append(f"What to do: {segments[code].action}")
    return lines


def named(questions: Sequence[GoldenQuestion], reasons: Sequence[Reason]) -> list[str]:
    """The answers that decided most, in words."""
    found = []
    for reason in reasons[:NAMED]:
        question = questions[reason.place]
        label = next((option.label for option in question.options if option.code == reason.code), "")
        found.append(f"{question.text} – {label or reason.code}")
    return found


def one_answer(
    question: GoldenQuestion, number: int, ask: Callable[[str], str], say: Callable[[str], None]
) -> int | None:
    """The code of the answer to one question, None when there is none; what is no answer is asked again."""
    say(f"\n{number}. {question.text}")
    for option in question.options:
        say(f"   {option.code}  {option.label}")
    while True:
        code = answer_code(question, ask("Answer" if question.options else answers_in_words(question).capitalize()))
        if code is not UNKNOWN:
            return code if isinstance(code, int) else None
        say(f"   That is not an answer here; expected {answers_in_words(question)}.")
