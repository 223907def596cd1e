"""Made-up results of how segments differ, whether they can be found, and what validates them."""

import math


def near(share: float, n: float) -> tuple[float, float]:
    reach = 1.96 * math.sqrt(max(share * (1 - share), 0.0004) / n)
    return max(share - reach, 0.0), min(share + reach, 1.0)


def differences(k: int, basis: list[dict]) -> dict:
    items, cells = [], []
    for i, item in enumerate(basis):
        eta = round(0.55 * math.exp(-i / 12), 4)
        items.append({
            "variable": item["variable"], "text": item["text"], "place": (7 * i) % len(basis) + 1, "low": 1.0,
            "high": 5.0, "total_mean": 2.9 + 0.02 * (i % 9), "base": 1140 - i, "eta_squared": eta,
            "eta_low": max(eta - 0.04, 0.0), "eta_high": eta + 0.04,
        })  # fmt: skip
        for s in range(1, k + 1):
            apart = round(2 * math.sqrt(eta) * math.sin(1.7 * s + 0.9 * i), 3)
            mean = min(max(3 + apart, 1.1), 4.9)
            cells.append({
                "segment": s, "variable": item["variable"], "mean": mean, "low": mean - 0.1, "high": mean + 0.1,
                "base": round(1140 / k), "n_eff": 1030 / k, "difference": apart, "marker": abs(apart) >= 0.5,
            })  # fmt: skip
    pairs = [
        {"segment": a, "other": b, "distance": 1.4 + 0.6 * (b - a), "overlap": 0.48 / (b - a), "gap": b - a > 1}
        for a in range(1, k + 1)
        for b in range(a + 1, k + 1)
    ]
    two = k > 2
    axes = [{"axis": 1, "part": 0.68 if two else 1.0, "between": 0.61}, {"axis": 2, "part": 0.32, "between": 0.4}]
    carriers = [
        {"axis": axis, "end": end, "variable": item["variable"], "text": item["text"],
         "correlation": 0.8 - 0.1 * at if end == "high" else 0.1 * at - 0.7}
        for axis in (1, 2)[: 1 + two]
        for end in ("high", "low")
        for at, item in enumerate(basis[axis : axis + 2])
    ]  # fmt: skip
    contours = [
        {"segment": s, "x": 2.4 * math.cos(2.1 * s), "y": 1.7 * math.sin(2.1 * s) if two else None, "large": 1.3,
         "small": 1.0 if two else 0.0, "angle": 0.4 * s}
        for s in range(1, k + 1)
    ]  # fmt: skip
    contours[-1] |= {"large": None, "small": None, "angle": None}
    return {"items": items, "cells": cells, "pairs": pairs, "axes": axes[: 1 + two], "carriers": carriers,
            "contours": contours, "thresholds": {"marker": 0.5, "quarter": 0.25, "carries": 0.3}}  # fmt: skip


def figures(part: float, size: float, share: float) -> dict:
    low, high = near(part, 250)
    precision = min(part * share / size, 1.0)
    precision_low, precision_high = near(precision, 400)
    return {"size": size, "penetration": part, "low": low, "high": high, "index": 100 * part / size,
            "precision": precision, "precision_low": precision_low, "precision_high": precision_high,
            "n_eff": 401.5}  # fmt: skip


def findability(k: int) -> dict:
    verdicts = (("yes", "crm", 0.74, 0.41), ("with many others", "", 0.83, 0.71), ("only by asking", "", 0.31, 0.22))
    segments, channels, rules, traits = [], [], [], []
    for s in range(1, k + 1):
        found, best, reached, size = verdicts[(s - 1) % 3]
        row = figures(reached, size, 0.9 / k)
        segments.append({
            "segment": s, "traits": 8, "reachable_traits": 7 - s % 5, "reached": row.pop("penetration"),
            "share": 0.9 / k, "found": found, "best": best, **row,
        })  # fmt: skip
        for at, via in enumerate(("crm", "media", "sales_cue")):
            part = max(reached - 0.14 * at, 0.06)
            channels.append({"segment": s, "via": via, "fields": 3 - at, "base": 420 - 40 * at,
                             **figures(part, size * (1 - 0.25 * at), 0.9 / k)})  # fmt: skip
            rules.append({"segment": s, "via": via, "field": "plan_tier" if via == "crm" else "", "question": "plan",
                          "text": "Which plan do you have at the moment?", "answers": ["Annual", "Family"],
                          "coverage": 0.92 if via == "crm" else 1.0})  # fmt: skip
        traits += [
            {"segment": s, "kind": "marker", "question": f"q5_{s}", "text": "I plan my workouts.", "answer": "",
             "reachable": False, "via": []},
            {"segment": s, "kind": "answer", "question": "plan", "text": "Which plan do you have?", "answer": "Annual",
             "reachable": True, "via": ["crm", "media"]},
        ]  # fmt: skip
    return {"segments": segments, "channels": channels, "rules": rules, "traits": traits, "people": 1148,
            "thresholds": {"typical": 150.0, "enough": 0.5}, "asked": ["sales_cue"]}  # fmt: skip


def validation(k: int) -> dict:
    split = {
        "splits": [{"split": 1, "agreement": 0.81, "same": 0.91}, {"split": 2, "agreement": 0.77, "same": 0.89}],
        "agreement": 0.79, "same": 0.9, "null_agreement": 0.34, "null_same": 0.61, "null_highest": 0.52,
        "segments": [{"segment": s, "jaccard": 0.93 - 0.07 * s} for s in range(1, k + 1)],
        "null_studies": 4, "people": 1148,
    }  # fmt: skip
    values = [
        {"variable": "spend", "text": "What do you spend on exercise in a month?", "segment": s, "mean": 31.5 + 9 * s,
         "low": 28.0 + 9 * s, "high": 35.0 + 9 * s, "base": 250, "people": 0.9 / k, "value_share": 0.2 * s / k,
         "index": 22.2 * s}
        for s in range(1, k + 1)
    ]  # fmt: skip
    removals = [
        {"segment": s, "kept": 0.9 / k + 0.004 * s, "everybody": 0.9 / k, "removed": 0.8 / k, "change": 0.004 * s}
        for s in range(1, k + 1)
    ]
    return {"split_half": split, "removals": removals, "values": values}


def across(k_max: int = 8) -> dict:
    nodes = [
        {"k": k, "segment": s, "share": 2 * (k - s + 1) / (k * (k + 1)), "slsa": 1 - 0.09 * s if k > 2 else None}
        for k in range(1, k_max + 1)
        for s in range(1, k + 1)
    ]
    flows = []
    for k in range(1, k_max):
        for s in range(1, k + 1):
            share = 2 * (k - s + 1) / (k * (k + 1))
            flows += [{"k": k, "segment": s, "into": s, "share": 0.8 * share},
                      {"k": k, "segment": s, "into": s + 1, "share": 0.2 * share}]  # fmt: skip
    return {"nodes": nodes, "flows": flows}


def showing(k: int, basis: list[dict]) -> dict:
    """The four parts of results.json."""
    return {"differences": differences(k, basis), "findability": findability(k), "validation": validation(k),
            "across": across()}  # fmt: skip


def nothing_to_show() -> dict:
    """The same parts of a study without segments."""
    reason = {"not_computed": "there are no segments to describe"}
    return {"differences": reason, "findability": reason, "across": across(),
            "validation": {"split_half": reason, "removals": [], "values": []}}  # fmt: skip
