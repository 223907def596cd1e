"""Which rows of the results a page shows: picked by rules that the page states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from survey_seg.report.language.speech import marked, say, told

Row = Mapping[str, Any]
Found = tuple[str, Row]
"""The path of a row in results.json, and the row."""

HIGH_INDEX, LOW_INDEX = 120, 80
SMALL_BASE = 100
TINY_BASE = 30
CLEAR_MEAN = 0.3
"""Standardised difference from which a mean is worth a line in a profile."""

COLUMNS = (
    (marked("Stability"), marked("Would the same segments come back with other people? 1: the same, 0: chance.")),
    (marked("5th to 95th percentile"), marked("Nine in ten comparisons of two redraws of the study lie within.")),
    (
        marked("Without segments, up to"),
        marked("What 95 of 100 studies of one population, otherwise like this one, stay below."),
    ),
    (
        marked("Models agree"),
        marked("The mean adjusted Rand index of the models, two by two: 1 is the same segments, 0 is chance."),
    ),
    (
        marked("Segments with a gap around them"),
        marked("Their people and those of every other segment form two humps rather than one."),
    ),
    (
        marked("Support"),
        marked(
            "What decides among the numbers that are more stable than one population: the mean of stability and "
            "agreement of the models. With ten ratings or more it counts more for many segments than for few, and less "
            "where the Bayesian criterion is far from its best."
        ),
    ),
    (marked("Differences explained"), marked("The share of all differences in the basis that lies between segments.")),
    (
        marked("Least stable segment"),
        marked("Its Jaccard similarity over redraws: 1 if everybody stays, below 0.5 it has dissolved."),
    ),
    (
        marked("Purest origin, least"),
        marked(
            "Whether a segment is a segment, or a part of one, of the number before (SLSA): 1 if all its people come "
            "from one, 0 if equally from all; of the segment that is most of a mixture."
        ),
    ),
    (
        marked("Prediction strength"),
        marked(
            "The study is split in halves and each is segmented: the share of pairs of people in a segment whom the "
            "other half puts together too, in the worst segment. From 0.8 on it is called good."
        ),
    ),
    (
        marked("Silhouette"),
        marked(
            "How much nearer people are to their own segment than to the next, from −1 to 1. It is as high where nobody"
            " is in a segment and answers go together, so it has no part in the choice."
        ),
    ),
    (
        marked("Bayesian criterion"),
        marked(
            "How well the first model fits for its size; the lower the better. It is part of the support of ten ratings"
            " or more; alone it often finds segments where there are none."
        ),
    ),
    (marked("Smallest segment"), marked("Its share of the people.")),
    (
        marked("Typed right"),
        marked(
            "The share of people whom the best eight questions put into their segment, asked of people from whom they "
            "were not chosen; the segments are taken as given, so the typing tool’s own figure is lower."
        ),
    ),
    (
        marked("Told by reach"),
        marked(
            "How much of the doubt about somebody’s segment goes once one knows the answers by which people can be "
            "found, for people held out. A dash: no question says how people are reached."
        ),
    ),
)
"""The columns of the evidence for each number of segments, each in a plain sentence."""

PARTS = {
    "quality": marked("quality"),
    "basis": marked("basis"),
    "factors": marked("factors"),
    "cadence": marked("cadence"),
    "profiles": marked("profiles"),
    "priorities": marked("priorities"),
    "actions": marked("actions"),
    "reach": marked("reach"),
    "typing": marked("typing"),
    "differences": marked("differences between segments"),
    "findability": marked("findability"),
    "briefs": marked("positioning briefs"),
}
"""The parts of the results that can be missing, as the reader calls them."""

_ALWAYS = frozenset({"quality", "basis", "factors", "cadence"})


def not_computed(part: Any) -> str | None:  # noqa: ANN401 - a part of the results, list or mapping
    """The reason why a part of the results is missing, or None when it is there.

    >>> not_computed({"not_computed": "no value question"}), not_computed([])
    ('no value question', None)
    """
    return part.get("not_computed") if isinstance(part, Mapping) else None


def rows(results: Mapping[str, Any], part: str, table: str = "") -> list[Found]:
    """The rows of a table with their paths; none where the part could not be computed.

    >>> rows({"actions": [{"verb": "price"}]}, "actions")
    [('actions.0', {'verb': 'price'})]
    """
    whole = results[part]
    if not_computed(whole) is not None:
        return []
    path = f"{part}.{table}" if table else part
    return [(f"{path}.{i}", row) for i, row in enumerate(whole[table] if table else whole)]


def of_segment(found: Iterable[Found], segment: int) -> list[Found]:
    """The rows about one segment."""
    return [(path, row) for path, row in found if row["segment"] == segment]


def markers(results: Mapping[str, Any], segment: int, most: int = 5) -> list[Found]:
    """The items that mark a segment most, the strongest first."""
    ranked = sorted(of_segment(rows(results, "segments", "markers"), segment), key=lambda found: found[1]["rank"])
    return ranked[:most]


def cues(results: Mapping[str, Any], segment: int) -> list[Found]:
    """The findable answers that are more common in a segment than overall.

    Those whose interval lies above the total come first, and among them those with the most percentage points more:
    a cue with a high index that few people show finds few people.
    """
    usable = [
        (path, row)
        for path, row in of_segment(rows(results, "reach"), segment)
        if row["via"] != "none" and (row["index"] or 0) > 100
    ]
    return sorted(usable, key=lambda found: (_unclear(found[1]), found[1]["total_share"] - found[1]["share"]))


def _unclear(row: Row) -> bool:
    low = row.get("low")
    return low is not None and bool(low <= row["total_share"])


def one_a_question(found: Iterable[Found]) -> list[Found]:
    """The first row of each question: a question that is reached in two ways is still one cue."""
    first = {row["question"]: (path, row) for path, row in reversed(list(found))}
    kept = {path for path, _ in first.values()}
    return [(path, row) for path, row in found if path in kept]


def telling(results: Mapping[str, Any], segment: int) -> list[Found]:
    """Answers outside the basis with an index of at least 120 or at most 80 and an interval that leaves out the total.

    The largest differences in percentage points come first.
    """
    clear = [(path, row) for path, row in of_segment(rows(results, "profiles", "answers"), segment) if _is_clear(row)]
    return sorted(clear, key=lambda found: -abs(found[1]["share"] - found[1]["total_share"]))


def _is_clear(row: Row) -> bool:
    numbers = [row[key] for key in ("index", "share", "low", "high", "total_share")]
    if "basis" in str(row["role"]) or any(number is None for number in numbers):
        return False
    far = row["index"] >= HIGH_INDEX or row["index"] <= LOW_INDEX
    return far and not row["low"] <= row["total_share"] <= row["high"] and row["base"] >= TINY_BASE


def telling_means(results: Mapping[str, Any], segment: int, most: int = 3) -> list[tuple[str, Row, str]]:
    """Means outside the basis that differ clearly from the other segments, with the text of their question."""
    texts = {row["variable"]: row["text"] for _, row in rows(results, "profiles", "tests")}
    clear = [
        (path, row, texts[row["variable"]])
        for path, row in of_segment(rows(results, "profiles", "means"), segment)
        if row["variable"] in texts and abs(row["difference"] or 0) >= CLEAR_MEAN
    ]
    return sorted(clear, key=lambda found: -abs(found[1]["difference"]))[:most]


def base_word(base: float | None) -> str:
    """What a small base says about the share beside it; nothing for a base that is large enough.

    >>> base_word(24), base_word(64), base_word(250)
    ('too few to read', 'small base', '')
    """
    if base is None or base >= SMALL_BASE:
        return ""
    return say("small base") if base >= TINY_BASE else say("too few to read")


def by_rank(results: Mapping[str, Any]) -> list[Found]:
    """The rows of the priorities, first rank first."""
    last = len(results["segments"]["sizes"]) + 1
    return sorted(rows(results, "priorities", "rank"), key=lambda found: found[1]["rank"] or last)


def leading(results: Mapping[str, Any]) -> list[Row]:
    """The first two that are not knocked out, or the first alone where no more than two are left."""
    left = [row for _, row in by_rank(results) if not row["knocked_out"]]
    return left[: max(1, min(2, len(left) - 1))]


def several_lead(results: Mapping[str, Any]) -> bool:
    """Whether `p_top2` counts two segments as leading; it counts one where no more than two are left.

    >>> several_lead({"segments": {"sizes": []}, "priorities": {"rank": []}})
    False
    """
    return len(leading(results)) > 1


def names(results: Mapping[str, Any]) -> dict[int, str]:
    """The name of each segment by its number."""
    sizes = results["segments"]["sizes"]
    return {row["segment"]: row["name"] or say("Segment {number}", number=row["segment"]) for row in sizes}


def open_decisions(results: Mapping[str, Any]) -> Sequence[Row]:
    """The decisions that are still open, the first due first."""
    still = [row for row in results["study"]["decisions"] if row["status"] == "open"]
    return sorted(still, key=lambda row: row["due"] or "9999")


def missing_parts(results: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parts that could not be computed as the reader calls them, each with its reason.

    Where there are no segments, what would describe them is not missing.
    """
    nothing = results["segments"]["verdict"] == "none"
    parts = [part for part in PARTS if part in _ALWAYS or not nothing]
    reasons = ((part, not_computed(results.get(part))) for part in parts)
    return [(say(PARTS[part]), told(reason)) for part, reason in reasons if reason is not None]
