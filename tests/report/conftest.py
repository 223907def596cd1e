"""Results as `analyze` writes them, made up: a study of home fitness in every state a study can be in."""

import copy
import math
import random
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


def beside(name: str) -> ModuleType:
    """A module of made-up results that stands beside this file: tests are no package."""
    spec = spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


priority_results = beside("priority_results")
showing_results = beside("showing_results")
tables_results = beside("tables_results")
briefs_results = beside("briefs_results")
hypotheses_results = beside("hypotheses_results")

NAMES = ("Planners with a goal", "Sociable movers", "Reluctant restarters", "Bargain hunters", "Gadget lovers")
SHARES = (0.342, 0.281, 0.226, 0.151)
STEM = "How much do you agree with each statement?"
STATEMENTS = (
    "I plan my workouts at least a week ahead.",
    "Without a fixed goal I lose interest quickly.",
    "I prefer to exercise together with other people.",
    "A trainer who knows my name matters more to me than the equipment.",
    "I have started and stopped exercising more often than I care to admit.",
    "After a day of work I am too tired to exercise.",
    "Before I buy, I compare prices in at least three places.",
    "I wait for offers even when I need something now.",
    "I like to see every training session in numbers.",
    "I would rather pay once than every month.",
)
RULE = (
    "People are left out when they answered less than half of the basis items, or when at least two independent checks "
    "flag them (speeding, straight-lining, duplicates). One flag alone leaves a person in."
)
REPRODUCIBLE = (
    "These groups are found again in resampled data more reliably than groups cut out of one population would be, but "
    "there are no gaps between them: people near a border could be in either."
)
EXPLAINED = (
    "The segments explain 14 % of the differences in “What do you spend?”, the best demographic split into as many "
    "groups 3 % (by “Age”). That is clearly more than the demographic split. Of 20 random splits into groups of these "
    "sizes the best explains less than 1 %. All figures are for people who were held out."
)
SINGULAR = "the correlations contradict or repeat each other (their matrix is not positive definite)."
NO_BRIEF = "whom to win was not computed, so it is open who needs a brief."
DESCRIPTORS = (
    ("plan", "Which plan do you have at the moment?", ("Free", "Monthly", "Annual", "Family")),
    ("age", "How old are you?", ("18 to 29", "30 to 44", "45 to 59", "60 or older")),
    ("city", "Where do you live?", ("Large city", "Town", "Village")),
    ("news", "Where did you last hear about an exercise offer?", ("Search", "Instagram", "A friend", "A newsletter")),
    ("device", "Which device do you use most for exercising?", ("Phone", "Television", "Watch", "No device")),
)


def interval(share: float, n: float) -> dict:
    reach = 1.96 * math.sqrt(max(share * (1 - share), 0.0004) / n)
    return {"low": max(share - reach, 0), "high": min(share + reach, 1)}


def items(count: int) -> list[dict]:
    texts = [f"{STEM} {STATEMENTS[i % 10]}" if i < 10 else f"{STEM} Statement {i + 1} on it." for i in range(count)]
    return [
        {"variable": f"q5_{i + 1}", "text": text, "construct": f"construct_{i % 5}", "low": 1, "high": 5,
         "imputed": i % 3, "mean": 0.4 + 0.01 * i, "sd": 0.25}
        for i, text in enumerate(texts)
    ]  # fmt: skip


def sizes(k: int, n: float) -> list[dict]:
    shares = SHARES if k == 4 else [2 * (k - i) / (k * (k + 1)) for i in range(k)]
    return [
        {"segment": i + 1, "name": NAMES[i % 5], "share": shares[i], **interval(shares[i], n),
         "base": round(shares[i] * n), "n_eff": shares[i] * n * 0.9, "core": 0.93 - 0.06 * i, "swing": 0.02 + 0.03 * i,
         "separated": i != 2}
        for i in range(k)
    ]  # fmt: skip


