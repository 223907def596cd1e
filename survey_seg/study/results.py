"""results.json: every number that is printed anywhere, by name.

The report, the workbook and the screen print from this mapping and from nothing else, so they cannot disagree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from survey_seg.analysis.briefs import Briefs
from survey_seg.analysis.factors import factors_sentence
from survey_seg.analysis.hidden_answers import without_hidden, without_hidden_means
from survey_seg.analysis.hidden_beliefs import without_hidden_beliefs
from survey_seg.artifact import plain
from survey_seg.errors import InputRefused, Notice, Problem
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.stats.adequacy import kmo_word
from survey_seg.stats.retention import DECIDES
from survey_seg.stats.weights import effective_base
from survey_seg.study.manifest import versions
from survey_seg.study.model import Findings
from survey_seg.study.priority_results import beside
from survey_seg.study.segment_evidence import segment_evidence
from survey_seg.study.showing import shown

FORMAT = "survey-seg/results/1"


def assemble(findings: Findings) -> dict[str, Any]:
    """Everything the run found as one plain mapping (the shape is the one of results.json)."""
    parts = {
        "format": FORMAT,
        "study": _study(findings.questionnaire),
        "data": _data(findings),
        "quality": _quality(findings),
        "basis": _basis(findings),
        "factors": _factors(findings),
        "segments": segment_evidence(findings),
        "profiles": _profiles(findings),
        "priorities": _priorities(findings),
        "actions": findings.actions,
        "reach": findings.reach,
        "typing": _typing(findings),
        "find": _find(findings),
        "cadence": findings.advice,
        "hypotheses": _hypotheses(findings),
        "briefs": _briefs(findings),
        "tables": findings.tables or _missing(findings, "tables"),
        **shown(findings.showing, lambda stage: _missing(findings, stage), lambda means: told_means(findings, means)),
        "warnings": _warnings(findings),
        "settings": _settings(findings),
        "versions": versions(),
    }
    simple = plain(parts)
    if not isinstance(simple, dict):
        raise TypeError("results are a mapping")
    return simple


def _missing(findings: Findings, stage: str) -> dict[str, str]:
    return {"not_computed": findings.not_computed.get(stage, "there are no segments to describe")}


def _study(questionnaire: Questionnaire) -> dict[str, Any]:
    study = questionnaire.study
    return {
        "title": study.title,
        "commercial_question": study.commercial_question,
        "kind": study.kind,
        "market_type": study.market.type,
        "dynamics": study.market.dynamics,
        "language": study.language,
        "report_language": study.report_language,
        "pursue_max": study.segments.pursue_max,
        "k_range": study.segments.k_range,
        "population": study.sample.population,
        "source": study.sample.source,
        "fielded": study.sample.fielded,
        "decisions": study.decisions,
    }


def _data(findings: Findings) -> dict[str, Any]:
    quality, responses = findings.quality, findings.responses
    dropped = len(quality.kept) - int(quality.kept.sum())
    return {
        "file": responses.file,
        "sha256": responses.sha256,
        "n_read": len(quality.kept),
        "n_kept": responses.n,
        "n_eff": effective_base(responses.weights),
        "weighted": responses.weighted,
        "exclusions": [{"reason": quality.rule, "n": dropped}],
    }


def _quality(findings: Findings) -> dict[str, Any]:
    quality = findings.quality
    checks = []
    for check, n in quality.counts.items():
        reasons = quality.reasons.loc[quality.reasons["check"] == check, "reason"]
        sentence = str(reasons.iloc[0]) if len(reasons) else "nobody"
        checks.append({"check": check, "n": n, "share": n / max(len(quality.kept), 1), "sentence": sentence})
    answers = findings.responses.answers
    item_missing = [
        {"variable": variable.name, "text": variable.text, "share": float(answers[variable.name].isna().mean())}
        for variable in findings.questionnaire.variables()
        if variable.name in answers.columns
    ]
    return {"rule": quality.rule, "checks": checks, "not_run": quality.not_run, "item_missing": item_missing}


def _basis(findings: Findings) -> dict[str, Any]:
    basis = findings.basis
    variables = {variable.name: variable for variable in findings.questionnaire.variables()}
    return {
        "items": [
            {
                "variable": item,
                "text": variables[item].text,
                "short": variables[item].short,
                "construct": variables[item].construct,
                "low": basis.low[i],
                "high": basis.high[i],
                "imputed": basis.imputed[i],
                "mean": float(np.average(basis.matrix[:, i], weights=basis.weights)),
                "sd": float(np.sqrt(basis.covariance[i, i])),
            }
            for i, item in enumerate(basis.items)
        ]
    }


def _factors(findings: Findings) -> dict[str, Any]:
    factors = findings.factors
    if factors is None:
        return _missing(findings, "factors")
    texts = dict(zip(findings.basis.items, findings.basis.texts, strict=True))
    loadings = [
        {"variable": str(item), "text": texts[str(item)], **row, "communality": factors.communalities[i]}
        for i, (item, row) in enumerate(factors.loadings.to_dict("index").items())
    ]
    return {
        "kmo": factors.kmo,
        "kmo_word": kmo_word(factors.kmo),
        "kmo_items": factors.kmo_items,
        "bartlett": {"chi2": factors.bartlett_chi2, "df": factors.bartlett_df, "p": factors.bartlett_p},
        "n_factors": factors.n_factors,
        "rotation": factors.rotation,
        "method": factors.method,
        "matrix": factors.matrix,
        "sentence": factors_sentence(factors),
        "votes": factors.votes,
        "decides": DECIDES,
        "eigenvalues": factors.eigenvalues,
        "random_eigenvalues": factors.random_eigenvalues,
        "loadings": loadings,
        "phi": factors.phi,
        "structure": factors.structure,
        "variance": factors.variance,
        "variance_share": factors.variance / len(factors.loadings),
        "determinacy": factors.determinacy,
        "scales": factors.scales,
        "items": factors.items.assign(text=[texts[str(item)] for item in factors.items["item"]]),
        "omega_hierarchical": factors.omega_hierarchical,
        "omega_total": factors.omega_total,
    }


def told_answers(findings: Findings) -> pd.DataFrame:
    """The answers by segment without the figures that the tables hide; no rows where there are no profiles."""
    if findings.profiles is None:
        return pd.DataFrame()
    audience = findings.decisions.options.disclosure
    return without_hidden(findings.profiles.answers, findings.tables, findings.questionnaire, audience)


def told_means(findings: Findings, means: pd.DataFrame) -> pd.DataFrame:
    """Means by segment without those that the tables hide, and rounded where they are."""
    return without_hidden_means(means, findings.tables, findings.questionnaire)


def _profiles(findings: Findings) -> dict[str, Any]:
    profiles = findings.profiles
    if profiles is None:
        return _missing(findings, "profiles")
    return {
        "answers": told_answers(findings),
        "means": told_means(findings, profiles.means),
        "tests": profiles.tests,
        "criteria": profiles.criteria,
        "criteria_sentence": profiles.criteria_sentence,
        "recovered": profiles.recovered,
        "answer_level": profiles.answer_level,
    }


def _priorities(findings: Findings) -> dict[str, Any]:
    priorities = findings.priorities
    if priorities is None:
        return _missing(findings, "priorities")
    return {
        "rank": priorities.table,
        "ratings": priorities.ratings,
        "pursue": priorities.pursue,
        "separable": priorities.separable,
        "axes": priorities.axes,
        **beside(findings.background, findings.not_computed.get("background", "")),
    }


def _typing(findings: Findings) -> dict[str, Any]:
    spec = findings.typing
    if spec is None:
        return _missing(findings, "typing")
    questions = [
        {"id": question.id, "text": question.text, "options": [option.label for option in question.options]}
        for question in spec.questions
    ]
    files = ["typing_tool.xlsx", "typing_tool.html", "typing_tool.json"]
    return {**spec.evidence, "questions": questions, "files": files}


def _find(findings: Findings) -> dict[str, Any]:
    spec = findings.find
    if spec is None:
        return _missing(findings, "find")
    known = {"used": spec.card["fields"], "left_out": spec.card["left_out"], "hard_labels": spec.hard_labels}
    return {**known, **spec.evidence, "files": ["find_tool.json"]}


def _briefs(findings: Findings) -> Briefs | dict[str, str]:
    if findings.briefs is None:
        return _missing(findings, "briefs")
    audience = findings.decisions.options.disclosure
    return without_hidden_beliefs(findings.briefs, findings.tables, findings.questionnaire, audience)


def _hypotheses(findings: Findings) -> Mapping[str, Any]:
    held = findings.hypotheses
    if held is None:
        return _missing(findings, "hypotheses")
    return {name: getattr(held, name) for name in ("rows", "personas", "traits", "segments", "surprises", "notices")}


def _warnings(findings: Findings) -> list[Notice]:
    stages = (findings.responses, findings.basis, findings.factors, findings.segmentation, findings.profiles,
              findings.priorities, findings.hypotheses)  # fmt: skip
    notices = [notice for stage in stages if stage is not None for notice in stage.notices]
    notices += findings.advice.notices
    for tool in (findings.typing, findings.find):
        notices += [Notice(**warning) for warning in tool.evidence["warnings"]] if tool is not None else []
    return list(dict.fromkeys(notices))


def _settings(findings: Findings) -> Mapping[str, Any]:
    options, candidates = findings.decisions.options, findings.candidates
    return {
        "seed": options.seed,
        "k": options.k,
        "k_max": options.k_max,
        "because": options.because,
        "weights": options.weights,
        "tool_questions": options.tool_questions,
        "ask": options.ask,
        "never": options.never,
        "cost": options.cost,
        "disclosure": options.disclosure,
        "correction": options.correction,
        "quotes": options.quotes,
        "criteria": findings.decisions.criteria,
        "samples": candidates.samples,
        "null_studies": len(candidates.null),
    }


def read_results(folder: Path) -> dict[str, Any]:
    """The results of a study on disk; InputRefused when they are not there or not readable."""
    path = folder / "results.json"
    try:
        results = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        hint = "a study folder is made by `survey-seg analyze`"
        raise InputRefused(Problem("STUDY_NOT_ONE", "no readable results.json", file=str(folder), hint=hint)) from error
    if not isinstance(results, dict) or results.get("format") != FORMAT:
        raise InputRefused(Problem("STUDY_FORMAT", "results of another format", expected=FORMAT, file=str(path)))
    return results


def with_names(results: Mapping[str, Any], names: Mapping[int, str]) -> dict[str, Any]:
    """The same results with other names for the segments."""
    sizes = [{**row, "name": names.get(row["segment"], row["name"])} for row in results["segments"]["sizes"]]
    return {**results, "segments": {**results["segments"], "sizes": sizes}}
