"""What planning a study prints: how many people to ask, and what they could show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def plan_text(plans: Sequence[Mapping[str, Any]], planned: int | None) -> str:
    """Sample sizes and what could be found with each, for every separation that was tried.

    `plans`: `study.plan.Plan` as plain values; `planned`: the sample size in the questionnaire, None where none is.
    """
    lines = [line for one in plans for line in (*_table(one), *_meaning(one), "")]
    most = max(one["enough"] for one in plans)
    lines.append(f"Ask {most:,} people" + (f" (the questionnaire plans {planned:,})." if planned else "."))
    lines.append("Made-up answers: how far apart the segments really are is known after fielding only.")
    return "\n".join(lines) + "\n"


def _table(one: Mapping[str, Any]) -> Iterator[str]:
    unit = "standard deviation" if one["separation"] == 1 else "standard deviations"
    yield f"If {one['segments']} segments lie {one['separation']:g} {unit} apart:"
    yield f"  {'people':>7}  {'put where they belong':<24} smallest segment's shares"
    for rung in one["rungs"]:
        found = f"{rung['found']:.0%} ({rung['low']:.0%} to {rung['high']:.0%})"
        yield f"  {rung['n']:>7,}  {found:<24} ± {100 * rung['margin']:.0f} points"


def _meaning(one: Mapping[str, Any]) -> Iterator[str]:
    """What the table says: the size needed and why, what would help where it finds little, the typing tool."""
    yield f"  To read the smallest segment to ± 10 points: {one['readable']:,} people."
    largest = one["rungs"][-1]
    if one["few"]:
        grows = "More people help a little" if one["rising"] else "More people do not help"
        yield f"  {grows}: even {largest['n']:,} find too little, {largest['found']:.0%} are put where they belong."
        yield "  What would: segments that differ more (ask about what sets people apart), and better items (more of"
        yield "  them for each construct, worded more sharply)."
    else:
        yield f"  To find the segments: {one['close']:,} people; with more, hardly better."
    typed = ", ".join(f"{questions} questions {accuracy:.0%}" for questions, accuracy in one["typing"])
    yield f"  A typing tool from {one['enough']:,} people would be right: {typed or 'too few questions'}."
    if typed:
        yield "  That is: into the segments found, not the true ones."