def candidates() -> list[dict]:
    stability = {2: 0.86, 3: 0.74, 4: 0.83, 5: 0.61, 6: 0.55, 7: 0.49, 8: 0.44}
    return [
        {"k": k, "explained": 0.06 * (k - 1), "stability": stability.get(k),
         "stability_low": stability[k] - 0.11 if k > 1 else None,
         "stability_high": min(stability[k] + 0.07, 1) if k > 1 else None,
         "null_stability": 0.72 - 0.03 * k if k > 1 else None, "separated": round(1.1 - k / 10, 2) if k > 1 else None,
         "agreement": 0.9 - 0.05 * k if k > 1 else None, "support": stability[k] - 0.08 if k > 1 else None,
         "jaccard_min": stability[k] - 0.05 if k > 1 else None, "share_min": round(0.9 / k, 3),
         "silhouette": 0.3 - 0.02 * k if k > 1 else None, "prediction_strength": 0.95 - 0.08 * k if k > 1 else None,
         "bic": 4100.0 + 12.5 * (k - 4) ** 2 if k > 1 else None, "slsa_min": 0.9 - 0.04 * k if k > 2 else None,
         "typability": 0.99 - 0.05 * k if k > 1 else None, "reach": 0.02 * k if k > 1 else None}
        for k in range(1, 9)
    ]  # fmt: skip


MODELS = (
    ("profile_level", "profile and level, mixture with one covariance", True, 4100.0),
    ("soft_items", "softly scaled items, mixture with one covariance", False, 3900.0),
    ("random_intercept", "latent class with a random intercept", False, None),
    ("common_factors", "mixture with common factors within groups", True, None),
    ("row_centred", "k-means on row-centred items", False, None),
)


def model_pairs(k: int) -> list[dict]:
    names = [name for name, *_ in MODELS]
    return [
        {"k": k, "method": name, "other": other, "agreement": round(0.9 - 0.04 * at - 0.02 * place, 3)}
        for at, name in enumerate(names)
        for place, other in enumerate(names[:at])
    ]


def methods() -> list[dict]:
    return [
        {"k": k, "method": method, "stability": 0.95 - 0.06 * k - 0.02 * i if measured else None,
         "agreement": 0.92 - 0.03 * i - 0.02 * k, "moved": 0.02 * i + 0.01 * k,
         "bic": None if bic is None else bic + 12.5 * (k - 4) ** 2}
        for k in range(2, 9)
        for i, (method, _, measured, bic) in enumerate(MODELS)
    ]  # fmt: skip


def neighbours(k: int) -> list[dict]:
    both = [
        {"k": k - 1, "stability": 0.74, "verdict": "reproducible", "share_min": 0.9 / (k - 1),
         "change": "segments 2 and 3 become one"},
        {"k": k + 1, "stability": 0.61, "verdict": "constructive", "share_min": 0.9 / (k + 1),
         "change": "segment 1 becomes two"},
    ]  # fmt: skip
    return [row for row in both if 2 <= row["k"] <= 8]


def alternatives(k: int) -> dict:
    return {
        "merges": [{"segment": 2, "other": 3, "into": 2, "share": 0.91, "recovery": 0.87}],
        "splits": [{"segment": 1, "one": 1, "other": 4, "share": 0.42, "recovery": 0.79}],
        "near_equals": [
            {"k": k - 1, "method": "", "stability": 0.81, "support": 0.72, "agreement": 0.74, "moved": 0.231},
            {"k": k, "method": "common_factors", "stability": 0.85, "support": None, "agreement": 0.81, "moved": 0.117},
        ],
        "small_but_valuable": [
            {"k": k + 2, "segment": 6, "share": 0.064, "recovery": 0.71, "variable": "spend", "index": 214.0,
             "low": 152.0, "origin": 2, "origin_share": 0.83, "text": "What did you spend in the last year?"},
        ],
    }  # fmt: skip


def reading_guide(*, here: int | None) -> dict:
    steps = ((0.0, 0.4, 0.33, 0.27), (0.4, 0.6, 0.39, 0.44), (0.6, 0.8, 0.44, 0.53), (0.8, 1.0, 0.69, 0.77))
    return {"studies": 154, "rows": [
        {"low": low, "high": high, "exact": exact, "agreement": agreement, "here": i == here}
        for i, (low, high, exact, agreement) in enumerate(steps)
    ]}  # fmt: skip


