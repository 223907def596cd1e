"""Made-up results of hypotheses and personas."""


def row(number: int, form: str, verdict: str, **other: object) -> dict:
    unit = {"share": "points", "persona": "points", "mean": "sd", "correlation": "correlation"}.get(form, "")
    blank = dict.fromkeys(("estimate", "low", "high", "p", "p_adjusted", "inside", "outside", "smallest", "persona",
                           "base_inside", "base_outside", "n_eff_inside", "n_eff_outside"))  # fmt: skip
    return {
        "id": f"H{number}", "text": f"What was believed about matter {number}", "form": form, "claim": "A plan: yes",
        "against": "Age: less than 35", "more": True, "unit": unit, "verdict": verdict, "reason": "",
        "by_construction": "", **blank, **other,
    }  # fmt: skip


def hypotheses(k: int, n: int) -> dict:
    bases = {"base_inside": n // 4, "base_outside": n - n // 4, "n_eff_inside": n / 4.4, "n_eff_outside": n / 1.5}
    rows = [
        row(1, "share", "supported", estimate=12.3, low=5.1, high=19.5, smallest=5.0, p=0.0008, p_adjusted=0.0032,
            inside=0.523, outside=0.4, **bases),
        row(2, "mean", "refuted", estimate=-0.11, low=-0.25, high=0.03, smallest=0.2, p=0.12, p_adjusted=0.16,
            inside=41.2, outside=44.9, by_construction="both sides measure the same (price)", **bases),
        row(3, "correlation", "can't tell", estimate=0.09, low=0.03, high=0.15, smallest=0.1, p=0.003, p_adjusted=0.006,
            base_inside=n, n_eff_inside=n / 1.1),
        row(4, "persona", "supported", persona="Busy Bea", estimate=31.0, low=22.0, high=40.0, smallest=5.0,
            inside=0.61, outside=0.3, **bases),
        row(5, "persona", "can't tell", persona="Data Dan",
            reason="fewer than 30 people show more than half of the traits"),
        row(6, "words", "not testable", smallest=None, reason="it says in words only what is expected"),
    ]  # fmt: skip
    segments = [
        {"id": "H4", "segment": s, "base": n // k, "n_eff": n / k / 1.1, "n_eff_rest": n / 1.4, "share": 0.6 / s,
         "share_low": 0.55 / s, "share_high": 0.66 / s, "rest": 0.3, "difference": 0.6 / s - 0.3, "low": 0.5 / s - 0.3,
         "high": 0.7 / s - 0.3, "p": 0.02, "recall": 0.62 / s, "recall_low": 0.57 / s, "recall_high": 0.67 / s,
         "clearly_more": s == 1}
        for s in range(1, k + 1)
    ]  # fmt: skip
    people = {"base": n, "n_eff": n / 1.1, "traits": 3, "needed": 2, "basis_traits": 1}
    return {
        "rows": rows,
        "personas": [
            {"id": "H4", "persona": "Busy Bea", "outcome": "matched", "segment": 1, "people": n // 3, "share": 0.34,
             "low": 0.31, "high": 0.37, "precision": 0.6, "recall": 0.62, **people},
            {"id": "H5", "persona": "Data Dan", "outcome": "unclear", "segment": None, "people": None, "share": None,
             "low": None, "high": None, "precision": None, "recall": None, **people},
        ],
        "traits": [
            {"id": "H4", "trait": f"Trait {i}: yes", "basis": i == 1, "total": 0.4, "base": n, "share": 0.7,
             "rest": 0.3, "difference": 0.4, "low": 0.3, "high": 0.5}
            for i in range(3)
        ],
        "segments": segments,
        "surprises": list(range(2, k + 1)),
        "notices": [{"code": "HYPOTHESES_BY_CONSTRUCTION", "text": "Every hypothesis that was "
                     "supported was so by construction: on these questions it could hardly fail."}],
    }  # fmt: skip


def nothing_written() -> dict:
    return {key: [] for key in ("rows", "personas", "traits", "segments", "surprises", "notices")}


def decision_log() -> list[dict]:
    return [
        {"decision": "D1", "segment": 2, "what": "Move a fifth of the budget to short clips", "owner": "cmo",
         "due": "2027-01", "on": "2026-11-22", "current": True},
        {"decision": "D2", "segment": None, "what": "Lead with the weekly plan", "owner": "brand", "due": None,
         "on": "2026-11-20", "current": True},
        {"decision": "D3", "segment": 9, "what": "Open the pilot in spring", "owner": "sales", "due": "2027-03-15",
         "on": "2026-02-03", "current": False},
    ]  # fmt: skip
