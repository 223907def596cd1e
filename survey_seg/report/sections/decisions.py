"""What to do for each segment, who does it, and which decisions nothing speaks to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report import evidence, priority_words, sentences
from survey_seg.report.evidence import Found
from survey_seg.report.language.numbers import spelled
from survey_seg.report.language.speech import marked, say, say_n
from survey_seg.report.language.wording import listed, started
from survey_seg.report.section import Results, Section

KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    (marked("Serve"), frozenset({"product", "service", "retain", "onboard", "time"})),
    (marked("Message"), frozenset({"message", "position"})),
    (marked("Offer and price"), frozenset({"price", "bundle", "offer", "upsell"})),
    (marked("Channel"), frozenset({"channel", "place", "target", "exclude", "prioritise", "acquire", "sell"})),
)
"""What is done, by the verb of the action; other verbs are told as what they are."""

OTHER, CUE = marked("Also"), marked("Sales cue")


@dataclass(frozen=True, slots=True)
class Deed:
    """The clearest action of one kind for a segment, and the decision it feeds."""

    kind: str
    found: Found
    decision: Mapping[str, Any] | None

    @property
    def word(self) -> str:
        """The kind in the language of the report."""
        return say(self.kind)

    @property
    def is_cue(self) -> bool:
        """Whether it is heard in a sales talk rather than done."""
        return self.kind == CUE


@dataclass(frozen=True, slots=True)
class SegmentDeeds:
    """What to do for one segment, a line per kind; `silent` are the kinds for which nothing clear was found."""

    number: int
    name: str
    win: bool
    deeds: Sequence[Deed]
    silent: Sequence[str]

    @property
    def silent_words(self) -> str:
        """The silent kinds in the language of the report."""
        return listed(say(kind) for kind in self.silent)


def view(results: Results) -> Mapping[str, Any]:
    """A block per segment, first rank first, and the decisions that stay open."""
    blocks = _blocks(results) if results["segments"]["verdict"] != "none" else []
    open_ones = priority_words.unresolved(results)
    return {"lead": _lead(results, blocks, len(open_ones)), "blocks": blocks, "unresolved": open_ones}


def _blocks(results: Results) -> list[SegmentDeeds]:
    names, decisions = evidence.names(results), {row["id"]: row for row in results["study"]["decisions"]}
    ranked = {row["segment"]: row for _, row in evidence.by_rank(results)}
    acts = [(path, row) for path, row in evidence.rows(results, "actions") if priority_words.is_clear(row)]
    order = [*ranked, *(number for number in names if number not in ranked)]
    blocks = []
    for number in order:
        own = sorted(
            evidence.of_segment(acts, number), key=lambda found: -(found[1]["share"] - found[1]["total_share"])
        )
        chosen = [*_clearest(own), (CUE, _cue(results, number))]
        blocks.append(
            SegmentDeeds(
                number=number,
                name=names[number],
                win=number in ranked and ranked[number]["decision"] == "win",
                deeds=[Deed(kind, found, _decision(found, decisions)) for kind, found in chosen if found],
                silent=[kind for kind, found in chosen if not found],
            )
        )
    return blocks


def _clearest(own: Sequence[Found]) -> list[tuple[str, Found | None]]:
    """The strongest action of each kind; verbs of no kind come last and only where there are any."""
    chosen: list[tuple[str, Found | None]] = [
        (kind, next((found for found in own if found[1]["verb"] in verbs), None)) for kind, verbs in KINDS
    ]
    known = frozenset[str]().union(*(verbs for _, verbs in KINDS))
    other = next((found for found in own if found[1]["verb"] not in known), None)
    return [*chosen, *([(OTHER, other)] if other else [])]


def _cue(results: Results, number: int) -> Found | None:
    """The best cue of a sales talk, unless it is not clearly above average."""
    found = next((found for found in evidence.cues(results, number) if found[1]["via"] == "sales_cue"), None)
    unclear = found is not None and found[1].get("low") is not None and not priority_words.is_clear(found[1])
    return None if unclear else found


def _decision(found: Found, decisions: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return decisions.get(found[1].get("decision") or "")


def _lead(results: Results, blocks: Sequence[SegmentDeeds], still: int) -> str:
    if not blocks:
        return say("There are no segments to act on.")
    text = _fitting(results, blocks)
    if not results["study"]["decisions"]:
        return text
    if not still:
        return f"{text} {say('Every open decision has an owner and a segment that speaks to it.')}"
    left = say_n(
        "one open decision lacks an owner or evidence.", "{n} open decisions lack an owner or evidence.", still
    )
    return f"{text} {started(left)}"


def _fitting(results: Results, blocks: Sequence[SegmentDeeds]) -> str:
    ready = [block.number for block in blocks if any(not deed.is_cue for deed in block.deeds)]
    without = [block.number for block in blocks if block.number not in ready]
    if not ready:
        return say(
            "No intended action clearly fits any segment: the questions tagged with actions do not tell them apart."
        )
    if not without:
        return say("Intended actions fit every segment.")
    return say_n(
        "Intended actions fit one of {all} segments; nothing clear for {others}.",
        "Intended actions fit {n} of {all} segments; nothing clear for {others}.",
        len(ready),
        all=spelled(len(blocks)),
        others=sentences.called(results, without),
    )


SECTION = Section("decisions", marked("Decisions and actions"), view)
