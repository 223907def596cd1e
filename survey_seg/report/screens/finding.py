"""What a command prints: the finding on one screen, from results.json and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import shorten, wrap
from typing import Any

from survey_seg.errors import printable
from survey_seg.report.find_view import find_line
from survey_seg.report.forms import REPORTS
from survey_seg.report.language.numbers import share, share_interval
from survey_seg.report.screens.decisions import decided_lines, undecided_lines
from survey_seg.responses.model import QualityReport, Responses

WIDTH = 100
SHOWN_WARNINGS = 3


def study_text(results: Mapping[str, Any], folder: Path) -> str:
    """A study on one screen: what was found, whom to win, how sure, when to look again, and where the files are."""
    data, segments = results["data"], results["segments"]
    left_out = data["n_read"] - data["n_kept"]
    lines = [
        printable(results["study"]["title"]),
        *_drawn(data),
        f"{data['n_read']:,} people read, {data['n_kept']:,} kept" + (f", {left_out} left out" if left_out else ""),
        "",
        *_paragraph(f"{_found(segments)} {segments['verdict_sentence']}"),
        *_paragraph(f"Why: {segments['reason']}"),
    ]
    if segments["k"] > 1:
        lines += [
            "",
            *_segment_table(results),
            *_everybody(results),
            "",
            *_paragraph(_pursue(results)),
            *_paragraph(_typing(results)),
            *_paragraph(find_line(results)),
        ]
    lines += [*_paragraph(_cadence(results)), *_warnings(results), "", "Open:", *_files(results, folder)]
    return "\n".join(lines)


def _found(segments: Mapping[str, Any]) -> str:
    if segments["k"] < 2:
        return "No segments."
    return f"{segments['k']} segments, {segments['verdict']}."


def _paragraph(text: str) -> list[str]:
    return wrap(printable(text), WIDTH)


def _segment_table(results: Mapping[str, Any]) -> list[str]:
    segments, priorities = results["segments"], results["priorities"]
    ranks = {row["segment"]: row for row in priorities.get("rank", ())}
    first = {row["segment"]: row["action"] for row in reversed(results["actions"])}
    lines = [f"{'':>3} {'segment':<52} {'size %':<12} {'stable':<7} rank"]
    for row, stability in zip(segments["sizes"], segments["stability"]["per_segment"], strict=True):
        name = shorten(printable(row["name"]), 52, placeholder="…")
        rank = ranks.get(row["segment"], {}).get("rank", "–")
        action = shorten(printable(first.get(row["segment"], "none yet")), WIDTH - 16, placeholder="…")
        size = f"{100 * row['share']:.0f} ({100 * row['low']:.0f}–{100 * row['high']:.0f})"
        lines.append(f"{row['segment']:>3} {name:<52} {size:<12} {stability:<7.2f} {rank}")
        lines.append(f"      first action: {action}")
    return lines


def _drawn(data: Mapping[str, Any]) -> list[str]:
    """How many people a table holds that is too long to be read whole, and how many of them were drawn."""
    if "n_file" not in data:
        return []
    return [f"{data['n_file']:,} people in the file; {data['n_drawn']:,} drawn by a hash of their ids are looked at:"]


def _everybody(results: Mapping[str, Any]) -> list[str]:
    everybody = results["segments"].get("everybody")
    if everybody is None:
        return []
    sizes = ", ".join(f"{row['segment']}: {100 * row['share']:.1f} %" for row in everybody["sizes"])
    return ["", *_paragraph(f"All {everybody['n']:,} people sorted ({everybody['file']}): {sizes}.")]


def _pursue(results: Mapping[str, Any]) -> str:
    priorities = results["priorities"]
    if "not_computed" in priorities:
        return f"Priorities: not computed: {priorities['not_computed']}"
    numbers = [str(segment) for segment in priorities["pursue"]]
    if not numbers:
        return "Win first: none; every segment met a knock-out."
    text = f"Win first: {_listed(numbers)}; serve the others without targeting them."
    return text if priorities["separable"] else text + " The ranking is not separable: its order may be chance."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _typing(results: Mapping[str, Any]) -> str:
    typing = results["typing"]
    if "not_computed" in typing:
        return f"Typing tool: not computed: {typing['not_computed']}"
    accuracy = typing["accuracy"]
    return (
        f"Typing tool: {len(typing['questions'])} questions put {share(accuracy['value'])} of unseen people in the "
        f"right segment (95\u00a0% interval {share_interval(accuracy['low'], accuracy['high'])}; guessing the largest: "
        f"{share(typing['baseline'])})."
    )


def _cadence(results: Mapping[str, Any]) -> str:
    cadence = results["cadence"]
    light = cadence["next_light"] or f"{cadence['light_months']} months after fielding"
    full = cadence["next_full"] or f"{cadence['full_months']} months after fielding"
    return f"Look again: light review {light}, full study {full} (why: survey-seg advise)."


def _warnings(results: Mapping[str, Any]) -> list[str]:
    warnings = results["warnings"]
    lines = [shorten(f"Note {row['code']}: {printable(row['text'])}", WIDTH) for row in warnings[:SHOWN_WARNINGS]]
    more = len(warnings) - len(lines)
    return lines + ([f"{more} more notes in the report."] if more > 0 else [])


def _files(results: Mapping[str, Any], folder: Path) -> list[str]:
    page, *others = (form.place for form in REPORTS.values())
    files = [f"{folder / page} (and beside it {', '.join(other.name for other in others)})"]
    tools = results["typing"], results.get("find", {})
    files += [str(folder / "typing_tool" / name) for tool in tools for name in tool.get("files", ())]
    return [f"  {path}" for path in files]


def advice_text(results: Mapping[str, Any]) -> str:
    """When to look again, each line with its reason and source."""
    lines = [_cadence(results).replace(" (why: survey-seg advise)", "")]
    if results["cadence"]["provisional"]:
        lines.append("Provisional: the evidence is fragile, so the first light review comes early.")
    lines += [f"  {row['rule']}  {printable(row['text'])} [{row['source']}]" for row in results["cadence"]["reasons"]]
    return "\n".join(lines)


def status_text(results: Mapping[str, Any], folder: Path, today: str = "") -> str:
    """What a study holds, what was decided, and what is still undecided; `today` marks what is overdue by that day."""
    acted = {row["segment"] for row in results["actions"]}
    undecided = list(undecided_lines(results, today))
    if results["segments"]["k"] > 1:
        undecided += [
            f"segment {row['segment']} ({printable(row['name'])}) has no action"
            for row in results["segments"]["sizes"]
            if row["segment"] not in acted
        ]
    decided = list(decided_lines(results, today))
    lines = [study_text(results, folder), ""]
    lines += ["Decided:", *(f"  {one}" for one in decided), ""] if decided else []
    return "\n".join([*lines, "Undecided:", *(f"  {one}" for one in undecided or ["nothing"])])


def check_text(responses: Responses, quality: QualityReport) -> str:
    """What was read and whom the screen flagged."""
    kept = int(quality.kept.sum())
    lines = [
        f"{responses.file}: {responses.n:,} people, {len(responses.answers.columns)} variables; {kept:,} kept.",
        *_paragraph(f"Rule: {quality.rule}"),
        *(f"  {check}: {n} flagged" for check, n in quality.counts.items()),
        *(f"  not run: {printable(notice.text)}" for notice in quality.not_run),
        *(f"Note {notice.code}: {printable(notice.text)}" for notice in responses.notices),
    ]
    return "\n".join(lines)
