"""Which slides a deck has, in the order in which they are told: at least ten, at most sixteen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from survey_seg.report.deck.brief_slides import brief_slide
from survey_seg.report.deck.content import Run, Slide, Words, paragraph
from survey_seg.report.deck.evidence_slides import typing_slide, why_slide
from survey_seg.report.deck.hypothesis_slides import believed, hypotheses_slide
from survey_seg.report.deck.opening_slides import answer_slide, decisions_slide, title_slide
from survey_seg.report.deck.outlook_slides import calendar_slide, method_slide
from survey_seg.report.deck.priority_slides import priorities_slide
from survey_seg.report.deck.reach_slides import reach_slide
from survey_seg.report.deck.segment_slides import others_slide, segment_slide
from survey_seg.report.deck.story import Story, story_of
from survey_seg.report.language.speech import marked, say, say_n
from survey_seg.report.language.wording import listed
from survey_seg.report.section import Fault

MOST: Final = 16
FRAME: Final = 9
"""Slides that a deck with segments has in any case: the others are about single segments."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One slide to come: what it is about, and the function that makes it (None: nothing to say).

    `segment`: the number of the one it is about, a place of `about`.
    """

    about: str
    make: Callable[[], Slide | None]
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """Which segments have a slide of their own, which share one, which have a brief, and whose brief is left out."""

    single: Sequence[int]
    shared: Sequence[int]
    briefed: Sequence[int]
    unbriefed: Sequence[int]


def divide(segments: Sequence[int], pursued: Sequence[int], room: int) -> Division:
    """Who gets slides when there is room for so many: the segments to win first, each with its brief.

    The others follow by size, the smallest on one slide together; the last of the briefs are left out where even
    those to win are too many.

    >>> divide([1, 2, 3, 4], [2, 1], 7)
    Division(single=[1, 2, 3, 4], shared=[], briefed=[2, 1], unbriefed=[])
    >>> divide([1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 4], 7)
    Division(single=[1, 2, 4], shared=[3, 5, 6, 7, 8], briefed=[2, 1, 4], unbriefed=[])
    """
    others = [segment for segment in segments if segment not in pursued]
    for briefs in range(len(pursued), -1, -1):
        left = room - len(pursued) - briefs
        if left >= len(others) or left >= 1 or (not briefs and left >= 0):
            own = others if left >= len(others) else others[: max(left - 1, 0)]
            single = [segment for segment in segments if segment in pursued or segment in own]
            shared = [segment for segment in others if segment not in own]
            return Division(single, shared, list(pursued[:briefs]), list(pursued[briefs:]))
    return Division(list(pursued[:room]), others, [], list(pursued))


def slides_of(results: Mapping[str, Any]) -> tuple[tuple[Slide, ...], tuple[Fault, ...]]:
    """The slides in their order, and those that could not be made: these stay in the deck with their reason."""
    story = story_of(results)
    slides: list[Slide] = []
    faults: list[Fault] = []
    for planned in _plan(story):
        try:
            slide = planned.make()
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            faults.append(Fault(f"slide on {planned.about.format(number=planned.segment)}", reason))
            slide = fault_slide(say(planned.about, number=planned.segment), reason)
        if slide is not None:
            slides.append(slide)
    return tuple(slides), tuple(faults)


def fault_slide(about: str, reason: str) -> Slide:
    """The slide in the place of one that could not be made."""
    lines = (
        paragraph(say("The reason: {reason}", reason=Run(reason, own=True))),
        paragraph(say("The other slides stand on their own.")),
    )
    title = (Run(say("The slide on {part} could not be made", part=about)),)
    return Slide(title, (Words(say("Reason"), (0, 0, 1, 0.6), lines, (18, 12)),), (say("This deck is partial."),))


def _plan(story: Story) -> list[Planned]:
    opening = [
        Planned(marked("the title"), partial(title_slide, story)),
        Planned(marked("the answer"), partial(answer_slide, story)),
    ]
    shown = believed(story) and _spares_briefs(story)
    beliefs = [Planned(marked("hypotheses"), partial(hypotheses_slide, story))] if shown else []
    ending = [
        *beliefs,
        Planned(marked("when to look again"), partial(calendar_slide, story)),
        Planned(marked("method and limits"), partial(method_slide, story)),
        Planned(marked("decisions"), partial(decisions_slide, story)),
    ]
    why = Planned(marked("the number of segments"), partial(why_slide, story))
    if not story.segments:
        return [*opening, why, *ending]
    evidence = [
        why,
        Planned(marked("the typing tool"), partial(typing_slide, story)),
        Planned(marked("reach"), partial(reach_slide, story)),
    ]
    return [*opening, *_about_segments(story, MOST - FRAME - len(beliefs)), *evidence, *ending]


def _spares_briefs(story: Story) -> bool:
    """Whether one slide more leaves as many segments to win their briefs."""
    with_all, with_less = (
        divide(story.segments, _pursued(story), room).briefed for room in (MOST - FRAME, MOST - FRAME - 1)
    )
    return len(with_less) == len(with_all)


def _about_segments(story: Story, room: int) -> list[Planned]:
    """Priorities, and the slides about single segments as far as there is room."""
    division = divide(story.segments, _pursued(story), room)
    left_out = partial(_with_left_out, partial(priorities_slide, story), division.unbriefed)
    about = marked("segment {number}")
    told = [Planned(about, partial(segment_slide, story, segment), segment) for segment in division.single]
    if division.shared:
        told.append(Planned(marked("the other segments"), partial(others_slide, story, division.shared)))
    brief = marked("the brief of segment {number}")
    briefs = [Planned(brief, partial(brief_slide, story, segment), segment) for segment in division.briefed]
    return [Planned(marked("priorities"), left_out), *told, *briefs]


def _pursued(story: Story) -> Sequence[int]:
    """The segments to win; none where their order cannot be read, as the slide on it then says."""
    try:
        return story.pursued
    except Exception:
        return []


def _with_left_out(make: Callable[[], Slide], unbriefed: Sequence[int]) -> Slide:
    """A slide whose notes say whose brief found no room."""
    slide = make()
    if not unbriefed:
        return slide
    left_out = say_n(
        "Left out so that the deck has at most {most} slides: the brief of segment {segments}; the report has it.",
        "Left out so that the deck has at most {most} slides: the briefs of segments {segments}; the report has them.",
        len(unbriefed),
        most=MOST,
        segments=listed(str(segment) for segment in unbriefed),
    )
    return replace(slide, notes=(*slide.notes, left_out))