def markers(k: int, basis: list[dict], draw: random.Random) -> list[dict]:
    found = []
    for segment in range(1, k + 1):
        for rank in range(1, 6):
            item = basis[(2 * segment + rank - 3) % len(basis)]
            difference = round((1.3 - 0.2 * rank) * (1 if rank != 3 else -1), 3)
            total = round(2.6 + draw.random(), 3)
            found.append({
                "segment": segment, "variable": item["variable"], "text": item["text"], "low": 1, "high": 5,
                "mean": min(max(total + difference, 1), 5), "total_mean": total, "difference": difference, "rank": rank,
            })  # fmt: skip
    return found


def answers(k: int, n: float, draw: random.Random) -> list[dict]:
    found = []
    for variable, text, labels in DESCRIPTORS:
        for answer, label in enumerate(labels, start=1):
            total = round(1 / len(labels) + draw.uniform(-0.08, 0.08), 3)
            for segment in range(1, k + 1):
                share = round(min(max(total * draw.choice([0.4, 0.95, 1.0, 1.05, 1.7]), 0.01), 0.98), 3)
                base = round(n / k)
                found.append({
                    "variable": variable, "text": text, "role": "descriptor", "answer": answer, "label": label,
                    "segment": segment, "share": share, **interval(share, base), "base": base, "n_eff": base * 0.9,
                    "total_share": total, "index": 100 * share / total,
                })  # fmt: skip
    return found


def means(k: int) -> list[dict]:
    return [
        {"variable": "spend", "segment": s, "mean": 31.5 + 9 * s, "low": 28.0 + 9 * s, "high": 35.0 + 9 * s,
         "base": 250, "total_mean": 44.0, "difference": 0.2 * s - 0.5}
        for s in range(1, k + 1)
    ]  # fmt: skip


def tests() -> list[dict]:
    found = [
        {"variable": variable, "text": text, "effect": 0.21 + 0.03 * i, "effect_name": "cramers_v",
         "statistic": 41.2 + i, "df": 9, "p": 0.0000031 * 10**i, "p_adjusted": 0.000009 * 10**i}
        for i, (variable, text, _) in enumerate(DESCRIPTORS)
    ]  # fmt: skip
    spend = {"variable": "spend", "text": "What do you spend on exercise in a month?", "effect": 0.09,
             "effect_name": "eta_squared", "statistic": 12.1, "df": 3, "p": 0.00001, "p_adjusted": 0.00002}  # fmt: skip
    return [*found, spend]


def criteria() -> list[dict]:
    ends = {"share": 0.14, "low": 0.1, "high": 0.18, "demographic": 0.031, "demographic_low": -0.004,
            "demographic_high": 0.066, "gain": 0.109, "gain_low": 0.06, "gain_high": 0.158}  # fmt: skip
    text = "What do you spend on exercise in a month?"
    spend = {"variable": "spend", "text": text, "role": "value", "measure": "eta_squared", "base": 1102,
             "in_sample": 0.147, "by": "“Age”", "alone": 0.03, "alone_by": "“Age”", "random": 0.003} | ends  # fmt: skip
    few = dict.fromkeys(spend) | {"variable": "stay", "text": "Will you stay?", "role": "outcome", "base": 12,
                                  "measure": "goodman_kruskal_tau"}  # fmt: skip
    return [spend, few]


def actions(k: int, draw: random.Random) -> list[dict]:
    verbs = (
        ("price", "Offer the annual plan in January and in September", "cmo", "D1"),
        ("message", "Lead with the training plan, not with the equipment", "brand", "D2"),
        ("product", "Put the group class on the start page", "product", "D3"),
        ("channel", "Move a third of the budget from search to newsletters", "cmo", "D1"),
        ("service", "Call back within a day after a missed fortnight", None, None),
    )
    found = []
    for segment in range(1, k + 1):
        for i in range(5):
            verb, action, owner, decision = verbs[(i + segment) % 5]
            share = round(0.62 - 0.05 * i + draw.random() * 0.1, 3)
            found.append({
                "segment": segment, "question": f"q{i + 6}", "text": STATEMENTS[(i + segment) % 10], "verb": verb,
                "owner": owner, "decision": decision, "action": action, "answers": ["Agree", "Strongly agree"],
                "share": share, "total_share": 0.41, "index": 100 * share / 0.41, **interval(share, 250),
            })  # fmt: skip
    return found


