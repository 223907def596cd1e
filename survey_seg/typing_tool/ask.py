"""One person typed in a conversation: question by question, wherever text can be asked and said."""

from __future__ import annotations

from collections.abc import Callable

from survey_seg.typing_tool.classify import UNKNOWN, Typed, answer_code, answers_in_words, classify_codes
from survey_seg.typing_tool.evidence_words import TOO_FEW, sure_sentence
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec


def ask_one(spec: TypingSpec, *, ask: Callable[[str], str], say: Callable[[str], None]) -> Typed:
    """Asks every golden question, says the segment, and gives it back.

    `ask` is shown a prompt and returns what was typed: a code, the words of an answer, or nothing when there is no
    answer. What is no answer is asked again. `say` prints a line.
    """
    say(f"{spec.title}: {len(spec.questions)} questions. Press Enter when there is no answer.")
    codes = [_answer(question, number, ask, say) for number, question in enumerate(spec.questions, start=1)]
    typed = classify_codes(spec, codes)
    for line in result_lines(spec, typed):
        say(line)
    return typed


def result_lines(spec: TypingSpec, typed: Typed) -> list[str]:
    """What a person's result is, in lines: segment, how sure, runner-up, what to do."""
    if typed.segment is None:
        return [f"{TOO_FEW}: {typed.answered} of at least {spec.min_answered}."]
    segments = {segment.code: segment for segment in spec.segments}
    lines = [f"Segment {typed.segment}: {typed.name}", f"How sure: {sure_sentence(spec, typed.band)}"]
    if typed.runner_up is not None:
        lines.append(f"Runner-up: {segments[typed.runner_up].name}")
    if segments[typed.segment].action:
        lines.append(f"What to do: {segments[typed.segment].action}")
    return lines


def _answer(question: GoldenQuestion, number: int, ask: Callable[[str], str], say: Callable[[str], None]) -> int | None:
    say(f"\n{number}. {question.text}")
    for option in question.options:
        say(f"   {option.code}  {option.label}")
    while True:
        code = answer_code(question, ask("Answer" if question.options else answers_in_words(question).capitalize()))
        if code is not UNKNOWN:
            return code if isinstance(code, int) else None
        say(f"   That is not an answer here; expected {answers_in_words(question)}.")
