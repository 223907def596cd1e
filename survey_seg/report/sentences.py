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
)
from survey_seg.report.language.numbers import DASH, count, decimal, month, share, share_interval, spelled
from survey_seg.report.language.speech import marked, say, say_n, told
from survey_seg.report.language.wording import listed, quoted, short_texts, started

Row = Mapping[str, Any]
Results = Mapping[str, Any]

VIA = {
    "crm": marked("customer database"),
    "ad_platform": marked("advertising platform"),
    "sales_cue": marked("sales talk"),
    "media": marked("media"),
    "list": marked("bought list"),
    "typing": marked("typing tool"),
}
SHORT_NAME = 28
"""Letters up to which a name stands in a sentence."""

_JACCARD = (
    (0.85, marked("very stable")),
    (0.75, marked("stable")),
    (0.6, marked("a pattern whose borders move")),
    (0.0, marked("may dissolve in a new sample")),
)


def via_word(via: str) -> str:
    """A way to find people, in words.

    >>> via_word("crm"), via_word("pigeon")
    ('customer database', 'pigeon')
    """
    return say(VIA[via]) if via in VIA else via


def yes_no(value: bool | None) -> str:
    """What is so or not, in a word.

    >>> yes_no(True), yes_no(False), yes_no(None)
    ('yes', 'no', '–')
    """
    if value is None:
        return DASH
    return say("yes") if value else say("no")


def decision_word(decision: str) -> str:
    """The decision about a segment in one word; whoever is not to be won is served.

    >>> decision_word("win"), decision_word("knocked out")
    ('win', 'serve')
    """
    return say("win") if decision == "win" else say("serve")


def heading(results: Results, segment: int) -> str:
    """A segment's number and name.

    >>> heading({"segments": {"sizes": [{"segment": 2, "name": "Planners"}]}}, 2)
    'Segment 2: Planners'
    """
    name, number = names(results)[segment], say("Segment {number}", number=segment)
    return name if name == number else say("Segment {number}: {name}", number=segment, name=name)


def called(results: Results, segments: Sequence[int]) -> str:
    """Segments as a sentence calls them: by their names where those are short, or else by their numbers.

    >>> results = {"segments": {"sizes": [{"segment": 1, "name": "Planners"}, {"segment": 2, "name": "x" * 40}]}}
    >>> called(results, [1]), called(results, [2]), called(results, [1, 2])
    ('“Planners”', 'segment 2', 'segments 1 and 2')
    """
    full = names(results)
    if all(len(full[number]) <= SHORT_NAME for number in segments):
        return listed(quoted(full[number]) for number in segments)
    numbers = listed(str(number) for number in segments)
    return say_n("segment {numbers}", "segments {numbers}", len(segments), numbers=numbers)


def found(segments: Row) -> str:
    """How many segments there are, and of which kind.

    >>> found({"k": 4, "verdict": "natural", "verdict_sentence": "They come back."})
    'Four segments. They come back.'
    """
    if segments["verdict"] == "none":
        return told(segments["verdict_sentence"])
    number = say_n("one segment", "{n} segments", segments["k"])
    return f"{started(number)}. {told(segments['verdict_sentence'])}"


def difference(results: Results, segment: int, short: Mapping[str, str]) -> str:
    """What sets a segment apart, in one sentence, from its three strongest markers.

    Labelled scales say what people answer: "above average" on a scale from left to right says nothing.
    """
    strongest = [row for _, row in markers(results, segment, 3)]
    spoken = [row for row in strongest if row.get("answer") and row["answer"] != row["total_answer"]]
    words = [
        say(
            "{answer} on {question} (all: {everybody})",
            answer=quoted(row["answer"], 50),
            question=short.get(row["text"], row["text"]),
            everybody=quoted(row["total_answer"], 50),
        )
        for row in spoken
    ]
    typical = say("Typical answers: {answers}.", answers=say("; ").join(words)) if words else ""
    silent = [row for row in strongest if row not in spoken]
    level = _level(
        [quoted(short.get(row["text"], row["text"]), 70) for row in silent if row["difference"] > 0],
        [quoted(short.get(row["text"], row["text"]), 70) for row in silent if row["difference"] < 0],
    )
    return f"{typical} {level}".strip() or say("No basis question sets this segment clearly apart.")


def _level(above: Sequence[str], below: Sequence[str]) -> str:
    if above and below:
        return say("Above average on {above}; below average on {below}.", above=listed(above), below=listed(below))
    if above:
        return say("Above average on {questions}.", questions=listed(above))
    return say("Below average on {questions}.", questions=listed(below)) if below else ""


