"""The main job without the disk: answers in, findings out, one stage after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pandas as pd

from survey_seg.analysis.actions import segment_actions, segment_reach
from survey_seg.analysis.basis import build_basis
from survey_seg.analysis.briefs import BriefLook, Briefs, positioning_briefs
from survey_seg.analysis.choice import choose_segments
from survey_seg.analysis.factors import extract_factors
from survey_seg.analysis.hypotheses import score_hypotheses
from survey_seg.analysis.markers import find_markers
from survey_seg.analysis.model import Basis, Candidates, Priorities, Profiles, Segmentation
from survey_seg.analysis.names import segment_names
from survey_seg.analysis.priorities import rank, weights_of
from survey_seg.analysis.priority_background import Background, background
from survey_seg.analysis.profiles import describe
from survey_seg.analysis.segments import compare_segments
from survey_seg.analysis.tables import Tables, banner_tables
from survey_seg.errors import CannotCompute, Problem, UsageProblem
from survey_seg.questionnaire.model import Questionnaire
from survey_seg.responses.model import Responses
from survey_seg.responses.quality.screen import screen
from survey_seg.responses.read import read_responses
from survey_seg.stats.progress import Keep, Progress, anew
from survey_seg.stats.weights import effective_base
from survey_seg.study.everybody import item_moments
from survey_seg.study.model import MOST_SEGMENTS, USUAL_SEGMENTS, Decisions, Findings, Options
from survey_seg.study.showing import Found, show
from survey_seg.study.tool_choice import check_question_choice, question_choice
from survey_seg.study.usefulness import usefulness
from survey_seg.tracking.cadence import advise
from survey_seg.tracking.model import RefreshAdvice
from survey_seg.typing_tool.finding.fit import fit_find_tool
from survey_seg.typing_tool.making.fit import fit_typing_tool
from survey_seg.typing_tool.spec import TypingSpec

Stage = TypeVar("Stage")

SHARES = {
    "reading": 0.0, "factors": 0.02, "comparing": 0.05, "profiles": 0.6, "typing": 0.65, "find": 0.96, "writing": 0.98
}  # fmt: skip
"""How far the whole work is when a stage begins, measured on the demo."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: whom it tells, what keeps its parts, and what could not be computed, by stage."""

    progress: Progress
    keep: Keep
    not_computed: dict[str, str] = field(default_factory=dict)

    def part(self, begin: str, end: str) -> Progress:
        """The progress of a stage within that of the whole."""
        low, high = SHARES[begin], SHARES[end]
        return lambda what, share: self.progress(what, low + share * (high - low))

    def attempt(self, stage: str, compute: Callable[[], Stage]) -> Stage | None:
        """A stage, or None when it cannot be computed; the reason is noted."""
        try:
            return compute()
        except CannotCompute as error:
            self.not_computed[stage] = " ".join(problem.sentence() for problem in error.problems)
            return None


def investigate(
    questionnaire: Questionnaire, responses: Path, decisions: Decisions, *, progress: Progress, keep: Keep = anew
) -> Findings:
    """Run every stage; a stage that cannot be computed is left out with its reason, and the rest goes on.

    The stages that take long are asked of `keep`, so that an interrupted run can continue.
    Raises what reading and the segments themselves raise: without those there is no study.
    """
    options, criteria = decisions.options, weights_of(questionnaire.study.priorities, decisions.criteria)
    run = _Run(progress, keep)
    progress("reading and screening the answers", SHARES["reading"])
    read = read_responses(responses, questionnaire, weights=options.weights or None)
    quality = screen(read)
    kept = read.kept(quality.kept)
    basis = build_basis(kept)
    check_question_choice(question_choice(options), kept, basis)
    if read.drawn_from:
        progress("summing the answers of everybody", SHARES["reading"])
        basis = replace(basis, everybody=item_moments(responses, questionnaire, basis, weights=options.weights))
    progress("looking for dimensions", SHARES["factors"])
    factors = run.attempt("factors", lambda: extract_factors(basis, seed=options.seed))
    candidates = _compare(basis, decisions, run)
    segmentation = _choose(candidates, basis, questionnaire, decisions)
    profiles, priorities, typing, find = _segment_stages(segmentation, kept, basis, decisions, run)
    return Findings(
        questionnaire=questionnaire,
        responses=kept,
        quality=quality,
        basis=basis,
        factors=factors,
        candidates=candidates,
        segmentation=segmentation,
        usefulness=usefulness(candidates, kept, basis),
        profiles=profiles,
        priorities=priorities,
        background=run.attempt("background", lambda: _beside(segmentation, profiles, kept, priorities, typing)),
        actions=segment_actions(profiles, questionnaire) if profiles else pd.DataFrame(),
        reach=segment_reach(profiles, questionnaire) if profiles else pd.DataFrame(),
        typing=typing,
        find=find,
        advice=_advise(questionnaire, segmentation, typing, kept),
        showing=show(Found(candidates, segmentation, profiles, basis), read, quality, run.attempt),
        hypotheses=run.attempt("hypotheses", lambda: score_hypotheses(segmentation, kept)),
        briefs=run.attempt("briefs", lambda: _briefs(segmentation, kept, basis, priorities, profiles, options)),
        tables=run.attempt("tables", lambda: _tables(segmentation, kept, basis, options)),
        not_computed=run.not_computed,
        decisions=replace(decisions, names=dict(enumerate(segmentation.names, start=1)), criteria=criteria),
    )


