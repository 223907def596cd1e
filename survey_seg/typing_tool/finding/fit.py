"""From segments to a tool that finds their people by fields a firm already has: scores for campaigns, seldom labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.artifact import plain
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.weights import effective_base
from survey_seg.typing_tool.find_words import explained_percent, labels_sentence
from survey_seg.typing_tool.finding.choice import Choice
from survey_seg.typing_tool.finding.evidence import HeldOut, accuracy, labels_rows, segment_rows, share_explained
from survey_seg.typing_tool.finding.fields import Fields, find_fields, routes, sensitive_fields
from survey_seg.typing_tool.finding.trial import FOLDS, choices, held_out, held_out_anew, people_of
from survey_seg.typing_tool.making.card import trained_on
from survey_seg.typing_tool.making.evidence import CLEAR, LEAN
from survey_seg.typing_tool.making.fit import LIMITS, golden_questions, segment_shares
from survey_seg.typing_tool.making.training_base import training_base
from survey_seg.typing_tool.making.vectors import vectors
from survey_seg.typing_tool.making.weigh import Weights, weigh
from survey_seg.typing_tool.spec import ToolSegment, TypingSpec, fingerprint

ENOUGH = 0.05
"""Share of the segments' entropy that fields must explain before anybody is given a segment by them."""

METHOD = f"{FOLDS}-fold cross-validation of fields and weights over people; the segments are those of everybody"
WHOLE = f"{FOLDS}-fold cross-validation of the whole pipeline"
PURPOSE = "Ranks people by how likely they belong to a segment, from fields that are known without asking."
RANKED = "For a segment, rank people by its score, the highest first; figures hold for people like those of the study."
BY_FIELDS = "Finding people by fields that are known without asking"
GROUPS = "A score says how many of the people with the same fields belong to a segment; it does not say who of them."


def fit_find_tool(segmentation: Segmentation, responses: Responses, basis: Basis, *, seed: int = 1) -> TypingSpec:
    """The find tool of a segmentation: scores from reachable fields, and what a campaign by them would find.

    Question: which people of a customer base, or on a medium, are most likely of a segment, though nobody asks them,
    and is that worth anything? The fields (see `fields`) that tell anything enter a multinomial logit on the soft
    memberships (see `choice`); a blank counts as the average answer, because who leaves a question blank is not who
    lacks a field. `evidence` holds on people held out: `explained` (share of the segments' entropy),
    `accuracy` beside `baseline`, and `segments` (`evidence.segment_rows`). Below 5 % explained `hard_labels` is
    False: people get scores, no segment.

    The folds keep the segments of everybody, unless these are built on one of the fields: on six real and simulated
    cases, making segments anew in each fold changed the share explained by half a point at most (benchmarks/find.py).
    `responses` and `basis` hold the same people. Raises CannotCompute when there is one segment only, no field, fewer
    than 50 people, or when what the fields tell could be nothing (FIND_NOTHING).
    """
    if segmentation.k < 2:
        raise CannotCompute(Problem("FIND_NO_SEGMENTS", "there are no segments, so there is nobody to find"))
    fields = find_fields(responses, basis)
    people = people_of(fields.design, segmentation, basis)
    choice, without = choices(people)
    if fields.built_on:
        held = held_out_anew(fields.design, segmentation, responses, basis, seed=seed)
    else:
        held = held_out(people, without)
    found = _evidence(held, choice, len(fields.design.variables), WHOLE if fields.built_on else METHOD)
    if not (choice.fields and found["explained"]["low"] > 0):
        raise CannotCompute(_nothing(fields, found))
    tool = weigh(people.design, choice.fields, people.memberships, people.weights, ridge=choice.ridge)
    if found["explained"]["value"] >= ENOUGH:
        found |= labels_rows(held)
    spec = _spec(segmentation, responses, fields=fields, tool=tool, found=found)
    spec = replace(spec, base=training_base(spec, responses.answers, basis.weights))
    return replace(spec, vectors=vectors(spec, seed=seed))


