"""What the commands about questionnaires print: what was imported, and what changed between two waves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten

from survey_seg.errors import printable
from survey_seg.questionnaire.minutes import Estimate
from survey_seg.questionnaire.model import Lost, Questionnaire
from survey_seg.questionnaire.waves import Change

WIDTH = 100
ALIKE = 5
"""Of things lost for the same reason, how many are named with their place."""


def import_text(asked: Questionnaire, output: Path) -> str:
    """What an imported file held, everything that did not fit, and what to do next.

    >>> from survey_seg.questionnaire.brief import Study
    >>> print(import_text(Questionnaire(study=Study(title="T"), questions=(), imported="Qualtrics"), Path("q.yaml")))
    Qualtrics: 0 questions with 0 answers and lines of grids, 0 with a filter or skip, in 0 blocks.
    Everything fitted.
    Written: q.yaml
    Next: survey-seg lint q.yaml, then survey-seg tag q.yaml -o worksheet.xlsx.
    <BLANKLINE>
    """
    questions = asked.questions
    answers = sum(len(question.options) + len(question.rows) for question in questions)
    routed = sum(bool(question.show_if or question.skip or question.routing_note) for question in questions)
    blocks = len({question.block for question in questions if question.block})
    lines = [
        f"{asked.imported or 'survey-seg'}: {len(questions)} questions with {answers} answers and lines of grids, "
        f"{routed} with a filter or skip, in {blocks} blocks.",
        *(lost_lines(asked.lost) if asked.lost else ["Everything fitted."]),
        f"Written: {printable(str(output))}",
        f"Next: survey-seg lint {output.name}, then survey-seg tag {output.name} -o worksheet.xlsx.",
    ]
    return "\n".join(printable(line) for line in lines) + "\n"


def lost_lines(lost: Sequence[Lost], title: str = "") -> Iterator[str]:
    """What was lost, each reason once with its places, below a title that by default says how many things they are.

    >>> list(lost_lines([Lost("a picture", "q1"), Lost("a picture", "q2")]))
    ['2 things did not fit:', '  a picture  (q1, q2)']
    """
    yield title or f"{len(lost)} thing{'s' * (len(lost) > 1)} did not fit:"
    kinds = dict.fromkeys(one.what for one in lost)
    for what in kinds:
        places = [one.anchor for one in lost if one.what == what]
        named = ", ".join(place for place in places[:ALIKE] if place)
        more = f" and {len(places) - ALIKE} more" if len(places) > ALIKE else ""
        yield f"  {shorten(what, WIDTH, placeholder='…')}" + (f"  ({named}{more})" if named else more)


def changes_text(changes: Sequence[Change]) -> str:
    """The differences between two waves, those that break a trend first.

    >>> print(changes_text(()), end="")
    No differences.
    """
    if not changes:
        return "No differences.\n"
    breaking = [change for change in changes if change.breaks]
    others = [change for change in changes if not change.breaks]
    lines = []
    for title, some in (("Answers can no longer be compared:", breaking), ("Other changes:", others)):
        if some:
            lines += [title, *(f"  {_change(change)}" for change in some)]
    lines.append(f"{len(changes)} change{'s' * (len(changes) > 1)}, {len(breaking)} of them to tracked questions.")
    return "\n".join(lines) + "\n"


def _change(change: Change) -> str:
    was, now = (shorten(printable(text), 60, placeholder="…") for text in (change.before, change.after))
    shown = f"{was or '(nothing)'} -> {now or '(nothing)'}"
    return f"{change.kind:<8} {change.item}: {shown}"


def minutes_text(estimates: Sequence[tuple[str, Estimate]], observed: Sequence[float], factor: float | None) -> str:
    """Minutes by two formulas for each file, beside what was observed, and the factor that makes them fit."""
    wide = max(len(name) for name, _ in estimates)
    lines = [
        f"{'':{wide}}  {'least':>6} {'expected':>8} {'95 %':>6} {'most':>6} {'by pace':>8}"
        + f"{'observed':>10}" * bool(observed)
    ]
    for place, (name, one) in enumerate(estimates):
        seen = f"{observed[place]:>9.1f}" if observed else ""
        pace = one.pace.expected
        figures = f"{one.least:>6.1f} {one.expected:>8.1f} {one.long:>6.1f} {one.most:>6.1f} {pace:>8.1f} {seen}"
        lines.append(f"{printable(name):{wide}}  {figures}".rstrip())
    lines.append("Expected: 8 points a minute (Versta Research); by pace: 5.5 questions a minute.")
    if factor is not None:
        lines.append(
            f"Write `minutes_factor: {factor:.2f}` under `study:`; it is the middle of {len(observed)} ratios."
        )
    return "\n".join(lines) + "\n"
