"""Made-up results of what stands beside the order of priorities: axes, scorecard, value, one more, white space."""

import math

TESTS = ("sizable", "accessible", "measurable", "differentiable", "actionable")
LEAST = (0.05, 0.1, 0.7, 0.05, 1.0)
VERDICTS = ("pass", "can't tell", "fail")
REASONS = {
    "pass": "its best clear cue finds clearly more of it than of the others",
    "fail": "no cue finds noticeably more of it than of the others",
    "can't tell": "no question says how people are reached",
}


def near(value: float, reach: float) -> dict:
    return {"low": max(value - reach, 0.0), "high": value + reach}


def axes(k: int) -> list[dict]:
    found = []
    for s in range(1, k + 1):
        row = {"segment": s}
        for axis, value in (("attractiveness", 8.4 - 1.1 * s), ("ability", 4.1 + 2.3 * math.sin(2 * s))):
            ends = near(value, 0.8)
            row |= {axis: value, f"{axis}_low": ends["low"], f"{axis}_high": ends["high"]}
        found.append(row)
    return found


def samda(k: int) -> list[dict]:
    found = []
    for s in range(1, k + 1):
        for i, test in enumerate(TESTS):
            verdict = VERDICTS[(s * i) % 7 // 3]
            counted = test == "actionable"
            figure = float(s) if counted else round(0.9 - 0.1 * i - 0.05 * s, 3)
            ends = {"low": None, "high": None} if test in TESTS[3:] else near(figure, 0.04)
            found.append({
                "segment": s, "test": test, "verdict": verdict, "figure": None if (s + i) % 9 == 0 else figure, **ends,
                "least": LEAST[i], "of": 6.0 if counted else None, "reason": REASONS[verdict],
            })  # fmt: skip
    return found


def value(k: int) -> list[dict]:
    total = k * (k + 1) / 2
    found = []
    for variable, text in (("spend", "What do you spend on exercise in a month?"), ("orders", "Orders of a year, CRM")):
        for s in range(1, k + 1):
            part, people = (k + 1 - s) / total, 1 / k
            ends = near(part, 0.02)
            found.append({
                "variable": variable, "text": text, "segment": s, "base": 240 - s, "n_eff": 221.4 - s,
                "people_share": people, "value_share": part, "value_low": ends["low"], "value_high": ends["high"],
                "index": 100 * part / people, "index_low": 90 * part / people, "index_high": 111 * part / people,
                "top_share": 0.51, "top_low": 0.47, "top_high": 0.55,
            })  # fmt: skip
    return found


def more(k: int) -> list[dict]:
    order = [2, 1, 4, 3, 5, 6, 7, 8][:k]
    return [
        {"pursued": i, "segment": s, "decision": "win" if i < 3 and s != k else "serve", "share": 1 / k,
         "share_so_far": i / k, "value_share": 0.9 / k, "value_so_far": 0.9 * i / k, "channels": 3,
         "channels_shared": min(i - 1, 2), "actions": 2, "actions_shared": 0}
        for i, s in enumerate(order, start=1)
    ]  # fmt: skip


def white_space(k: int) -> dict:
    needs = [
        {"need": need, "segment": s, "unmet": level - 0.01 * s, **near(level - 0.01 * s, 0.03), "base": 240 - s,
         "verdict": verdict}
        for need, level, verdict in (("A plan that fits the day", 0.44, "open"), ("A quiet room", 0.16, "met"))
        for s in range(1, k + 1)
    ]  # fmt: skip
    unserved = [
        {"segment": s, "share": 0.7 - 0.15 * s, **near(0.7 - 0.15 * s, 0.06), "base": 240 - s, "n_eff": 220.0,
         "size": 1 / k, "verdict": "white space" if s == 1 else "can't tell" if s == 2 else "served"}
        for s in range(1, min(k, 4) + 1)
    ]  # fmt: skip
    return {"needs": needs, "everywhere": ["A plan that fits the day"], "unserved": unserved}


def beside(k: int) -> dict:
    """Everything beside the order, for the results of a study with k segments."""
    return {
        "axes": axes(k),
        "samda": samda(k),
        "value": value(k),
        "more": more(k),
        "white_space": white_space(k),
    }


def whole(order: dict, k: int) -> dict:
    """An order of priorities with everything that stands beside it."""
    for row in order["rank"]:
        out = bool(row["knocked_out"])
        row |= {"rank_low": None if out else max(row["rank"] - 1, 1), "rank_high": None if out else row["rank"]}
    for row in order["ratings"]:
        row |= {**near(row["value"], 0.02), "one": 0.05, "ten": 0.4, "used": 1.5 * row["weight"],
                "axis": "ability" if row["criterion"] == "fit" else "attractiveness"}  # fmt: skip
    return order | beside(k)