def jaccard_word(value: float | None) -> str:
    """How a segment fares when the study is repeated, by its bootstrap Jaccard similarity (Hennig's reading).

    >>> jaccard_word(0.9), jaccard_word(0.62)
    ('very stable', 'a pattern whose borders move')
    """
    if value is None:
        return say("not measured")
    return say(next(word for least, word in _JACCARD if value >= least or not least))


def accuracy_sentence(typing: Row) -> str:
    """How good the typing tool is, beside guessing and beside the full questionnaire."""
    accuracy = typing["accuracy"]
    if accuracy["value"] is None:
        return say("The accuracy of the typing tool is not known.")
    text = say_n(
        "one question puts {share} of people the tool has never seen in the right segment (95\u00a0% interval {ends}).",
        "{n} questions put {share} of people the tool has never seen in the right segment (95\u00a0% interval {ends}).",
        len(typing["questions"]),
        share=share(accuracy["value"]),
        ends=share_interval(accuracy["low"], accuracy["high"]),
    )
    said = [started(text)]
    if typing["baseline"] is not None:
        said.append(
            say("Guessing the largest segment every time would reach {share}.", share=share(typing["baseline"]))
        )
    if typing["ceiling"] is not None:
        said.append(say("Asking every candidate question would reach {share}.", share=share(typing["ceiling"])))
    return " ".join(said)


def priority_sentence(results: Results) -> str:
    """Whom to win, and how sure the order is."""
    priorities = results["priorities"]
    pursue = priorities["pursue"]
    if not pursue:
        return say("No segment passes the knock-out criteria: serve them all, target none.")
    text = say("Win {segments}.", segments=called(results, pursue))
    others = len(results["segments"]["sizes"]) - len(pursue)
    if others > 0:
        text += " " + say_n(
            "Serve the other segment, do not target.", "Serve the other {n} segments, do not target.", others
        )
    return f"{text} {_order(results)}"


def _order(results: Results) -> str:
    """How sure the order is, with how often the first are first."""
    sure, tops = started(order_words(results)), leading(results)
    if alone(results):
        return f"{sure}."
    odds = listed(
        say("{segment} in {share}", segment=called(results, [row["segment"]]), share=share(row["p_top2"]))
        for row in tops
    )
    if len(tops) == 1:
        return say("{order}: of the redraws of people and weights, {odds} ranks first.", order=sure, odds=odds)
    return say("{order}: of the redraws of people and weights, {odds} rank first or second.", order=sure, odds=odds)


def order_words(results: Results) -> str:
    """How sure the order is, in a few words."""
    if alone(results):
        return say("no other segment passes the knock-out criteria")
    return say("the order is clear") if results["priorities"]["separable"] else say("the order is not clear-cut")


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
        read = data["n_read"]
        return say_n("The one interview is used.", "All {count} interviews are used.", read, count=count(read))
    return say_n(
        "{kept} of {read} interviews are used; {lost} ({share}) was left out.",
        "{kept} of {read} interviews are used; {lost} ({share}) were left out.",
        lost,
        kept=count(data["n_kept"]),
        read=count(data["n_read"]),
        lost=count(lost),
        share=share(lost / data["n_read"]),
    )


def stability_finding(results: Results) -> str:
    """What the stability curve shows, for the chart's description."""
    known = [row for _, row in rows(results, "segments", "candidates") if row["stability"] is not None]
    compared = [row for row in known if row["null_stability"] is not None]
    beyond = [str(row["k"]) for row in compared if row["null_stability"] < row["stability"]]
    if not known:
        return say("Stability was not measured.")
    best = max(known, key=lambda row: (row["stability"], -row["k"]))
    text = say_n(
        "The most stable split has one segment ({stability}).",
        "The most stable split has {n} segments ({stability}).",
        best["k"],
        stability=decimal(best["stability"]),
    )
    if not compared:
        return f"{text} {say('What studies without segments reach is not known.')}"
    if not beyond:
        none = say("No number of segments is more stable than in 95 of 100 studies without segments.")
        return f"{text} {none}"
    more = say("More stable than in 95 of 100 studies without segments: {numbers}.", numbers=listed(beyond))
    return f"{text} {more}"


def reading_sentence(segments: Row) -> str:
    """What the stability of the segments has meant in simulated studies, or why it says nothing here."""
    here = next((row for row in segments["reading_guide"]["rows"] if row["here"]), None)
    if here is None:
        return say(
            "The table does not apply to this study: every simulated study has segments, and the answers here give no "
            "evidence of any."
        )
    return say(
        "Of those as stable as this one, {exact} had exactly as many segments as were found, and the segments found "
        "agreed with the true ones by {agreement}.",
        exact=share(here["exact"]),
        agreement=decimal(here["agreement"]),
    )


