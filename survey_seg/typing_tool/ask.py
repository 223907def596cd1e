"""The golden questions asked in a terminal, one person at a time."""

from __future__ import annotations

from collections.abc import Callable

from survey_seg.errors import printable
from survey_seg.typing_tool.batch import BatchCounts
from survey_seg.typing_tool.classify import Typed, answer_code, classify
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec

SURE = {
    "clear": "clearly",
    "lean": "probably",
    "unclear": "perhaps; ask more before acting on it",
}


def ask_one(spec: TypingSpec, ask: Callable[[str], str], say: Callable[[str], None]) -> Typed:
    """Ask every golden question, say the segment, and give the result; an empty answer skips a question.

    `ask` shows a prompt and gives the reply; `say` shows a line. A reply that is not an answer is asked again.
    """
    say(f"{printable(spec.title)}: {len(spec.questions)} questions; Enter skips one.")
    answers: dict[str, object] = {}
    for number, question in enumerate(spec.questions, start=1):
        say("")
        say(f"{number}. {printable(question.text)}")
        for option in question.options:
            say(f"   {option.code}  {printable(option.label)}")
        answers[question.id] = _reply(question, ask, say)
    typed = classify(spec, answers)
    say("")
    for line in typed_lines(spec, typed):
        say(line)
    return typed


def _reply(question: GoldenQuestion, ask: Callable[[str], str], say: Callable[[str], None]) -> str:
    while True:
        reply = ask("Answer")
        if not reply.strip() or isinstance(answer_code(question, reply), int):
            return reply
        codes = ", ".join(str(option.code) for option in question.options)
        say(f"   {printable(reply)!r} is not an answer here; expected {codes or f'{question.min} to {question.max}'}.")


def typed_lines(spec: TypingSpec, typed: Typed) -> list[str]:
    """The result in words: the segment, how sure, the runner-up, and what to do."""
    if typed.segment is None:
        return [f"Too few answers: {typed.answered} of {len(spec.questions)}; {spec.min_answered} are needed."]
    segments = {segment.code: segment for segment in spec.segments}
    lines = [f"Segment {typed.segment}: {printable(typed.name)} ({SURE[typed.band]})"]
    if typed.runner_up is not None:
        lines.append(f"Next best: {typed.runner_up}: {printable(segments[typed.runner_up].name)}")
    action = printable(segments[typed.segment].action)
    return lines + ([f"What to do: {action}"] if action else [])


def counts_lines(spec: TypingSpec, counts: BatchCounts) -> list[str]:
    """What became of a file of people, in a few lines."""
    lines = [f"{counts.read:,} people read, {counts.typed:,} put into a segment"]
    if counts.too_few:
        lines.append(f"{counts.too_few:,} with fewer than {spec.min_answered} answers: no segment")
    if counts.unknown:
        lines.append(f"{counts.unknown:,} answers are not one of their question's codes: they count as not answered")
    if counts.unreadable:
        lines.append(f"{counts.unreadable:,} rows have too many cells: not typed")
    for segment in spec.segments:
        people = counts.segments.get(segment.code, 0)
        share = people / counts.typed if counts.typed else 0.0
        lines.append(f"  {segment.code}  {printable(segment.name)}: {people:,} ({share:.0%})".replace("%", " %"))
    return lines
