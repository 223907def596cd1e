"""Who people are, as something to split them by: the yardstick that segments have to beat, and must not be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.segment_nature import Recovered
from survey_seg.errors import printable
from survey_seg.questionnaire.lint.purpose import FINDABLE, WHO_PEOPLE_ARE
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.explained import Feature, held_out_split, split
from survey_seg.stats.significance import wilson
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FOLDS = 10
MOST = 20_000
"""People from whom splits are learnt and judged; of a larger file, those whose ids come first by their checksum."""

FEWEST = 50
"""People below which nothing is judged: five per fold."""

GROUPS_PER_SEGMENT = 4
"""Groups of the split that tells segments, per segment: a segment may be made of several kinds of people."""

BINS = 16
"""Groups of about equal size into which a number with more different answers is put before it is cut."""

KINDS = frozenset({"scale", "binary", "nominal", "number"})
"""Variables that people can be split by."""

SHORT = 60
"""Letters of a question's text in a sentence."""


@dataclass(frozen=True, slots=True)
class Demographics:
    """What is known of the people who are judged: who they are, or what they can be found by.

    `people`: their places, in an order and in `folds` that follow from their ids alone, so that neither the order of
    the file nor somebody of weight zero moves a result. `features`: one per variable of `names` and `texts`.
    """

    people: Ints
    folds: Ints
    names: tuple[str, ...]
    texts: tuple[str, ...]
    features: tuple[Feature, ...]


def demographics(responses: Responses, basis: Basis) -> Demographics:
    """Who the people with weight are, by every closed question and number on who people are.

    A blank is an answer of its own. Variables that are outcomes or values are left out: they are what is explained.
    """
    return _known(responses, basis, [one for one in responses.questionnaire.variables() if _says_who(one)])


def reachable(responses: Responses, basis: Basis) -> Demographics:
    """The same for what people can be found by without being asked: closed questions and numbers with a `reach`."""
    found = [
        one for one in responses.questionnaire.variables() if any(reach.via in FINDABLE for reach in one.question.reach)
    ]
    return _known(responses, basis, found)


def _known(responses: Responses, basis: Basis, wanted: Sequence[Variable]) -> Demographics:
    checks = np.array([crc32(identifier.encode()) for identifier in basis.ids], dtype=np.int64)
    there = np.flatnonzero(basis.weights > 0)
    people = there[np.lexsort((np.array(basis.ids)[there], checks[there]))][:MOST]
    variables = sorted(
        (one for one in wanted if one.kind in KINDS and one.name in responses.answers.columns),
        key=lambda one: one.name,
    )
    codes = (responses.answers[one.name].to_numpy(dtype=np.float64)[people] for one in variables)
    features = tuple(_feature(answers, one) for one, answers in zip(variables, codes, strict=True))
    return Demographics(
        people=people,
        folds=checks[people] % FOLDS,
        names=tuple(one.name for one in variables),
        texts=tuple(in_short(one.short) for one in variables),
        features=features,
    )


def in_short(text: str) -> str:
    """The words of a question as a sentence holds them.

    >>> in_short("How old are you?")
    '“How old are you?”'
    """
    clean = printable(text)
    return f"“{clean if len(clean) <= SHORT else clean[: SHORT - 1].rstrip() + '…'}”"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["age", "region", "income"])
    'age, region and income'
    """
    return " and ".join([", ".join(names[:-1]), *names[-1:]] if len(names) > 1 else names)


def recovered(segmentation: Segmentation, who: Demographics, weights: Floats) -> Recovered | None:
    """How well these variables tell the segment of people who were not used to learn it; None without any.

    A split of four groups per segment is learnt in nine folds, and says for the tenth which segment each group mostly
    is. The interval is Wilson's, on the effective base.
    """
    labels, weights = segmentation.labels[who.people] - 1, weights[who.people]
    if segmentation.k < 2 or not who.features or len(labels) < FEWEST:
        return None
    y = np.eye(segmentation.k)[labels]
    groups = GROUPS_PER_SEGMENT * segmentation.k
    forecast = held_out_split(y, [who.features], weights, who.folds, groups)
    right, total = np.round(forecast, 12).argmax(1) == labels, float(weights.sum())
    accuracy = float(weights[right].sum()) / total
    guess = float((weights @ y).max()) / total
    low, high = wilson(accuracy, effective_base(weights))
    used = dict.fromkeys(who.texts[cut.feature] for cut in split(y, who.features, weights, groups))
    lift = (accuracy - guess) / (1 - guess) if guess < 1 else 0.0
    return Recovered(accuracy, float(low), float(high), guess, max(lift, 0.0), len(labels), tuple(used))


def _says_who(variable: Variable) -> bool:
    question = variable.question
    return question.data_type in WHO_PEOPLE_ARE and {"outcome", "value"}.isdisjoint(question.role)


def _feature(codes: Floats, variable: Variable) -> Feature:
    """The answers as bins, the lowest for blanks."""
    blank = np.isnan(codes)
    found = np.unique(codes[~blank])
    if variable.kind == "number" and len(found) > BINS:
        found = np.unique(np.quantile(codes[~blank], np.arange(1, BINS + 1) / BINS, method="inverted_cdf"))
    bins = np.where(blank, 0, np.searchsorted(found, codes, side="left") + 1).astype(np.int64)
    return Feature(bins, len(found) + 1, ordered=variable.kind in {"scale", "number"})
