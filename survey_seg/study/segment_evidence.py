"""The part of results.json on the segments: which, how many, and everything that speaks for and against them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from survey_seg.analysis.alternatives import ANOTHER, NEAR, merges, near_equals, small_but_valuable, splits
from survey_seg.analysis.choice import SMALL
from survey_seg.analysis.hidden_answers import without_hidden_means
from survey_seg.analysis.methods import METHODS
from survey_seg.analysis.model import Candidates
from survey_seg.analysis.priority_value import values_of
from survey_seg.analysis.reading_guide import GUIDE, STUDIES, reading_of
from survey_seg.analysis.verdict import DEVICE, GAPS, SENTENCES, SMALLEST
from survey_seg.stats.segment_level import CORE, SWING
from survey_seg.study.model import Findings

BEYOND = frozenset({"natural", "reproducible"})
"""Verdicts that what was simulated speaks of: studies that do have segments."""


def segment_evidence(findings: Findings) -> dict[str, Any]:
    """The segments with the evidence: by number of segments, by model, by segment, and what stands next to them."""
    segmentation, candidates = findings.segmentation, findings.candidates
    sizes = segmentation.sizes.copy()
    sizes.insert(1, "name", list(segmentation.names))
    return {
        "verdict": segmentation.verdict,
        "verdict_sentence": SENTENCES[segmentation.verdict],
        "reason": segmentation.reason,
        "chosen_by": segmentation.chosen_by,
        "k": segmentation.k,
        "candidates": whole_table(findings),
        "methods": candidates.methods[candidates.methods["k"] > 1],
        "models": _models(candidates),
        "model_pairs": candidates.model_pairs[candidates.model_pairs["k"] == segmentation.k],
        "neighbours": segmentation.neighbours,
        "alternatives": _alternatives(findings),
        "sizes": sizes,
        "stability": {"global": segmentation.stability_global, "per_segment": segmentation.stability},
        "reading_guide": _reading_guide(findings),
        "thresholds": {
            "smallest": SMALLEST,
            "device": DEVICE,
            "gaps": GAPS,
            "core": CORE,
            "swing": SWING,
            "near": NEAR,
            "another": ANOTHER,
            "small": SMALL,
        },
        "markers": _markers(findings),
    }


def whole_table(findings: Findings) -> pd.DataFrame:
    """Every number of segments with the evidence for it and what it would be worth in use."""
    return findings.candidates.table.merge(findings.usefulness, on="k", how="left")


def _alternatives(findings: Findings) -> dict[str, Any]:
    """What else to look at: merges, splits, divisions supported as well, and small segments worth much."""
    candidates, weights, k = findings.candidates, findings.basis.weights, findings.segmentation.k
    texts = {variable.name: variable.text for variable in findings.questionnaire.variables()}
    small = small_but_valuable(candidates, weights, k, values_of(findings.responses))
    return {
        "merges": merges(candidates, weights, k),
        "splits": splits(candidates, weights, k),
        "near_equals": near_equals(candidates, weights, k),
        "small_but_valuable": small.assign(text=[texts[name] for name in small["variable"]]),
    }


def _models(candidates: Candidates) -> list[dict[str, Any]]:
    """The models whose agreement makes the segments; `measured`: its stability counts."""
    words = {method.name: method.words for method in METHODS}
    known: pd.Series[bool] = candidates.methods["stability"].notna().groupby(candidates.methods["method"]).any()
    return [
        {"method": name, "words": words[name], "measured": bool(known[name])}
        for name in dict.fromkeys(candidates.methods["method"])
    ]


def _reading_guide(findings: Findings) -> dict[str, Any]:
    """What stability has meant in simulated studies; `here` marks this study's row, if it has segments like theirs."""
    segmentation = findings.segmentation
    mine = reading_of(segmentation.stability_global) if segmentation.verdict in BEYOND else None
    rows = [
        {"low": one.low, "high": one.high, "exact": one.exact, "agreement": one.agreement, "here": one is mine}
        for one in GUIDE
    ]
    return {"studies": STUDIES, "rows": rows}


def _markers(findings: Findings) -> list[dict[str, Any]]:
    if findings.profiles is None:
        return []
    basis = findings.basis
    ranges = dict(zip(basis.items, zip(basis.low, basis.high, strict=True), strict=True))
    variables = {variable.name: variable for variable in findings.questionnaire.variables()}
    markers = []
    told = without_hidden_means(findings.profiles.markers, findings.tables, findings.questionnaire)
    for row in told.dropna(subset=["mean", "total_mean"]).to_dict("records"):
        low, high = ranges[row["variable"]]
        variable = variables[row["variable"]]
        answers = {"answer": variable.nearest(row["mean"]), "total_answer": variable.nearest(row["total_mean"])}
        markers.append({**{str(key): value for key, value in row.items()}, "low": low, "high": high, **answers})
    return markers
