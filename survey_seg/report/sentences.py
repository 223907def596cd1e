"""What the numbers say in plain words: each sentence is a rule, so the same numbers always say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey_seg.report.evidence import (
    by_rank,
    leading,
    markers,
    names,
    not_computed,
    open_decisions,
    rows,
    top_words,
)
from survey_seg.report.numbers import count, counted, decimal, month, share, share_interval, spelled
from survey_seg.report.wording import listed, quoted, short_texts

Row = Mapping[str, Any]
Results = Mapping[str, Any]

VIA = {
    "crm": "customer database",
    "ad_platform": "advertising platform",
    "sales_cue": "sales talk",
    "media": "media",
    "list": "bought list",
    "typing": "typing tool",
}
SHORT_NAME = 28
"""Letters up to which a name stands in a sentence."""


def heading(results: Results, segment: int) -> str:
    """A segment's number and name.

    >>> heading({"segments": {"sizes": [{"segment": 2, "name": "Planners"}]}}, 2)
    'Segment 2: Planners'
    """
    name = names(results)[segment]
    return name if name == f"Segment {segment}" else f"Segment {segment}: {name}"


def called(results: Results, segments: Sequence[int]) -> str:
    """Segments as a sentence calls them: by their names where those are short, or else by their numbers.

    >>> results = {"segments": {"sizes": [{"segment": 1, "name": "Planners"}, {"segment": 2, "name": "x" * 40}]}}
    >>> called(results, [1]), called(results, [2]), called(results, [1, 2])
    ('“Planners”', 'segment 2', 'segments 1 and 2')
    """
    full = names(results)
    if all(len(full[number]) <= SHORT_NAME for number in segments):
        return listed(quoted(full[number]) for number in segments)
    return f"segment{'s' if len(segments) > 1 else ''} {listed(str(number) for number in segments)}"


def found(segments: Row) -> str:
    """How many segments there are, and of which kind.

    >>> found({"k": 4, "verdict": "natural", "verdict_sentence": "They come back."})
    'Four segments. They come back.'
    """
    if segments["verdict"] == "none":
        return str(segments["verdict_sentence"])
    number = counted(segments["k"], "segment")
    return f"{number[0].upper()}{number[1:]}. {segments['verdict_sentence']}"


def difference(results: Results, segment: int, short: Mapping[str, str]) -> str:
    """What sets a segment apart, in one sentence, from its three strongest markers.

    Labelled scales say what people answer: "above average" on a scale from left to right says nothing.
    """
    strongest = [row for _, row in markers(results, segment, 3)]
    spoken = [row for row in strongest if row.get("answer") and row["answer"] != row["total_answer"]]
    words = [
        f"{quoted(row['answer'], 50)} on {short.get(row['text'], row['text'])} (all: {quoted(row['total_answer'], 50)})"
        for row in spoken
    ]
    typical = f"Typical answers: {'; '.join(words)}." if words else ""
    silent = [row for row in strongest if row not in spoken]
    above = [quoted(short.get(row["text"], row["text"]), 70) for row in silent if row["difference"] > 0]
    below = [quoted(short.get(row["text"], row["text"]), 70) for row in silent if row["difference"] < 0]
    if above and below:
        level = f"Above average on {listed(above)}; below average on {listed(below)}."
    elif above or below:
        level = f"{'Above' if above else 'Below'} average on {listed(above or below)}."
    else:
        level = ""
    return f"{typical} {level}".strip() or "No basis question sets this segment clearly apart."


def jaccard_word(value: float | None) -> str:
    """How a segment fares when the study is repeated, by its bootstrap Jaccard similarity (Hennig's reading).

    >>> jaccard_word(0.9), jaccard_word(0.62)
    ('very stable', 'a pattern whose borders move')
    """
    if value is None:
        return "not measured"
    steps = ((0.85, "very stable"), (0.75, "stable"), (0.6, "a pattern whose borders move"))
    return next((word for least, word in steps if value >= least), "may dissolve in a new sample")


def accuracy_sentence(typing: Row) -> str:
    """How good the typing tool is, beside guessing and beside the full questionnaire."""
    accuracy = typing["accuracy"]
    if accuracy["value"] is None:
        return "The accuracy of the typing tool is not known."
    text = (
        f"{counted(len(typing['questions']), 'question').capitalize()} put {share(accuracy['value'])} of people the "
        f"tool has never seen in the right segment (95% interval {share_interval(accuracy['low'], accuracy['high'])})."
    )
    if typing["baseline"] is not None:
        text += f" Guessing the largest segment every time would reach {share(typing['baseline'])}."
    if typing["ceiling"] is not None:
        text += f" Asking every candidate question would reach {share(typing['ceiling'])}."
    return text


def priority_sentence(results: Results) -> str:
    """Whom to win, and how sure the order is."""
    priorities = results["priorities"]
    pursue = priorities["pursue"]
    if not pursue:
        return "No segment passes the knock-out criteria: serve them all, target none."
    others = len(results["segments"]["sizes"]) - len(pursue)
    rest = f" Serve the other {counted(others, 'segment')}, do not target." if others > 0 else ""
    text = f"Win {called(results, pursue)}.{rest}"
    if others == 1:
        text = text.replace("the other one segment", "the other segment")
    sure, tops = order_words(results), leading(results)
    sure = f"{sure[0].upper()}{sure[1:]}"
    if alone(results):
        return f"{text} {sure}."
    odds = listed(f"{called(results, [row['segment']])} in {share(row['p_top2'])}" for row in tops)
    rank = "ranks" if len(tops) == 1 else "rank"
    return f"{text} {sure}: of the redraws of people and weights, {odds} {rank} {top_words(results)}."


def order_words(results: Results) -> str:
    """How sure the order is, in a few words."""
    if alone(results):
        return "no other segment passes the knock-out criteria"
    return "the order is clear" if results["priorities"]["separable"] else "the order is not clear-cut"


def alone(results: Results) -> bool:
    """Whether one segment only is not knocked out, so that there is no order to be sure of."""
    return sum(not row["knocked_out"] for _, row in by_rank(results)) == 1


def kept_sentence(data: Row) -> str:
    r"""How much of the data is used.

    >>> kept_sentence({"n_read": 1200, "n_kept": 1150})
    '1,150 of 1,200 interviews are used; 50 (4\xa0%) were left out.'
    """
    lost = data["n_read"] - data["n_kept"]
    if not lost:
        return f"All {count(data['n_read'])} interviews are used."
    left_out = f"{count(lost)} ({share(lost / data['n_read'])}) {'was' if lost == 1 else 'were'} left out"
    return f"{count(data['n_kept'])} of {count(data['n_read'])} interviews are used; {left_out}."


def stability_finding(results: Results) -> str:
    """What the stability curve shows, for the chart's description."""
    known = [row for _, row in rows(results, "segments", "candidates") if row["stability"] is not None]
    compared = [row for row in known if row["null_stability"] is not None]
    beyond = [str(row["k"]) for row in compared if row["null_stability"] < row["stability"]]
    if not known:
        return "Stability was not measured."
    best = max(known, key=lambda row: (row["stability"], -row["k"]))
    text = f"The most stable split has {counted(best['k'], 'segment')} ({decimal(best['stability'])})."
    if not compared:
        return f"{text} What studies without segments reach is not known."
    if not beyond:
        return f"{text} No number of segments is more stable than in 95 of 100 studies without segments."
    return f"{text} More stable than in 95 of 100 studies without segments: {listed(beyond)}."


def reading_sentence(segments: Row) -> str:
    """What the stability of the segments has meant in simulated studies, or why it says nothing here."""
    here = next((row for row in segments["reading_guide"]["rows"] if row["here"]), None)
    if here is None:
        return (
            "All of them do have segments. So the table says nothing of this study as long as its answers look like "
            "those of one population."
        )
    return (
        f"Of those as stable as this one, {share(here['exact'])} had exactly as many segments as were found, and the "
        f"segments found agreed with the true ones by {decimal(here['agreement'])}."
    )


def band(row: Row) -> str:
    """The stability of a row of the reading guide.

    >>> band({"low": 0.0, "high": 0.4}), band({"low": 0.4, "high": 0.6}), band({"low": 0.8, "high": 1.0})
    ('below 0.40', '0.40 to 0.60', '0.80 or more')
    """
    if row["low"] <= 0:
        return f"below {decimal(row['high'])}"
    return f"{decimal(row['low'])} or more" if row["high"] >= 1 else f"{decimal(row['low'])} to {decimal(row['high'])}"


def votes_line(factors: Row) -> str:
    """How many criteria agree with the number of dimensions that was taken, and which of them decides.

    >>> votes = [{"method": "parallel analysis", "suggests": 2}, {"method": "eigenvalues above one", "suggests": 3}]
    >>> votes_line({"votes": votes, "n_factors": 2, "decides": "parallel analysis"})
    'There are two dimensions: one of two criteria agrees, and parallel analysis decides.'
    """
    number, votes = factors["n_factors"], factors["votes"]
    agree = sum(row["suggests"] == number for row in votes)
    agreeing = f"{spelled(agree) if agree else 'none'} of {counted(len(votes), 'criterion', 'criteria')}"
    return (
        f"There {'is' if number == 1 else 'are'} {counted(number, 'dimension')}: {agreeing} "
        f"{'agree' if agree > 1 else 'agrees'}, and {factors['decides']} decides."
    )


def cadence_sentence(cadence: Row) -> str:
    """When to look again."""
    light, full = (
        month(cadence[f"next_{which}"])
        if cadence[f"next_{which}"]
        else f"{cadence[f'{which}_months']} months after fielding"
        for which in ("light", "full")
    )
    text = f"First light review: {light}. Next full study: {full}."
    return f"{text} Until the review the segments are provisional." if cadence["provisional"] else text


def decide(results: Results) -> list[dict[str, str]]:
    """The lines of "decide this": what, who, by when and why; the segments to win first, then every open decision."""
    return [_decide_first(results)] + [
        {"what": row["text"], "who": row["owner"] or "", "when": row["due"] or "", "why": _evidence(results, row)}
        for row in open_decisions(results)
    ]


def _evidence(results: Results, decision: Row) -> str:
    if results["segments"]["verdict"] == "none":
        return "These answers give no ground to decide it by segment."
    acts = [row for _, row in rows(results, "actions") if row["decision"] == decision["id"]]
    if not acts:
        return "No tagged question of this study speaks to it."
    row = max(acts, key=lambda act: act["index"] or 0)
    text = str(row["text"])
    answer = f"{quoted(said(row['answers']), 50)} to {quoted(short_texts(results).get(text, text), 60)}"
    return (
        f"Evidence: {called(results, [row['segment']])} answer {answer}: {share(row['share'])}, "
        f"all {share(row['total_share'])}."
    )


def _decide_first(results: Results) -> dict[str, str]:
    why = ""
    if results["segments"]["verdict"] == "none":
        what = "Do not plan by segment on these data: treat the market as one, or ask better questions and repeat."
        why = str(results["segments"]["reason"])
    elif (reason := not_computed(results["priorities"])) is not None:
        what, why = "Choose the segments to win by judgement.", f"Priorities were not computed: {reason}"
    else:
        most = results["study"]["pursue_max"]
        what, why = f"Confirm the segments to win, at most {most}.", priority_sentence(results)
    return {"what": what, "who": "", "when": "", "why": why}


def said(answers: str | Sequence[str]) -> str:
    """The answers of a row as one phrase.

    >>> said(["Agree", "Strongly agree"]), said("Agree")
    ('Agree or Strongly agree', 'Agree')
    """
    return answers if isinstance(answers, str) else listed((str(answer) for answer in answers), last="or")