def reach(k: int) -> list[dict]:
    ways = (
        ("crm", "plan_tier", "plan", "Which plan do you have at the moment?", "Annual", ""),
        ("media", "newsletter", "news", "Where did you last hear about an exercise offer?", "A newsletter", ""),
        ("sales_cue", None, "q9", STATEMENTS[4], "Strongly agree", "Ask: have you tried this before?"),
        ("none", None, "q10", STATEMENTS[5], "Agree", ""),
    )
    return [
        {"segment": segment, "via": via, "field": field, "question": question, "text": text, "answers": [answer],
         "share": 0.3 + 0.04 * (i + segment), "total_share": 0.27, "index": 100 * (0.3 + 0.04 * (i + segment)) / 0.27,
         "note": note}
        for segment in range(1, k + 1)
        for i, (via, field, question, text, answer, note) in enumerate(ways)
    ]  # fmt: skip


def priorities(k: int) -> dict:
    order = [2, 1, 4, 3, 5, 6, 7, 8][:k]
    rank = [
        {"segment": s, "score": 8.1 - 0.9 * order.index(s), "rank": order.index(s) + 1,
         "p_top2": max(0.96 - 0.31 * order.index(s), 0.004),
         "knocked_out": "smaller than 5% of the people" if s == k else "",
         "decision": "win" if order.index(s) < 2 and s != k else "serve"}
        for s in range(1, k + 1)
    ]  # fmt: skip
    ratings = [
        {"segment": s, "criterion": name, "value": 0.4 + 0.01 * s, "rating": 9 - s, "weight": weight, "source": source}
        for s in range(1, k + 1)
        for name, weight, source in (("size", 0.3, "measured"), ("value", 0.5, "measured"), ("fit", 0.2, "declared"))
    ]
    return priority_results.whole({"rank": rank, "ratings": ratings, "pursue": [2, 1], "separable": True}, k)


def typing(k: int) -> dict:
    curve = [0.51, 0.63, 0.72, 0.78, 0.82, 0.845, 0.852, 0.856]
    return {
        "questions": [
            {"id": f"q5_{i}", "text": text,
             "options": ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]}
            for i, text in enumerate(STATEMENTS[:6])
        ],
        "accuracy": {"value": 0.845, "low": 0.82, "high": 0.868,
                     "method": "5-fold cross-validation of the whole pipeline", "n": 1148},
        "recall": [{"segment": s, "value": 0.9 - 0.04 * s, **interval(0.9 - 0.04 * s, 200), "n": 230 - 9 * s}
                   for s in range(1, k + 1)],
        "curve": [{"questions": i + 1, "value": v, **interval(v, 1000)} for i, v in enumerate(curve)],
        "ceiling": 0.91, "baseline": 0.342,
        "bands": [{"band": "clear", "share": 0.61, "accuracy": 0.95}, {"band": "lean", "share": 0.27, "accuracy": 0.78},
                  {"band": "unclear", "share": 0.12, "accuracy": 0.49}],
        "files": ["typing_tool.xlsx", "typing_tool.html", "typing_tool.json"],
    }  # fmt: skip


def found(share: float, lift: float, n: float) -> dict:
    return {"precision": share * lift, **interval(share * lift, n), "lift": lift, "n_eff": n}


def find(k: int) -> dict:
    """Two fields that tell 3 % of the segments; the best hundredth of the people is too few to speak of."""
    rows = [
        {"segment": s, "share": 0.9 / k,
         "deciles": [{"decile": i, **found(0.9 / k, 1.6 - 0.11 * i - 0.02 * s, 103.0)} for i in range(1, 11)],
         "campaigns": [{"size": size, **found(0.9 / k, 1.7 - size - 0.1 * s, 1031 * size), "reached": size * 1.4}
                       for size in (0.01, 0.05, 0.1, 0.2, 0.3, 0.5)],
         "to_reach": [{"reached": 0.5, "size": 0.41}, {"reached": 0.8, "size": 0.72}]}
        for s in range(1, k + 1)
    ]  # fmt: skip
    seen = [{"via": "crm", "field": "plan_tier", "coverage": 0.92}, {"via": "media", "field": None, "coverage": None}]
    return {
        "used": [{"question": "plan", "column": "plan", "text": "Which plan do you have at the moment?", "seen": seen},
                 {"question": "city", "column": "city", "text": "Where do you live?", "seen": []}],
        "left_out": [{"question": "spend", "reason": "its range is not declared (min and max)"}],
        "hard_labels": False, "limit": 0.05, "fields": 2, "tried": 5, "n": 1148, "baseline": 0.342, "segments": rows,
        "explained": {"value": 0.031, "low": 0.012, "high": 0.05,
                      "method": "10-fold cross-validation of the whole pipeline"},
        "accuracy": {"value": 0.38, "low": 0.35, "high": 0.41, "n": 1148}, "files": ["find_tool.json"],
    }  # fmt: skip


