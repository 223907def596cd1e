"""What every number of segments would be worth in use: whether few questions tell the segments, and who can be reached.

Both are judged on people held out, but the segments are those of everybody. The typing tool of the chosen solution is
measured more strictly (segments made anew without the people held out); these figures compare numbers of segments.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey_seg.analysis.demographics import FEWEST, GROUPS_PER_SEGMENT, Demographics, reachable
from survey_seg.analysis.evidence import together
from survey_seg.analysis.model import Basis, Candidates
from survey_seg.analysis.rule import rule_memberships
from survey_seg.errors import CannotCompute
from survey_seg.responses.model import Responses
from survey_seg.stats.explained import explained, held_out_error, held_out_split
from survey_seg.typing_tool.making.candidates import Design, candidate_design
from survey_seg.typing_tool.making.question_choice import ANY
from survey_seg.typing_tool.making.weigh import softened, weigh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

QUESTIONS = 8
PARTS = 2
"""Golden questions of a trial tool; parts of the people, each judged by what was learnt from the others: two keep it
at 1.7 s of processor time for 1,500 people, 25 items, 8 reachable questions and 8 segments, a fifth of what ten take;
what is learnt from half of the people is a little worse, for every number alike."""

COLUMNS = ("k", "typability", "reach")


def usefulness(candidates: Candidates, responses: Responses, basis: Basis) -> pd.DataFrame:
    """A row per number of segments: k, typability, reach; NaN for one segment and for fewer than 50 people.

    typability: share of people whom the best eight questions (fewer where there are fewer) put into their segment when
    questions and weights come from the other half; NaN where fewer than two questions could be asked. reach: share of
    the doubt about somebody's segment (quadratic entropy; Goodman & Kruskal's tau) that answers by which people can be
    found take away, on people held out; 0 where they tell nothing, NaN where no question has a `reach`.
    """
    who = reachable(responses, basis)
    try:
        design: Design | None = candidate_design(responses, basis)
    except CannotCompute:
        design = None

    def one(k: int) -> tuple[int, float, float]:
        if k == 1 or len(who.people) < FEWEST:
            return k, float("nan"), float("nan")
        soft = softened(rule_memberships(candidates.rules[k], basis.matrix), basis.weights)
        typed = typability(design, candidates.labels[k], soft, basis.weights, who) if design else float("nan")
        return k, typed, told(candidates.labels[k], who, basis.weights)

    return pd.DataFrame(together(one, sorted(candidates.labels)), columns=list(COLUMNS))


def typability(design: Design, labels: Ints, soft: Floats, weights: Floats, who: Demographics) -> float:
    """The share of people whom a tool made from the other half puts into their segment.

    `labels`: 0-based, `soft`: people x k, how firmly each person belongs to each segment; `who`: the people that are
    judged, and in which part they are.
    """
    part = np.full(len(labels), -1)
    part[who.people] = who.folds % PARTS
    right = 0.0
    for turn in range(PARTS):
        unseen = part == turn
        seen = (part >= 0) & ~unseen
        train, mass = design.of(seen), weights[seen]
        order = ANY.order(train, soft[seen], mass, QUESTIONS)
        if not order:
            return float("nan")
        found = weigh(train, order, soft[seen], mass).scores(design.of(unseen)).argmax(axis=1)
        right += float(weights[unseen] @ (found == labels[unseen]))
    return right / float(weights[who.people].sum())


def told(labels: Ints, who: Demographics, weights: Floats) -> float:
    """The share of the doubt about the segment that the answers of `who` take away on people held out (0 to 1).

    `labels`: 0-based. A split of four groups per segment is learnt in one half and judged in the other; NaN without any
    answers.
    """
    if not who.features:
        return float("nan")
    mass, parts = weights[who.people], who.folds % PARTS
    k = int(labels.max()) + 1
    y = np.eye(k)[labels[who.people]]
    forecast = held_out_split(y, [who.features], mass, parts, GROUPS_PER_SEGMENT * k)
    alone = held_out_error(y, np.zeros(len(y), dtype=np.int64), mass, parts)
    return max(explained(np.square(y - forecast).sum(1), alone, mass).share, 0.0)
