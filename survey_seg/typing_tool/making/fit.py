"""From segments to a few golden questions that put new people into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.artifact import plain
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.progress import Progress, silent
from survey_seg.stats.weights import effective_base
from survey_seg.typing_tool.making.adaptive_evidence import Unseen, adaptive_part
from survey_seg.typing_tool.making.adaptive_model import LONGER, POOL, learn
from survey_seg.typing_tool.making.candidates import candidate_design, is_choice
from survey_seg.typing_tool.making.card import trained_on
from survey_seg.typing_tool.making.evidence import (
    CLEAR,
    LEAN,
    accuracies,
    evidence,
    method_in_words,
    questions_worth_asking,
    sharpness,
)
from survey_seg.typing_tool.making.question_choice import ANY, MOST_QUESTIONS, QuestionChoice
from survey_seg.typing_tool.making.question_evidence import question_evidence
from survey_seg.typing_tool.making.training_base import training_base
from survey_seg.typing_tool.making.trial import Floats, Setting, Trial, try_out
from survey_seg.typing_tool.making.vectors import vectors
from survey_seg.typing_tool.making.weigh import Weights, softened, weigh
from survey_seg.typing_tool.spec import GoldenQuestion, Option, ToolSegment, TypingSpec, fingerprint

PURPOSE = "Puts a person into a segment of the study from a few answers."
LIMITS = (
    "For choosing what to say and offer to groups of people; not for decisions about one person that matter to them.",
    "The segment of a person who can be identified is personal data: it needs a purpose, a consent and an end date.",
    "Answers that were given for research may not be used to market to the same people without their consent.",
)
POOR, FAR = 0.7, 0.25
"""Accuracy below the first, or less than the second above guessing the largest segment, is said aloud."""


def fit_typing_tool(
    segmentation: Segmentation,
    responses: Responses,
    basis: Basis,
    *,
    seed: int = 1,
    choice: QuestionChoice = ANY,
    progress: Progress = silent,
) -> TypingSpec:
    """The typing tool of a segmentation: golden questions, whole-number weights, and how good it is.

    Question: which few questions tell the segment of somebody new, and how often is that right? Questions are chosen
    by greedy pursuit of steadied memberships, weights by a multinomial logit on them, and their number is the smallest
    that is as good as the best one up to `choice.most`; `choice` also says what is asked or not asked in any case,
    and what questions cost. Accuracy is measured on people whom the whole pipeline
    (basis, segments, choice of questions, weights) has not seen; the final tool is then made from everybody.

    `responses` and `basis` hold the same people. Candidates are the questions with the role typing, else the basis
    items. Raises CannotCompute when there is one segment only, or fewer than two questions could be asked, UsageProblem
    when `choice` cannot be done with the candidates.
    """
    if segmentation.k < 2:
        what = "there are no segments, so there is nothing to type people into"
        raise CannotCompute(Problem("TYPING_NO_SEGMENTS", what))
    design = candidate_design(responses, basis)
    choice.check(design)
    most = min(MOST_QUESTIONS, len(design.variables) - len(set(choice.never)))
    setting = Setting(responses, basis, segmentation, design, most, seed, choice)
    trial = try_out(setting, progress=progress)
    m = questions_worth_asking(trial, max(2, len(set(choice.ask))), choice.most)
    factor = sharpness(trial, m)
    weights = basis.weights
    soft = softened(segmentation.memberships, weights)
    order = choice.order(design, soft, weights, m)
    tool = weigh(design, order, soft, weights, sharpness=factor)
    in_sample = float(weights @ (tool.scores(design).argmax(axis=1) + 1 == segmentation.labels) / weights.sum())
    found: dict[str, Any] = {
        **evidence(trial, m, segmentation.k, factor),
        **question_evidence(tool, design, soft, basis, choice, seed=seed),
        "baseline": float(max(segment_shares(segmentation))),
        "in_sample": {"value": in_sample, "note": "on the people the tool was made from: too good by construction"},
        "n": int((weights > 0).sum()),
        "n_eff": effective_base(weights),
    }
    found["warnings"] = _warnings(found)
    spec = _spec(segmentation, responses, golden_questions(design.variables, tool), tool, found, seed)
    base = training_base(spec, responses.answers, weights)
    return replace(spec, base=base, adaptive=_adaptive(setting, trial, soft, m))


def _adaptive(setting: Setting, trial: Trial, soft: Floats, m: int) -> dict[str, Any]:
    """The adaptive form beside a fixed one of m questions, tried on the same people."""
    design, weights = setting.design, setting.basis.weights
    whole = weigh(design, setting.choice.order(design, soft, weights, POOL), soft, weights)
    unseen = Unseen(trial.walked.first(m + LONGER), trial.truth, trial.weights, trial.repeats)
    fixed = {"questions": m, "accuracy": float(accuracies(trial)[m - 1])}
    joint = learn(design, whole, soft, weights)
    questions = golden_questions(design.variables, whole)
    return adaptive_part(questions, joint, unseen, fixed=fixed, method=method_in_words(trial))


def _spec(
    segmentation: Segmentation,
    responses: Responses,
    questions: tuple[GoldenQuestion, ...],
    tool: Weights,
    found: dict[str, Any],
    seed: int,
) -> TypingSpec:
    m = len(questions)
    card = {
        "purpose": PURPOSE,
        "limits": [*LIMITS, *(warning["text"] for warning in found["warnings"])],
        "source": {"file": responses.file, "sha256": responses.sha256, "wave": responses.wave},
        "trained_on": trained_on(responses),
        "refresh": "",
        "weighted": responses.weighted,
        "verdict": segmentation.verdict,
    }
    spec = TypingSpec(
        model_id="",
        title=responses.questionnaire.study.title,
        kind="ask",
        hard_labels=True,
        scale=tool.scale,
        segments=tuple(
            ToolSegment(code, segmentation.names[code - 1], share, "")
            for code, share in enumerate(segment_shares(segmentation), start=1)
        ),
        questions=questions,
        constants=tuple(tool.constants.tolist()),
        min_answered=max(1, m - max(1, m // 4)),
        bands={"clear": round(CLEAR * tool.scale), "lean": round(LEAN * tool.scale)},
        priors={"train": segment_shares(segmentation)},
        base={},
        adaptive=None,
        evidence=_plain(found),
        card=_plain(card),
        vectors=(),
    )
    spec = replace(spec, model_id=fingerprint(spec))
    return replace(spec, vectors=vectors(spec, seed=seed))


def segment_shares(segmentation: Segmentation) -> list[float]:
    """The weighted share of each segment, as the file holds it."""
    by_segment = segmentation.sizes.set_index("segment")["share"]
    shares = _plain({"shares": [float(by_segment.loc[code]) for code in range(1, segmentation.k + 1)]})["shares"]
    return list(shares)


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    """As it will stand in the file, so that a tool is the same before and after a trip through it."""
    found = plain(content)
    return found if isinstance(found, dict) else {}


def golden_questions(variables: Sequence[Variable], tool: Weights) -> tuple[GoldenQuestion, ...]:
    """The questions of a tool as its file holds them, in the order they were chosen."""
    return tuple(
        _question(variables[group], tool.points[tool.groups == group].tolist(), tool.missing[place].tolist())
        for place, group in enumerate(tool.chosen)
    )


def _question(variable: Variable, points: list[list[int]], missing: list[int]) -> GoldenQuestion:
    nominal = is_choice(variable)
    by_code = {code: tuple(own) for code, own in zip(variable.codes, points, strict=True)} if nominal else {}
    return GoldenQuestion(
        id=variable.name,
        column=variable.column,
        text=variable.text,
        type="choice" if nominal else "scale",
        options=tuple(Option(option.code, option.label) for option in variable.options if not option.missing),
        min=None if nominal else variable.low,
        max=None if nominal else variable.high,
        w=() if nominal else tuple(points[0]),
        points=by_code,
        missing=tuple(missing),
        no_answer=tuple(option.code for option in variable.options if option.missing),
    )


def _warnings(found: dict[str, Any]) -> list[dict[str, str]]:
    """What a user must be told when the segments are hard to type."""
    accuracy, baseline = found["accuracy"]["value"], found["baseline"]
    warnings = []
    if accuracy < max(POOR, baseline + FAR):
        text = (
            f"The tool is right for {accuracy:.0%} of new people only (guessing the largest segment: {baseline:.0%})."
        )
        warnings.append({"code": "TYPING_POOR", "text": text})
    weak = [row for row in found["recall"] if row["value"] is not None and row["value"] < 0.5]
    for row in weak:
        text = f"Of the people of segment {row['segment']} the tool finds {row['value']:.0%} only."
        warnings.append({"code": "TYPING_WEAK_SEGMENT", "text": text})
    return warnings
