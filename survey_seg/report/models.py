"""What each model says of the segments, and how it sees the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_seg.report.evidence import Row, rows
from survey_seg.report.language.speech import marked, say, told

Results = Mapping[str, Any]

HOW: Mapping[str, str] = {
    "profile_level": marked("Keeps apart what a person stresses and how high the person answers throughout."),
    "soft_items": marked("Takes the questions as they are, once wide and narrow use of the scale is evened out."),
    "random_intercept": marked("Answers within a segment go together only in how high a person answers."),
    "common_factors": marked("The questions hang together by the same few factors in every segment."),
    "row_centred": marked("Looks at differences from the person’s own mean, whatever the level."),
    "latent_class": marked("Answers within a segment do not go together; the model of its own for yes or no."),
    "ordinal_latent_class": marked("Segments differ by a shift along the scale; blind to ways of answering."),
    "kmeans": marked("Takes distances between answers as they stand; blind to ways of answering."),
    "ward": marked("Joins people step by step; weights do not count."),
}

WARNINGS: Mapping[str, str] = {
    "factor_scores": marked(
        "Clustering factor scores drops what sets questions apart from their factor. Sources warn of it, and in "
        "simulated studies it found much less of the true segments than the other models: shown to compare, not to "
        "choose by."
    ),
}


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model at one number of segments: the path of its row, what it is, and a warning where one is due."""

    path: str
    row: Row
    words: str
    how: str
    warning: str


@dataclass(frozen=True, slots=True)
class Pivot:
    """One figure by number of segments (rows) and model (columns): the paths of the values, None where there is none.

    `words`: of the models; `lines`: the number of segments with a path per model.
    """

    words: Sequence[str]
    lines: Sequence[tuple[int, Sequence[str | None]]]


def model_rows(results: Results) -> list[ModelRow]:
    """The models at the number of segments that was taken; none when that is one."""
    words = _words(results)
    return [
        ModelRow(
            path,
            row,
            words.get(row["method"], str(row["method"])),
            say(HOW.get(row["method"], "")),
            say(WARNINGS.get(row["method"], "")),
        )
        for path, row in rows(results, "segments", "methods")
        if row["k"] == results["segments"]["k"]
    ]


def by_model(results: Results, figure: str) -> Pivot:
    """A figure of every model that has it ("stability" or "bic"), for every number of segments."""
    words = _words(results)
    known = [(path, row) for path, row in rows(results, "segments", "methods") if row[figure] is not None]
    models = list(dict.fromkeys(row["method"] for _, row in known))
    place = {(row["k"], row["method"]): f"{path}.{figure}" for path, row in known}
    numbers = sorted({row["k"] for _, row in known})
    return Pivot(
        words=[words.get(model, model) for model in models],
        lines=[(k, [place.get((k, model)) for model in models]) for k in numbers],
    )


def matrix(results: Results) -> Pivot | None:
    """How much the models agree two by two on the segments that were taken; None where there is one model only.

    Rows and columns are models, so the first of a line's parts is its place among the words.
    """
    found = rows(results, "segments", "model_pairs")
    if not found:
        return None
    words = _words(results)
    models = list(dict.fromkeys([*(row["other"] for _, row in found), *(row["method"] for _, row in found)]))
    place = {frozenset((row["method"], row["other"])): f"{path}.agreement" for path, row in found}
    return Pivot(
        words=[words.get(model, model) for model in models],
        lines=[(at, [place.get(frozenset((one, two))) for two in models]) for at, one in enumerate(models)],
    )


def measured(results: Results) -> list[str]:
    """The models whose stability counts, in words; the first also tells how each segment is found again."""
    return [told(row["words"]) for _, row in rows(results, "segments", "models") if row["measured"]]


def _words(results: Results) -> dict[str, str]:
    return {row["method"]: told(row["words"]) for _, row in rows(results, "segments", "models")}
