"""A made-up part "briefs": two segments to win, one of which nothing moves, and two parts in the buying."""

ANSWERS = {
    "top_answer": "Agree or Strongly agree",
    "bottom_answer": "Strongly disagree or Disagree",
}


def ends(top: float, bottom: float, total_top: float, total_bottom: float) -> dict:
    return {
        "top": top, "top_low": max(top - 0.05, 0), "top_high": min(top + 0.05, 1), "total_top": total_top,
        "bottom": bottom, "bottom_low": max(bottom - 0.05, 0), "bottom_high": min(bottom + 0.05, 1),
        "total_bottom": total_bottom, **ANSWERS,
    }  # fmt: skip


def beliefs(basis: list[dict], group: int) -> list[dict]:
    rows = []
    for i, item in enumerate(basis[:8]):
        up = (i + group) % 3 != 0
        shift = (0.3 - 0.03 * i) * (1 if up else -1)
        rows.append(
            {"group": group, "variable": item["variable"], "text": item["text"],
             "statement": item["text"].split("? ", 1)[-1], "kind": "attitude", "mean": 3 + 2 * shift,
             "low": 2.9 + 2 * shift, "high": 3.1 + 2 * shift, "total_mean": 3.0, "difference": 3 * shift,
             **ends(0.42 + shift, 0.35 - shift, 0.42, 0.35), "base": 380, "n_eff": 345.2}
        )  # fmt: skip
    return rows


def drivers(believe: list[dict], verdict: str) -> dict:
    if verdict == "few":
        return {"verdict": verdict, "items": [], "explained": None, "shrunken": None, "base": 41, "n_eff": 36.0}
    keep = ("variable", "text", "statement", "kind", "mean", "total_mean", "top", "total_top", "top_answer", "bottom",
            "total_bottom", "bottom_answer")  # fmt: skip
    items = [
        {"importance": 0.4 - 0.04 * i, "importance_low": 0.3 - 0.04 * i, "importance_high": 0.5 - 0.04 * i,
         "slope": (6.4 - i) * (-1 if i == 2 else 1), "low": (6.4 - i) * (-1 if i == 2 else 1) - 2.2,
         "high": (6.4 - i) * (-1 if i == 2 else 1) + 2.2, "clear": verdict == "clear" and i < 3,
         "end": "bottom" if i == 2 else "top", "gain": 6.4 - i, "gain_low": 4.2 - i, "gain_high": 8.6 - i,
         **{name: row[name] for name in keep}}
        for i, row in enumerate(believe)
    ]  # fmt: skip
    return {"verdict": verdict, "items": items, "explained": 0.31, "shrunken": 0.07, "base": 380, "n_eff": 345.2}


def avoid(believe: list[dict], other: int) -> list[dict]:
    rows = []
    for i, row in enumerate(believe[1:4]):
        against = i == 0
        rows.append(
            {"variable": row["variable"], "text": row["text"], "statement": row["statement"],
             "why": "against" if against else "other", "end": "top", "answer": row["top_answer"], "share": row["top"],
             "total": row["total_top"], "other": 0 if against else other, "other_share": None if against else 0.71,
             "slope": -4.4 if against else None}
        )  # fmt: skip
    return rows


def goal(share: float) -> dict:
    return {
        "share": share, "low": share - 0.05, "high": share + 0.05, "base": 371, "n_eff": 340.0,
        "tests": [{"lift": lift, "to": share + lift, "per_arm": n}
                  for lift, n in ((0.02, 7334), (0.05, 1251), (0.1, 356)) if share + lift <= 1],
    }  # fmt: skip


def brief(basis: list[dict], size: dict, verdict: str, other: int) -> dict:
    believe = beliefs(basis, size["segment"])
    spoken = verdict == "clear"
    return {
        "segment": size["segment"], "role": "",
        **{key: size[key] for key in ("share", "low", "high", "base", "n_eff")},
        "believe": believe, "asked": 10, "drivers": drivers(believe, verdict),
        "proof": [{**row, "group": size["segment"]} for row in believe[:2]] if spoken else [], "rated": 5 * spoken,
        "avoid": avoid(believe, other) if spoken else [],
        "messages": [{"text": "Your week, planned in two minutes", "verb": "message", "owner": "brand",
                      "decision": "D2", "question": "q5_1", "answers": "Agree", "share": 0.7,
                      "total_share": 0.4, "clear": True},
                     {"text": "Lead with the ten-minute plan", "verb": "message", "owner": None, "decision": None,
                      "question": "q5_2", "answers": "Agree", "share": 0.6, "total_share": 0.5, "clear": False}]
        if spoken else [],
        "fields": [], "mix": [], "goal": goal(0.34),
        "quotes": [{"variable": "why", "question": "What would have to be true for you to stay?",
                    "text": "I would stay if the plan told me on Sunday what my week looks like."},
                   {"variable": "why", "question": "What would have to be true for you to stay?",
                    "text": "It should […] me when I have missed a session, not shout at me."}]
        if spoken else [],
    }  # fmt: skip


def part(basis: list[dict], number: int, label: str) -> dict:
    size = {"segment": 0, "share": 0.4 / number, "low": 0.3 / number, "high": 0.5 / number, "base": 120, "n_eff": 101.0}
    mix = [{"segment": i, "share": 0.5 / i, "low": 0.4 / i, "high": 0.6 / i} for i in (1, 2)]
    rest = brief(basis, size, "clear", 3 - number)
    return rest | {"role": label, "fields": ["job_title"], "mix": mix, "goal": goal(0.93), "quotes": []}


def briefs(basis: list[dict], sizes: list[dict], *, business: bool = False) -> dict:
    """Briefs for the first two segments."""
    verdicts = zip(sizes[:2], ("clear", "few"), strict=False)
    accounts = {
        "variable": "company_key", "n": 212, "people": 702, "several": 190, "together": 88, "mixed": 31,
        "table": [{"segment": row["segment"], "n": 50 if row["segment"] < 3 else None,
                   "share": 0.27 if row["segment"] < 3 else None, "low": 0.2 if row["segment"] < 3 else None,
                   "high": 0.35 if row["segment"] < 3 else None} for row in sizes],
    }  # fmt: skip
    return {
        "segments": [brief(basis, size, verdict, min(2, len(sizes))) for size, verdict in verdicts],
        "roles": [part(basis, 1, "I decide"), part(basis, 2, "I release the money")] if business else [],
        "parts_left_out": 2 if business else 0,
        "parts_smaller": 1 if business else 0,
        "role_question": "What is your part when your company chooses?" if business else "",
        "outcome": {"variable": "stay", "text": "How likely are you to stay with us next year?",
                    "answer": "Likely or Very likely", "way": "scale"},
        "accounts": accounts if business else None, "quoted": True, "open_questions": 1,
    }  # fmt: skip