def _briefs(
    segmentation: Segmentation,
    kept: Responses,
    basis: Basis,
    priorities: Priorities | None,
    profiles: Profiles | None,
    options: Options,
) -> Briefs:
    actions = segment_actions(profiles, kept.questionnaire) if profiles else pd.DataFrame()
    look = BriefLook(quoted=options.quotes and options.disclosure == "internal", seed=options.seed)
    return positioning_briefs(segmentation, kept, basis, priorities=priorities, actions=actions, look=look)


def _beside(
    segmentation: Segmentation,
    profiles: Profiles | None,
    kept: Responses,
    priorities: Priorities | None,
    typing: TypingSpec | None,
) -> Background | None:
    if profiles is None or priorities is None:
        return None
    recall = typing.evidence["recall"] if typing is not None else ()
    return background(segmentation, profiles, kept, priorities, recall)


def _tables(segmentation: Segmentation, kept: Responses, basis: Basis, options: Options) -> Tables:
    return banner_tables(segmentation, kept, basis, audience=options.disclosure, correction=options.correction)


def _compare(basis: Basis, decisions: Decisions, run: _Run) -> Candidates:
    options = decisions.options
    if not USUAL_SEGMENTS <= options.k_max <= MOST_SEGMENTS:
        expected = f"{USUAL_SEGMENTS} to {MOST_SEGMENTS}"
        raise UsageProblem(Problem("K_MAX_OUT_OF_RANGE", f"--k-max {options.k_max}", expected=expected))
    part = run.part("comparing", "profiles")
    return run.keep(
        "candidates",
        lambda: compare_segments(basis, seed=options.seed, k_max=options.k_max, progress=part),
        Candidates,
    )


def _choose(candidates: Candidates, basis: Basis, questionnaire: Questionnaire, decisions: Decisions) -> Segmentation:
    k_range = questionnaire.study.segments.k_range
    only: int | None = None
    if decisions.options.k:
        k_range = asked_range(decisions.options.k, decisions.options.k_max)
        only = k_range[0] if k_range[0] == k_range[1] else None
    because = decisions.options.because or "asked for on the command line"
    found = choose_segments(candidates, basis, k_range=k_range, k=only, because=because if only else "")
    names = segment_names(find_markers(found.labels, basis), questionnaire, found.k)
    return replace(found, names=tuple(decisions.names.get(i, name) for i, name in enumerate(names, start=1)))


def asked_range(k: str, k_max: int = USUAL_SEGMENTS) -> tuple[int, int]:
    """How many segments are asked for, as (fewest, most); at most `k_max`.

    >>> asked_range("3-5"), asked_range("4"), asked_range("9", 10)
    ((3, 5), (4, 4), (9, 9))
    """
    low, dash, high = k.partition("-")
    if not (low.strip().isdecimal() and (high.strip().isdecimal() or not dash)):
        raise UsageProblem(Problem("K_UNREADABLE", f"--k {k}", expected="a number like 4 or a range like 3-5"))
    fewest = int(low)
    most = int(high) if dash else fewest
    if not 1 <= fewest <= most <= k_max:
        expected = f"1 to {k_max}, the smaller number first"
        more = k_max < most <= MOST_SEGMENTS
        hint = f"up to {MOST_SEGMENTS} are compared with --k-max {MOST_SEGMENTS}" if more else ""
        raise UsageProblem(Problem("K_OUT_OF_RANGE", f"--k {k}", expected=expected, hint=hint))
    return fewest, most


def _segment_stages(
    segmentation: Segmentation, kept: Responses, basis: Basis, decisions: Decisions, run: _Run
) -> tuple[Profiles | None, Priorities | None, TypingSpec | None, TypingSpec | None]:
    run.progress("describing the segments", SHARES["profiles"])
    if segmentation.k < 2:
        return None, None, None, None
    profiles = describe(segmentation, kept, basis)
    criteria = weights_of(kept.questionnaire.study.priorities, decisions.criteria)
    seed, pursue_max = decisions.options.seed, kept.questionnaire.study.segments.pursue_max
    priorities = run.attempt(
        "priorities",
        lambda: rank(segmentation, profiles, kept, criteria=criteria, pursue_max=pursue_max, seed=seed),
    )
    choice = question_choice(decisions.options)
    run.progress("choosing golden questions", SHARES["typing"])
    part = run.part("typing", "find")
    typing = run.attempt(
        "typing",
        lambda: run.keep(
            "typing tool",
            lambda: fit_typing_tool(segmentation, kept, basis, seed=seed, choice=choice, progress=part),
            TypingSpec,
        ),
    )
    run.progress("looking for people by what is known of them", SHARES["find"])
    find = run.attempt("find", lambda: fit_find_tool(segmentation, kept, basis, seed=seed))
    run.progress("writing the study", SHARES["writing"])
    return profiles, priorities, typing, find


def _advise(
    questionnaire: Questionnaire, segmentation: Segmentation, typing: TypingSpec | None, kept: Responses
) -> RefreshAdvice:
    return advise(
        questionnaire.study,
        stability_worst=float(segmentation.stability.min()) if segmentation.k > 1 else None,
        typing_accuracy=None if typing is None else float(typing.evidence["accuracy"]["value"]),
        n_eff=effective_base(kept.weights),
    )
