"""What was expected before the data, held against them: supported, refuted, or not to be told.

A hypothesis that nothing could refute is worth nothing, so each names what would contradict it
(`questionnaire.expectations`). "Supported": the difference is real (after Benjamini and Hochberg over all hypotheses
that were tested) and at least as large as what matters. "Refuted": the whole interval lies below that; an effect that
exists but is too small to act on is refuted too. Everything between is "can't tell".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.expected_answers import Codes, codes_by_name, held, variables_of
from survey_seg.analysis.model import Segmentation
from survey_seg.analysis.personas import Persona, match_persona
from survey_seg.errors import Notice
from survey_seg.questionnaire.brief import Hypothesis
from survey_seg.questionnaire.condition_words import in_words, name_in_words
from survey_seg.questionnaire.conditions import Condition
from survey_seg.questionnaire.expectations import Expectation, obstacles, read_expectation
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.stats.differences import NOTHING, ROUNDING, Difference, correlation, difference
from survey_seg.stats.significance import adjusted
from survey_seg.stats.weights import effective_base, weighted_variance

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Verdict = Literal["supported", "refuted", "can't tell", "not testable"]

FEWEST = 30
"""People in each group below whom nothing is said, as in the tables of the report."""

ALPHA = 0.05

UNITS = {"share": "points", "persona": "points", "mean": "sd", "correlation": "correlation", "words": ""}
MEASURED = ("estimate", "low", "high")
OTHERS = ("p", "inside", "outside")
BASES = ("base_inside", "base_outside", "n_eff_inside", "n_eff_outside")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """What became of what was believed; every row is a plain mapping.

    `rows`: a row per hypothesis, in the order written: id, text, persona, form, claim and against (what is compared, in
    words), more (whether more is expected), verdict, reason, by_construction (why it could hardly fail, or ""),
    estimate with low and high (above zero is as expected) and smallest (from where on it matters), all in `unit`
    ("points" of a hundred, "sd" or "correlation"), p, p_adjusted, inside and outside (the two shares or
    means; of a persona the share of its people in the nearest segment and in the rest), and the bases of both.
    `personas`: a row per persona that was looked for: outcome, segment (where it is matched), people, share, traits,
    needed (how many of the traits make a person one of its people), basis_traits, precision, recall. `traits` and
    `segments`: a row per persona and trait, and per persona and segment. `surprises`: segments that nobody had a
    persona for; none is named where some persona could not be held against the segments.
    """

    rows: tuple[Row, ...]
    personas: tuple[Row, ...]
    traits: tuple[Row, ...]
    segments: tuple[Row, ...]
    surprises: tuple[int, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tested:
    """One hypothesis with its figures; the estimate is positive where it goes the expected way."""

    hypothesis: Hypothesis
    expectation: Expectation
    figures: Difference = NOTHING
    bases: tuple[float, ...] = ()
    reason: str = ""
    persona: Persona | None = None
    testable: bool = True


def score_hypotheses(segmentation: Segmentation, responses: Responses) -> Hypotheses:
    """Each hypothesis of the questionnaire with its verdict and figures, and each persona with its segments.

    The question it answers: of what we believed, what is so? A share, mean or correlation is compared over everybody;
    a persona with the segments, which never saw it: personas have no part in making segments. Differences of means
    are in standard deviations within the groups (taken as known), with a 95 % interval from linearised variances;
    shares in shares of people, with a score interval (`stats.differences`). The sign is turned so that above zero is as
    expected. Fewer than 30 people in a group, or nobody who differs within both: can't tell. p over people, adjusted
    over the tested hypotheses; a persona with basis questions among its traits has none, because the segments were
    built on them.
    """
    codes, there = codes_by_name(responses), responses.weights > 0
    tested = [_tested(one, segmentation, responses, codes, there) for one in responses.questionnaire.study.hypotheses]
    p_adjusted = adjusted(np.array([one.figures.p for one in tested], dtype=np.float64))
    rows = tuple(_row(one, float(p), codes, responses) for one, p in zip(tested, p_adjusted, strict=True))
    personas = [one.persona for one in tested if one.persona is not None]
    return Hypotheses(
        rows=rows,
        personas=tuple(persona.row for persona in personas),
        traits=tuple(row for persona in personas for row in persona.traits),
        segments=tuple(row for persona in personas for row in persona.segments),
        surprises=_surprises(tested),
        notices=tuple(_notices(rows)),
    )


def _surprises(tested: Sequence[_Tested]) -> tuple[int, ...]:
    """Segments that no persona is, where every persona could have been each of them."""
    wanted = [one.persona for one in tested if one.hypothesis.persona]
    looked = [persona for persona in wanted if persona is not None and persona.segments]
    if not looked or len(looked) < len(wanted):
        return ()
    found = {segment for persona in looked for segment in persona.clear}
    return tuple(sorted(set.intersection(*(set(persona.assessed) for persona in looked)) - found))


def _tested(
    hypothesis: Hypothesis, segmentation: Segmentation, responses: Responses, codes: Codes, there: Flags
) -> _Tested:
    expectation = read_expectation(hypothesis)
    if expectation.form == "words":
        return _Tested(hypothesis, expectation, reason="it says in words only what is expected", testable=False)
    hindered = [one.what for one in obstacles(expectation, responses.questionnaire.questions)]
    behind = variables_of(expectation, codes)
    hindered = hindered or [f"the response file holds no answers to {name}" for name in behind if not behind[name]]
    if hindered:
        return _Tested(hypothesis, expectation, reason="; ".join(dict.fromkeys(hindered)), testable=False)
    if expectation.form == "persona":
        return _persona(hypothesis, expectation, segmentation, responses, codes)
    expects, against = _columns(expectation, codes, len(there))
    known = there & ~np.isnan(expects) & ~np.isnan(against)
    compared = _correlated if expectation.form == "correlation" else _compared
    figures, bases = compared(expectation, expects[known], against[known], responses.weights[known])
    if min(bases[: len(bases) // 2]) < FEWEST:
        reason = f"fewer than {FEWEST} people {'answered both' if compared is _correlated else 'stand on one side'}"
        return _Tested(hypothesis, expectation, reason=reason)
    reason = "nobody differs within the two groups" if expectation.form == "mean" and np.isnan(figures.low) else ""
    return _Tested(hypothesis, expectation, figures if expectation.more else _turned(figures), bases, reason)


def _columns(expectation: Expectation, codes: Codes, n: int) -> tuple[Floats, Floats]:
    """Per person what is expected and what it is held against: conditions as 1 and 0, questions as codes."""
    sides = (expectation.expects, expectation.against)
    one, other = (codes[side][1] if isinstance(side, str) else held(side, codes, n) for side in sides)
    return one, other


def _compared(
    expectation: Expectation, values: Floats, group: Floats, weights: Floats
) -> tuple[Difference, tuple[float, ...]]:
    """A share or a mean in the group beside everybody else; means in standard deviations within the groups."""
    inside = group == 1.0
    bases = (int(inside.sum()), int((~inside).sum()), effective_base(weights[inside]), effective_base(weights[~inside]))
    if not bases[0] or not bases[1]:
        return NOTHING, bases
    figures = difference(values, inside, weights)
    if expectation.form == "share":
        return figures, bases
    centred = values - np.where(inside, figures.inside, figures.outside)
    sd = float(np.sqrt(weighted_variance(centred[:, None], weights)[0]))
    if not sd > ROUNDING * float(np.abs(values).max()):
        return replace(NOTHING, inside=figures.inside, outside=figures.outside), bases
    return _scaled(figures, 1 / sd), bases


def _correlated(
    _: Expectation, values: Floats, others: Floats, weights: Floats
) -> tuple[Difference, tuple[float, ...]]:
    return (correlation(values, others, weights) if len(values) else NOTHING), (len(values), effective_base(weights))


def _scaled(figures: Difference, factor: float) -> Difference:
    return replace(figures, estimate=figures.estimate * factor, low=figures.low * factor, high=figures.high * factor)


def _turned(figures: Difference) -> Difference:
    return replace(figures, estimate=-figures.estimate, low=-figures.high, high=-figures.low)


def _persona(
    hypothesis: Hypothesis, expectation: Expectation, segmentation: Segmentation, responses: Responses, codes: Codes
) -> _Tested:
    if segmentation.k < 2:
        return _Tested(hypothesis, expectation, reason="there are no segments that a persona could be")
    persona = match_persona(hypothesis, expectation, segmentation, responses, codes)
    return _Tested(hypothesis, expectation, persona.figures, persona.bases, persona.reason, persona)


def decided(figures: Difference, smallest: float, p_adjusted: float) -> Verdict:
    """The verdict on an estimate that is positive where it goes the expected way.

    `smallest`: from where on it matters, in the unit of the estimate. A missing p (a persona on basis questions) leaves
    the decision to the interval.

    >>> decided(Difference(0.12, 0.05, 0.19, 0.001), 0.05, 0.002)
    'supported'
    >>> decided(Difference(0.01, -0.02, 0.04, 0.5), 0.05, 0.5)
    'refuted'
    >>> decided(Difference(0.06, -0.02, 0.14, 0.15), 0.05, 0.15)
    "can't tell"
    """
    if np.isnan(figures.low) or np.isnan(figures.high):
        return "can't tell"
    if figures.high < smallest:
        return "refuted"
    sure = figures.low > 0 and not p_adjusted >= ALPHA
    return "supported" if sure and figures.estimate >= smallest else "can't tell"


def _verdict(one: _Tested, p_adjusted: float) -> Verdict:
    if one.persona is not None:
        found = one.persona.verdict
        return "can't tell" if found == "supported" and p_adjusted >= ALPHA else found
    if one.reason:
        return "can't tell" if one.testable else "not testable"
    return decided(one.figures, one.expectation.smallest, p_adjusted)


def _row(one: _Tested, p_adjusted: float, codes: Codes, responses: Responses) -> dict[str, Any]:
    questions, expectation = responses.questionnaire.questions, one.expectation
    said = [
        name_in_words(side, questions) if isinstance(side, str) else in_words(side, questions)
        for side in (expectation.expects, expectation.against)
    ]
    verdict, unit = _verdict(one, p_adjusted), UNITS[expectation.form]
    scale = 100.0 if unit == "points" else 1.0
    bases = one.bases if len(one.bases) == len(BASES) else (one.bases[0], None, one.bases[1], None) if one.bases else ()
    return {
        "id": one.hypothesis.id,
        "text": one.hypothesis.text,
        "persona": one.hypothesis.persona,
        "form": expectation.form,
        "claim": said[0] if expectation.expects else "",
        "against": said[1] if expectation.expects else "",
        "more": expectation.more,
        "unit": unit,
        "smallest": expectation.smallest * scale if unit else None,
        "verdict": verdict,
        "reason": one.reason,
        "by_construction": "" if verdict == "not testable" else construction(expectation, codes),
        **{name: getattr(one.figures, name) * scale for name in MEASURED},
        **{name: getattr(one.figures, name) for name in OTHERS},
        "p_adjusted": p_adjusted,
        **dict.fromkeys(BASES),
        **dict(zip(BASES, bases, strict=False)),
    }


def construction(expectation: Expectation, codes: Codes) -> str:
    """Why an expectation could hardly fail, in words; nothing where it could.

    The segments are built on the basis, so that they differ on its questions whatever the people are like; and two
    questions that were written to measure the same thing go together when they are any good.
    """
    behind = variables_of(expectation, codes)
    every = [variable for variables in behind.values() for variable in variables]
    if every and all("basis" in variable.roles for variable in every):
        if expectation.form == "persona":
            return "all its traits are basis questions: the segments were built to differ on them"
        return "all its questions are in the basis: the segments were built on how these answers go together"
    if expectation.form == "persona":
        return ""
    sides = [_side(part, behind) for part in (expectation.expects, expectation.against)]
    if {one.name for one in sides[0]} & {one.name for one in sides[1]}:
        return "a question is compared with itself"
    constructs = {one.construct for side in sides for one in side}
    if len(constructs) == 1 and None not in constructs:
        return f"both sides measure the same ({constructs.pop()})"
    return ""


def _side(part: Condition | str, behind: Mapping[str, Sequence[Variable]]) -> list[Variable]:
    return [variable for name in Expectation("share", part).names for variable in behind[name]]


def _notices(rows: Sequence[Row]) -> Iterator[Notice]:
    """Warnings about hypotheses that risked nothing."""
    tested = [row for row in rows if row["verdict"] != "not testable"]
    supported = [row for row in tested if row["verdict"] == "supported"]
    if rows and not tested:
        text = "None of the hypotheses could be tested: each says in words only, or of questions without such answers,"
        yield Notice("HYPOTHESES_NOT_TESTABLE", f"{text} what was expected. So nothing that was believed was at risk.")
    if supported and all(row["by_construction"] for row in supported):
        text = "Every hypothesis that was supported was so by construction: on these questions it could hardly fail."
        yield Notice("HYPOTHESES_BY_CONSTRUCTION", text)
    if len(tested) > 1 and len(supported) == len(tested):
        text = (
            f"All {len(tested)} hypotheses that could be tested were supported: nothing was risked, or nothing learnt."
        )
        yield Notice("HYPOTHESES_NOTHING_RISKED", text)