def _evidence(held: HeldOut, choice: Choice, tried: int, method: str) -> dict[str, Any]:
    """Every figure of the tool, in plain types."""
    told = share_explained(held)
    shares = [float(held.weights[held.truth == s].sum() / held.weights.sum()) for s in range(held.scores.shape[1])]
    return {
        "explained": {"value": told.share, "low": told.low, "high": told.high, "method": method},
        "limit": ENOUGH,
        "accuracy": {**accuracy(held), "method": method},
        "baseline": max(shares),
        "segments": segment_rows(held),
        "ranked_by": RANKED,
        "fields": len(choice.fields),
        "tried": tried,
        "ridge": choice.ridge,
        "folds": FOLDS,
        "n": len(held.truth),
        "n_eff": effective_base(held.weights),
    }


def _nothing(fields: Fields, found: dict[str, Any]) -> Problem:
    told, tried = found["explained"], len(fields.design.variables)
    who = "the one field" if tried == 1 else f"the {tried} fields"
    what = f"what {who} that can be seen without asking tell of the segments could be nothing: "
    if found["fields"]:
        what += (
            f"{explained_percent(told['value'])} of what there is to know (95 % interval: "
            f"{explained_percent(told['low'])} to {explained_percent(told['high'])}), for people held out"
        )
    else:
        what += "none of them foretells the segment of people held out better than the sizes of the segments do"
    hint = "ask the typing tool's questions instead, or join fields that show behaviour"
    return Problem("FIND_NOTHING", what, hint=hint)


def _spec(
    segmentation: Segmentation, responses: Responses, *, fields: Fields, tool: Weights, found: dict[str, Any]
) -> TypingSpec:
    """The tool in the shape of a typing tool, without its base and its vectors."""
    hard, variables = found["explained"]["value"] >= ENOUGH, fields.design.variables
    chosen = [variables[group] for group in tool.chosen]
    study = responses.questionnaire.study
    fill = {field.name: field.fill_rate for field in study.crm_fields}
    warnings = [] if hard else [{"code": "FIND_NO_LABELS", "text": f"{BY_FIELDS}: {labels_sentence(found)}"}]
    warnings += sensitive_fields(chosen, study.language)
    card = {
        "purpose": PURPOSE,
        "limits": [GROUPS, *LIMITS, *(warning["text"] for warning in warnings)],
        "source": {"file": responses.file, "sha256": responses.sha256, "wave": responses.wave},
        "trained_on": trained_on(responses),
        "weighted": responses.weighted,
        "verdict": segmentation.verdict,
        "fields": [_field(variable, fill) for variable in chosen],
        "left_out": fields.left_out,
    }
    spec = TypingSpec(
        model_id="",
        title=study.title,
        kind="find",
        hard_labels=hard,
        scale=tool.scale,
        segments=tuple(
            ToolSegment(code, segmentation.names[code - 1], share, "")
            for code, share in enumerate(segment_shares(segmentation), start=1)
        ),
        questions=golden_questions(variables, tool),
        constants=tuple(tool.constants.tolist()),
        min_answered=1,
        bands={"clear": round(CLEAR * tool.scale), "lean": round(LEAN * tool.scale)},
        priors={"train": segment_shares(segmentation)},
        base={},
        adaptive=None,
        evidence=_plain({**found, "warnings": warnings}),
        card=_plain(card),
        vectors=(),
    )
    return replace(spec, model_id=fingerprint(spec))


def _field(variable: Variable, fill: Mapping[str, float | None]) -> dict[str, Any]:
    """Where a field is to be seen, one entry per route; `coverage`: for how many people it is known."""
    ways = [
        {"via": way.via, "field": way.field, "coverage": way.coverage or fill.get(way.field or "")}
        for way in routes(variable)
    ]
    return {"question": variable.name, "column": variable.column, "text": variable.text, "seen": ways}


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    """As it will stand in the file."""
    found = plain(content)
    return found if isinstance(found, dict) else {}