def band(row: Row) -> str:
    """The stability of a row of the reading guide.

    >>> band({"low": 0.0, "high": 0.4}), band({"low": 0.4, "high": 0.6}), band({"low": 0.8, "high": 1.0})
    ('below 0.40', '0.40 to 0.60', '0.80 or more')
    """
    if row["low"] <= 0:
        return say("below {stability}", stability=decimal(row["high"]))
    if row["high"] >= 1:
        return say("{stability} or more", stability=decimal(row["low"]))
    return say("{low} to {high}", low=decimal(row["low"]), high=decimal(row["high"]))


def votes_line(factors: Row) -> str:
    """How many criteria agree with the number of dimensions that was taken, and which of them decides.

    >>> votes = [{"method": "parallel analysis", "suggests": 2}, {"method": "eigenvalues above one", "suggests": 3}]
    >>> votes_line({"votes": votes, "n_factors": 2, "decides": "parallel analysis"})
    'There are two dimensions: one of two criteria agrees, and parallel analysis decides.'
    """
    number, votes = factors["n_factors"], factors["votes"]
    agree = sum(row["suggests"] == number for row in votes)
    found = say_n("There is one dimension", "There are {n} dimensions", number)
    of_all = spelled(len(votes))
    if agree:
        agreeing = say_n("one of {all} criteria agrees", "{n} of {all} criteria agree", agree, all=of_all)
    else:
        agreeing = say("none of {all} criteria agrees", all=of_all)
    return say(
        "{found}: {agreeing}, and {method} decides.", found=found, agreeing=agreeing, method=told(factors["decides"])
    )


def cadence_sentence(cadence: Row) -> str:
    """When to look again."""
    text = looks_sentence(cadence)
    return f"{text} {say('Until the review the segments are provisional.')}" if cadence["provisional"] else text


def looks_sentence(cadence: Row) -> str:
    """The months of the next two looks."""
    light, full = (
        month(cadence[f"next_{which}"]) if cadence[f"next_{which}"] else _after_fielding(cadence[f"{which}_months"])
        for which in ("light", "full")
    )
    return say("First light review: {light}. Next full study: {full}.", light=light, full=full)


def _after_fielding(months: int) -> str:
    return say_n("{count} month after fielding", "{count} months after fielding", months, count=str(months))


def decide(results: Results) -> list[dict[str, str]]:
    """The lines of "decide this": what, who, by when and why; the segments to win first, then every open decision."""
    return [_decide_first(results)] + [
        {"what": row["text"], "who": row["owner"] or "", "when": row["due"] or "", "why": _evidence(results, row)}
        for row in open_decisions(results)
    ]


def _evidence(results: Results, decision: Row) -> str:
    if results["segments"]["verdict"] == "none":
        return say("These answers give no ground to decide it by segment.")
    acts = [row for _, row in rows(results, "actions") if row["decision"] == decision["id"]]
    if not acts:
        return say("No tagged question of this study speaks to it.")
    row = max(acts, key=lambda act: act["index"] or 0)
    text = str(row["text"])
    return say(
        "Evidence: {segment} answer {answer} to {question}: {share}, all {everybody}.",
        segment=called(results, [row["segment"]]),
        answer=quoted(said(row["answers"]), 50),
        question=quoted(short_texts(results).get(text, text), 60),
        share=share(row["share"]),
        everybody=share(row["total_share"]),
    )


def _decide_first(results: Results) -> dict[str, str]:
    why = ""
    if results["segments"]["verdict"] == "none":
        what = say("Do not plan by segment on these data: treat the market as one, or ask better questions and repeat.")
        why = told(results["segments"]["reason"])
    elif (reason := not_computed(results["priorities"])) is not None:
        what = say("Choose the segments to win by judgement.")
        why = say("Priorities were not computed: {reason}", reason=told(reason))
    else:
        most = results["study"]["pursue_max"]
        what, why = say("Confirm the segments to win, at most {most}.", most=most), priority_sentence(results)
    return {"what": what, "who": "", "when": "", "why": why}


def said(answers: str | Sequence[str]) -> str:
    """The answers of a row as one phrase.

    >>> said(["Agree", "Strongly agree"]), said("Agree")
    ('Agree or Strongly agree', 'Agree')
    """
    return answers if isinstance(answers, str) else listed((str(answer) for answer in answers), last="or")
