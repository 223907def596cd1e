"""Made-up banner tables: a grid the segments were built on, closed questions, a number; some cells hidden."""

import math

AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")


def line(kind: str, label: str, values: list[float], n: float, *, tested: bool = True) -> dict:
    """A row; the last column stands clearly above the second where it is tested."""
    reach = [1.96 * math.sqrt(0.2 / n)] * len(values)
    above = tested and values[-1] > values[1]
    return {
        "kind": kind, "label": label, "value": values,
        "low": [max(v - r, 0) for v, r in zip(values, reach, strict=True)],
        "high": [v + r for v, r in zip(values, reach, strict=True)],
        "index": [None if kind == "mean" else 100 * v / values[0] for v in values],
        "letters": [""] * (len(values) - 1) + ["A" if above else ""],
        "rest": [""] * (len(values) - 1) + ["higher" if above else ""],
        "hidden": [False] * len(values), "rounded": [False] * len(values),
    }  # fmt: skip


def hide(row: dict, *places: int) -> None:
    for place in places:
        row["hidden"][place] = True
        for key in ("value", "low", "high", "index"):
            row[key][place] = None
        row["letters"][place] = row["rest"][place] = ""


def table(variable: str, text: str, rows: list[dict], *, k: int, n: int, **how: object) -> dict:
    base = [n] + [n // k] * k
    return {
        "question": variable, "variable": variable, "text": text, "short": text[:30], "type": "single", "tested": True,
        "note": "A letter names a segment whose value is clearly lower.", "base": base,
        "n_eff": [0.9 * b for b in base], "no_answer": [k, *[1] * k], "not_asked": [0] * (k + 1),
        "state": [""] + ["small" if b < 100 else "" for b in base[1:]], "rows": rows, **how,
    }  # fmt: skip


def around(middle: float, k: int, *, step: float = 0.05) -> list[float]:
    return [middle] + [middle + step * (i - (k - 1) / 2) for i in range(k)]


def tables(k: int, basis: list[dict], descriptors: tuple, n: int = 1148) -> dict:
    found = []
    for i, item in enumerate(basis):
        rows = [line("answer", label, around(0.2, k, step=0.01 * (at - 2)), n, tested=False)
                for at, label in enumerate(AGREE)]  # fmt: skip
        rows += [line("net", "Top two", around(0.4, k), n, tested=False),
                 line("net", "Bottom two", around(0.4, k, step=-0.05), n, tested=False),
                 line("mean", "Mean", around(3.1 + 0.01 * i, k, step=0.3), n, tested=False)]  # fmt: skip
        how = {"question": "q5", "type": "grid", "tested": False,
               "note": "The segments were built on this question, so a difference is there by construction and is "
               "not tested."}  # fmt: skip
        found.append(table(item["variable"], item["text"], rows, k=k, n=n, **how))
    if found:
        hide(found[0]["rows"][0], 1, 2)
        hide(found[0]["rows"][1], 1, 2)
        for mean, place in ((found[0]["rows"][-1], 1), (found[0]["rows"][-1], 2)):
            mean["rounded"][place] = True
            mean["value"][place] = round(mean["value"][place], 1)
            mean["low"][place] = mean["high"][place] = None
    for variable, text, labels in descriptors:
        rows = [line("answer", label, around(1 / len(labels), k, step=0.03 * (-1) ** at), n)
                for at, label in enumerate(labels)]  # fmt: skip
        found.append(table(variable, text, rows, k=k, n=n))
    bands = ("up to 10", "more than 10, up to 40", "more than 40")
    spend = [line("answer", label, around(1 / 3, k, step=0.02), n) for label in bands]
    spend.append(line("mean", "Mean", around(44.0, k, step=9.0), n))
    found.append(table("spend", "What do you spend on exercise in a month?", spend, k=k, n=n, type="number"))
    shown = sum(len(one["rows"]) for one in found) * (k + 1)
    return {
        "audience": "internal", "least": 5, "correction": "bh", "sure": 0.05, "likely": 0.1,
        "letters": list("ABCDEFGHIJ"[:k]), "questions": found,
        "hidden": {"cells": shown, "few": 1, "others": 3, "means": 0, "rounded": 2, "columns": 0},
        "left_out": [{"variable": "why", "text": "Why?", "why": "its answers are words"}],
    }  # fmt: skip