def factors(basis: list[dict]) -> dict:
    p = len(basis)
    loadings = []
    for i, item in enumerate(basis):
        row = {f"F{f + 1}": (0.72 if i % 3 == f else -0.11 + 0.02 * f) for f in range(3)}
        loadings.append({"variable": item["variable"], "text": item["text"], **row, "communality": 0.54})
    return {
        "kmo": 0.84, "kmo_word": "meritorious", "kmo_items": [0.8] * p,
        "bartlett": {"chi2": 5120.4, "df": p * (p - 1) // 2, "p": 0.0},
        "n_factors": 3, "rotation": "oblimin", "method": "minres", "matrix": "pearson",
        "decides": "parallel analysis (components)",
        "votes": [{"method": "parallel analysis (components)", "suggests": 3},
                  {"method": "eigenvalues above one", "suggests": 5},
                  {"method": "minimum average partial", "suggests": 3}],
        "eigenvalues": [4.2, 2.2, 1.6, 0.9], "random_eigenvalues": [1.2, 1.15, 1.1, 1.05], "loadings": loadings,
        "phi": [[1, 0.21, 0.1], [0.21, 1, -0.05], [0.1, -0.05, 1]], "structure": [[0.5, 0.2, 0.1]] * p,
        "variance": [0.2 * p, 0.15 * p, 0.1 * p], "variance_share": [0.2, 0.15, 0.1], "determinacy": [0.91, 0.88, 0.7],
        "scales": [{"construct": f"construct_{i}", "items": 8, "alpha": 0.81 - 0.2 * i, "lambda6": 0.8 - 0.2 * i,
                    "standardised_alpha": 0.82 - 0.2 * i, "average_r": 0.3 - 0.1 * i,
                    "omega_total": 0.83 - 0.2 * i if i < 4 else None} for i in range(5)],
        "items": [{"item": item["variable"], "text": item["text"], "construct": item["construct"], "difficulty": 0.5,
                   "spread": 0.2, "item_rest": 0.4 if i else None, "alpha_dropped": 0.7 if i else None}
                  for i, item in enumerate(basis)],
        "omega_hierarchical": 0.41, "omega_total": 0.86,
    }  # fmt: skip


def study() -> dict:
    return {
        "title": "Home fitness 2026",
        "commercial_question": "Which customers, if we won more of them, would most improve contribution margin?",
        "kind": "market", "market_type": "b2c", "dynamics": "moderate", "language": "en", "pursue_max": 3,
        "k_range": [3, 5], "population": "Adults who exercised within the last year", "source": "online panel",
        "fielded": "2026-03",
        "decisions": [
            {"id": "D1", "text": "Set the 2027 media split by segment", "owner": "cmo", "due": "2027-01",
             "status": "open"},
            {"id": "D2", "text": "Choose the brand message for spring", "owner": "brand", "due": "2026-11",
             "status": "open"},
            {"id": "D3", "text": "Approve the group class pilot", "owner": None, "due": None, "status": "open"},
            {"id": "D4", "text": "Keep the free plan", "owner": "ceo", "due": "2026-05", "status": "made"},
        ],
    }  # fmt: skip


def quality(basis: list[dict]) -> dict:
    return {
        "rule": RULE,
        "checks": [
            {"check": "speeding", "n": 41, "share": 0.034, "sentence": "95 seconds, less than half of the median 285."},
            {
                "check": "straight-lining",
                "n": 29,
                "share": 0.024,
                "sentence": "The same answer (3) to all 10 items from q5_1 to q5_10.",
            },
        ],
        "not_run": [
            {
                "code": "QUALITY_FEW_QUESTIONS",
                "text": "Duplicates were not checked: 8 closed or numeric variables, 10 are needed.",
            }
        ],
        "item_missing": [{"variable": i["variable"], "text": i["text"], "share": 0.013} for i in basis[:4]],
    }


def reasons() -> list[dict]:
    return [
        {"rule": "C1", "text": "The market is declared moderate: repeat the full study after 36 months.",
         "source": "segmentation practice: five years in a stable market, two in a dynamic one; between them "
                   "our choice"},
        {"rule": "C2", "text": "Segments of a market declared moderate: a light review every 6 months (type a "
         "fresh sample, compare sizes and golden questions).",
         "source": "segmentation practice: every 6 to 12 months, quarterly for audiences that change fast"},
    ]  # fmt: skip


def normal(*, k: int = 4, n_items: int = 40, weighted: bool = True, n: int = 1148) -> dict:
    """A study in which everything could be computed."""
    draw = random.Random(1)
    basis = items(n_items)
    n_eff = 1031.6 if weighted else float(n)
    return {
        "format": "survey-seg/results/1",
        "study": study(),
        "data": {"file": "responses.csv", "sha256": "9f2c" * 16, "n_read": n + 52, "n_kept": n, "n_eff": n_eff,
                 "weighted": weighted, "exclusions": [{"reason": RULE, "n": 52}]},
        "quality": quality(basis),
        "basis": {"items": basis},
        "factors": factors(basis),
        "segments": {
            "verdict": "reproducible",
            "verdict_sentence": REPRODUCIBLE,
            "reason": "Of the solutions with 3 to 5 segments this is the best supported (stability 0.83, one "
            "population up to 0.60, models agree 0.71).",
            "chosen_by": "evidence", "k": k, "candidates": candidates(), "sizes": sizes(k, n),
            "stability": {"global": 0.83, "per_segment": [round(0.91 - 0.08 * i, 3) for i in range(k)]},
            "methods": methods(), "neighbours": neighbours(k), "alternatives": alternatives(k),
            "reading_guide": reading_guide(here=3),
            "models": [{"method": name, "words": words, "measured": measured} for name, words, measured, _ in MODELS],
            "model_pairs": model_pairs(k),
            "thresholds": {"smallest": 0.05, "device": 0.6, "gaps": 0.5, "core": 0.9, "swing": 0.6,
                           "near": 0.05, "another": 0.05, "small": 0.1},
            "markers": markers(k, basis, draw),
        },
        "profiles": {
            "answers": answers(k, n, draw), "means": means(k), "tests": tests(), "criteria": criteria(),
            "criteria_sentence": EXPLAINED, "recovered": None, "answer_level": None,
        },
        "priorities": priorities(k),
        "actions": actions(k, draw),
        "reach": reach(k),
        "typing": typing(k),
        "find": find(k),
        **showing_results.showing(k, basis),
        "briefs": briefs_results.briefs(basis, sizes(k, n)),
        "hypotheses": hypotheses_results.hypotheses(k, n), "decision_log": hypotheses_results.decision_log(),
        "tables": tables_results.tables(k, basis, DESCRIPTORS, n),
        "cadence": {"next_light": "2026-09", "next_full": "2029-03", "light_months": 6, "full_months": 36,
                    "provisional": False, "reasons": reasons(), "notices": []},
        "warnings": [{"code": "BASIS_FILLED", "text": "37 of 45920 answers (0.1 %) were blank and "
                      "filled by what the other answers lead one to expect; most blanks: q5_2 12, q5_7 9."}],
        "settings": {"seed": 1, "k": "", "because": "", "weights": "w" if weighted else "",
                     "criteria": {"size": 0.3, "value": 0.5, "fit": 0.2}, "samples": 20, "null_studies": 20,
                     "k_max": 8},
        "versions": {"survey-seg": "0.1.0", "python": "3.11.2", "numpy": "2.4.0"},
    }  # fmt: skip


def none() -> dict:
    """A study whose answers hold no segments."""
    results = normal()
    reason = {"not_computed": "there are no segments to describe"}
    for row in results["segments"]["candidates"][1:]:
        row |= {"stability": row["null_stability"] - 0.08, "stability_low": 0.2, "stability_high": 0.75}
    results["segments"] |= {
        "verdict": "none", "k": 1, "markers": [], "neighbours": [],
        "alternatives": {name: [] for name in alternatives(1)}, "reading_guide": reading_guide(here=None),
        "verdict_sentence": "There are no segments here: any division of these answers would come out differently with "
        "other people of the same kind.",
        "reason": "No solution with 3 to 5 segments is more stable than one population and than 0.4, or stable in "
        "itself (the best: stability 0.58, one population up to 0.66).",
        "sizes": [{"segment": 1, "name": "Everybody", "share": 1.0, "low": 1.0, "high": 1.0, "base": 1148,
                   "n_eff": 1031.6, "core": 1.0, "swing": 0.0, "separated": False}],
        "stability": {"global": None, "per_segment": [None]},
    }  # fmt: skip
    return results | {
        "profiles": reason,
        "priorities": reason,
        "typing": reason,
        "find": reason,
        "actions": [],
        "reach": [],
        "tables": reason,
        **showing_results.nothing_to_show(),
        "briefs": reason,
        "hypotheses": hypotheses_results.nothing_written(),
    }


def partial() -> dict:
    """A study in which segments were found and several later parts failed."""
    results = normal(weighted=False)
    return results | {
        "factors": {"not_computed": SINGULAR},
        "profiles": {"not_computed": "there are no segments to describe"},
        "priorities": {"not_computed": "no criterion could be measured in every segment; expected a criterion with a "
                       "weight and an answer."},
        "typing": {"not_computed": "the answers and the basis are not of the same people."},
        "find": {"not_computed": "no question is a field that can be seen without asking"},
        "actions": [], "reach": [], "briefs": {"not_computed": NO_BRIEF},
        "hypotheses": {"not_computed": "nobody has a weight above zero."},
    }  # fmt: skip


def business() -> dict:
    """A study of companies, with parts in the buying."""
    results = normal()
    results["study"]["market_type"] = "b2b"
    return results | {
        "briefs": briefs_results.briefs(results["basis"]["items"], results["segments"]["sizes"], business=True)
    }


def sparse() -> dict:
    """One respondent, one item, and every number that may be missing missing."""
    results = none()
    results["study"] |= dict.fromkeys(("commercial_question", "population", "source", "fielded"))
    results["study"]["decisions"] = []
    results["data"] |= {"n_read": 1, "n_kept": 1, "n_eff": 1.0, "weighted": False, "exclusions": []}
    results["quality"] = {"rule": "", "checks": [], "not_run": [], "item_missing": []}
    results["basis"] = {"items": items(1)}
    results["factors"] = {"not_computed": "1 basis items; expected at least 3 to look for common factors."}
    empty = dict.fromkeys(("stability", "stability_low", "stability_high", "null_stability", "separated",
                           "agreement", "support", "jaccard_min", "explained", "silhouette",
                           "prediction_strength", "bic", "slsa_min", "typability", "reach"))  # fmt: skip
    results["segments"]["candidates"] = [{"k": 1, "share_min": 1.0, **empty}]
    results["segments"] |= {"methods": [], "model_pairs": [], "models": results["segments"]["models"][:1]}
    results["segments"]["models"][0]["measured"] = False
    results["settings"] |= {"samples": 0, "null_studies": 0}
    results["segments"]["sizes"][0] |= {"base": 1, "n_eff": 1.0, "low": None, "high": None}
    results["cadence"] |= {"next_light": None, "next_full": None, "provisional": True}
    return results | {"warnings": []}


def unknown() -> dict:
    """A full study whose typing evidence and intervals are not known."""
    results = normal(weighted=False)
    for part, table in (("segments", "sizes"), ("typing", "recall"), ("profiles", "answers"), ("profiles", "means")):
        for row in results[part][table]:
            row |= {"low": None, "high": None}
    for row in results["actions"]:
        row |= {"low": None, "high": None, "index": None, "owner": None, "decision": None}
    results["typing"] |= {"ceiling": None, "baseline": None, "curve": [], "bands": []}
    results["typing"]["accuracy"] |= {"value": None, "low": None, "high": None}
    for row in results["find"]["segments"]:
        row["campaigns"][0] |= dict.fromkeys(("precision", "low", "high", "lift"))
        row["to_reach"][0]["size"] = None
    results["segments"]["stability"] = {"global": None, "per_segment": [None] * 4}
    results["segments"]["reading_guide"] = reading_guide(here=None)
    for row in results["segments"]["sizes"]:
        row |= {"core": None, "swing": None, "separated": None}
    for row in results["segments"]["methods"]:
        row |= {"stability": None, "bic": None}
    results["priorities"] |= {"pursue": [], "separable": False}
    return results


HOSTILE = (
    "<img src=x onerror=window.__x=1>",
    "<script>window.__x=1</script>",
    '"><svg onload=window.__x=1>',
    "'-alert(1)-'",
    "{{7*7}}{% raw %}",
    "${7*7}",
    "=1+1",
    "javascript:window.__x=1",
    "</title></style></script></svg><b>",
    "<!-- --><![CDATA[ ]]>",
    "&lt;script&gt;&#60;img&#62;",
    "\u202egnirts esrever\u202c \x00\x07\ud800",
    "ليس لها معنى, 无意义, 🏋️‍♀️",
    "a" * 300,
    "",
    "' style='background:url(https://example.invalid/x)",
    "<a href=https://example.invalid/x>x</a>",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    '\t=HYPERLINK("https://example.invalid")',
    "{0} {n} {own} %s %(name)s %n",
    "{__class__} {value.__init__}",
    "{{ r.study }} {# no #} {{ constructor.constructor('x')() }}",
    "${jndi:ldap://example.invalid/x}",
    "'; DROP TABLE people; --",
    "../../../etc/passwd",
    "CON\\NUL:*?/[]",
    "<style>*{display:none}</style>",
    "<iframe srcdoc='<script>parent.__x=1</script>'>",
    "<details open ontoggle=window.__x=1>",
    "<math><mi href=javascript:window.__x=1>x</mi></math>",
    "<!--",
    "data:text/html,<script>window.__x=1</script>",
    "first line\nsecond line\r\nthird",
    "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a" * 6,
    "\ufeff\u200bzero\u200dwidth\u2060",
    "NULL",
    "long words of people " * 15,
    "_x000D_ _x0041_ &#10;",
)


def hostile(results: dict) -> dict:
    """The same results with a hostile string in every slot that holds text from a file."""
    keep = {"format", "verdict", "chosen_by", "kind", "language", "decision", "status", "fielded", "next_light",
            "next_full", "via", "role", "variable", "id", "dynamics", "market_type", "due", "effect_name", "rotation",
            "files", "form", "unit", "outcome"}  # fmt: skip
    turn = iter(HOSTILE * 4000)

    def poisoned(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {name: poisoned(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return value if key in keep else [poisoned(item, key) for item in value]
        return next(turn) if isinstance(value, str) and key not in keep else value

    return poisoned(copy.deepcopy(results), "")  # type: ignore[return-value]


REGIMES = {
    "normal": normal,
    "unweighted": lambda: normal(weighted=False),
    "five segments": lambda: normal(k=5),
    "few questions": lambda: normal(n_items=8),
    "two segments": lambda: normal(k=2, n_items=2),
    "eight segments": lambda: normal(k=8),
    "no segments": none,
    "partial": partial,
    "business": business,
    "sparse": sparse,
    "unknown": unknown,
    "hostile": lambda: hostile(normal(n_items=18)),
    "hostile partial": lambda: hostile(partial()),
}


@pytest.fixture(scope="session")
def states() -> dict:
    """Every state a study can be in, by name, each as a function that makes its results."""
    return REGIMES


@pytest.fixture(params=REGIMES)
def regime(request: pytest.FixtureRequest) -> tuple[str, dict]:
    """A name and the results of one state a study can be in."""
    return request.param, REGIMES[request.param]()


@pytest.fixture
def nothing_found() -> dict:
    """A study whose answers hold no segments."""
    return none()


@pytest.fixture
def small() -> dict:
    """The smallest study in which everything could be computed."""
    return normal(k=2, n_items=3)


@pytest.fixture
def results() -> dict:
    """A study in which everything could be computed."""
    return normal()
