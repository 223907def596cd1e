"""What every slide of one deck shares: the results, names of segments, ways to say who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report import evidence, sentences, wording
from survey_seg.report.deck.content import Paragraph, Run, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.evidence import Found, Row

NAME = 60
"""Letters of a segment's name in a title."""


@dataclass(frozen=True, slots=True)
class Story:
    """The results of one study, as slides tell them. `short`: texts of questions without the stem of their grid."""

    results: Mapping[str, Any]
    names: Mapping[int, str]
    short: Mapping[str, str]

    def sheet(self) -> Sheet:
        """A new slide in the making."""
        return Sheet(self.results)

    def name(self, segment: int, length: int = NAME) -> Run:
        """A segment's name as a run of the study's own words."""
        return Run(wording.shortened(self.names[segment], length), own=True)

    def numbered(self, segment: int, length: int = NAME) -> tuple[Run, ...]:
        """A segment's number and name: "1 Planners"; only the number where it has no name."""
        if self.names[segment] == f"Segment {segment}":
            return (Run(f"Segment {segment}"),)
        return Run(f"{segment} "), self.name(segment, length)

    def apart(self, segment: int, most: int = 2) -> Paragraph:
        """What sets a segment apart, in the fewest words: its strongest markers."""
        found = [row for _, row in evidence.markers(self.results, segment, most)]
        runs: list[Run] = []
        for row in found:
            runs += [Run("; ")] if runs else []
            runs += self._marker(row, first=not runs)
        return Paragraph(tuple(runs) or (Run("No basis question does so clearly"),))

    def _marker(self, row: Row, *, first: bool) -> list[Run]:
        text = Run(wording.quoted(self.text(row["text"]), 56), own=True)
        if row.get("answer") and row["answer"] != row["total_answer"]:
            return [Run(wording.quoted(row["answer"], 40), own=True), Run(" to "), text]
        level = "high on " if row["difference"] > 0 else "low on "
        return [Run(wording.started(level) if first else level), text]

    def text(self, asked: str) -> str:
        """A question without the stem of its grid."""
        return self.short.get(asked, asked)

    def size(self, segment: int) -> Found:
        """The row of a segment's size with its path."""
        return evidence.of_segment(evidence.rows(self.results, "segments", "sizes"), segment)[0]

    def rank(self, segment: int) -> Found | None:
        """The row of a segment's priority with its path, where there is one."""
        return next(iter(evidence.of_segment(evidence.rows(self.results, "priorities", "rank"), segment)), None)

    def cues(self, segment: int, most: int) -> list[Found]:
        """The best findable answers of a segment, one a question."""
        return evidence.one_a_question(evidence.cues(self.results, segment))[:most]

    def actions(self, segment: int) -> list[Found]:
        """The intended actions that a segment's answers call for, the clearest first, each once."""
        found = evidence.of_segment(evidence.rows(self.results, "actions"), segment)
        first = {str(row["action"] or row["verb"]): (path, row) for path, row in reversed(found)}
        kept = {path for path, _ in first.values()}
        return [(path, row) for path, row in found if path in kept]

    @property
    def segments(self) -> Sequence[int]:
        """The numbers of the segments; none when the verdict is that there are none."""
        if self.results["segments"]["verdict"] == "none":
            return []
        return [row["segment"] for row in self.results["segments"]["sizes"]]

    @property
    def pursued(self) -> Sequence[int]:
        """The segments to win, the first priority first; none where priorities were not computed."""
        if not self.segments or evidence.not_computed(self.results["priorities"]) is not None:
            return []
        wanted = set(self.results["priorities"]["pursue"])
        return [row["segment"] for _, row in evidence.by_rank(self.results) if row["segment"] in wanted]


def story_of(results: Mapping[str, Any]) -> Story:
    """The story of a study; texts that no slide can hold are made readable."""
    clean: Mapping[str, Any] = wording.readable(results)
    asked = [*_asked(clean["basis"].get("items")), *_asked(clean["reach"]), *_asked(clean["actions"])]
    return Story(clean, evidence.names(clean), wording.without_stem(dict.fromkeys(asked)))


def _asked(rows: Any) -> list[str]:  # noqa: ANN401 - a part of the results, whatever became of it
    """The questions of a part; none where it is no table, which the slides that show it tell."""
    return [str(row["text"]) for row in rows if "text" in row] if isinstance(rows, list) else []


def cue_line(story: Story, sheet: Sheet, found: Found) -> Paragraph:
    """A findable answer as an item: what they answer to what, how many do, where it is seen."""
    path, row = found
    via = sentences.VIA.get(row["via"], str(row["via"]))
    return paragraph(
        Run(wording.quoted(sentences.said(row["answers"]), 60), own=True),
        Run(f" to {wording.quoted(story.text(row['text']), 90)}", own=True),
        ": ",
        sheet.number(f"{path}.share", "share"),
        ", all ",
        sheet.number(f"{path}.total_share", "share"),
        f" ({via})",
        look="item",
    )


def action_line(sheet: Sheet, found: Found) -> Paragraph:
    """An intended action as an item: the deed, its owner, how many give the answers it waits for."""
    path, row = found
    owner = f" ({wording.shortened(row['owner'], 24)})" if row["owner"] else ""
    return paragraph(
        Run(wording.sentence(wording.shortened(str(row["action"] or row["verb"]), 120)).rstrip("."), own=True),
        Run(owner, own=True),
        ": ",
        sheet.number(f"{path}.share", "share"),
        " give the answers that call for it, all ",
        sheet.number(f"{path}.total_share", "share"),
        look="item",
    )


def base_line(results: Mapping[str, Any], sheet: Sheet) -> Paragraph:
    """Whose answers a slide shows."""
    base = paragraph("Base: ", sheet.number("data.n_kept", "count"), " interviews", look="quiet")
    if not results["data"]["weighted"]:
        return base
    worth = Run(" (weighted; worth "), sheet.number("data.n_eff", "count"), Run(" unweighted ones)")
    return Paragraph((*base.runs, *worth), "quiet")


def decision_word(row: Row) -> str:
    """What to do with a segment, in a word or two."""
    return "win" if row["decision"] == "win" else "serve, do not target"
