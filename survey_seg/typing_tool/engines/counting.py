"""What an engine counted, as the counts of a typed file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from survey_seg.artifact import plain
from survey_seg.errors import Problem, quoted
from survey_seg.scale.answer_tables import Rule, Tally
from survey_seg.typing_tool.batch import SHOWN, BatchCounts
from survey_seg.typing_tool.classify import BANDS, answers_in_words
from survey_seg.typing_tool.engines.engine import Order
from survey_seg.typing_tool.population import AnswerCounts, Population, as_counts, differences
from survey_seg.typing_tool.spec import TypingSpec


def wanted_kind(spec: TypingSpec, order: Order) -> Literal["labels", "details", "scores"]:
    """What is written of each person."""
    if not spec.hard_labels:
        return "scores"
    return "details" if order.details else "labels"


def counts_of(spec: TypingSpec, rule: Rule, tally: Tally, file: str, identifier: str | None) -> BatchCounts:
    """The counts of a file of which an engine gave a tally."""
    by_place = tally.outcomes
    segments = {segment.code: sum(by_place[3 * at : 3 * at + 3]) for at, segment in enumerate(spec.segments)}
    bands: dict[str, int] = {name: sum(by_place[at:-1:3]) for at, name in enumerate(BANDS)}
    questions = tuple(
        AnswerCounts(question.id, found.blank, found.unknown, _codes(item.codes, found.places))
        for question, item, found in zip(spec.questions, rule.items, tally.found, strict=True)
    )
    cells = [found.cells for found in tally.found]
    return counted(
        spec,
        read=tally.rows,
        too_few=by_place[-1],
        typed=(segments, bands),
        questions=questions,
        place=(identifier or "row", tuple(unknown_cells(spec, cells, file))),
    )


def counted(
    spec: TypingSpec,
    *,
    read: int,
    too_few: int,
    typed: tuple[Mapping[int, int], Mapping[str, int]],
    questions: tuple[AnswerCounts, ...],
    place: tuple[str, tuple[Problem, ...]],
) -> BatchCounts:
    """Counts with what they add up to; `typed`: by segment and by band; `place`: the column of ids, and problems."""
    segments = {code: count for code, count in typed[0].items() if count} if spec.hard_labels else {}
    return BatchCounts(
        read=read,
        typed=sum(segments.values()),
        too_few=too_few,
        unreadable=0,
        unknown=sum(one.unknown for one in questions),
        segments=segments,
        bands=dict(typed[1]) if segments else {},
        id_column=place[0],
        problems=place[1][:SHOWN],
        questions=questions,
        notices=differences(spec, Population(read, segments, questions)),
    )


def unknown_cells(spec: TypingSpec, cells: Iterable[Mapping[str, int]], file: str) -> Iterator[Problem]:
    """A problem for each different cell that is no answer of its question, the most frequent first."""
    for question, found in zip(spec.questions, cells, strict=True):
        for cell, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
            times = "once" if count == 1 else f"{count:,} times"
            what = f"{quoted(cell)} stands {times} and is not an answer of this question; it counts as not answered"
            expected = answers_in_words(question)
            yield Problem("TYPING_UNKNOWN_CODE", what, expected, file=file, column=question.column)


def sum_of(spec: TypingSpec, parts: Sequence[BatchCounts]) -> BatchCounts:
    """The counts of several files as those of one."""
    questions = []
    for at, question in enumerate(spec.questions):
        codes: dict[int, int] = {}
        for part in parts:
            for code, count in part.questions[at].codes.items():
                codes[code] = codes.get(code, 0) + count
        blank = sum(part.questions[at].blank for part in parts)
        unknown = sum(part.questions[at].unknown for part in parts)
        questions.append(AnswerCounts(question.id, blank, unknown, dict(sorted(codes.items()))))
    segments = {one.code: sum(part.segments.get(one.code, 0) for part in parts) for one in spec.segments}
    bands: dict[str, int] = {name: sum(part.bands.get(name, 0) for part in parts) for name in BANDS}
    return counted(
        spec,
        read=sum(part.read for part in parts),
        too_few=sum(part.too_few for part in parts),
        typed=(segments, bands),
        questions=tuple(questions),
        place=(parts[0].id_column, tuple(problem for part in parts for problem in part.problems)),
    )


def kept(counts: BatchCounts) -> dict[str, Any]:
    """Counts of one part as they are kept in a JSON file, without what can be worked out again."""
    content = plain(counts)
    return {key: value for key, value in content.items() if key != "notices"} if isinstance(content, dict) else {}


def again(content: Mapping[str, Any]) -> BatchCounts:
    """Counts of one part from a JSON file."""
    return BatchCounts(
        **{
            **content,
            "segments": {int(code): count for code, count in content["segments"].items()},
            "problems": tuple(Problem(**problem) for problem in content["problems"]),
            "questions": tuple(as_counts(one) for one in content["questions"]),
            "notices": (),
        }
    )


def _codes(codes: Sequence[int], places: Sequence[int]) -> dict[int, int]:
    """Counts by code of counts by place; nothing for a question whose places were not counted."""
    return {code: count for code, count in zip(codes, places[1:], strict=False) if count}
