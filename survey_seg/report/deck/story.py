"""What every slide of one deck shares: the results, names of segments, ways to say who they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report import evidence, sentences
from survey_seg.report.deck.content import Paragraph, Run, paragraph
from survey_seg.report.deck.sheet import Sheet
from survey_seg.report.evidence import Found, Row
from survey_seg.report.language import wording
from survey_seg.report.language.catalogue import current
from survey_seg.report.language.speech import say, say_n

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
        if not self.size(segment)[1]["name"]:
            return (Run(self.names[segment]),)
        return Run(f"{segment} "), self.name(segment, length)

    def called(self, segments: Sequence[int]) -> Run:
        """Segments as a sentence calls them: by their names, which are the study's own words, or by their numbers."""
        text = sentences.called(self.results, segments)
        return Run(text, own=text.startswith(current().conventions.quotes[0]), ours=True)

    def apart(self, segment: int, most: int = 2) -> Paragraph:
        """What sets a segment apart, in the fewest words: its strongest markers."""
        found = [row for _, row in evidence.markers(self.results, segment, most)]
        marks = clauses(self._marker(row) for row in found)
        return paragraph(wording.started(marks) if marks else say("No basis question does so clearly"))

    def _marker(self, row: Row) -> str:
        text = Run(wording.quoted(self.text(row["text"]), 56), own=True)
        if row.get("answer") and row["answer"] != row["total_answer"]:
            answer = Run(wording.quoted(row["answer"], 40), own=True)
            return say("{answer} to {question}", answer=answer, question=text)
        return (
            say("high on {question}", question=text)
            if row["difference"] > 0
            else say("low on {question}", question=text)
        )

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


def clauses(parts: Iterable[object]) -> str:
    """Clauses in a row.

    >>> clauses(["one has an owner", "two have none"])
    'one has an owner; two have none'
    """
    return say("; ").join(str(part) for part in parts)


def cue_line(story: Story, sheet: Sheet, found: Found) -> Paragraph:
    """A findable answer as an item: what they answer to what, how many do, where it is seen."""
    path, row = found
    line = say(
        "{answer} to {question}: {share}, all {total} ({seen})",
        answer=Run(wording.quoted(sentences.said(row["answers"]), 60), own=True),
        question=Run(wording.quoted(story.text(row["text"]), 90), own=True),
        share=sheet.number(f"{path}.share", "share"),
        total=sheet.number(f"{path}.total_share", "share"),
        seen=sentences.via_word(str(row["via"])),
    )
    return paragraph(line, look="item")


def action_line(sheet: Sheet, found: Found) -> Paragraph:
    """An intended action as an item: the deed, its owner, how many give the answers it waits for."""
    path, row = found
    return called_for(sheet, path, row, str(row["action"] or row["verb"]))


def called_for(sheet: Sheet, path: str, row: Row, deed: str) -> Paragraph:
    """A deed or a message with its owner, and how many give the answers that call for it."""
    owner = Run(f" ({wording.shortened(row['owner'], 24)})", own=True) if row["owner"] else ""
    line = say(
        "{action}: {share} give the answers that call for it, all {total}",
        action=f"{Run(wording.sentence(wording.shortened(deed, 120)).rstrip('.'), own=True)}{owner}",
        share=sheet.number(f"{path}.share", "share"),
        total=sheet.number(f"{path}.total_share", "share"),
    )
    return paragraph(line, look="item")


def base_line(results: Mapping[str, Any], sheet: Sheet) -> Paragraph:
    """Whose answers a slide shows."""
    n, count = results["data"]["n_kept"], sheet.number("data.n_kept", "count")
    line = say_n("Base: {count} interview", "Base: {count} interviews", n, count=count)
    if results["data"]["weighted"]:
        worth = sheet.number("data.n_eff", "count")
        line = say("{base} (weighted; worth {worth} unweighted ones)", base=line, worth=worth)
    return paragraph(line, look="quiet")


def decision_word(row: Row) -> str:
    """What to do with a segment, in a word or two."""
    return say("win") if row["decision"] == "win" else say("serve, do not target")
